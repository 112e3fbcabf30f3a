// Reads members of what a caller gave, which may be getters that throw.

import { invalid } from "./to-error.js";

/**
 * The result of `read`. If it throws, nothing was sent.
 *
 * @template T
 * @param {() => T} read
 * @returns {T}
 */
export function members(read) {
  try {
    return read();
  } catch (cause) {
    throw unreadable(cause);
  }
}

/**
 * The error if a getter of the input threw.
 *
 * @param {unknown} cause
 */
export function unreadable(cause) {
  const message = "What was given could not be read: a getter of it threw the cause of this error. It was not sent.";
  return invalid("", message, "readable members", "a getter that throws", cause);
}
