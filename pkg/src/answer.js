// The promise of an operation: of its data, and with `withResponse()` of what came with it.

import { unreadable } from "./members.js";

/**
 * A holder in which a call leaves the response that its data came from.
 *
 * @typedef {{ response?: Response }} Seen
 */

/**
 * @param {(seen: Seen) => Promise<any>} run
 * @returns {import("smooch-edge").ApiPromise<any>}
 */
export function answering(run) {
  /** @type {Seen} */
  const seen = {};
  /** @type {Promise<any>} */
  let data;
  try {
    data = run(seen);
  } catch (cause) {
    data = Promise.reject(unreadable(cause));
  }
  return Object.assign(data, {
    withResponse: async () => {
      const value = await data;
      const { status, headers } = /** @type {Response} */ (seen.response);
      return { data: value, status, headers, requestId: requestIdOf(headers) };
    },
  });
}

/**
 * The service's id of a request; nothing if the header is absent or empty.
 *
 * @param {Headers} headers a foreign one may give anything, or throw
 * @returns {string | undefined}
 */
export function requestIdOf(headers) {
  try {
    const id = headers.get("x-request-id");
    return typeof id === "string" && id ? id : undefined;
  } catch {
    return undefined;
  }
}
