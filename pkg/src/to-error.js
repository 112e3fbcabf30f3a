// Makes an error of whatever was thrown: a record of the core, or something that should not have happened.

/** @import { SmoochError } from "./errors.js" */

import { wordsOf } from "./body.js";
import { classes, isOurs } from "./error-class.js";
import { inside, masked } from "./mask.js";

/** The core's text for a response without a description (`src/response.rs`). */
const SILENT = "The service gave no description.";

/**
 * The error of a record; whatever else was thrown becomes the cause of one.
 *
 * @param {any} thrown a record of the core, or anything
 * @param {unknown} [cause] what the runtime said
 * @param {Headers} [headers] those of the last response
 * @param {any} [body] its JSON, or its text if it is no JSON
 * @returns {SmoochError}
 */
export function toError(thrown, cause = thrown?.cause, headers = undefined, body = undefined) {
  if (isOurs(thrown)) return thrown;
  if (!(thrown instanceof Error) && Object.hasOwn(classes, thrown?.name)) {
    const record = {
      ...thrown,
      headers: plain(headers),
      errors: Array.isArray(body?.errors) ? inside(body.errors, masked) : undefined,
      // A create that failed with 409 has read the user who is there.
      user: thrown.name === "ConflictError" ? (body?.appUser ?? body?.user) : undefined,
    };
    const words = typeof body === "string" && wordsOf(body);
    if (words && record.message.includes(SILENT)) {
      record.description = words;
      record.message = record.message.replace(SILENT, () => (/[.!?\u2026]$/.test(words) ? words : `${words}.`));
    }
    if (record.description) record.message = masked(record.message);
    return new classes[thrown.name](record, cause);
  }
  const message = "Something unexpected happened inside smooch-edge; please report it with its cause.";
  return new classes.SmoochError({ code: "internal", message, sent: "maybe", retryable: false, attempts: 0 }, thrown);
}

/**
 * The error for one issue that the core does not see.
 *
 * @param {string} path
 * @param {string} message
 * @param {string} expected
 * @param {string} received
 * @param {unknown} [cause]
 */
export function invalid(path, message, expected, received, cause) {
  const issues = [{ path, message, expected, received }];
  return unsent("ValidationError", "invalid_input", message, { path, issues }, cause);
}

/**
 * The error of what was never sent.
 *
 * @param {string} name of the class
 * @param {string} code
 * @param {string} message
 * @param {object} more fields
 * @param {unknown} [cause]
 */
export function unsent(name, code, message, more, cause) {
  return toError({ name, code, message, sent: "no", retryable: false, attempts: 0, ...more }, cause);
}

/**
 * Response headers as an object, without those that hold secrets.
 *
 * @param {Iterable<[string, string]>} [headers]
 */
function plain(headers) {
  if (typeof headers?.[Symbol.iterator] !== "function") return undefined;
  const entries = [...headers].map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries(entries.filter(([name]) => name !== "set-cookie"));
}
