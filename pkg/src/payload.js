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
 * A `fetch` that sends this body.
 *
 * @param {Fetch | undefined} own the caller's; the runtime's is looked up at each call
 * @param {any} body
 * @returns {Fetch}
 */
export function carrying(own, body) {
  return (url, init) => {
    const fetch = own ?? globalThis.fetch;
    // A stream is sent before the response is read: fetch wants to be told so.
    return fetch(url, /** @type {any} */ ({ ...init, body, ...(isStream(body) && { duplex: "half" }) }));
  };
}
