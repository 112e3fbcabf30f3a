// Hands events to a handler, each once: an event is claimed before it is handled, and written down after the handler
// has succeeded, so that the service's redelivery reaches it if it failed.

import { WebhookError } from "./error.js";
import { claims } from "./claims.js";
import { keyOf } from "./key.js";

/**
 * How long an event is held at most, in milliseconds, unless the options say otherwise. The service hangs up after 20 s
 * and delivers again within a quarter of an hour (docs/api/v2.md, section 10); Cloudflare Workers cancel a request
 * without a word 30 s after that.
 */
const HELD = 60_000;

/**
 * @param {Iterable<any>} events
 * @param {import("smooch-edge/webhooks").HandleOptions} options
 * @param {(event: any) => unknown} handler
 */
export async function handle(events, { seen, holdFor = HELD }, handler) {
  if (!Number.isFinite(holdFor) || holdFor <= 0)
    throw new TypeError("holdFor must be a number of milliseconds above 0.");
  if (typeof handler !== "function") throw new TypeError("The handler of events must be a function.");
  const store = claims(seen, handler);
  let handled = 0;
  let dropped = 0;
  const errors = [];
  for (const event of events) {
    try {
      if (await once(event, store, Math.ceil(holdFor), handler)) handled++;
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
 * Returns true if the event was handled now, false if it was before.
 *
 * @param {any} event
 * @param {import("smooch-edge/webhooks").ClaimStore} store
 * @param {number} holdFor
 * @param {(event: any) => unknown} handler
 */
async function once(event, store, holdFor, handler) {
  const key = await keyOf(event);
  const holder = crypto.randomUUID();
  const claim = await store.claim(key, holdFor, holder);
  if (claim === "done") return false;
  if (claim === "held") throw new WebhookError("in_progress");
  if (claim !== "claimed") throw new TypeError('claim of seen must give "claimed", "held" or "done".');
  try {
    await handler(event);
    await store.done(key, holder);
  } catch (error) {
    try {
      await store.release(key, holder);
    } catch {
      // It is released when its time is over. The handler's own error says more.
    }
    throw error;
  }
  return true;
}
