// One request and its answer, within a time and a signal. All that is platform is here: `fetch`, timers, aborting.

/**
 * What came of an exchange: an answer with its text (`undefined` where it broke off), or why there is none.
 *
 * @typedef {{ response: Response, text: string | undefined }
 *   | { failure: "never begun" | "not sent" | "aborted" | "timed out" | "lost", cause?: unknown }} Outcome
 */

/**
 * Sends a request and reads its answer.
 *
 * A `fetch` that does not heed its signal is left behind when the time is over, so that no call hangs on it.
 *
 * @param {import("./index.js").Fetch | undefined} own the caller's `fetch`; the runtime's is looked up at each call
 * @param {{ url: string, method: string, headers: Record<string, string>, body?: string }} request
 * @param {number} timeout in milliseconds, with the body
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<Outcome>}
 */
export async function exchange(own, { url, ...request }, timeout, signal) {
  if (signal?.aborted) return { failure: "never begun", cause: signal.reason };
  const controller = new AbortController();
  /** @type {(reason?: unknown) => void} */
  let stop = () => {};
  const stopped = new Promise((_, reject) => (stop = reject));
  const timer = setTimeout(stop, timeout, stop);
  signal?.addEventListener("abort", stop);
  try {
    // Unbound and with plain objects: a `fetch` may be of another realm or library. Never followed: a redirect would
    // turn a POST into a GET that "succeeds", or carry the body elsewhere.
    const fetch = own ?? globalThis.fetch;
    const init = { ...request, redirect: /** @type {const} */ ("manual"), signal: controller.signal };
    let pending;
    try {
      pending = fetch(url, init);
    } catch (cause) {
      return { failure: "not sent", cause };
    }
    const response = await Promise.race([pending, stopped]);
    if (!isResponse(response)) {
      return { failure: "lost", cause: new TypeError("The fetch gave something that is no Response.") };
    }
    const text = await Promise.race([response.text(), stopped]).catch((cause) => {
      if (signal?.aborted || cause === stop) throw cause;
    });
    return { response, text };
  } catch (cause) {
    if (signal?.aborted) {
      controller.abort(signal.reason);
      return { failure: "aborted", cause: signal.reason };
    }
    if (cause === stop) {
      controller.abort();
      return { failure: "timed out" };
    }
    return { failure: "lost", cause };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** By its members, not its class: a mock, a polyfill or another realm has a `Response` of its own. */
function isResponse(value) {
  return (
    Number.isInteger(value?.status) && typeof value.text === "function" && typeof value.headers?.get === "function"
  );
}
