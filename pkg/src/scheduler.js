// Whose turn it is: one call at a time for each key, at most N at once, none before its time. It knows nothing of what
// a call does, nor how it ends.

/** @import { Rate } from "./rate.js" */

import { heed } from "./abort-signals.js";
import { Fifo } from "./fifo.js";
import { after } from "./timer.js";

/**
 * A turn that was asked for. `begin` hands it over, with what gives it back, or says that nobody waits any more.
 *
 * @typedef {{ key: unknown, isLeft: boolean, leaves: (() => void)[], begin: (end?: () => void) => void }} Turn
 */

export class Scheduler {
  #concurrency;
  #rate;
  /**
   * Those who may begin as soon as there is room.
   *
   * @type {Fifo<Turn>}
   */
  #ready = new Fifo();
  /**
   * Behind each key that is ready or under way, those who wait for it.
   *
   * @type {Map<unknown, Fifo<Turn>>}
   */
  #lanes = new Map();
  #underWay = 0;
  /** Stops the timer, if there is one. */
  #stop = () => {};
  /**
   * Told when there is room and nobody to take it.
   *
   * @type {Set<() => void>}
   */
  readers = new Set();

  /**
   * @param {number} concurrency
   * @param {Rate} rate
   */
  constructor(concurrency, rate) {
    this.#concurrency = concurrency;
    this.#rate = rate;
  }

  /**
   * Waits for a turn, or until one of the signals says that nobody waits any more.
   *
   * @param {unknown} key keeps the order of those who have it too; `undefined` is nobody's
   * @param {AbortSignal[]} signals
   * @returns {Promise<(() => void) | undefined>} to be called when the turn is over; none if nobody waits any more
   */
  take(key, signals) {
    return new Promise((begin) => {
      if (signals.some(({ aborted }) => aborted)) return begin(undefined);
      /** @type {Turn} */
      const turn = { key, isLeft: false, leaves: [], begin };
      const lane = this.#lanes.get(key);
      if (lane) lane.push(turn);
      else this.#ready.push(turn);
      if (!lane && key !== undefined) this.#lanes.set(key, new Fifo());
      const leave = () => {
        turn.isLeft = true;
        begin(undefined);
        this.go();
      };
      turn.leaves = signals.map((signal) => heed(signal, leave));
      this.go();
    });
  }

  /** Begins every call that may begin. A timer is there only while somebody waits for the rate. */
  go() {
    this.#stop();
    for (; this.#underWay < this.#concurrency; this.#ready.shift()) {
      const turn = this.#ready.peek();
      if (!turn) {
        for (const read of this.readers) read();
        return;
      }
      // One that was left is passed over.
      if (turn.isLeft) {
        this.#pass(turn);
        continue;
      }
      const wait = this.#rate.wait();
      if (wait > 0) {
        this.#stop = after(wait, () => this.go());
        return;
      }
      this.#rate.spend();
      this.#underWay++;
      for (const leave of turn.leaves) leave();
      turn.begin(() => {
        this.#underWay--;
        this.#pass(turn);
        this.go();
      });
    }
  }

  /**
   * The next of this key is ready.
   *
   * @param {Turn} turn
   */
  #pass({ key }) {
    const next = this.#lanes.get(key)?.shift();
    if (next) this.#ready.push(next);
    else this.#lanes.delete(key);
  }
}
