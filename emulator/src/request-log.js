// @ts-check
// Remembers every request that reached the service, so that a test can ask what was really sent. The credentials are
// masked when they are written down, not when they are read.
import { describe, readMultipart } from "./multipart.js";

/**
 * @typedef {object} RequestEntry
 * @property {string} method
 * @property {string} path as sent, still percent-encoded
 * @property {Record<string, string>} query
 * @property {Record<string, string>} headers names in lower case; `authorization` is masked
 * @property {unknown} body parsed when it is JSON; the parts of multipart, files by their name, type and size; else the
 *   text; undefined when there is none
 * @property {number} [status] of the answer; undefined when no answer was sent
 * @property {string} [operation] such as `create`; undefined for an unknown path
 * @property {boolean} [faulty] a fault rule took part
 * @property {number} [landedAt] when a request that a rule delayed by `lag` was applied, in milliseconds
 * @property {string} [hint] why it was refused, where the service's own words do not say it
 * @property {number} at milliseconds
 */

/** The log of one emulator. */
export class RequestLog {
  /** @type {RequestEntry[]} */
  entries = [];

  /**
   * @param {{ method: string, url: URL, headers: Headers, operation?: string, at: number }} head
   * @returns {RequestEntry}
   */
  add({ method, url, headers, operation, at }) {
    const entry = {
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(
        [...headers].map(([name, value]) => [name, name === "authorization" ? masked(value) : value]),
      ),
      body: undefined,
      ...(operation === undefined ? {} : { operation }),
      at,
    };
    this.entries.push(entry);
    return entry;
  }
}

/**
 * The body as a reader of the log wants it.
 * @param {Request} request
 * @param {string} text
 * @returns {unknown}
 */
export function readable(request, text) {
  if (text === "") return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (/^multipart\//i.test(type)) return readableParts(request.clone(), type, text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * @param {Request} request
 * @param {string} type
 * @param {string} text
 */
async function readableParts(request, type, text) {
  const parts = readMultipart(new Uint8Array(await request.arrayBuffer()), type);
  return parts === undefined ? text : describe(parts);
}

/** @param {string} authorization */
function masked(authorization) {
  const scheme = /^(Bearer|Basic)\s/i.exec(authorization)?.[1];
  return scheme === undefined ? "***" : `${scheme} ***`;
}
