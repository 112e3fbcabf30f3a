// The errors that a failed request rejects with: the shapes of the runtime's own `fetch`, so that the client reads both
// alike.

/**
 * The error of a request that got no response.
 *
 * @param {unknown} cause
 */
export function failed(cause) {
  return new TypeError("fetch failed", { cause });
}

/**
 * The error of a body that broke off or cannot be decompressed.
 *
 * @param {unknown} cause
 */
export function terminated(cause) {
  return new TypeError("terminated", { cause });
}

/**
 * The error of a connection that was never ready for the request: its TLS handshake or its tunnel failed. Like the
 * error of a TCP connection that failed, it says `syscall: "connect"`, and the target.
 *
 * @param {string} what failed
 * @param {string} host
 * @param {number} port
 * @param {any} [cause]
 */
export function unconnected(what, host, port, cause) {
  const because = cause?.message ? `: ${cause.message}` : ".";
  // The path of the request, which holds ids, is of no use in an error about the connection.
  if (cause) delete cause.path;
  const error = new Error(`${what}${because}`, { cause });
  return Object.assign(error, { code: cause?.code ?? "ERR_PROXY_TUNNEL", syscall: "connect", address: host, port });
}

/**
 * Returns true if the error is Node's own of a lookup or a TCP connection that failed.
 *
 * @param {any} error
 */
export function isConnect(error) {
  const { syscall } = error?.errors?.[0] ?? error ?? {};
  return syscall === "connect" || syscall === "getaddrinfo";
}
