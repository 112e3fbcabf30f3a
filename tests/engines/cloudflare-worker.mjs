// A Worker with all that Cloudflare has for sends: the consumer of a queue, a Durable Object for each user, and a pace. One
// client in module scope serves all batches and all objects of the isolate, many of them at the same time.

import { env as global } from "cloudflare:workers";
import { Smooch } from "smooch-edge";
import { PaceObject, cloudflare, durableObjectPace, laneObject, laneOf, toLane } from "smooch-edge/queue";

export { PaceObject };

const smooch = new Smooch(global.client);

const options = (env) => ({
  pace: durableObjectPace(env.PACE, { perSecond: env.perSecond }),
  maybeAfter: env.maybeAfter,
  onDead: ({ item }) => fetch(env.grave, { method: "POST", body: JSON.stringify(item) }),
});

const Base = laneObject((env) => ({ smooch, ...options(env) }));

/** A lane that also says how much is left in it. */
export class Lane extends Base {
  #storage;

  constructor(state, env) {
    super(state, env);
    this.#storage = state.storage;
  }

  async fetch(request) {
    if (request.method === "POST") return super.fetch(request);
    return Response.json((await this.#storage.list({ prefix: "item " })).size);
  }
}

export default {
  queue: (batch, env) => cloudflare(smooch, batch, options(env)),

  async fetch(request, env) {
    if (request.method === "POST") {
      const item = await request.json();
      // It is handed over again where the Worker was killed before it could answer.
      await toLane(env.LANES, item, { key: `item ${item.ref}` });
      return Response.json({});
    }
    const users = [...Array.from({ length: env.users }, (_, user) => `u${user}`), "nobody"];
    const left = users.map(async (id) => {
      const lane = env.LANES.get(env.LANES.idFromName(laneOf({ id })));
      return (await lane.fetch("https://lane/")).json();
    });
    return Response.json({ left: (await Promise.all(left)).reduce((sum, count) => sum + count, 0) });
  },
};
