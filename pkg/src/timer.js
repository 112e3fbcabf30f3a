// A timer for any time. Runtimes keep the time of one in 32 bits; a longer one would fire at once, and Node warns of it.

/** The longest time of a runtime's own timer, in milliseconds: 24.8 days. */
export const LONGEST = 2 ** 31 - 1;

/**
 * Calls `end` after a time, however long; gives the function that stops the timer.
 *
 * @param {number} milliseconds
 * @param {() => void} end
 * @returns {() => void}
 */
export function after(milliseconds, end) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const wait = (/** @type {number} */ left) => {
    const next = left > LONGEST ? () => wait(left - LONGEST) : end;
    timer = setTimeout(next, Math.min(left, LONGEST));
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
}
