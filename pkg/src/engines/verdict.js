// The verdict on a failed delivery: a pure function of the error. A delivery that may succeed later is retried, and
// only one that can never succeed is dead: an engine retries, a person has to look at the dead.

/** @import { Verdict } from "smooch-edge/queue" */

import { operationOf } from "./item.js";

/**
 * The wait after an error of the account (its key, its plan, a permission, an integration), in seconds: a person has to
 * act.
 */
export const ACCOUNT = 60;
/**
 * The number of attempts after which that wait doubles each time, up to an hour: a hundred attempts, all that Cloudflare
 * Queues makes, then last three days.
 */
const PATIENT = 20;
/** The wait after 423, in seconds: the conversation is full, or the account is being moved (docs/api/v2.md). */
const LOCKED = 300;
/** The longest wait, in seconds: after an hour, one may ask again. */
const LONGEST = 3600;
/** The longest wait of our own choice, in seconds. */
const CAP = 60;
/** The wait if the number of the attempt is unknown, in seconds. */
const UNKNOWN = 5;

/** The statuses of a request that is refused for what it is. A later one would be refused as well. */
const DEAD = [400, 404, 409, 410, 413, 414, 415, 422];

/** The status by which v1 says, besides 404, that a channel was unlinked (docs/api/v1.md, section 3). */
const UNLINKED = 400;

/**
 * The facts about a failed delivery.
 *
 * @typedef {object} Failed
 * @property {string} operation
 * @property {boolean} isRepeat whether it may have been delivered before
 * @property {boolean} isHarmful whether doing it once more does harm
 * @property {number | undefined} attempt
 * @property {number | undefined} throttled the wait that the service asks for in milliseconds, `NaN` if it named none;
 *   `undefined` if it did not turn the request away
 * @property {boolean} isPaced whether a pace says when requests begin
 * @property {number} maybeAfter the wait after which a slow service has taken a request, in milliseconds
 * @property {number | undefined} inARow how many calls of the client failed before this one since the service last
 *   answered; `undefined` if it never did
 */

/**
 * @param {any} error of this package
 * @param {Failed} failed
 * @returns {Verdict}
 */
export function verdictOf(error, failed) {
  const { operation, isRepeat, isHarmful, attempt, throttled, isPaced, maybeAfter, inARow = Infinity } = failed;
  const { status, code, sent, concerns } = error;
  const { isRead, isRemoval } = operationOf(operation);
  const own = backoff(attempt);
  const retry = (/** @type {number} */ after, pause = false) =>
    /** @type {Verdict} */ ({ do: "retry", after: Math.min(after, LONGEST), pause, error });
  if (sent === "yes" && !isRead) return { do: "ack", error };
  // The user is there; what was to be removed is gone.
  if (operation === "create" && status === 409) return { do: "ack", found: true, error };
  const isGone =
    (status === 404 && code !== "app_not_found") || (operation === "channels.unlink" && status === UNLINKED);
  if (isRepeat && isRemoval && isGone) return { do: "ack", found: true, error };
  if (throttled !== undefined) {
    const asked = Number.isNaN(throttled) ? own : seconds(throttled);
    // Without a pace, those who were refused together would come back together: their looks would use up the limit that
    // their sends need (docs/guide/engines.md).
    return retry(isPaced ? asked : Math.max(asked, own), true);
  }
  const forPerson = ACCOUNT * 2 ** Math.max(0, (attempt ?? 1) - PATIENT);
  if (concerns === "account") return retry(forPerson, status !== undefined);
  if (code === "integration_not_found") return retry(forPerson);
  if (status === 423) return retry(LOCKED);
  // A guess would do harm: a person has to look at it.
  if (sent === "maybe") return isHarmful ? { do: "dead", error } : retry(seconds(maybeAfter));
  if (code === "invalid_input" || DEAD.includes(status)) return { do: "dead", error };
  // A failure among calls that are answered is no outage; `attempt` counts deliveries that only waited, too.
  return retry(backoff(attempt, seconds(maybeAfter) * 2 ** inARow));
}

/**
 * Whole seconds, at least one: with a wait of none an engine would ask at once, again and again.
 *
 * @param {number} milliseconds
 */
export function seconds(milliseconds) {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}

/**
 * The wait after an attempt, in whole seconds: it doubles with each, and half of it is random, so that those that
 * failed together do not come back together.
 *
 * @param {number} [attempt]
 * @param {number} [longest] in seconds
 */
export function backoff(attempt, longest = CAP) {
  const most = Math.min(attempt === undefined ? UNKNOWN : 2 ** (attempt - 1), longest, CAP);
  return Math.ceil(most * (0.5 + Math.random() / 2));
}
