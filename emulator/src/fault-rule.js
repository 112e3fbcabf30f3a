// @ts-check
// The language of fault rules: what a rule may say, and a clear refusal of what makes no sense, because a rule that is
// silently ignored would make a test of error handling pass without an error.

import { operationNames } from "./versions.js";

/**
 * @typedef {object} FaultMatch
 * @property {string} [method]
 * @property {string} [path] the path as sent, short or long: a prefix, or a glob with `*` (in a segment) and `**`
 * @property {string} [operation] such as `create`, `link`, `send`, `users.get`
 */

/** @typedef {"before-read" | "after-read" | "after-headers" | "mid-body"} ResetPoint */
/** @typedef {"after-headers" | "mid-body"} SilencePoint */

/**
 * What goes wrong, with which requests, and how often.
 *
 * @example
 * emulator.faults.add({ match: { operation: "send" }, status: 503, times: 2 });
 * emulator.faults.add({ match: { operation: "create" }, phase: "after", reset: true });
 *
 * @typedef {object} FaultRule
 * @property {FaultMatch} [match] every request unless given
 * @property {number | "always"} [times] 1 unless given, or `"always"` where `every` or `probability` is given
 * @property {number} [after] how many matching requests pass first
 * @property {number} [every] only every nth matching request: with 3 the third, the sixth, …
 * @property {number} [probability] only this share of the matching requests, from 0 to 1; the same ones in every run
 *   (option `seed`)
 * @property {"before" | "after"} [phase] is the request applied to the state before the fault happens? With `after` it
 *   is, and its answer is lost or changed; the default fits the fault (see the README)
 * @property {number} [status] answers with this status
 * @property {unknown} [body] of that answer: an object is sent as JSON, a string as it is
 * @property {Record<string, string>} [headers] added to the answer
 * @property {number | string} [retryAfter] the Retry-After header; with no status the status is 429
 * @property {string} [redirect] answers with this location; with no status the status is 302
 * @property {number} [delay] milliseconds
 * @property {number} [lag] milliseconds until the request is applied to the state, which happens even if its client has
 *   left by then: a slow service that takes the message after all
 * @property {{ bytes: number, every: number }} [drip] sends the body so many bytes at a time, every so many milliseconds
 * @property {boolean | ResetPoint} [reset] resets the connection; `true` is `after-read`
 * @property {number} [cutAt] ends the connection after so many bytes of the body
 * @property {boolean | SilencePoint} [silence] never answers, or falls silent in the middle of the answer
 * @property {boolean} [stuckCursor] a list ignores the cursor that it is given: each page is the first one again
 * @property {boolean} [invalidJson] cuts the JSON of the answer short, with a matching Content-Length
 * @property {boolean} [garbage] answers with bytes that are no HTTP
 * @property {number} [contentLength] states this wrong Content-Length
 */

const RESET_POINTS = ["before-read", "after-read", "after-headers", "mid-body"];
const SILENCE_POINTS = ["after-headers", "mid-body"];

