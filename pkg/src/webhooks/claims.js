// Claims an event before it is handled. A store that claims is used as it is; one that only remembers (`has`, `add`) is
// joined with what is being handled in this process. Whoever meets an event that is held is sent away, not kept
// waiting: on Cloudflare Workers one request cannot wait for another.

/** @import { ClaimStore } from "smooch-edge/webhooks" */

/**
 * The events held in this process, and until when, for each store, or for each handler without one: two endpoints share
 * nothing.
 *
 * @typedef {Map<string, { holder: string, until: number }>} Holds
 * @type {WeakMap<object, Holds>}
 */
const places = new WeakMap();

/**
 * @param {any} seen
 * @param {object} handler
 * @returns {ClaimStore}
 */
export function claims(seen, handler) {
  if (typeof seen?.claim === "function") {
    if (typeof seen.done === "function" && typeof seen.release === "function") return seen;
  } else if (seen === undefined) return local({ has: () => false, add: () => {} }, holdsOf(handler));
  else if (typeof seen?.has === "function" && typeof (seen.add ?? seen.set) === "function")
    return local(seen, holdsOf(seen));
  throw new TypeError("seen needs has(key) and add(key), such as a Set has, or claim, done and release.");
}

/** @param {object} place */
function holdsOf(place) {
  const holds = places.get(place) ?? new Map();
  places.set(place, holds);
  return holds;
}

/**
 * @param {any} seen
 * @param {Holds} holds
 * @returns {ClaimStore}
 */
function local(seen, holds) {
  const release = (/** @type {string} */ key, /** @type {string} */ holder) => {
    if (holds.get(key)?.holder === holder) holds.delete(key);
  };
  return {
    async claim(key, holdFor, holder) {
      const now = performance.now();
      // Those whose time is over: of a handler that never ended, nobody else takes them away.
      for (const [held, { until }] of holds) {
        if (until > now) break;
        holds.delete(held);
      }
      if (Number(holds.get(key)?.until) > now) return "held";
      holds.delete(key);
      holds.set(key, { holder, until: now + holdFor });
      try {
        if (!(await seen.has(key))) return "claimed";
      } catch (error) {
        release(key, holder);
        throw error;
      }
      release(key, holder);
      return "done";
    },
    async done(key, holder) {
      await (typeof seen.add === "function" ? seen.add(key) : seen.set(key, Date.now()));
      release(key, holder);
    },
    async release(key, holder) {
      release(key, holder);
    },
  };
}
