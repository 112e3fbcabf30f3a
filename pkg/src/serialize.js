// Writes what a caller gave as the text that the core reads (`src/json/read.rs`): JSON, with a token of its own for
// what JavaScript can say and JSON cannot, so that nothing is lost in silence as `JSON.stringify` loses it.

import { invalid } from "./to-error.js";

/**
 * The characters that a JSON string holds as they are. A lone surrogate, which `JSON.stringify` escapes, is not one.
 */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** The maximum depth of a body. */
const DEPTH = 64;

/** The most bytes of what a call is given, unless the client says otherwise: `maxRequestSize`. */
const MOST = 10_000_000;

/** How many characters may still be written, at most: a character takes one byte or more. */
let left = 0;

/**
 * An object that is being written, under its name in the one around it.
 *
 * @typedef {{ value: object, name: string | number, around?: Place }} Place
 */

/**
 * @param {any} value
 * @param {string | number} name
 * @param {Place} [around]
 * @returns {string}
 */
function text(value, name, around) {
  left -= typeof value === "string" ? value.length : 1;
  if (left < 0) throw new RangeError();
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
      return Number.isFinite(value) ? String(value) : foreign(String(value));
    case "boolean":
      return String(value);
    case "object":
      if (value === null) return "null";
      break;
    default:
      return foreign(typeof value);
  }
  const place = { value, name, around };
  let depth = 0;
  for (let outer = around; outer; outer = outer.around) {
    if (outer.value === value) throw circular(place, outer);
    depth++;
  }
  if (depth === DEPTH) return foreign(`structure of more than ${DEPTH} levels`);
  if (Array.isArray(value)) {
    // By its length: holes count.
    const { length } = value;
    if (length > left) throw new RangeError();
    let items = "";
    for (let index = 0; index < length; index++) items += `${items && ","}${text(value[index], index, place)}`;
    return `[${items}]`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const named = special(value);
    if (named !== undefined) return named;
  }
  // The own enumerable members, as `JSON.stringify` sees them: those that are undefined are absent.
  let members = "";
  for (const key of Object.keys(value)) {
    const member = value[key];
    left -= key.length;
    if (member !== undefined) members += `${members && ","}${quoted(key)}:${text(member, key, place)}`;
  }
  return `{${members}}`;
}

/**
 * The token of an object that is no plain one; `undefined` for an instance of the caller's own class, whose members
 * count.
 *
 * @param {any} value
 * @returns {string | undefined}
 */
function special(value) {
  // By its members: the signals of Vercel's edge runtime call themselves `EventTarget`, those of Workers with an old
  // compatibility date `Object`.
  if (typeof value.aborted === "boolean" && typeof value.addEventListener === "function") return foreign("AbortSignal");
  // Tells the class also across realms.
  const name = Object.prototype.toString.call(value).slice(8, -1);
  if (name === "Object") return undefined;
  if (name !== "Date") return foreign(name);
  return Number.isNaN(value.getTime()) ? foreign("Date that is not valid") : `#${JSON.stringify(value.toISOString())}`;
}

/**
 * A JSON string. Most need no escapes, and to see that is quicker than `JSON.stringify`.
 *
 * @param {string} value
 */
function quoted(value) {
  return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}

/** @param {string} name */
function foreign(name) {
  return `@${JSON.stringify(name)}`;
}

/**
 * The error for an object that contains itself.
 *
 * @param {Place} inner its path inside itself
 * @param {Place} outer its own path
 */
function circular(inner, outer) {
  const path = pathOf(inner);
  const message = `${path} is ${pathOf(outer) || "the object"} itself, which contains it. Leave it out.`;
  return invalid(path, message, "an object that does not contain itself", "an object that contains itself");
}

/**
 * The path of an object, as JavaScript writes it: `items[0].metadata`.
 *
 * @param {Place} [place]
 * @returns {string}
 */
function pathOf(place) {
  if (!place?.around) return "";
  const { name } = place;
  const outer = pathOf(place.around);
  if (typeof name === "number") return `${outer}[${name}]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${outer}${outer && "."}${name}` : `${outer}[${JSON.stringify(name)}]`;
}

/**
 * The text of what a caller gave: empty if they gave nothing, and always one line. Throws if a getter of theirs
 * throws, if an object contains itself, and as soon as it is larger than `most` bytes.
 *
 * @param {unknown} given
 * @param {number} [most]
 * @returns {string}
 */
export function textOf(given, most = MOST) {
  // A getter may call this, too.
  const before = left;
  left = most;
  try {
    const written = given === undefined ? "" : text(given, "");
    // A character takes three bytes at most.
    if (written.length * 3 > most && new TextEncoder().encode(written).length > most) throw new RangeError();
    return written;
  } catch (/** @type {any} */ cause) {
    if (cause?.code === "invalid_input") throw cause;
    if (cause instanceof RangeError) {
      const message = `What was given is larger than ${most} bytes. Make it smaller, or raise maxRequestSize.`;
      throw invalid("", message, `at most ${most} bytes`, "more");
    }
    const message = "What was given could not be read: a getter of it threw the cause of this error.";
    throw invalid("", message, "readable members", "a getter that throws", cause);
  } finally {
    left = before;
  }
}
