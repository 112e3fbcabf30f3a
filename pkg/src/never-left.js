// Whether a request that failed never left. A code proves nothing: a `fetch` of the caller's may fail with any code
// after it has sent the request. Only the runtime's own `fetch`, untouched, and the transport of `smooch-edge/node` are
// believed, and only if they say that connecting to the service failed, or writing to it (docs/guide/retries.md).
//
// Only the entry for Node, Deno, Bun and browsers has this file: workerd and browsers never say it.

/** @import { BuiltRequest, Fetch } from "smooch-edge" */

import { isMarked } from "./node/mark.js";

/** Codes with which Bun says that it could not connect, or that the TLS handshake failed. */
const BUN = /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_AGAIN|EPROTO|(?!ERR_SSL).*(CERT|LEAF_SIG).*)$/;

/** Errors with which Node failed to connect, its TLS handshake included, and the host and port of each. */
const unconnected = /** @type {WeakMap<object, string>} */ (new WeakMap());

let listens = false;

/** Lets Node tell of connections that fail; other runtimes have no such channel. */
export function listen() {
  if (listens) return;
  listens = true;
  const channels = /** @type {any} */ (globalThis).process?.getBuiltinModule?.("diagnostics_channel");
  channels?.subscribe?.("undici:client:connectError", (/** @type {any} */ { error, connectParams }) => {
    unconnected.set(error, connectParams.host);
  });
}

/**
 * Returns true only if it is proven that the request never left.
 *
 * @param {Fetch | undefined} fetch what was to send it
 * @param {any} error what it failed with
 * @param {BuiltRequest} request
 */
export function neverLeft(fetch, error, { url, method }) {
  const cause = error?.cause;
  // A write that failed: the service had not got the request in any of 839 trials.
  const isUnwritten = cause?.syscall === "write" && /^(ECONNRESET|EPIPE)$/.test(cause.code);
  if (isMarked(fetch)) {
    return isUnwritten || (cause?.errors ?? [cause]).every((/** @type {any} */ one) => isConnect(one?.syscall));
  }
  const { href, host } = new URL(url);
  // Deno and Bun retry idempotent requests by themselves, on connections that were kept: the last attempt then says
  // nothing of the first. A read has nothing to say.
  const mayTell = method === "POST" || method === "GET";
  switch (runtimeOf(fetch)) {
    case "Node":
      return isUnwritten || (isObject(cause) && unconnected.get(cause) === host);
    case "Deno":
      return (
        mayTell && `${cause?.message}`.startsWith(`error sending request for url (${href}): client error (Connect)`)
      );
    case "Bun":
      return mayTell && error?.path === href && BUN.test(error.code);
    default:
      return false;
  }
}

/** @param {unknown} syscall */
const isConnect = (syscall) => syscall === "connect" || syscall === "getaddrinfo";

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null;

/**
 * The runtime whose own, untouched `fetch` this is, by its source text: a wrapper, a mock and a proxy have another.
 * If the function that gives source texts was replaced (as Sentry does), nothing is certain.
 *
 * @param {any} fetch
 */
function runtimeOf(fetch) {
  const { toString } = Function.prototype;
  const text = (/** @type {Function} */ of) => Reflect.apply(toString, of, []);
  if (typeof fetch !== "function" || !/^function toString\(\) \{\s*\[native code\]\s*\}$/.test(text(toString)))
    return "";
  const source = text(fetch);
  if (source.includes("require('internal/deps/undici/undici')")) return "Node";
  if ("Deno" in globalThis && /^(async )?function fetch\(.*(lazyFetch\(\)|op_fetch)/s.test(source)) return "Deno";
  return "Bun" in globalThis && /^function fetch\(\) \{\s*\[native code\]\s*\}$/.test(source) ? "Bun" : "";
}
