// Signs people up (POST /sign-up) and receives the webhook (POST /webhooks).

import { Smooch } from "smooch-edge";
import { respond } from "smooch-edge/webhooks";
import { onEvent, signUp } from "./sign-up.js";

const smooch = Smooch.fromEnv({ apiVersion: "v2" });
const options = { secret: process.env.WEBHOOK_SECRET, seen: new Set<string>() };

export default {
  port: process.env.PORT ?? 3000,
  async fetch(request: Request) {
    switch (`${request.method} ${new URL(request.url).pathname}`) {
      case "POST /sign-up":
        return signUp(await request.text(), smooch);
      case "POST /webhooks":
        return respond(request, options, (event) => onEvent(event, smooch));
      default:
        return new Response("Not found\n", { status: 404 });
    }
  },
};
