// Bodies that are no JSON: they stay in JavaScript, beside the request that the core makes.

/** @import { Fetch } from "smooch-edge" */

import { members } from "./members.js";
import { invalid } from "./to-error.js";

/**
 * Whether a body goes out as it is: a form, a file, bytes or a stream. By their members, since a foreign realm or a
 * polyfill has classes of its own, and Workers of old have no names for theirs.
 *
 * @param {any} body
 */
export function isPayload(body) {
  return isStream(body) || isForm(body) || isFile(body) || isBytes(body);
}

/**
 * Whether it is a form, or the parameters of one.
 *
 * @param {any} body
 */
function isForm(body) {
  return typeof body?.append === "function";
}

/**
 * Whether it is a Blob or a File.
 *
 * @param {any} value
 */
export function isFile(value) {
  return typeof value?.arrayBuffer === "function" && typeof value.size === "number";
}

/**
 * Whether it is an ArrayBuffer or a view of one.
 *
 * @param {any} value
 */
export function isBytes(value) {
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}

/**
 * Whether a body can be read once only.
 *
 * @param {any} body
 */
export function isStream(body) {
  return typeof body?.getReader === "function" || typeof body?.[Symbol.asyncIterator] === "function";
}

/**
 * The form of a body with a file in it (`source`): one that is given, or one of the members.
 *
 * @param {any} body
 * @returns {FormData}
 */
export function formOf(body) {
  if (isForm(body)) return body;
  const form = new FormData();
  for (const [name, value] of Object.entries(isFile(body) ? { source: body } : members(() => ({ ...body })))) {
    // A form would take anything, as text.
    if (typeof value === "object" && !isFile(value)) throw noFile(name);
    if (value !== undefined) form.append(name, value);
  }
  if (!isFile(form.get("source"))) throw noFile("source");
  return form;
}

/** @param {string} name */
function noFile(name) {
  return invalid(name, `${name} must be a file, as a Blob or a File.`, "a Blob or a File", "something else");
}

/**
 * Makes a `fetch` send this body.
 *
 * @param {any} body
 * @returns {(fetch: Fetch) => Fetch}
 */
export function carrying(body) {
  // A stream is sent before the response is read: fetch needs that option.
  const more = { body, ...(isStream(body) && { duplex: "half" }) };
  return (fetch) => (url, init) => fetch(url, /** @type {any} */ ({ ...init, ...more }));
}
