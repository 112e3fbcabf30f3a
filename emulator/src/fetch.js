// @ts-check
// `emulator.fetch`: the emulator behind the signature of `fetch`, without a network. Faults look as they look to a
// caller of a real `fetch`: rejections with a cause, bodies that fail while they are read, promises that stay open.
import { orAbort, pause, reasonOf } from "./exchange.js";

/** @import { Exchange } from "./exchange.js" */

const REDIRECTS = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 20;
// Node's fetch gives up on a silent server after five minutes; until then an open connection keeps the process alive.
const SILENCE = 300_000;

/**
 * @param {(head: { method: string, url: URL, headers: Headers }) => Exchange} open
 * @returns {typeof globalThis.fetch}
 */
export function createFetch(open) {
  /**
   * @param {any} input
   * @param {RequestInit} [init]
   * @returns {Promise<Response>}
   */
  return async function fetch(input, init = {}) {
    const signal = init.signal ?? (isRequest(input) ? input.signal : undefined) ?? new AbortController().signal;
    if (signal.aborted) throw reasonOf(signal);
    let request = await toRequest(input, init);
    for (let hops = 0; ; hops += 1) {
      const body = request.body === null ? "" : await request.clone().text();
      const response = await orAbort(signal, exchange(open, request, body, signal));
      const next = redirectOf(response, init.redirect ?? (isRequest(input) ? input.redirect : "follow"), request, body);
      if (next === undefined) return response;
      if (hops === MAX_REDIRECTS) throw failed("ERR_TOO_MANY_REDIRECTS", "redirect count exceeded");
      request = next;
    }
  };
}

/**
 * @param {(head: { method: string, url: URL, headers: Headers }) => Exchange} open
 * @param {Request} request
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
async function exchange(open, request, text, signal) {
  const exchange = open({ method: request.method, url: new URL(request.url), headers: request.headers });
  if (exchange.reset === "before-read") throw failed("ECONNRESET", "read ECONNRESET");
  const response = await exchange.answer(request, text, signal);
  if (exchange.rule?.silence === true) {
    await pause(SILENCE, signal);
    throw failed("UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error");
  }
  if (exchange.reset === "after-read") throw failed("ECONNRESET", "read ECONNRESET");
  if (exchange.rule?.garbage) throw failed("HPE_INVALID_CONSTANT", "Parse Error: Expected HTTP/");
  return withUrl(await carried(exchange, response, signal), request.url);
}

/**
 * The answer with its body as the rule lets it travel.
 * @param {Exchange} exchange
 * @param {Response} response
 * @param {AbortSignal} signal
 */
async function carried({ rule, reset }, response, signal) {
  const falls = typeof rule?.silence === "string" ? rule.silence : undefined;
  const travels = [rule?.drip, rule?.cutAt, rule?.contentLength, reset, falls].some((fault) => fault !== undefined);
  if (rule === undefined || !travels || response.body === null) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const point = reset ?? falls;
  const cut = point === "after-headers" ? 0 : point === "mid-body" ? bytes.length >> 1 : rule.cutAt;
  const stated = rule.contentLength ?? bytes.length;
  const end = Math.min(cut ?? bytes.length, stated, bytes.length);
  const breaks = cut !== undefined ? end < bytes.length : stated > bytes.length;
  const headers = new Headers(response.headers);
  headers.set("content-length", String(stated));
  const step = rule.drip?.bytes ?? Math.max(end, 1);
  let at = 0;
  // Ends a wait when nobody reads on; the signal may be one of another realm, which `AbortSignal.any` does not take.
  const unread = new AbortController();
  const body = new ReadableStream(
    {
      async pull(controller) {
        if (at < end || falls !== undefined) {
          try {
            await orAbort(signal, pause(at < end ? rule.drip?.every : SILENCE, unread.signal));
          } catch {
            if (unread.signal.aborted) return;
            unread.abort();
            return controller.error(reasonOf(signal));
          }
        }
        if (at < end) {
          controller.enqueue(bytes.slice(at, Math.min(at + step, end)));
          at += step;
        } else if (breaks) {
          controller.error(new TypeError("terminated", { cause: coded("UND_ERR_SOCKET", "other side closed") }));
        } else {
          controller.close();
        }
      },
      cancel: () => unread.abort(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers });
}

/**
 * @param {Response} response
 * @param {RequestRedirect} mode
 * @param {Request} request
 * @param {string} body
 * @returns {Request | undefined} what to send next
 */
function redirectOf(response, mode, request, body) {
  const location = response.headers.get("location");
  if (!REDIRECTS.includes(response.status) || location === null || mode === "manual") return undefined;
  if (mode === "error") throw failed("ERR_REDIRECT", "unexpected redirect");
  // A POST that is followed becomes a GET unless the status is 307 or 308, as the Fetch standard says.
  const keeps = response.status > 303 || request.method === "GET" || request.method === "HEAD";
  const url = new URL(location, request.url);
  if (!keeps) return new Request(url, { method: "GET", headers: withoutBody(request.headers) });
  return new Request(url, { method: request.method, headers: request.headers, ...(body === "" ? {} : { body }) });
}

/** @param {Headers} headers */
function withoutBody(headers) {
  const kept = new Headers(headers);
  kept.delete("content-type");
  kept.delete("content-length");
  return kept;
}

/**
 * A request of this realm, whatever realm the parts come from. The signal is handled apart.
 * @param {any} input
 * @param {RequestInit} init
 */
async function toRequest(input, init) {
  const { method, headers, body } = init;
  if (!isRequest(input))
    return new Request(
      String(input),
      streaming({ method: method ?? "GET", headers: plain(headers), body: body ?? null }),
    );
  // Read as a whole: not every browser shows the body of a request as a stream.
  const own = input.method === "GET" || input.method === "HEAD" ? undefined : await input.arrayBuffer();
  const sent = body ?? (own === undefined || own.byteLength === 0 ? null : own);
  return new Request(
    input.url,
    streaming({ method: method ?? input.method, headers: plain(headers ?? input.headers), body: sent }),
  );
}

/** @param {any} headers */
function plain(headers) {
  return headers !== undefined && typeof headers[Symbol.iterator] === "function" ? [...headers] : (headers ?? {});
}

/** @param {RequestInit} init */
function streaming(init) {
  const streams = typeof (/** @type {any} */ (init.body)?.getReader) === "function";
  return streams ? /** @type {RequestInit} */ ({ ...init, duplex: "half" }) : init;
}

/**
 * @param {any} input
 * @returns {input is Request}
 */
function isRequest(input) {
  return (
    typeof input === "object" && input !== null && typeof input.url === "string" && typeof input.method === "string"
  );
}

/**
 * @param {Response} response
 * @param {string} url
 */
function withUrl(response, url) {
  return Object.defineProperty(response, "url", { value: url, configurable: true });
}

/**
 * @param {string} code
 * @param {string} message
 */
function failed(code, message) {
  return new TypeError("fetch failed", { cause: coded(code, message) });
}

/**
 * @param {string} code
 * @param {string} message
 */
function coded(code, message) {
  return Object.assign(new Error(message), { code });
}
