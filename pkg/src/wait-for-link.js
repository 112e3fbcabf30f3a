// Waits for the outcome of a link: polls what the user has, as long as the core says so. It sends nothing.

/** @import { CallOptions, WaitForLinkOptions } from "smooch-edge" */
/** @import { Watch } from "./smooch_edge_bg.js" */

import { sleep } from "./sleep.js";
import { LONGEST as LONGEST_TIMER } from "./timer.js";

/** How many times as long as the first the longest wait is. */
const LONGEST = 10;
/** How long a look may take that begins when the time is almost over, in milliseconds. */
const LAST = 250;

/**
 * @param {Watch} watch decides whether it is linked
 * @param {(options: CallOptions) => Promise<any>} look gives the user, or in v2 the user's clients
 * @param {WaitForLinkOptions} options which the core has checked
 */
export async function waitForLink(watch, look, { timeout = 60_000, interval = 500, signal }) {
  const end = performance.now() + timeout;
  const left = () => end - performance.now();
  for (let wait = interval; ; wait = Math.min(wait * 2, interval * LONGEST)) {
    const answer = await look({ signal, deadline: Math.min(LONGEST_TIMER, Math.ceil(Math.max(LAST, left()))) });
    const client = watch.look(JSON.stringify(answer), left() <= 0);
    if (client) return JSON.parse(client);
    await sleep(Math.min(left(), wait * (0.5 + Math.random() / 2)), signal);
  }
}
