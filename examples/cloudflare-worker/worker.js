// Signs people up (POST /sign-up) and receives the webhook (POST /webhooks).

import { Smooch } from "smooch-edge";
import { respond } from "smooch-edge/webhooks";
import { onEvent, signUp } from "./sign-up.js";

export default {
  async fetch(request, env) {
    const smooch = Smooch.fromEnv({ apiVersion: "v2" }, env);
    switch (`${request.method} ${new URL(request.url).pathname}`) {
      case "POST /sign-up":
        return signUp(await request.text(), smooch);
      case "POST /webhooks":
        return respond(request, { secret: env.WEBHOOK_SECRET }, (event) => onEvent(event, smooch));
      default:
        return new Response("Not found\n", { status: 404 });
    }
  },
};
