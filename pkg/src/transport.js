// One request and its answer, within a time and a signal. All that is platform is here: `fetch`, timers, aborting.

import { isResponse, read } from "./body.js";
import { heed } from "./abort-signals.js";

/**
 * What came of an exchange: an answer with its text (without it, and with the cause, where it broke off or grew too
 * large), or why there is none, and whether the request had begun.
 *
 * @typedef {{ response: Response, text?: string, cause?: unknown }
 *   | { failure: "no token" | "not sent" | "aborted" | "timed out" | "lost", begun: boolean, cause?: unknown }} Outcome
 */

/**
 * Sends a request and reads its answer.
 *
 * A `fetch` or a token function that does not heed the time is left behind when it is over, so that no call hangs on it.
 *
 * @param {import("smooch-edge").Fetch | undefined} own the caller's `fetch`; the runtime's is looked up at each call
 * @param {() => import("smooch-edge").BuiltRequest | Promise<import("smooch-edge").BuiltRequest>} prepare gives the request
 * @param {number} milliseconds for everything, the body included
 * @param {AbortSignal | undefined} signal
 * @param {number} largest the most bytes of an answer
 * @returns {Promise<Outcome>}
 */
export async function exchange(own, prepare, milliseconds, signal, largest) {
  if (signal?.aborted) return { failure: "aborted", begun: false, cause: signal.reason };
  const controller = new AbortController();
  /** @type {(reason?: unknown) => void} */
  let stop = () => {};
  const stopped = new Promise((_, reject) => (stop = reject));
  // It may end before anything waits for it.
  stopped.catch(() => {});
  const timer = setTimeout(stop, milliseconds, stop);
  const leave = heed(signal, stop);
  /** @type {"no token" | "not sent" | "lost"} what a failure means where the exchange has come */
  let stage = "no token";
  try {
    const prepared = prepare();
    const request = prepared instanceof Promise ? await Promise.race([prepared, stopped]) : prepared;
    if (signal?.aborted) throw signal.reason;
    // Unbound and with plain objects: a `fetch` may be of another realm or library. Never followed: a redirect would
    // turn a POST into a GET that "succeeds", or carry the body elsewhere.
    stage = "not sent";
    const fetch = own ?? globalThis.fetch;
    const { url, method, headers } = request;
    // Deno repeats a request by itself, a POST too, unless its body is a stream of sorts.
    const body = request.body && "Deno" in globalThis ? new Blob([request.body]) : request.body;
    // Member by member: a copy of an object of unknown shape is slower.
    const pending = fetch(url, { method, headers, body, redirect: "manual", signal: controller.signal });
    stage = "lost";
    const response = await Promise.race([pending, stopped]);
    if (!isResponse(response)) throw new TypeError("The fetch gave something that is no Response.");
    return { response, ...(await Promise.race([read(response, largest), stopped])) };
  } catch (cause) {
    const begun = stage === "lost";
    if (signal?.aborted) {
      controller.abort(signal.reason);
      return { failure: "aborted", begun, cause: signal.reason };
    }
    if (cause === stop) {
      controller.abort();
      return { failure: "timed out", begun };
    }
    return { failure: stage, begun, cause };
  } finally {
    clearTimeout(timer);
    leave();
  }
}
