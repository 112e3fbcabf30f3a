// Checks the options that JavaScript alone knows of; all else is checked by the core's tables. It speaks as they do.

import { invalid } from "./to-error.js";

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
    // A string that was spread: the second argument of a call, where an object belongs.
    if (name === "0") {
      const message = `${subject.replace("t", "T")} must be an object: { ${Object.keys(rules)[0]}: … }; got a string.`;
      throw invalid("", message, "an object", "a string");
    }
    if (!fits) {
      const fields = Object.keys(rules).join(", ");
      const message = `${name} is not a field of ${subject}. Its fields are ${fields}.`;
      throw invalid(name, message, "no such field", "something else");
    }
    if (value !== undefined && !fits(value)) {
      throw invalid(name, `${name} must be ${expected}.`, String(expected), "something else");
    }
  }
}