/** @type {Record<string, { fits: (value: any) => boolean, expected: string }>} */
const FIELDS = {
  match: { fits: isObject, expected: "an object with method, path or operation" },
  times: {
    fits: (value) => value === "always" || isCount(value, 1),
    expected: 'a whole number of at least 1, or "always"',
  },
  after: { fits: (value) => isCount(value, 0), expected: "a whole number of at least 0" },
  every: { fits: (value) => isCount(value, 1), expected: "a whole number of at least 1" },
  probability: {
    fits: (value) => Number.isFinite(value) && value >= 0 && value <= 1,
    expected: "a number from 0 to 1",
  },
  phase: { fits: (value) => value === "before" || value === "after", expected: '"before" or "after"' },
  status: { fits: (value) => isCount(value, 200) && value <= 599, expected: "a status from 200 to 599" },
  body: { fits: () => true, expected: "" },
  headers: {
    fits: (value) => isObject(value) && Object.values(value).every((one) => typeof one === "string"),
    expected: "an object of strings",
  },
  retryAfter: {
    fits: (value) => typeof value === "string" || (Number.isFinite(value) && value >= 0),
    expected: "seconds, or a date as a string",
  },
  redirect: { fits: (value) => typeof value === "string" && value !== "", expected: "a URL" },
  delay: { fits: (value) => Number.isFinite(value) && value >= 0, expected: "milliseconds, 0 or more" },
  lag: { fits: (value) => Number.isFinite(value) && value >= 0, expected: "milliseconds, 0 or more" },
  drip: {
    fits: (value) => isObject(value) && isCount(value.bytes, 1) && isCount(value.every, 0),
    expected: "{ bytes, every }, bytes at least 1",
  },
  reset: {
    fits: (value) => typeof value === "boolean" || RESET_POINTS.includes(value),
    expected: `true or one of ${RESET_POINTS.join(", ")}`,
  },
  cutAt: { fits: (value) => isCount(value, 0), expected: "a whole number of bytes" },
  silence: {
    fits: (value) => typeof value === "boolean" || SILENCE_POINTS.includes(value),
    expected: `true or one of ${SILENCE_POINTS.join(", ")}`,
  },
  stuckCursor: { fits: isBoolean, expected: "true or false" },
  invalidJson: { fits: isBoolean, expected: "true or false" },
  garbage: { fits: isBoolean, expected: "true or false" },
  contentLength: { fits: (value) => isCount(value, 0), expected: "a whole number of bytes" },
};
const MATCH_FIELDS = ["method", "path", "operation"];

// Each of these ends the exchange in its own way; two at once have no meaning.
const ENDS = /** @type {const} */ (["reset", "silence", "garbage", "cutAt"]);
const SELECTORS = ["match", "times", "after", "every", "probability", "phase"];

/**
 * @param {unknown} given
 * @returns {FaultRule}
 */
export function checkRule(given) {
  if (!isObject(given)) throw new TypeError("A fault rule must be an object.");
  const rule = /** @type {FaultRule} */ (given);
  for (const [name, value] of Object.entries(rule)) {
    const field = FIELDS[name];
    if (field === undefined)
      throw new TypeError(`A fault rule has no field "${name}"; there are ${Object.keys(FIELDS).join(", ")}.`);
    if (value !== undefined && !field.fits(value))
      throw new TypeError(`The field "${name}" of a fault rule must be ${field.expected}.`);
  }
  for (const [name, value] of Object.entries(rule.match ?? {})) {
    if (!MATCH_FIELDS.includes(name))
      throw new TypeError(`The match of a fault rule has no field "${name}"; there are ${MATCH_FIELDS.join(", ")}.`);
    if (typeof value !== "string") throw new TypeError(`The field "match.${name}" of a fault rule must be a string.`);
  }
  const { operation } = rule.match ?? {};
  if (operation !== undefined && !operationNames.includes(operation)) {
    throw new TypeError(
      `There is no operation "${operation}" for a fault rule to match; there are ${operationNames.join(", ")}.`,
    );
  }
  checkCombination(rule);
  return structuredClone(rule);
}

/** @param {FaultRule} rule */
function checkCombination(rule) {
  const faults = Object.entries(rule).filter(
    ([name, value]) => !SELECTORS.includes(name) && value !== undefined && value !== false,
  );
  if (faults.length === 0)
    throw new TypeError("A fault rule must say what goes wrong: status, delay, reset, silence or another fault.");
  const ends = ENDS.filter((name) => rule[name] !== undefined && rule[name] !== false);
  if (ends.length > 1) throw new TypeError(`A fault rule cannot have both ${ends.join(" and ")}.`);
  if (rule.every !== undefined && rule.probability !== undefined)
    throw new TypeError("A fault rule cannot have both every and probability.");
  if (rule.lag !== undefined && rule.phase === "before")
    throw new TypeError('A lag delays the application of the request, which phase "before" forbids.');
  if (rule.lag !== undefined && rule.reset === "before-read") {
    throw new TypeError('A request whose body was never read cannot be applied: reset "before-read" has no lag.');
  }
  if (rule.reset === "before-read" && rule.phase === "after") {
    throw new TypeError(
      'A request whose body was never read cannot be applied: reset "before-read" has no phase "after".',
    );
  }
}

/** @param {unknown} value @param {number} min */
function isCount(value, min) {
  return Number.isInteger(value) && Number(value) >= min;
}

/** @param {unknown} value */
function isBoolean(value) {
  return typeof value === "boolean";
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
