// Checks the options that JavaScript alone knows of; all else is checked by the core's tables. It speaks as they do.

import { toError } from "./thrown.js";

/** @typedef {Record<string, [fits: (value: any) => boolean, expected: string]>} Rules */

/** @type {Rules[string]} */
export const ANYTHING = [() => true, ""];
/** @type {Rules[string]} */
export const SIGNAL = [isSignal, "an AbortSignal"];

/**
 * By its members: a signal may be a polyfill's or another realm's.
 *
 * @param {any} value
 * @returns {value is AbortSignal}
 */
export function isSignal(value) {
  return typeof value?.addEventListener === "function";
}

/**
 * Throws where something is unknown or does not fit. What is undefined is not given.
 *
 * @param {Record<string, unknown>} given
 * @param {string} subject
 * @param {Rules} rules
 */
export function check(given, subject, rules) {
  for (const [name, value] of Object.entries(given)) {
    const [fits, expected] = Object.hasOwn(rules, name) ? /** @type {Rules[string]} */ (rules[name]) : [];
    if (!fits) {
      const says = `is not a field of ${subject}. Its fields are ${Object.keys(rules).join(", ")}`;
      throw refused(name, says, "no such field");
    }
    if (value !== undefined && !fits(value))
      throw refused(name, `must be ${expected}`, /** @type {string} */ (expected));
  }
}

/**
 * @param {string} path
 * @param {string} says
 * @param {string} expected
 */
export function refused(path, says, expected) {
  const message = `${path} ${says}.`;
  const issues = [{ path, message, expected, received: "something else" }];
  const record = { name: "ValidationError", code: "invalid_input", message, path, issues };
  return toError({ ...record, sent: "no", retryable: false, attempts: 0 });
}
