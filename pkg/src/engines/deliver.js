// Makes the call of an item once, and gives the engine its verdict on the delivery. The engine retries; all that it
// needs for that is in the verdict.

/** @import { CallOptions, Smooch } from "smooch-edge" */
/** @import { Delivery, Pace, QueueItem, Verdict } from "smooch-edge/queue" */
/** @import { Observer } from "../call.js" */

import { inTime } from "../in-time.js";
import { enter } from "../inside.js";
import { members } from "../members.js";
import { check } from "../options.js";
import TABLES from "../queue-table.js";
import { toError, unsent } from "../to-error.js";
import { argumentsOf, checkItem, isHarmful, operationOf } from "./item.js";
import { ACCOUNT, backoff, seconds, verdictOf } from "./verdict.js";

/** The operation by which v2 looks up the conversation of a user. */
const LOOK_UP = "conversations.list";
/** How long a delivery waits here for the pace unless it says otherwise, in milliseconds. */
const PATIENCE = 10_000;
/** How long after its patience a pace may answer, in milliseconds: its storage may be far away. */
const PACE_ANSWERS_IN = 5_000;
/** How long a service may take, in milliseconds, unless the delivery says otherwise. */
export const MAYBE_AFTER = 10_000;

/**
 * The requests that were made beyond those that a pace was asked for: its next caller asks for them, too.
 *
 * @type {WeakMap<Pace, number>}
 */
const debts = new WeakMap();

/**
 * The calls of a client that failed since the service last answered one.
 *
 * @type {WeakMap<Smooch.SmoochClient, number>}
 */
const failures = new WeakMap();

/**
 * @param {Pace} pace
 * @param {number} requests
 */
function owe(pace, requests) {
  if (requests > 0) debts.set(pace, (debts.get(pace) ?? 0) + requests);
}

/**
 * @param {Smooch.SmoochClient} smooch
 * @param {QueueItem<any>} item
 * @param {Delivery} delivery
 * @returns {Promise<Verdict>}
 */
export async function deliver(smooch, item, delivery) {
  const { make } = enter(smooch, "deliver(new Smooch({ … }), item, { key })");
  const given = members(() => ({ ...delivery }));
  check(given, TABLES.delivery);
  const { key, attempt, look = attempt !== 1, signal, pace, timeLeft = Infinity } = given;
  const { patience = PATIENCE, maybeAfter = MAYBE_AFTER } = given;
  const began = performance.now();
  const left = () => timeLeft - (performance.now() - began);

  /** @type {any} */
  let copy;
  /** @type {ReturnType<typeof callOf> & { isHarmful: boolean }} */
  let call;
  try {
    // A message of an engine may be anything.
    copy = members(() => ({ ...item }));
    checkItem(copy);
    call = members(() => ({ ...callOf(copy, key, look), isHarmful: isHarmful(copy) }));
  } catch (thrown) {
    return { do: "dead", error: /** @type {any} */ (toError(thrown)) };
  }
  const { operation } = copy;
  const requests = look && call.looks ? 2 : 1;
  if (pace) {
    const debt = debts.get(pace) ?? 0;
    debts.delete(pace);
    /** @type {Verdict | undefined} */
    let refusal;
    try {
      const most = Math.min(patience, Math.max(0, left() / 2));
      const milliseconds = Math.max(0, Math.ceil(Math.min(left(), most + PACE_ANSWERS_IN)));
      const ended = (/** @type {boolean} */ isAborted) =>
        isAborted ? signal?.reason : new Error(`The pace gave no answer within ${milliseconds} ms.`);
      const wait = await inTime(pace.take(most, requests + debt), { signal, milliseconds }, ended);
      if (wait > 0) refusal = { do: "retry", after: seconds(wait), pause: false };
    } catch (cause) {
      refusal = { do: "retry", after: backoff(attempt), pause: false, error: /** @type {any} */ (paceFailed(cause)) };
    }
    if (refusal) {
      owe(pace, debt);
      return refusal;
    }
  }

  let begun = 0;
  let hasLookedUp = false;
  /** @type {string | undefined} */
  let last;
  /** @type {number | undefined} */
  let throttled;
  /** @type {Observer} */
  const observer = {
    begins: (call) => {
      begun++;
      last = call.about().operation;
      hasLookedUp ||= last === LOOK_UP;
    },
    responded: (_, wait) => (throttled = wait),
  };
  const once = async () => {
    const deadline = Math.floor(Math.min(left(), call.options.deadline ?? Infinity));
    if (deadline <= 0) throw unsent("TimeoutError", "deadline", TOO_LATE, { operation, retryable: true });
    /** @type {CallOptions} */
    const options = { ...call.options, maxRetries: 0, signal, ...(deadline < Infinity && { deadline }) };
    return make(operation, call.ids, call.body, options, { observer });
  };
  /** @type {Verdict} */
  let verdict;
  try {
    const response = await once().catch((error) => {
      // The conversation that was remembered is gone, and forgotten by now: this looks for it, or makes another.
      if (hasLookedUp || !isStale(error, smooch, call, operation)) throw error;
      return once();
    });
    verdict = { do: "ack", ...(last !== operation && { found: true }), response };
  } catch (thrown) {
    const error = toError(thrown);
    const inARow = begun ? failures.get(smooch) : undefined;
    if (inARow !== undefined) failures.set(smooch, inARow + 1);
    verdict = verdictOf(error, {
      operation,
      isRepeat: attempt !== 1,
      isHarmful: call.isHarmful,
      attempt,
      throttled,
      isPaced: Boolean(pace),
      maybeAfter,
      inARow,
    });
  }
  if (begun && verdict.do !== "retry") failures.set(smooch, 0);
  if (pace) {
    owe(pace, begun - requests);
    if (verdict.do === "retry" && verdict.pause)
      await pauseFor(pace, Math.min(verdict.after, throttled === undefined ? ACCOUNT : Infinity) * 1000, throttled);
  }
  return verdict;
}

