// Observes signals: one listener for a signal, however many calls observe it, and none once they are over. A signal may
// live as long as the process and be shared by every call; Node warns of the eleventh listener.

/** @type {WeakMap<AbortSignal, { ends: Set<() => void>, listener: () => void }>} */
const groups = new WeakMap();

/**
 * Calls `end` when the signal aborts, at once if it has; returns the function that stops observing it.
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
  if (!ends.size) quietly(() => signal.addEventListener("abort", listener));
  ends.add(end);
  return () => {
    if (ends.delete(end) && !ends.size) quietly(() => signal.removeEventListener("abort", listener));
  };
}

/** Whatever a foreign signal throws, no call hangs on it. @param {() => void} act */
function quietly(act) {
  try {
    act();
  } catch {}
}
