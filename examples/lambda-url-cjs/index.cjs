// Behind a function URL: signs people up (POST /sign-up) and receives the webhook (POST /webhooks).

const { Smooch } = require("smooch-edge");
const { respond } = require("smooch-edge/webhooks");
const { onEvent, signUp } = require("./sign-up.cjs");

const smooch = Smooch.fromEnv({ apiVersion: "v2" });
const options = { secret: process.env.WEBHOOK_SECRET, seen: new Set() };

exports.handler = async (event) => {
  const response = await answer(event);
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
};

async function answer(event) {
  switch (`${event.requestContext.http.method} ${event.rawPath}`) {
    case "POST /sign-up": {
      const body = event.isBase64Encoded ? Buffer.from(event.body, "base64").toString() : (event.body ?? "");
      return signUp(body, smooch);
    }
    case "POST /webhooks":
      return respond(event, options, (webhookEvent) => onEvent(webhookEvent, smooch));
    default:
      return new Response("Not found\n", { status: 404 });
  }
}