/**
 * Tells the pace of a pause. If that fails, the next delivery is refused by the service and tells it again.
 *
 * @param {Pace} pace
 * @param {number} milliseconds as the verdict has them, in whole seconds
 * @param {number} [exact] as the service had them
 */
async function pauseFor(pace, milliseconds, exact) {
  try {
    await pace.pause(exact ? Math.min(exact, milliseconds) : milliseconds);
  } catch {}
}

const TOO_LATE = "No time was left for the request; nothing was sent.";

/** @param {unknown} cause what the pace threw */
function paceFailed(cause) {
  const message = "The pace could not be asked; nothing was sent. Its error is the cause.";
  return unsent("ConnectionError", "pace_failed", message, { retryable: true }, cause);
}

/**
 * The call of an item. Its message carries the key from the first delivery on; `look` says whether to look for it
 * first.
 *
 * @param {any} item
 * @param {string} key
 * @param {boolean} look
 * @returns {{ ids: unknown[], body: any, options: CallOptions, looks: boolean }} `looks`: whether it can be looked for
 */
function callOf(item, key, look) {
  const { operation } = item;
  const { dedupe, dedupeKey = key, ...options } = item.options ?? {};
  const { ids, body } = argumentsOf(item);
  if (operation === "link")
    return { ids, body, options: look || dedupe ? { ...options, dedupe: true } : options, looks: true };
  if (operation !== "send") return { ids, body, options: item.options ?? {}, looks: false };
  if (look) return { ids, body, options: { ...options, dedupeKey }, looks: true };
  const { metadata } = body ?? {};
  // The client refuses a value that is no object.
  const isKeyed = isObject(body) && (metadata === undefined || isObject(metadata));
  return { ids, body: isKeyed ? { ...body, metadata: { ...metadata, dedupeKey } } : body, options, looks: true };
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether a call of v2 was refused for what had been looked up before, and may have changed.
 *
 * @param {any} error
 * @param {Smooch.SmoochClient} smooch
 * @param {{ ids: any[], options: CallOptions }} call
 * @param {string} operation
 */
function isStale(error, { apiVersion }, { ids, options }, operation) {
  return (
    apiVersion === "v2" &&
    error?.status === 404 &&
    error.operation === operation &&
    operationOf(operation).looksUp &&
    typeof ids[0] === "string" &&
    !options.conversationId
  );
}
