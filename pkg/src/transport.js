// One request and its response, within a time and a signal: timers, aborting, reading. The core calls `fetch`.

/** @import { Failure } from "./smooch_edge_bg.js" */

import { isResponse, read } from "./body.js";
import { heed } from "./abort-signals.js";

/**
 * The outcome of an exchange: a response with its text (without it, and with the cause, if that broke off, grew too
 * large or took too long), and whether the caller's signal ended it; or why there is none, and whether the request had
 * begun.
 *
 * @typedef {{ response: Response, text?: string, cause?: unknown, isAborted?: boolean }
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
 * @param {(by: (controller: AbortController) => AbortSignal, leaves: () => void) => unknown} send sends the request;
 *   calls `by` with what can abort it, and `leaves` just before
 * @param {number} milliseconds for everything, the body included
 * @param {AbortSignal | undefined} signal
 * @param {number} largest the most bytes of a response
 * @returns {Promise<Outcome>}
 */
export async function exchange(authorise, unauthorised, send, milliseconds, signal, largest) {
  if (signal?.aborted) return { failure: "aborted", begun: false, cause: signal.reason };
  /** @type {AbortController | undefined} there from when the request is sent */
  let controller;
  let isOver = false;
  /** @type {((reason: unknown) => void) | undefined} ends what is waited for */
  let give;
  const stop = () => {
    isOver = true;
    give?.(stop);
  };
  /** @type {<T>(work: T | PromiseLike<T>) => Promise<T>} waits for it, but no longer than until `stop` */
  const within = (work) =>
    new Promise((resolve, reject) => {
      give = reject;
      Promise.resolve(work).then(resolve, reject);
      if (isOver) reject(stop);
    });
  // After the time, I/O has one more turn: if the event loop was blocked, the response may be there already.
  let timer = setTimeout(() => (timer = setTimeout(stop)), milliseconds);
  const leave = heed(signal, stop);
  /** what a failure means at this point of the exchange */
  let stage = unauthorised;
  /** @type {Response | undefined} its status holds, whatever its body does */
  let seen;
  try {
    const authorising = authorise();
    if (authorising) await within(authorising);
    if (signal?.aborted) throw signal.reason;
    stage = "not sent";
    const response = await within(
      send(
        (made) => (controller = made).signal,
        () => (stage = "lost"),
      ),
    );
    if (!isResponse(response)) throw new TypeError("The fetch gave something that is no Response.");
    seen = response;
    return { response, ...(await within(read(response, largest))) };
  } catch (cause) {
    const begun = stage === "lost";
    const isAborted = signal?.aborted ?? false;
    if (isAborted || cause === stop) controller?.abort(signal?.reason);
    if (seen) return { response: seen, text: undefined, isAborted };
    if (isAborted) return { failure: "aborted", begun, cause: signal?.reason };
    if (cause === stop) return { failure: "timed out", begun };
    return { failure: stage, begun, cause };
  } finally {
    clearTimeout(timer);
    leave();
  }
}
