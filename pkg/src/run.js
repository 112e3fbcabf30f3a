// Runs a source of items through a queue and gives the outcome of each. It reads the source only when there is room for
// a call and nobody waits for it, and holds few items at a time, however many there are.

/** @import { SmoochError } from "smooch-edge" */
/** @import { QueueItem, QueueOutcome, QueueProgress, QueueRun, RunOptions } from "smooch-edge/queue" */
/** @import { Scheduler } from "./scheduler.js" */

import { heed } from "./abort-signals.js";
import { checkItem } from "./engines/item.js";
import { hook } from "./hooks.js";
import { members } from "./members.js";
import { check } from "./options.js";
import TABLES from "./queue-table.js";
import { invalid, toError } from "./to-error.js";

/** The status of an outcome, by the `sent` of the request that failed. */
const STATUS = /** @type {const} */ ({ no: "not sent", maybe: "maybe", yes: "sent" });

/**
 * The parts of its queue that a run needs.
 *
 * @typedef {object} Place
 * @property {number} most how many items to hold at a time
 * @property {Scheduler} scheduler
 * @property {AbortSignal} [signal]
 * @property {(item: QueueItem, signal: AbortSignal, begin: (user: unknown) => void) => Promise<any>} call
 */

/**
 * A run: to loop over, outcome by outcome, or to await, for the counts at its end. Nothing is read before either
 * begins.
 *
 * @template {QueueItem} T
 * @param {Iterable<T> | AsyncIterable<T>} source
 * @param {RunOptions} options
 * @param {Place} place
 * @returns {QueueRun<T>}
 */
export function run(source, options, place) {
  const state = { progress: { read: 0, sent: 0, notSent: 0, maybe: 0 }, isUnderWay: false };
  const steps = outcomes(source, options, place, state);
  /** @type {Promise<QueueProgress> | undefined} */
  let counts;
  const count = async () => {
    while (!(await steps.next()).done);
    return { ...state.progress };
  };
  return {
    [Symbol.asyncIterator]: () => steps,
    then(resolve, reject) {
      if (!counts && state.isUnderWay) {
        const message = "A loop is taking the outcomes of this run. Await the run after the loop, or instead of it.";
        return Promise.reject(invalid("", message, "a run without a loop under way", "a loop")).then(resolve, reject);
      }
      return (counts ??= count()).then(resolve, reject);
    },
  };
}

/**
 * @template {QueueItem} T
 * @param {Iterable<T> | AsyncIterable<T>} source
 * @param {RunOptions} options
 * @param {Place} place
 * @param {{ progress: QueueProgress, isUnderWay: boolean }} state
 * @returns {AsyncGenerator<QueueOutcome<T>, void, undefined>}
 */
async function* outcomes(source, options, { most, scheduler, signal, call }, state) {
  check({ ...options, source }, TABLES.run);
  const { progress } = state;
  state.isUnderWay = true;
  const { stopOnError } = options;
  const onProgress = hook(options.onProgress, "onProgress");
  /** @type {QueueOutcome<T>[]} */
  const finished = [];
  /** The first error of each user whose later items are left out. @type {Map<unknown, SmoochError>} */
  const failed = new Map();
  /** How many items were read and not yet reported. */
  let held = 0;
  /** Whether nothing more is to be read. */
  let isOver = false;
  /** Whether the source is being waited for. */
  let isReading = false;
  /** @type {[error: unknown] | undefined} what the source threw */
  let thrown;

  /** @type {(value?: unknown) => void} */
  let wake = () => {};
  const change = () => new Promise((resolve) => (wake = resolve));
  /** @type {(value?: unknown) => void} */
  let enter = () => {};
  const reader = () => {
    if (held < most) enter();
  };
  const room = () =>
    new Promise((resolve) => {
      enter = resolve;
      if (isOver) resolve(undefined);
      else scheduler.go();
    });

  const read = async () => {
    await room();
    if (isOver) return;
    isReading = true;
    for await (const item of source) {
      isReading = false;
      if (isOver) break;
      held++;
      perform(item, progress.read++);
      await room();
      if (isOver) break;
      isReading = true;
    }
  };

  const perform = async (/** @type {T} */ item, /** @type {number} */ index) => {
    /** @type {QueueOutcome<T>} */
    const outcome = { item, index, status: "sent" };
    /** @type {unknown} */
    let user;
    try {
      // Each member is read once: a getter may give something else the next time.
      const copy = members(() => ({ ...item }));
      checkItem(copy);
      outcome.answer = await call(copy, leave.signal, (key) => {
        user = key;
        if (failed.has(user)) throw failed.get(user);
      });
    } catch (thrown) {
      const error = /** @type {any} */ (toError(thrown));
      outcome.error = error;
      outcome.status =
        failed.get(user) === error ? "not sent" : STATUS[/** @type {keyof typeof STATUS} */ (error.sent)];
      if (stopOnError && outcome.status !== "sent" && user !== undefined && !failed.has(user)) failed.set(user, error);
    }
    finished.push(outcome);
    wake();
  };

  const tell = (/** @type {QueueOutcome<T>} */ { status }) => {
    held--;
    progress[status === "not sent" ? "notSent" : status]++;
    onProgress?.({ ...progress });
  };

  const leave = new AbortController();
  const end = () => {
    isOver = true;
    enter();
    wake();
  };
  leave.signal.addEventListener("abort", end);
  const leaves = [signal, options.signal].map((signal) => heed(signal, () => leave.abort(signal?.reason)));
  scheduler.readers.add(reader);
  const reading = read()
    .catch((error) => (thrown = [error]))
    .then(() => {
      isReading = false;
      end();
    });
  try {
    for (;;) {
      for (let outcome; (outcome = finished.shift());) {
        tell(outcome);
        scheduler.go();
        yield outcome;
      }
      if (isOver && !held) break;
      await change();
    }
    if (thrown) throw thrown[0];
  } finally {
    scheduler.readers.delete(reader);
    for (const leave of leaves) leave();
    leave.abort();
    while (held > finished.length) await change();
    // A source that is being waited for may never give an item, nor close.
    if (!isReading) await reading;
    finished.forEach(tell);
    state.isUnderWay = false;
  }
}
