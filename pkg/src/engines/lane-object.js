// A Durable Object for each lane: it keeps the items of a user in its storage and sends them one after the other, by
// its alarm. So their order is kept, and one message at a time is under way for a user, wherever its items come from.

/** @import { DurableObjects, LaneOptions, LaneState } from "smooch-edge/queue" */

import { ask, needsNamespace } from "../durable-objects.js";
import { check } from "../options.js";
import TABLES from "../queue-table.js";
import { MAYBE_AFTER } from "./deliver.js";
import { handlerOf, needsOnDead } from "./handler.js";
import { laneOf } from "./item.js";

/** How long an alarm works before it hands over to the next, in milliseconds: an alarm may take 15 minutes. */
const TURN = 5 * 60_000;
/** How long a delivery may take, in milliseconds. */
const DELIVERY = 5 * 60_000;
/** The wait after something that should not have happened, in milliseconds. */
const AGAIN = 60_000;

/**
 * The stored record of an item. Before each delivery its number is written, and that it is `underWay`. If the next one
 * finds that, the process ended in between: the service may still work on what was sent, and nothing is done before
 * `notBefore`.
 *
 * @typedef {{ item: any, key: string, attempt: number, underWay?: boolean, notBefore?: number }} Kept
 */

/**
 * @template Env
 * @param {(env: Env) => LaneOptions} setUp
 */
export function laneObject(setUp) {
  return class Lane {
    #storage;
    #env;
    /** @type {ReturnType<typeof handlerOf> | undefined} */
    #handle;
    #maybeAfter = 0;

    /**
     * @param {LaneState} state
     * @param {Env} env
     */
    constructor({ storage }, env) {
      this.#storage = storage;
      this.#env = env;
    }

    /** @param {{ json(): Promise<unknown> }} request */
    async fetch(request) {
      const given = /** @type {any} */ (await request.json());
      const { item, key = crypto.randomUUID() } = given;
      const last = Number((await this.#storage.get("last")) ?? 0) + 1;
      // Whoever gives a key may have given it before: it is looked for first.
      /** @type {Kept} */
      const kept = { item, key, attempt: given.key ? 1 : 0 };
      await this.#storage.put({ last, [nameOf(last)]: kept });
      if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(Date.now());
      return Response.json({});
    }

    async alarm() {
      let after = AGAIN;
      try {
        after = await this.#work();
      } catch (thrown) {
        console.error("smooch-edge: the alarm of a lane failed; it goes on in a minute.", thrown);
      }
      if (after < Infinity) await this.#storage.setAlarm(Date.now() + after);
    }

    #setUp() {
      const { smooch, ...options } = setUp(this.#env);
      needsOnDead(options, "laneObject");
      const { maybeAfter = MAYBE_AFTER } = options;
      check({ key: "a lane's", maybeAfter }, TABLES.delivery);
      this.#maybeAfter = maybeAfter;
      return handlerOf(smooch, options);
    }

    /** Works until something must wait; gives for how many milliseconds. */
    async #work() {
      this.#handle ??= this.#setUp();
      const until = Date.now() + TURN;
      while (Date.now() < until) {
        const [entry] = await this.#storage.list({ prefix: PREFIX, limit: 1 });
        if (!entry) return Infinity;
        const [name, kept] = /** @type {[string, Kept]} */ (entry);
        const { item, key, underWay, notBefore = 0 } = kept;
        if (underWay) {
          await this.#storage.put({ [name]: { ...kept, underWay: false, notBefore: Date.now() + this.#maybeAfter } });
          return this.#maybeAfter;
        }
        const early = notBefore - Date.now();
        if (early > 0) return early;
        const attempt = kept.attempt + 1;
        await this.#storage.put({ [name]: { item, key, attempt, underWay: true } });
        const verdict = await this.#handle(item, { key, attempt, timeLeft: DELIVERY }, item);
        if (verdict.do === "retry") {
          await this.#storage.put({ [name]: { item, key, attempt } });
          return verdict.after * 1000;
        }
        await this.#storage.delete(name);
      }
      return 0;
    }
  };
}

const PREFIX = "item ";

/**
 * The name under which an item is kept: names are sorted as texts.
 *
 * @param {number} number
 */
function nameOf(number) {
  return `${PREFIX}${String(number).padStart(16, "0")}`;
}

/**
 * @param {DurableObjects} namespace
 * @param {any} item
 * @param {{ key?: string }} [options]
 */
export async function toLane(namespace, item, { key } = {}) {
  needsNamespace(namespace, "toLane", "LANES");
  await ask(namespace, String(laneOf(item) ?? crypto.randomUUID()), { item, key }, "one of laneObject");
}
