/** Options of {@link nodeFetch}. An undefined option counts as not given. */
export interface NodeFetchOptions {
  /**
   * The longest time that an unused connection is kept, in milliseconds. A server that says that it closes earlier
   * (`Keep-Alive: timeout=3`) is believed, less one second. By default it is what the server says, up to ten minutes,
   * and 4000 if it says nothing, as with Node's `fetch`. 0 closes each connection after its request.
   */
  keepAlive?: number | undefined;
  /** The most connections to one origin at a time; more requests wait. No limit by default. */
  maxSockets?: number | undefined;
  /** Options of `tls.connect` for connections to `https:`, such as `ca`, `cert` and `key`. */
  tls?: NodeTlsOptions | undefined;
  /**
   * The proxy for every request, such as `"http://user:password@proxy.example:3128"`, or `false` for none.
   *
   * By default the environment decides: `HTTPS_PROXY` for `https:`, `HTTP_PROXY` for `http:`, and `NO_PROXY` for hosts
   * that are reached without one; names in lower case go first. It is read once, when `nodeFetch` is called. Requests
   * to `https:` go through a tunnel (`CONNECT`), so that the proxy sees neither tokens nor bodies.
   */
  proxy?: string | URL | false | undefined;
  /** An `http.Agent` of your own for `http:`. It makes its connections by itself: no proxy is looked for. */
  httpAgent?: NodeAgent | undefined;
  /** An `https.Agent` of your own for `https:`. It makes its connections by itself: no proxy is looked for. */
  httpsAgent?: NodeAgent | undefined;
}

/** An `http.Agent` or `https.Agent`, as far as these types know it: they need no types of Node. */
export interface NodeAgent {
  readonly maxSockets: number;
  destroy(): void;
}

/** Options of `tls.connect`; these are only the usual ones. */
export interface NodeTlsOptions {
  /** Certificates to trust instead of those that Node brings, as PEM. */
  ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined;
  /** The client's own certificate, as PEM. */
  cert?: string | Uint8Array | undefined;
  /** The key of the client's own certificate, as PEM. */
  key?: string | Uint8Array | undefined;
  passphrase?: string | undefined;
  /** The name that the server's certificate must have, instead of the host of the URL. */
  servername?: string | undefined;
  minVersion?: "TLSv1.2" | "TLSv1.3" | undefined;
  /** `false` trusts any certificate, and so anyone in between. For tests only. */
  rejectUnauthorized?: boolean | undefined;
  readonly [option: string]: unknown;
}

/** The options of one request: those of `fetch` that it takes. */
export interface NodeRequestInit {
  /** `GET` by default. */
  method?: string | undefined;
  headers?: Record<string, string> | Iterable<readonly [string, string]> | undefined;
  /** The body; a stream or an async iterable of bytes needs `duplex: "half"`. */
  body?:
    | string
    | ArrayBuffer
    | ArrayBufferView
    | Blob
    | FormData
    | URLSearchParams
    | ReadableStream<Uint8Array>
    | AsyncIterable<Uint8Array>
    | null
    | undefined;
  duplex?: "half" | undefined;
  /** No redirect is followed: by default, and with `"manual"`, a 3xx is the response; `"error"` makes it an error. */
  redirect?: "manual" | "error" | undefined;
  signal?: AbortSignal | null | undefined;
}

/** A `fetch` on Node's own `http` and `https`. */
export interface NodeFetch {
  /**
   * Sends one request. Without a response it rejects as `fetch` does: with the signal's reason, or with a `TypeError`
   * whose `cause` has Node's `code`, `syscall`, `address` and `port`.
   *
   * There is no limit of time but the signal.
   *
   * @returns a response that has the members of a `Response` and a `ReadableStream`, but is not of these classes.
   */
  (url: string | URL, init?: NodeRequestInit): Promise<Response>;
  /** Closes the connections that are not in use. Those in use end with their requests. It may be used again. */
  close(): void;
}

/**
 * Makes a `fetch` on Node's own `http` and `https`, with connections of its own. It takes less time than the runtime's,
 * above all for the first request. A replacement of the global `fetch`, such as a mock or Next.js, does not see it.
 *
 * ```ts
 * const smooch = new Smooch({ keyId, secret, fetch: nodeFetch() });
 * ```
 *
 * @throws TypeError if an option is unknown or invalid, or this is not Node.
 */
export declare function nodeFetch(options?: NodeFetchOptions): NodeFetch;
