// The head of a request: its method and its headers, as Node writes them.

/** @import { Encoded } from "./request-body.js" */

import { ACCEPTED } from "./decompress.js";

/** Those that say how the message itself is sent, which is the transport's own: they could smuggle a second request. */
const OURS = /^(connection|expect|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/;

/**
 * The method, as `fetch` takes it: the usual ones in any case.
 *
 * @param {string} [method]
 */
export function methodOf(method = "GET") {
  const upper = method.toUpperCase();
  if (/^(CONNECT|TRACE|TRACK)$/.test(upper)) throw new TypeError(`fetch sends no ${upper} request.`);
  return /^(DELETE|GET|HEAD|OPTIONS|POST|PUT)$/.test(upper) ? upper : method;
}

/**
 * The headers, names and values in turn. Node checks that each is valid in a request.
 *
 * @param {Record<string, string> | Iterable<readonly [string, string]> | undefined} given
 * @param {readonly string[]} first those of the route: the host, and those for a proxy
 * @param {string} method
 * @param {Encoded} body
 */
export function fieldsOf(given, first, method, { type, length, data, chunks }) {
  const fields = [...first];
  const names = new Set();
  const pairs = isIterable(given) ? given : Object.entries(given ?? {});
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase();
    if (OURS.test(lower)) throw new TypeError(`The header ${name} is the transport's own.`);
    if (lower === "content-length") {
      if (String(value) === String(length ?? 0)) continue;
      throw new TypeError("The header content-length is not the length of the body.");
    }
    // The host of the URL goes first, so that no other host can be asked for over this connection.
    if (lower === "host") continue;
    names.add(lower);
    fields.push(name, String(value));
  }
  /** @type {(name: string, value: string) => void} */
  const unlessGiven = (name, value) => {
    if (!names.has(name)) fields.push(name, value);
  };
  unlessGiven("accept", "*/*");
  unlessGiven("accept-encoding", ACCEPTED);
  unlessGiven("user-agent", "node");
  if (type) unlessGiven("content-type", type);
  if (length !== undefined) fields.push("content-length", String(length));
  else if (chunks) fields.push("transfer-encoding", "chunked");
  else if (data === undefined && /^(PATCH|POST|PUT)$/.test(method)) fields.push("content-length", "0");
  return fields;
}

/**
 * @param {any} given
 * @returns {given is Iterable<[string, string]>}
 */
function isIterable(given) {
  return typeof given?.[Symbol.iterator] === "function";
}
