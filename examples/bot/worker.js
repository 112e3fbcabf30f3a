// worker.js
import { Smooch } from "smooch-edge";
import { respond } from "smooch-edge/webhooks";
import { onEvent } from "./bot.js";

let smooch;

export default {
  fetch(request, env) {
    smooch ??= Smooch.fromEnv({ apiVersion: "v2" }, env);
    return respond(request, { secret: env.WEBHOOK_SECRET }, (event) => onEvent(event, smooch, env.MENU));
  },
};
