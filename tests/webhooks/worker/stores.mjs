// A Worker with the ready-made stores: it asks them what a test wants to know, and receives webhooks with them.

import { SeenEvent, durableObjectStore, kvStore, respond } from "smooch-edge/webhooks";

/** The objects, which say when they have emptied their storage. */
export class Watched extends SeenEvent {
  #state;
  #env;

  constructor(state, env) {
    super(state);
    this.#state = state;
    this.#env = env;
  }

  async alarm() {
    await super.alarm();
    await this.#env.KV.put("emptied", String((await this.#state.storage.list()).size));
  }
}

const storeOf = (env, kind, options) =>
  kind === "kv" ? kvStore(env.KV, options) : durableObjectStore(env.SEEN, options);

let handling = 0;
let handled = 0;
let isOver = false;

/** Goes on until the test says so: one request cannot wait for another here, so it looks. */
async function slowly() {
  handling++;
  while (!isOver) await new Promise((resolve) => setTimeout(resolve, 5));
  handling--;
}

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case "/store": {
        const { kind, options, step, given } = await request.json();
        return Response.json({ answer: await storeOf(env, kind, options)[step](...given) });
      }
      case "/webhooks":
        return respond(request, { secret: env.SECRET, seen: storeOf(env, searchParams.get("kind")) }, async () => {
          if (searchParams.has("slow")) await slowly();
          handled++;
        });
      case "/handling":
        return new Response(String(handling));
      case "/handled":
        return new Response(String(handled));
      case "/end":
        isOver = true;
        return new Response();
      case "/reset":
        [handled, isOver] = [0, false];
        return new Response();
      default:
        return new Response(null, { status: 404 });
    }
  },
};
