// Signs people up (POST /sign-up) and receives the webhook (POST /webhooks).

import { Smooch } from "smooch-edge";
import { respond } from "smooch-edge/webhooks";
import { onEvent, signUp } from "./sign-up.js";

const smooch = Smooch.fromEnv({ apiVersion: "v2" });
const options = { secret: Deno.env.get("WEBHOOK_SECRET"), seen: new Set<string>() };

Deno.serve({ port: Number(Deno.env.get("PORT") ?? 8000) }, async (request) => {
  switch (`${request.method} ${new URL(request.url).pathname}`) {
    case "POST /sign-up":
      return signUp(await request.text(), smooch);
    case "POST /webhooks":
      return respond(request, options, (event) => onEvent(event, smooch));
    default:
      return new Response("Not found\n", { status: 404 });
  }
});
