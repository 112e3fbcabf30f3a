// The mark by which the client knows the transport of this package.

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
 * @returns {F}
 */
export function mark(fetch) {
  return Object.defineProperty(fetch, MARK, { value: true });
}

/**
 * Returns true if the function is a transport of this package, of whichever copy or entry.
 *
 * @param {unknown} fetch
 * @returns {boolean}
 */
export function isMarked(fetch) {
  return typeof fetch === "function" && /** @type {any} */ (fetch)[MARK] === true;
}
