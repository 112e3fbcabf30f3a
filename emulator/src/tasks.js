// @ts-check
// What the emulator still has to do: link steps that wait for their time, webhook deliveries that wait for an answer.
// It counts them, so that a test can wait until nothing is left, and drops them all on a reset.

/** Counts timers and promises that are under way. */
export class Tasks {
  /** @type {Set<object>} */
  #open = new Set();
  /** @type {Set<ReturnType<typeof setTimeout>>} */
  #timers = new Set();
  /** @type {(() => void)[]} */
  #waiting = [];

  /**
   * Runs a step later.
   * @param {number} ms
   * @param {() => void} step
   * @returns {() => void} cancels the step
   */
  later(ms, step) {
    const task = {};
    this.#open.add(task);
    const end = () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
      this.#close(task);
    };
    const timer = setTimeout(() => {
      try {
        step();
      } finally {
        end();
      }
    }, ms);
    this.#timers.add(timer);
    return end;
  }

  /** @param {Promise<unknown>} promise */
  watch(promise) {
    const task = {};
    this.#open.add(task);
    const end = () => this.#close(task);
    promise.then(end, end);
  }

  /** Resolves when nothing is under way. */
  async settled() {
    while (this.#open.size > 0) await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
  }

  clear() {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#open.clear();
    this.#release();
  }

  /** @param {object} task */
  #close(task) {
    this.#open.delete(task);
    if (this.#open.size === 0) this.#release();
  }

  #release() {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
