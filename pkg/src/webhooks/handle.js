// Hands events to a handler, each once: what was handled is written down after the handler has succeeded, so that the
// service's repeat reaches it where it failed.

import { WebhookError } from "./error.js";
import { keyOf } from "./key.js";

/**
 * The keys that are being handled in this process, and since when. Whoever meets one is sent away, not kept waiting: on
 * Cloudflare Workers one request cannot wait for another.
 *
 * @type {Map<string, number>}
 */
const running = new Map();

/**
 * How long a key stays there at most, in milliseconds. On Cloudflare Workers a request is cancelled without a word when
 * the service hangs up (after 20 s) and 30 s of `waitUntil` are over. Elsewhere a handler always ends.
 */
const LONGEST = 60_000;

/**
 * @param {Iterable<any>} events
 * @param {import("smooch-edge/webhooks").HandleOptions} options
 * @param {(event: any) => unknown} handler
 */
export async function handle(events, { seen }, handler) {
  const store = storeOf(seen);
  let handled = 0;
  let dropped = 0;
  const errors = [];
  for (const event of events) {
    try {
      if (await once(event, store, handler)) handled++;
      else dropped++;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 0) return { handled, dropped };
  // One that is only too early says less than a handler's own.
  const own = errors.filter((error) => !WebhookError.is(error));
  throw own.length > 1 ? new AggregateError(own, `${own.length} events were not handled.`) : (own[0] ?? errors[0]);
}

/**
 * Whether the event was handled: not, where it was before.
 *
 * @param {any} event
 * @param {ReturnType<typeof storeOf>} store
 * @param {(event: any) => unknown} handler
 */
async function once(event, store, handler) {
  const key = await keyOf(event);
  if (isRunning(key)) throw new WebhookError("in_progress");
  running.set(key, Date.now());
  try {
    if (await store.has(key)) return false;
    await handler(event);
    await store.add(key);
    return true;
  } finally {
    running.delete(key);
  }
}

/** @param {string} key */
function isRunning(key) {
  const since = running.get(key);
  if (since === undefined) return false;
  return globalThis.navigator?.userAgent !== "Cloudflare-Workers" || Date.now() - since < LONGEST;
}

/**
 * @param {any} seen
 * @returns {{ has: (key: string) => unknown, add: (key: string) => unknown }}
 */
function storeOf(seen) {
  if (seen === undefined) return { has: () => false, add: () => {} };
  if (typeof seen.has !== "function" || typeof (seen.add ?? seen.set) !== "function")
    throw new TypeError("seen needs has(key) and add(key), such as a Set has.");
  return {
    has: (key) => seen.has(key),
    add: (key) => (typeof seen.add === "function" ? seen.add(key) : seen.set(key, Date.now())),
  };
}
