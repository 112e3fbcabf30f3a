// The mark by which the client knows the transport of this package.

/** @import { Fetch } from "smooch-edge" */

/**
 * Internal. Set on every function that `nodeFetch` returns. The client believes what such a function says about a
 * failed connection, as it believes the runtime's own `fetch`.
 *
 * The symbol is registered, because ESM, CommonJS and each entry of the package are bundled on their own and share no
 * module: a WeakSet or a plain symbol of one of them would be unknown to the others. Anyone can set the mark, so it is
 * a promise and not a guard: what a marked function calls a failed connection (`cause.syscall` is `connect` or
 * `getaddrinfo`) or a failed write (`write`) must mean that the service did not get the request.
 */
const MARK = Symbol.for("smooch-edge.transport");

/**
 * Marks a function as a transport of this package.
 *
 * @template {Function} F
 * @param {F} fetch
 * @param {new () => any} Controller what its requests can be ended with, beside an `AbortController`
 * @param {typeof import("../sign.js").signer} signer signs the tokens of its clients
 * @returns {F}
 */
export function mark(fetch, Controller, signer) {
  return Object.defineProperty(fetch, MARK, { value: { fetch, Controller, signer } });
}

/**
 * Returns true if the function is a transport of this package, of whichever copy or entry.
 *
 * @param {unknown} fetch
 * @returns {boolean}
 */
export function isMarked(fetch) {
  return typeof fetch === "function" && !!(/** @type {any} */ (fetch)[MARK]);
}

/**
 * What the next request of a transport of this package can be ended with; `undefined` for any other function. A `Proxy`
 * shows the mark of its target, but whoever made it may expect a real signal: it is another function.
 *
 * @param {Fetch} fetch
 * @returns {AbortController | undefined}
 */
export function controllerOf(fetch) {
  const own = /** @type {any} */ (fetch)[MARK];
  return own?.fetch === fetch ? new own.Controller() : undefined;
}

/**
 * What signs for a client of a transport of this package; `undefined` for any other function, whatever its members do.
 *
 * @param {Fetch | undefined} fetch
 * @returns {typeof import("../sign.js").signer | undefined}
 */
export function signerOf(fetch) {
  try {
    return /** @type {any} */ (fetch)?.[MARK]?.signer;
  } catch {
    return undefined;
  }
}
