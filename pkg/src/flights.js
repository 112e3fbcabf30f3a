// Calls that are the same, at the same time, share one flight: one run of the call, whose outcome all get. They are the
// same if a retry would look for its effect: a message with the same `dedupeKey`, a link with `dedupe`. The signal and
// the deadline of each end only its own wait; the flight ends once nobody waits for it.
//
// Only the entry for Node, Deno, Bun and browsers has this file: on Workers nothing that waits may be shared between
// requests, since a promise of one may never settle for another once its own has ended.

/** @import { Given } from "./client.js" */
/** @import { Seen } from "./answer.js" */
/** @import { Call } from "./smooch_edge_bg.js" */

import { heed } from "./abort-signals.js";
import { after } from "./timer.js";
import { unsent } from "./to-error.js";

/**
 * Runs a call in a flight, or waits for the one that is under way, in which case nothing of `run` is called. Returns
 * `undefined` if the call is one of its own. A call that runs in a flight is freed at its end.
 *
 * @typedef {(given: Given, call: Call, signal: AbortSignal | undefined, deadline: number | undefined, seen: Seen | undefined,
 *   run: (signal: AbortSignal, seen: Seen) => Promise<any>) => Promise<any> | undefined} Fly
 */

/**
 * @typedef {object} Flight
 * @property {Call} call
 * @property {AbortController} controller ends it
 * @property {number} waiting how many wait for it
 * @property {boolean} isShared whether more than one did
 * @property {Seen} seen
 * @property {Promise<any>} outcome
 */

/**
 * The flights of a client.
 *
 * @returns {Fly | undefined} nothing on Workers, where this entry gets through builds that know nothing of theirs
 */
export function flights() {
  if (globalThis.navigator?.userAgent === "Cloudflare-Workers") return undefined;
  /** @type {Map<string, Flight>} */
  const underWay = new Map();
  return (given, call, signal, deadline, seen, run) => {
    const key = keyOf(given);
    if (!key) return undefined;
    let flight = underWay.get(key);
    if (flight) {
      flight.call.extend(call);
      flight.isShared = true;
    } else {
      const controller = new AbortController();
      if (signal?.aborted) controller.abort(signal.reason);
      /** @type {Seen} */
      const own = {};
      /** @type {any} */ (call).isFlying = true;
      const outcome = run(controller.signal, own).finally(() => {
        underWay.delete(key);
        call.free();
      });
      flight = { call, controller, waiting: 0, isShared: false, seen: own, outcome };
      underWay.set(key, flight);
    }
    return wait(flight, signal, deadline, seen);
  };
}

/**
 * The key that equal calls share; nothing if it is one of its own.
 *
 * @param {Given} given
 */
function keyOf([operation, ids, body, options]) {
  if (!options) return undefined;
  const { dedupe, dedupeKey, conversationId } = options;
  // That of `request` is a line: its name, its method, its path.
  if (/^send( |$)/.test(operation) && dedupeKey) return JSON.stringify([operation, ids, dedupeKey, conversationId]);
  if (operation !== "link" || !dedupe) return undefined;
  const link = /** @type {any} */ (body);
  const { type, phoneNumber, address } = link.matchCriteria ?? link;
  // A number may be written with spaces, an address in capitals.
  const to = phoneNumber?.replace(/[^+\d]/g, "") ?? address?.toLowerCase();
  return JSON.stringify([operation, ids, type, to]);
}

/**
 * @param {Flight} flight
 * @param {AbortSignal | undefined} signal
 * @param {number | undefined} deadline
 * @param {Seen | undefined} seen
 */
function wait(flight, signal, deadline, seen) {
  flight.waiting++;
  return new Promise((resolve, reject) => {
    /** @type {(() => void)[] | undefined} */
    let stops = [];
    const end = () => {
      if (!stops) return;
      for (const stop of stops) stop();
      stops = undefined;
      flight.waiting--;
    };
    const leave = (/** @type {string} */ name, /** @type {string} */ code, /** @type {string} */ what) => {
      const cause = code === "aborted" ? signal?.reason : undefined;
      const isLast = flight.waiting === 1;
      // A call that shares with nobody says itself what came of it.
      if (isLast && (cause || flight.isShared)) flight.controller.abort(cause);
      if (isLast && (cause || !flight.isShared)) return;
      end();
      const message = `${what} while another call with the same key went on; the service may have got the request.`;
      reject(unsent(name, code, message, { sent: "maybe", retryable: code === "deadline" }, cause));
    };
    flight.outcome.finally(end).then((value) => {
      if (seen) seen.response = flight.seen.response;
      resolve(value);
    }, reject);
    const over = () => leave("TimeoutError", "deadline", `The deadline of ${deadline} ms was over`);
    if (deadline !== undefined) {
      // If the event loop was blocked, the response may be there already: it has two more turns to be read.
      let stop = after(deadline, () => (stop = after(0, () => (stop = after(0, over)))));
      stops.push(() => stop());
    }
    const heeded = heed(signal, () => leave("AbortError", "aborted", "The signal ended the call"));
    if (stops) stops.push(heeded);
    else heeded();
  });
}
