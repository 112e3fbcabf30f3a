// Passes the ends of signals on to calls: one listener for a signal, however many calls heed it, and none once they are
// over. A signal may live as long as the process and must not gather listeners.

/** @typedef {{ calls: Set<AbortController>, end: () => void }} Group */

export class Stops {
  /** @type {Map<AbortSignal, Group>} */
  #groups = new Map();

  /**
   * @param {AbortSignal} signal
   * @param {AbortController} call is ended when the signal is
   */
  add(signal, call) {
    if (signal.aborted) return call.abort(signal.reason);
    let group = this.#groups.get(signal);
    if (!group) {
      /** @type {Group["calls"]} */
      const calls = new Set();
      group = { calls, end: () => calls.forEach((call) => call.abort(signal.reason)) };
      this.#groups.set(signal, group);
      signal.addEventListener("abort", group.end);
    }
    group.calls.add(call);
  }

  /**
   * @param {AbortSignal} signal
   * @param {AbortController} call
   */
  delete(signal, call) {
    const group = this.#groups.get(signal);
    if (!group?.calls.delete(call) || group.calls.size) return;
    this.#groups.delete(signal);
    signal.removeEventListener("abort", group.end);
  }
}
