// Writes what a caller gave as the text that the core reads (`src/json/read.rs`): JSON, with a token of its own for
// what JavaScript can say and JSON cannot, so that nothing is lost in silence as `JSON.stringify` loses it.

import { invalid } from "./to-error.js";

/** What a JSON string holds as it is. A lone surrogate, which `JSON.stringify` escapes, is not among it. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** How deep a body may be; a deeper one most likely contains itself. */
const DEPTH = 64;

/**
 * @param {any} value
 * @param {number} [depth]
 * @returns {string}
 */
function text(value, depth = DEPTH) {
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
  if (depth === 0) return foreign(`structure of more than ${DEPTH} levels (does it contain itself?)`);
  if (Array.isArray(value)) {
    let items = "";
    // By its length: holes count.
    for (let index = 0; index < value.length; index++) items += `${items && ","}${text(value[index], depth - 1)}`;
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
    if (member !== undefined) members += `${members && ","}${quoted(key)}:${text(member, depth - 1)}`;
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
 * The text of what a caller gave: empty where they gave nothing, and always one line. Throws where a getter of theirs
 * throws.
 *
 * @param {unknown} given
 * @returns {string}
 */
export function textOf(given) {
  try {
    return given === undefined ? "" : text(given);
  } catch (cause) {
    const message = "What was given could not be read: a getter of it threw the cause of this error.";
    throw invalid("", message, "readable members", "a getter that throws", cause);
  }
}
