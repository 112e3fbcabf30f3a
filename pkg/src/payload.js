// Bodies that are no JSON: they stay in JavaScript, beside the request that the core makes.

/** @import { Fetch } from "smooch-edge" */

/**
 * Whether a body goes out as it is: a form, a file, bytes or a stream. By their own names, since a foreign realm or a
 * polyfill has classes of its own.
 *
 * @param {any} body
 */
export function isPayload(body) {
  return isStream(body) || /^(FormData|Blob|File|ArrayBuffer|URLSearchParams|.+Array)$/.test(nameOf(body));
}

/**
 * Whether a body can be read once only.
 *
 * @param {any} body
 */
export function isStream(body) {
  return typeof body?.getReader === "function" || typeof body?.[Symbol.asyncIterator] === "function";
}

/** @param {unknown} value */
function nameOf(value) {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/**
 * Makes a `fetch` send this body.
 *
 * @param {any} body
 * @returns {(fetch: Fetch) => Fetch}
 */
export function carrying(body) {
  // A stream is sent before the response is read: fetch wants to be told so.
  const more = { body, ...(isStream(body) && { duplex: "half" }) };
  return (fetch) => (url, init) => fetch(url, /** @type {any} */ ({ ...init, ...more }));
}
