// The entry `smooch-edge/queue`: the queue of this process, and the adapters that put the same calls through other
// queues (`engines`). The queue makes each call in its turn, at its time, and ends it by whichever signal says so; how
// a call is made is the client's responsibility.

/** @import { CallOptions, Smooch } from "smooch-edge" */
/** @import { Queue as Face, QueueItem, QueueOptions, RunOptions } from "smooch-edge/queue" */
/** @import { Observer } from "./call.js" */
/** @import { Make } from "./inside.js" */

import { heed } from "./abort-signals.js";
import { argumentsOf, laneOf } from "./engines/item.js";
import { enter } from "./inside.js";
import { Rate } from "./rate.js";
import { members } from "./members.js";
import { check, isSignal } from "./options.js";
import TABLES from "./queue-table.js";
import { run } from "./run.js";
import { toError, unsent } from "./to-error.js";
import { Scheduler } from "./scheduler.js";

/** How many items of a run may be held at a time, for each call that may be under way. */
const HELD = 16;

export * from "./engines/index.js";

/**
 * @param {any} smooch a client, of whichever entry
 * @param {QueueOptions} [options]
 */
export function queue(smooch, options = {}) {
  return new Queue(options, enter(smooch, "queue(new Smooch({ … }), { concurrency: 8 })").make);
}

/** @implements {Face<"v1">} */
class Queue {
  #make;
  #most;
  #signal;
  #rate;
  #scheduler;
  #calls = 0;
  /** @type {(() => void)[]} */
  #idle = [];

  /**
   * @param {QueueOptions} options
   * @param {Make} make
   */
  constructor(options, make) {
    check({ ...options }, TABLES.queue);
    const { concurrency = 8, perSecond, signal } = options;
    this.#make = make;
    this.#most = concurrency * HELD;
    this.#signal = signal;
    this.#rate = new Rate(perSecond);
    this.#scheduler = new Scheduler(concurrency, this.#rate);
  }

  /**
   * @param {Smooch.CreateUser} body
   * @param {CallOptions} [options]
   */
  create(body, options) {
    return this.#call({ operation: "create", body, options });
  }

  /**
   * @param {string} id
   * @param {Smooch.Link} body
   * @param {CallOptions} [options]
   */
  link(id, body, options) {
    return this.#call({ operation: "link", id, body, options });
  }

  /**
   * @param {string | { conversationId: string }} id
   * @param {Smooch.Message} body
   * @param {CallOptions} [options]
   */
  send(id, body, options) {
    return this.#call({ operation: "send", id, body, options });
  }

  /**
   * @template {QueueItem} T
   * @param {Iterable<T> | AsyncIterable<T>} source
   * @param {RunOptions} [options]
   */
  run(source, options = {}) {
    return run(source, options, {
      most: this.#most,
      scheduler: this.#scheduler,
      signal: this.#signal,
      call: (item, signal, begin) => this.#call(item, signal, begin),
    });
  }

  /** @returns {Promise<void>} */
  idle() {
    return new Promise((resolve) => {
      if (this.#calls) this.#idle.push(resolve);
      else resolve();
    });
  }

  [Symbol.asyncDispose]() {
    return this.idle();
  }

  /**
   * @param {any} item
   * @param {AbortSignal} [leave] that of a run
   * @param {(user: unknown) => void} [begin] called when its turn has come; what it throws becomes of the call
   */
  async #call(item, leave, begin) {
    const { operation, options } = item;
    /** @type {(() => void)[]} */
    const leaves = [];
    /** @type {(() => void) | undefined} */
    let done;
    this.#calls++;
    try {
      const own = members(() => options?.signal);
      const signals = [this.#signal, leave, own].filter(isSignal);
      const user = laneOf(item);
      done = await this.#scheduler.take(user, signals);
      if (!done) throw ended(operation, signals);
      begin?.(user);
      const signal = joined(signals, leaves);
      // The core refuses a value that is no signal.
      const isOwn = signal === own || (own !== undefined && !isSignal(own));
      const given = isOwn ? options : members(() => ({ ...options, signal }));
      const { ids, body } = argumentsOf(item);
      return await this.#make(operation, ids, body, given, { observer: this.#observer() });
    } catch (thrown) {
      throw toError(thrown);
    } finally {
      for (const leave of leaves) leave();
      // The caller hears of it first, then whoever is next.
      queueMicrotask(() => {
        done?.();
        if (!--this.#calls) for (const resolve of this.#idle.splice(0)) resolve();
      });
    }
  }

  /**
   * Learns of the requests of one call. Its first was counted when its turn came; retries, look-ups and reads count as
   * well. A throttled request is heard of here, since the call itself may well succeed.
   *
   * @returns {Observer}
   */
  #observer() {
    let isFirst = true;
    return {
      begins: () => {
        if (!isFirst) this.#rate.spend();
        isFirst = false;
      },
      responded: (status, throttled) => this.#rate.hear(status, throttled),
    };
  }
}

/**
 * One signal that is aborted with the first of several.
 *
 * @param {AbortSignal[]} signals
 * @param {(() => void)[]} leaves gets the functions that undo it
 * @returns {AbortSignal | undefined}
 */
function joined(signals, leaves) {
  if (signals.length < 2) return signals[0];
  const stop = new AbortController();
  for (const signal of signals) leaves.push(heed(signal, () => stop.abort(signal.reason)));
  return stop.signal;
}

/**
 * The error of a call whose turn never came.
 *
 * @param {string} operation
 * @param {AbortSignal[]} signals
 */
function ended(operation, signals) {
  const message = "The call was ended by its signal before its turn came. It was not sent.";
  const reason = signals.find(({ aborted }) => aborted)?.reason;
  return unsent("AbortError", "aborted", message, { operation }, reason);
}
