// A pace: when the next requests may begin, for all who share it. Turns are given out in order, evenly spread, so that
// nobody wakes together with others. The storage of the turns (`ask`) differs; the wait for them is the same.

/** @import { Pace, PaceOptions } from "smooch-edge/queue" */

import { sleep } from "../sleep.js";

/**
 * Takes a turn for `requests` requests if it comes within `patience` milliseconds. Gives how long the turn, taken or
 * not, is away, in milliseconds. For no requests: how long the pause still is.
 *
 * @typedef {(patience: number, requests: number) => number | Promise<number>} Ask
 */

/**
 * @param {Ask} ask
 * @param {(milliseconds: number) => unknown} pause
 * @returns {Pace}
 */
export function paceOf(ask, pause) {
  return {
    async take(patience, requests) {
      const until = performance.now() + patience;
      for (let wanted = requests; ; wanted = 0) {
        const left = Math.max(0, until - performance.now());
        const wait = await ask(left, wanted);
        if (Number.isNaN(wait)) throw new TypeError("The storage of the pace gave no number.");
        if (wait > left || wait <= 0) return Math.max(0, wait);
        await sleep(wait);
        // Meanwhile the service may have asked for a pause.
      }
    },
    pause: (milliseconds) => {
      if (!Number.isFinite(milliseconds) || milliseconds < 0)
        throw new TypeError(`pause needs milliseconds, not ${milliseconds}.`);
      return pause(milliseconds);
    },
  };
}

/**
 * The milliseconds between two requests.
 *
 * @param {PaceOptions} options
 */
export function intervalOf(options) {
  const { perSecond } = options ?? {};
  if (typeof perSecond === "number" && perSecond > 0 && perSecond < Infinity) return 1000 / perSecond;
  // No client is there yet, whose errors these would be.
  throw new TypeError("A pace needs { perSecond }, a number above 0.");
}

/** The turns of a pace. They know no clock. */
export class Turns {
  /** When the next turn is. */
  #next = 0;
  /** The turn behind all who were sent away. */
  #behind = 0;
  /** When the pause is over. */
  resumes = 0;

  /**
   * Who is sent away comes back behind those who were sent away before: if all came back together, nearly all would be
   * sent away again.
   *
   * @param {number} now
   * @param {number} patience
   * @param {number} requests
   * @param {number} interval
   */
  take(now, patience, requests, interval) {
    const turn = Math.max(this.resumes, requests ? this.#next : 0, now);
    if (turn - now <= patience) {
      if (requests) this.#next = turn + requests * interval;
      return turn - now;
    }
    const behind = Math.max(this.#behind, turn);
    this.#behind = behind + requests * interval;
    return behind - now;
  }

  /**
   * @param {number} now
   * @param {number} milliseconds
   */
  pause(now, milliseconds) {
    this.resumes = Math.max(this.resumes, now + milliseconds);
  }
}

/**
 * A pace for one process.
 *
 * @param {PaceOptions} options
 * @returns {Pace}
 */
export function memoryPace(options) {
  const interval = intervalOf(options);
  const turns = new Turns();
  return paceOf(
    (patience, requests) => turns.take(performance.now(), patience, requests, interval),
    (milliseconds) => turns.pause(performance.now(), milliseconds),
  );
}
