// Waits for the outcome of a link by looking, again and again, at what the user has. It sends nothing.

/** @import { CallOptions, WaitForLinkOptions } from "smooch-edge" */
/** @import { Rules } from "./options.js" */

import { SIGNAL, check } from "./options.js";
import { sleep } from "./sleep.js";
import { LONGEST as LONGEST_TIMER } from "./timer.js";
import { toError } from "./to-error.js";

/** How many times as long as the first the longest wait is. */
const LONGEST = 10;
/** How long a look may take that begins when the time is almost over, in milliseconds. */
const LAST = 250;

/** @type {Rules[string]} */
const MILLISECONDS = [(value) => Number.isFinite(value) && value > 0, "a number of milliseconds above 0"];

/** @type {Rules} */
const OPTIONS = {
  type: [(value) => typeof value === "string" && value !== "", 'the type of a channel, such as "twilio"'],
  timeout: MILLISECONDS,
  interval: MILLISECONDS,
  signal: SIGNAL,
};

/**
 * @param {(options: CallOptions) => Promise<any>} look gives the user, or in v2 the user's clients
 * @param {WaitForLinkOptions} options
 */
export async function waitForLink(look, options) {
  check({ ...options, type: options?.type ?? null }, "the options of waitForLink", OPTIONS);
  const { type, timeout = 60_000, interval = 500, signal } = options;
  const end = performance.now() + timeout;
  /** @type {any} the client that was pending when there first was one */
  let awaited;
  /** @type {unknown[]} what was active beside it */
  let others = [];
  for (let attempts = 1, wait = interval; ; attempts++) {
    const left = () => end - performance.now();
    const answer = await look({ signal, deadline: Math.min(LONGEST_TIMER, Math.ceil(Math.max(LAST, left()))) });
    const { clients = [], pendingClients = [] } = answer.appUser ?? answer;
    const of = (/** @type {any[]} */ list) => list.filter((one) => (one.platform ?? one.type) === type);
    const [pending] = of([
      ...pendingClients,
      ...clients.filter((/** @type {any} */ { status }) => status === "pending"),
    ]);
    const active = of(clients).filter(({ status, active }) => (status ? status === "active" : active !== false));
    if (pending && !awaited) {
      awaited = pending;
      others = active.map(({ id }) => id);
    }
    // One that was there before is not what is waited for, unless the link renews it.
    const isIt = (/** @type {any} */ { id, externalId, displayName }) =>
      !others.includes(id) || (awaited.displayName && [externalId, displayName].includes(awaited.displayName));
    const found = !pending && active.find(isIt);
    if (found) return found;
    if ((awaited && !pending) || left() <= 0) {
      const [name, code, what] = !awaited
        ? ["TimeoutError", "link_not_found", `was not there, active or pending, within ${timeout} ms.`]
        : pending
          ? ["TimeoutError", "timeout", `is still pending after ${timeout} ms.`]
          : ["SmoochError", "link_failed", "was pending and is gone: it failed."];
      const message = `The link to ${type} ${what}`;
      throw toError({
        name,
        code,
        message,
        operation: "waitForLink",
        sent: "no",
        retryable: code === "timeout",
        attempts,
      });
    }
    await sleep(Math.min(left(), wait * (0.5 + Math.random() / 2)), signal);
    wait = Math.min(wait * 2, interval * LONGEST);
  }
}
