// Hides what the words of a service may echo of a request or of an account. Two rules, each of which can be proved:
// what has the form of an address, of a number of seven digits or more or of a token is hidden wherever it comes from,
// and so is every text that the caller gave, whatever its form.

const HIDDEN = "[hidden]";

/** The number of characters of a message that are shown. */
const MOST = 2000;

/** An address; seven digits, with what people write between them; the id of a key; a long word that has a digit. */
const LIKELY = /[^\s"<>@]+@[^\s"<>@]+|\+?\d([-\s().]{0,2}\d){6,}|(app|act|svc|int)_\w+|(?=[A-z+/=-]*\d)[\w+/=-]{20,}/g;

/** A text in what was given, as `textOf` writes it: of a foreign value, itself, of a name. */
const TEXTS = /(@?)("(?:[^"\\]|\\.)*")(:?)/g;

/** Names of words of the API itself. */
const WORDS = /^"(type|role|schema|messageSchema)"$/;

/** @param {string} words */
export function masked(words) {
  return (words.length > MOST ? `${words.slice(0, MOST)}…` : words).replace(LIKELY, HIDDEN);
}

/**
 * A copy of a value, with its texts masked.
 *
 * @template T
 * @param {T} value
 * @param {(text: string) => string} mask
 * @returns {T}
 */
export function inside(value, mask) {
  return JSON.parse(JSON.stringify(value), (_, member) => (typeof member === "string" ? mask(member) : member));
}

/**
 * Hides every text that the caller gave in the message of an error, if the service has a word in it.
 *
 * @param {any} error of this package
 * @param {string} given as `textOf` writes it
 */
export function hide(error, given) {
  const { message, stack } = error;
  if (!error.description) return error;
  const texts = [];
  let name = "";
  for (const [, foreign, text = "", colon] of given.matchAll(TEXTS)) {
    if (!colon && !foreign && !WORDS.test(name)) texts.push(JSON.parse(text));
    name = colon ? text : "";
  }
  const echoed = texts
    .flatMap((text) => [text, encodeURIComponent(text)])
    .filter((text) => text && message.includes(text))
    // The longest first: one may be part of another.
    .sort((one, other) => other.length - one.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  if (!echoed.length) return error;
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])(?:${echoed.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  const mask = (/** @type {string} */ text) => text.replace(whole, HIDDEN);
  error.message = mask(message);
  error.stack = stack?.replace(message, () => error.message);
  if (error.errors) error.errors = inside(error.errors, mask);
  return error;
}
