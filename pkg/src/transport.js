// One request and its response, within a time and a signal: timers, aborting, reading. The core calls `fetch`.

/** @import { Failure } from "./smooch_edge_bg.js" */

import { read } from "./body.js";
import { heed } from "./abort-signals.js";

/**
 * What came of an exchange: a response with its text (`undefined` if it broke off or grew too large), or why there is
 * none, and whether the request had begun.
 *
 * @typedef {{ response: Response, text: string | undefined }
 *   | { failure: Failure, begun: boolean, cause?: unknown }} Outcome
 */

/**
 * Sends a request and reads its response.
 *
 * A `fetch` or a token function that does not observe the time is left behind when it is over, so that no call hangs on
 * it.
 *
 * @param {() => Promise<void> | undefined} authorise sees to the token
 * @param {Failure} unauthorised what a failure of that means
 * @param {(signal: AbortSignal) => unknown} send sends the request
 * @param {number} milliseconds for everything, the body included
 * @param {AbortSignal | undefined} signal
 * @param {number} largest the most bytes of a response
 * @returns {Promise<Outcome>}
 */
export async function exchange(authorise, unauthorised, send, milliseconds, signal, largest) {
  if (signal?.aborted) return { failure: "aborted", begun: false, cause: signal.reason };
  const controller = new AbortController();
  /** @type {(reason?: unknown) => void} */
  let stop = () => {};
  const stopped = new Promise((_, reject) => (stop = reject));
  // It may end before anything waits for it.
  stopped.catch(() => {});
  const timer = setTimeout(stop, milliseconds, stop);
  const leave = heed(signal, stop);
  /** what a failure means at this point of the exchange */
  let stage = unauthorised;
  try {
    const authorising = authorise();
    if (authorising) await Promise.race([authorising, stopped]);
    if (signal?.aborted) throw signal.reason;
    stage = "not sent";
    const pending = send(controller.signal);
    stage = "lost";
    const response = await Promise.race([pending, stopped]);
    if (!isResponse(response)) throw new TypeError("The fetch gave something that is no Response.");
    const text = await Promise.race([read(response, largest), stopped]);
    return { response, text };
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

/**
 * By its members, not its class: a mock, a polyfill or another realm has a `Response` of its own.
 *
 * @param {any} value
 * @returns {value is Response}
 */
function isResponse(value) {
  return (
    Number.isInteger(value?.status) && typeof value.text === "function" && typeof value.headers?.get === "function"
  );
}
