// A virtual clock in place of the real one: time jumps from timer to timer.

const real = { setImmediate: globalThis.setImmediate };

export class Clock {
  now = 0;
  #seed;
  /** A heap of timers, the next first. @type {{ at: number, order: number, end: () => void, isOff?: boolean }[]} */
  #heap = [];
  #order = 0;

  /** @param {number} seed */
  constructor(seed) {
    this.#seed = seed | 0;
  }

  /** A number from 0 to 1 (mulberry32). */
  random() {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** @param {number} milliseconds */
  wait(milliseconds) {
    return new Promise((resolve) => this.after(milliseconds, () => resolve(undefined)));
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} end
   */
  after(milliseconds, end) {
    const timer = { at: this.now + Math.max(0, milliseconds), order: this.#order++, end, isOff: false };
    this.#push(timer);
    return timer;
  }

  /**
   * Runs a program to its end.
   *
   * @param {() => Promise<unknown>} program
   */
  async run(program) {
    const { setTimeout, clearTimeout, performance, Date: date } = globalThis;
    const { now } = performance;
    const dateNow = date.now;
    const random = Math.random;
    performance.now = () => this.now;
    date.now = () => this.now;
    Math.random = () => this.random();
    globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ end, time = 0) => this.after(time, end));
    globalThis.clearTimeout = /** @type {any} */ ((/** @type {any} */ timer) => void (timer && (timer.isOff = true)));
    let isOver = false;
    let error;
    try {
      program().then(
        () => (isOver = true),
        (thrown) => ((isOver = true), (error = [thrown])),
      );
      for (;;) {
        // All that follows from the last timers happens first.
        await new Promise((resolve) => real.setImmediate(resolve));
        if (isOver) break;
        const next = this.#pop();
        if (!next) throw new Error("Everything waits, and nothing will happen.");
        this.now = next.at;
        if (!next.isOff) next.end();
        // Whatever is due at the same moment.
        while (this.#heap[0] && this.#heap[0].at <= this.now) {
          const other = this.#pop();
          if (other && !other.isOff) other.end();
        }
      }
    } finally {
      Object.assign(globalThis, { setTimeout, clearTimeout });
      performance.now = now;
      date.now = dateNow;
      Math.random = random;
    }
    if (error) throw error[0];
  }

  /** @param {any} timer */
  #push(timer) {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    for (let up; at > 0 && before(timer, heap[(up = (at - 1) >> 1)]); at = up) heap[at] = heap[up];
    heap[at] = timer;
  }

  #pop() {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!heap.length || !last) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

const before = (one, other) => one.at < other.at || (one.at === other.at && one.order < other.order);
