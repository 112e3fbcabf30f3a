// Waits for the outcome of a link: polls what the user has until the core says what has become of it. It sends nothing.

/** @import { CallOptions, WaitForLinkOptions } from "smooch-edge" */

import { linked } from "./smooch_edge_bg.js";
import { sleep } from "./sleep.js";
import { LONGEST as LONGEST_TIMER } from "./timer.js";
import { toError } from "./to-error.js";

/** How many times as long as the first the longest wait is. */
const LONGEST = 10;
/** How long a look may take that begins when the time is almost over, in milliseconds. */
const LAST = 250;

/** The result of `linked` if no client is linked (`src/js/link.rs`). */
const ABSENT = -1;
const PENDING = -2;
const FAILED = -3;

/**
 * @param {(options: CallOptions) => Promise<any>} look gives the user, or in v2 the user's clients
 * @param {boolean} isV2
 * @param {WaitForLinkOptions} options which the core has checked
 */
export async function waitForLink(look, isV2, { type, timeout = 60_000, interval = 500, signal }) {
  const end = performance.now() + timeout;
  /** The response in which it was first pending. */
  let first = "";
  /** What the last response said, 0 before there is one. */
  let link = 0;
  for (let attempts = 1, wait = interval; ; attempts++) {
    const left = () => end - performance.now();
    try {
      const answer = await look({ signal, deadline: Math.min(LONGEST_TIMER, Math.ceil(Math.max(LAST, left()))) });
      const now = JSON.stringify(answer);
      link = linked(type, isV2, first, now);
      if (link > ABSENT) return (answer.appUser ?? answer).clients[link];
      if (link === PENDING) first ||= now;
    } catch (/** @type {any} */ error) {
      // The time ended while it looked once more: what it saw before holds.
      if (!link || error.code !== "deadline") throw error;
    }
    if (link === FAILED || left() <= 0) {
      const [name, code, what] =
        link === ABSENT
          ? ["TimeoutError", "link_not_found", `was not there, active or pending, within ${timeout} ms.`]
          : link === PENDING
            ? ["TimeoutError", "timeout", `is still pending after ${timeout} ms.`]
            : ["SmoochError", "link_failed", "was pending and is gone: it failed."];
      const message = `The link to ${type} ${what}`;
      const retryable = code === "timeout";
      throw toError({ name, code, message, operation: "waitForLink", sent: "no", retryable, attempts });
    }
    await sleep(Math.min(left(), wait * (0.5 + Math.random() / 2)), signal);
    wait = Math.min(wait * 2, interval * LONGEST);
  }
}
