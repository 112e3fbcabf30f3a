// Takes messages and sends them from a queue.

import { Smooch } from "smooch-edge";
import { cloudflare, durableObjectPace } from "smooch-edge/queue";

export { PaceObject } from "smooch-edge/queue";

export default {
  async fetch(request, env) {
    if (request.method !== "POST") return new Response("POST { user, text }\n", { status: 405 });
    const { user, text } = await request.json();
    await env.QUEUE.send({ operation: "send", id: user, body: { role: "appMaker", type: "text", text } });
    return new Response("It will be sent.\n", { status: 202 });
  },

  queue: (batch, env) =>
    cloudflare(Smooch.fromEnv({}, env), batch, {
      pace: durableObjectPace(env.PACE, { perSecond: Number(env.PER_SECOND) }),
      onDead: ({ item, error }) => env.DEAD.send({ item, error: error.toJSON() }),
    }),
};
