// @ts-check
// The magic inputs: addresses whose last characters decide how a link or a delivery ends, so that a demo or a test
// chooses the outcome by its data alone. The table in the README lists the same rows.

/** @import { LinkError } from "./records.js" */

/**
 * @typedef {object} Outcome
 * @property {LinkError} [failure] the confirmation cannot be delivered
 * @property {boolean} [refuses] the person refuses a prompt, and does nothing on a userActivity link
 * @property {boolean} [taken] the address belongs to another user already, who loses it
 * @property {boolean} [acts] the person accepts a prompt, or writes back, at once
 * @property {boolean} [loses] links succeed, but messages cannot be delivered
 * @property {boolean} [unmatched] a notification finds nobody at the address
 */

/** @type {{ pattern: RegExp, outcome: Outcome }[]} */
const byAddress = [
  {
    pattern: /^\+\d*0001$|^unreachable@/,
    outcome: { failure: { code: "uncategorized_error", message: "The destination is unreachable." } },
  },
  {
    pattern: /^bounce@/,
    outcome: { failure: { code: "bad_request", message: "The message bounced: the mailbox does not exist." } },
  },
  { pattern: /^\+\d*0002$/, outcome: { refuses: true } },
  { pattern: /^\+\d*0003$|^taken@/, outcome: { taken: true } },
  { pattern: /^\+\d*0004$/, outcome: { acts: true } },
  { pattern: /^\+\d*0005$|^full@/, outcome: { loses: true } },
  { pattern: /^\+\d*0006$/, outcome: { unmatched: true } },
];

// The one failure that a published sample shows (docs/api/v1.md, section 5.4).
const noMatch = { code: "bad_request", message: "(#100) No matching user found" };

/**
 * @param {string} platform
 * @param {string} address
 * @returns {Outcome}
 */
export function outcomeOf(platform, address) {
  const outcome = byAddress.find(({ pattern }) => pattern.test(address))?.outcome ?? {};
  return platform === "messenger" && outcome.failure !== undefined ? { failure: noMatch } : outcome;
}

/** A text with this word in it cannot be delivered. */
export const UNDELIVERABLE = "#undeliverable";
