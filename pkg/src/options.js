// Checks the options that only JavaScript gets, by tables that the build prints (src/model/queue.rs): all else is
// checked by the core. It speaks as the core does.

import { invalid } from "./to-error.js";

/**
 * @typedef {object} Field
 * @property {null | string | { min: number, max: number }} is what it must be, as {@link FITS} knows it
 * @property {string} expected the same in words
 * @property {boolean} required
 */

/** @typedef {{ title: string, fields: Record<string, Field> }} Table */

/** The checks for values that only JavaScript can judge. @type {Record<string, (value: any) => boolean>} */
const FITS = {
  AbortSignal: isSignal,
  function: (value) => typeof value === "function",
  "number above 0": (value) => Number.isFinite(value) && value > 0,
  "true or false": (value) => typeof value === "boolean",
  "text that all deliveries of the message have": (value) => typeof value === "string" && value !== "",
  "number of milliseconds": (value) => typeof value === "number" && !Number.isNaN(value),
  "number of milliseconds, 0 or more": (value) => typeof value === "number" && value >= 0,
  "Pace: { take, pause }": (value) => typeof value?.take === "function" && typeof value.pause === "function",
  '"user" or false': (value) => value === "user" || value === false,
  "iterable or an async iterable of items": (value) =>
    typeof (value?.[Symbol.asyncIterator] ?? value?.[Symbol.iterator]) === "function",
};

/**
 * By its members: a signal may be a polyfill's or another realm's.
 *
 * @param {any} value
 * @returns {value is AbortSignal}
 */
export function isSignal(value) {
  return typeof value?.addEventListener === "function" && typeof value.removeEventListener === "function";
}

/**
 * Throws if something is missing, unknown or invalid. An undefined option counts as not given.
 *
 * @param {Record<string, any>} given
 * @param {Table} table
 */
export function check(given, { title, fields }) {
  for (const name of Object.keys(given)) {
    // A string that was spread: the second argument of a call, in place of an object.
    if (name === "0") {
      const message = `${title.replace(/^./, (letter) => letter.toUpperCase())} must be an object: { ${Object.keys(fields)[0]}: … }; got a string.`;
      throw invalid("", message, "an object", "a string");
    }
    if (!Object.hasOwn(fields, name)) {
      const message = `${name} is not a field of ${title}. Its fields are ${Object.keys(fields).join(", ")}.`;
      throw invalid(name, message, "no such field", "something else");
    }
  }
  for (const [name, { is, expected, required }] of Object.entries(fields)) {
    if (given[name] === undefined ? required : !fits(is, given[name]))
      throw invalid(name, `${name} must be ${expected}.`, expected, "something else");
  }
}

/**
 * @param {Field["is"]} is
 * @param {any} value
 */
function fits(is, value) {
  if (is === null) return true;
  if (typeof is === "string") return /** @type {(value: any) => boolean} */ (FITS[is])(value);
  return Number.isInteger(value) && value >= is.min && value <= is.max;
}
