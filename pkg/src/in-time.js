// Waits for what is not ours and may never end: a caller's function, a storage.

import { heed } from "./abort-signals.js";
import { after } from "./timer.js";

/**
 * The result of `work`. If the signal aborts first, or the time is over, it is left behind: then `failed` gives the error.
 *
 * @template T
 * @param {T | PromiseLike<T>} work
 * @param {{ signal?: AbortSignal, milliseconds?: number }} limits
 * @param {(isAborted: boolean) => unknown} failed
 * @returns {Promise<T>}
 */
export async function inTime(work, { signal, milliseconds }, failed) {
  /** @type {() => void} */
  let leave = () => {};
  const over = new Promise((_, reject) => {
    const stay = heed(signal, () => reject(failed(true)));
    const stop = milliseconds === undefined ? () => {} : after(milliseconds, () => reject(failed(false)));
    leave = () => (stay(), stop());
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([over, work]));
  } finally {
    leave();
  }
}
