// When the next request may begin: a rate that is held, and the pauses that the service asks for. It knows of time
// only: nothing of calls, of their order, or of timers.

/** The delay of a timer that is still made up for, in milliseconds: a rate above that of timers would sink else. */
const LATE = 5;
/** The first pause if the service names none, in milliseconds; it doubles until a request succeeds. */
const FIRST = 500;
/** The longest of those. */
const CAP = 20_000;
/** The longest pause at all: after an hour, one may ask again. */
const LONGEST = 3_600_000;

export class Rate {
  #every;
  #next = 0;
  #resumes = 0;
  #own = FIRST;

  /** @param {number} [perSecond] */
  constructor(perSecond) {
    this.#every = perSecond ? 1000 / perSecond : 0;
  }

  /** The wait of the next request, in milliseconds; not above 0 if it may begin. */
  wait() {
    return Math.max(this.#next, this.#resumes) - performance.now();
  }

  /** A request begins, in its time or not: what is too early delays the next. */
  spend() {
    this.#next = Math.max(this.#next, performance.now() - LATE) + this.#every;
  }

  /**
   * The service responded. If it turned the request away, nobody comes before the time that it names.
   *
   * @param {number} status
   * @param {number | undefined} throttled the milliseconds to wait, `NaN` if it named none; `undefined` if it did not
   */
  hear(status, throttled) {
    if (throttled === undefined) {
      if (status < 400) this.#own = FIRST;
      return;
    }
    let wait = throttled;
    const now = performance.now();
    if (Number.isNaN(wait)) {
      // Of those that were under way together, only the first makes the pause longer.
      if (now < this.#resumes) return;
      wait = this.#own;
      this.#own = Math.min(wait * 2, CAP);
    }
    this.#resumes = Math.max(this.#resumes, now + Math.min(wait, LONGEST));
  }
}
