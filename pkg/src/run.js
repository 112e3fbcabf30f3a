// Runs a source of items through a queue and tells what became of each. It reads the source only when there is room for
// a call and nobody waits for it, and holds few items at a time, however many there are.

/** @import { QueueItem, QueueOutcome, RunOptions, SmoochError } from "smooch-edge" */
/** @import { Rules } from "./rules.js" */
/** @import { Turns } from "./turns.js" */

import { ANYTHING, SIGNAL, check, refused } from "./rules.js";
import { toError } from "./thrown.js";

/** @type {Rules} */
const OPTIONS = {
  onProgress: [(value) => typeof value === "function", "a function"],
  signal: SIGNAL,
  stopOnError: [(value) => value === "user" || value === false, '"user" or false'],
};

/** @type {Rules} */
const ITEM = {
  operation: [(value) => ["create", "link", "send"].includes(value), '"create", "link" or "send"'],
  id: ANYTHING,
  body: ANYTHING,
  options: ANYTHING,
  key: ANYTHING,
  ref: ANYTHING,
};

/** What an outcome is called, by what is known of the request that failed. */
const STATUS = /** @type {const} */ ({ no: "not sent", maybe: "maybe", yes: "sent" });

/**
 * What a run needs of its queue.
 *
 * @typedef {object} Place
 * @property {number} most how many items to hold at a time
 * @property {Turns} turns
 * @property {AbortSignal} [signal]
 * @property {(item: QueueItem, signal: AbortSignal, begin: (user: unknown) => void) => Promise<any>} call
 */

/**
 * @template {QueueItem} T
 * @param {Iterable<T> | AsyncIterable<T>} source
 * @param {RunOptions} options
 * @param {Place} place
 * @returns {AsyncGenerator<QueueOutcome<T>, void, undefined>}
 */
export async function* outcomes(source, options, { most, turns, signal, call }) {
  check({ ...options }, "the options of a run", OPTIONS);
  const { onProgress, stopOnError } = options;
  const items = iterator(source);
  const signals = [signal, options.signal].filter((signal) => signal !== undefined);
  const leave = new AbortController();
  /** @type {QueueOutcome<T>[]} */
  const finished = [];
  /** The users whose items are left out, and why. @type {Map<unknown, SmoochError>} */
  const failed = new Map();
  const progress = { read: 0, sent: 0, notSent: 0, maybe: 0 };
  /** How many items were read and not yet told of. */
  let held = 0;
  let isReading = false;
  /** Whether nothing more is to be read. */
  let isOver = false;
  /** Whether the source itself has ended. */
  let isDone = false;
  /** @type {{ error: unknown } | undefined} */
  let failure;
  let wake = () => {};
  const change = () => new Promise((resolve) => (wake = () => resolve(undefined)));

  const end = () => {
    isOver = true;
    leave.abort(signals.find(({ aborted }) => aborted)?.reason);
    wake();
  };

  const perform = async (/** @type {T} */ item, /** @type {number} */ index) => {
    /** @type {QueueOutcome<T>} */
    const outcome = { item, index, status: "sent" };
    /** @type {unknown} */
    let user;
    try {
      check({ .../** @type {object} */ ({ operation: null }), ...item }, "an item", ITEM);
      outcome.answer = await call(item, leave.signal, (key) => {
        user = key;
        if (failed.has(user)) throw skipped(failed.get(user));
      });
    } catch (thrown) {
      const error = (outcome.error = /** @type {SmoochError} */ (thrown));
      outcome.status = STATUS[error.sent];
      if (stopOnError && error.sent !== "yes" && user !== undefined && !failed.has(user)) failed.set(user, error);
    }
    finished.push(outcome);
    wake();
  };

  const read = async () => {
    if (isReading || isOver || held >= most) return;
    isReading = true;
    try {
      const { done, value } = await items.next();
      if (done) {
        isOver = isDone = true;
      } else if (!isOver) {
        held++;
        perform(value, progress.read++);
      }
    } catch (error) {
      isOver = isDone = true;
      failure = { error };
    }
    isReading = false;
    wake();
    turns.go();
  };

  const tell = (/** @type {QueueOutcome<T>} */ { status }) => {
    held--;
    progress[status === "not sent" ? "notSent" : status]++;
    onProgress?.({ ...progress });
  };

  for (const signal of signals) signal.addEventListener("abort", end);
  if (signals.some(({ aborted }) => aborted)) isOver = true;
  turns.readers.add(read);
  try {
    for (turns.go(); ;) {
      for (let outcome; (outcome = finished.shift());) {
        tell(outcome);
        turns.go();
        yield outcome;
      }
      if (isOver && !held) break;
      await change();
    }
    if (failure) throw failure.error;
  } finally {
    turns.readers.delete(read);
    for (const signal of signals) signal.removeEventListener("abort", end);
    end();
    while (held > finished.length) await change();
    if (!isDone) {
      const closed = items.return?.();
      // A source that is being waited for may never give an item, nor close.
      if (isReading) Promise.resolve(closed).catch(() => {});
      else await closed;
    }
    finished.forEach(tell);
  }
}

/**
 * @template T
 * @param {any} source
 * @returns {AsyncIterator<T> | Iterator<T>}
 */
function iterator(source) {
  const items = (source?.[Symbol.asyncIterator] ?? source?.[Symbol.iterator])?.call(source);
  if (items) return items;
  const expected = "an iterable or an async iterable of items";
  throw refused("source", `must be ${expected}`, expected);
}

/** @param {unknown} cause */
function skipped(cause) {
  const message = "It was left out: an item of the same user failed before it (stopOnError); the cause says how.";
  return toError({ name: "SmoochError", code: "skipped", message, sent: "no", retryable: true, attempts: 0, cause });
}
