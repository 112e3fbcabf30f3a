// Waits for a time, or until a signal says that it is over; never longer, and never with a rejection.

import { heed } from "./abort-signals.js";
import { after } from "./timer.js";

/**
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
export function sleep(milliseconds, signal) {
  if (signal?.aborted || milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      stop();
      leave();
      resolve();
    };
    const stop = after(milliseconds, end);
    const leave = heed(signal, end);
  });
}
