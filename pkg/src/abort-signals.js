// Heeds signals: one listener for a signal, however many calls heed it, and none once they are over. A signal may live
// as long as the process and be shared by every call; Node warns of the eleventh listener.

/** @type {WeakMap<AbortSignal, { ends: Set<() => void>, listener: () => void }>} */
const groups = new WeakMap();

/**
 * Calls `end` when the signal ends, at once where it has; gives the function that heeds it no longer.
 *
 * @param {AbortSignal | undefined} signal
 * @param {() => void} end
 * @returns {() => void}
 */
export function heed(signal, end) {
  if (!signal || signal.aborted) {
    if (signal) end();
    return () => {};
  }
  let group = groups.get(signal);
  if (!group) {
    /** @type {Set<() => void>} */
    const ends = new Set();
    group = { ends, listener: () => ends.forEach((end) => end()) };
    groups.set(signal, group);
  }
  const { ends, listener } = group;
  if (!ends.size) signal.addEventListener("abort", listener);
  ends.add(end);
  return () => {
    if (ends.delete(end) && !ends.size) signal.removeEventListener("abort", listener);
  };
}
