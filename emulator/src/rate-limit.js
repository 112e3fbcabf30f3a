// @ts-check
// A limit on requests: so many within any second, which slides. What is refused does not count (no numbers of the
// service are published: docs/api/v1.md, section 3.2).

const WINDOW = 1000;

/** The limit of one emulator. */
export class RateLimit {
  #perSecond;
  /** @type {number[]} when the last ones were let through */
  #passed = [];

  /** @param {number} perSecond may be Infinity */
  constructor(perSecond) {
    this.#perSecond = perSecond;
  }

  /**
   * Lets a request through, or says how long the next one has to wait.
   * @param {number} now milliseconds
   * @returns {number} 0, or the whole seconds until there is room again
   */
  take(now) {
    if (this.#perSecond === Infinity) return 0;
    this.#passed = this.#passed.filter((at) => now - at < WINDOW);
    const [oldest] = this.#passed;
    if (oldest !== undefined && this.#passed.length >= this.#perSecond)
      return Math.max(1, Math.ceil((oldest + WINDOW - now) / 1000));
    this.#passed.push(now);
    return 0;
  }

  clear() {
    this.#passed = [];
  }
}
