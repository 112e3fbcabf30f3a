// Drives a call: does what the core says next, and tells it what came of it.

/** @import { BuiltRequest, Fetch, RequestEvent, ResponseEvent } from "smooch-edge" */
/** @import { Body, Call, Failure, Step } from "./smooch_edge_bg.js" */
/** @import { Seen } from "./answer.js" */
/** @import { Outcome } from "./transport.js" */

import { requestIdOf } from "./answer.js";
import { sleep } from "./sleep.js";
import { toError } from "./to-error.js";
import { exchange } from "./transport.js";
import { waitOf } from "./retry-after.js";

/** The most bytes of a response, unless the client says otherwise. */
const LARGEST = 10_000_000;

/**
 * The parts of a client that are JavaScript's own.
 *
 * @typedef {object} Own
 * @property {Fetch} [fetch]
 * @property {import("./flights.js").Fly} [fly] shares a call with the same ones under way (`flights.js`)
 * @property {(fetch: Fetch) => Fetch} [wrap] what the `fetch` is wrapped in for this call
 * @property {(fetch: Fetch | undefined, error: unknown, request: BuiltRequest) => boolean} [neverLeft] whether it is proven that a
 *   request that failed never left (`never-left.js`)
 * @property {(fetch: Fetch) => AbortController | undefined} [controllerOf] what aborts a request of a transport of our own
 *   (`node/mark.js`)
 * @property {string | (() => string | Promise<string>)} [token]
 * @property {(text: string) => Promise<Uint8Array>} sign signs the tokens of a key
 * @property {number} [maxResponseSize]
 * @property {number} [maxRequestSize]
 * @property {(event: RequestEvent) => void} [onRequest] never throws (`hooks.js`)
 * @property {(event: ResponseEvent) => void} [onResponse] never throws
 * @property {boolean} [verboseHooks]
 * @property {number} [deadline]
 * @property {Observer} [observer]
 */

/**
 * Learns of every request of a call, those of look-ups and retries too.
 *
 * @typedef {object} Observer
 * @property {(call: Call) => void} begins the next request of the call is sent
 * @property {(status: number, throttled: number | undefined) => void} responded the service responded; if it turned the
 *   request away, with the milliseconds to wait, `NaN` if it named none
 */

/**
 * The reporter of one attempt to the hooks.
 *
 * @typedef {{ asked(): void, answered(outcome: Outcome): void }} Told
 */

/**
 * Runs a call to its end.
 *
 * @param {Call} call
 * @param {Own} own
 * @param {AbortSignal | undefined} signal
 * @param {Seen} [seen] gets the last response
 */
export async function drive(call, own, signal, seen) {
  let cause;
  let headers;
  /** @type {any} the JSON of the last response */
  let json;
  /** @type {string | undefined} the text of the last response, if it is no JSON */
  let page;
  /** @type {Step} */
  let step = "send";
  for (;;) {
    switch (step) {
      case "done": {
        const result = call.end();
        return result === undefined ? (json ?? {}) : JSON.parse(result);
      }
      case "fail":
        throw toError(call.end(), cause, headers, json ?? page);
      case "wait":
        await sleep(call.milliseconds, signal);
        if (signal?.aborted) cause = signal.reason;
        step = signal?.aborted ? call.failed("aborted", false) : call.go();
        continue;
    }
    const told = hooks(call, own);
    /** @type {Fetch | undefined} */
    let fetch;
    const outcome = await exchange(
      () => authorise(call, own),
      typeof own.token === "function" ? "no token" : "not signed",
      (by, leaves) => {
        told?.asked();
        if (signal?.aborted) throw signal.reason;
        own.observer?.begins(call);
        fetch = own.fetch ?? globalThis.fetch;
        if (!fetch) throw new TypeError("This runtime has no fetch: give the option fetch.");
        const ended = by(own.controllerOf?.(fetch) ?? new AbortController());
        leaves();
        return call.send(own.wrap?.(fetch) ?? fetch, ended);
      },
      call.milliseconds,
      signal,
      own.maxResponseSize ?? LARGEST,
    );
    if (
      "failure" in outcome &&
      outcome.failure === "lost" &&
      own.neverLeft?.(fetch, outcome.cause, call.send(described, undefined))
    )
      outcome.failure = "not sent";
    told?.answered(outcome);
    if ("response" in outcome) {
      const { response, text } = outcome;
      cause = outcome.cause;
      headers = response.headers;
      if (seen) seen.response = response;
      let kind;
      [kind, json, page] = reading(text);
      step = call.answered(response, kind, text ?? "", ...headersOf(response));
      // A refusal is reported as it is.
      if (outcome.isAborted && !(response.status >= 300 && response.status < 500)) {
        cause = signal?.reason;
        step = call.failed("aborted", true);
      }
      own.observer?.responded(response.status, call.throttled);
    } else {
      cause = outcome.cause;
      headers = undefined;
      step = call.failed(outcome.failure, outcome.begun);
    }
  }
}

/**
 * The request that a call begins with, not sent.
 *
 * @param {Call} call
 * @param {Own} own
 * @returns {Promise<BuiltRequest>}
 */
export async function built(call, own) {
  await authorise(call, own);
  return call.send(described, undefined);
}

/**
 * Is called as `fetch` is.
 *
 * @param {string} url
 * @param {any} init
 * @returns {BuiltRequest}
 */
function described(url, { method, headers, body }) {
  return body === undefined ? { method, url, headers } : { method, url, headers, body };
}

/**
 * Sees to the token of a request; a promise only if that takes time.
 *
 * @param {Call} call
 * @param {Own} own
 * @returns {Promise<void> | undefined}
 */
function authorise(call, { token, sign }) {
  const text = call.unsigned();
  if (text === undefined) return undefined;
  return text === "" ? provided(call, token) : sign(text).then((signature) => call.sign(signature));
}

/**
 * Takes the token of the caller's token function.
 *
 * @param {Call} call
 * @param {any} token
 */
async function provided(call, token) {
  const given = await token();
  if (!call.authorise(typeof given === "string" ? given : ""))
    throw new TypeError(
      "The token function must give a string that can stand in a header, without white space at its ends.",
    );
}

/**
 * The kind of the body of a response, and its JSON; its text if that is no JSON.
 *
 * @param {string | undefined} text
 * @returns {[kind: Body, json?: any, page?: string]}
 */
function reading(text) {
  if (!text) return [text === undefined ? "cut" : "empty"];
  try {
    const json = JSON.parse(text);
    return [json !== null && typeof json === "object" && !Array.isArray(json) ? "object" : "no object", json];
  } catch {
    return ["not JSON", undefined, text];
  }
}

/**
 * The headers of a response that the core needs, which are those of a failure: the wait, in milliseconds, and the id of
 * the request.
 *
 * @param {Response} response
 * @returns {[retryAfter?: number, requestId?: string]}
 */
function headersOf({ status, headers }) {
  if (status >= 200 && status < 300) return [];
  try {
    return [waitOf(headers.get("retry-after")), requestIdOf(headers)];
  } catch {
    return [];
  }
}

/**
 * Tells the caller's hooks of an attempt: never of ids, bodies and headers, unless they ask for them, and never of the
 * authorisation.
 *
 * @param {Call} call
 * @param {Own} own
 * @returns {Told | undefined}
 */
function hooks(call, { onRequest, onResponse, verboseHooks }) {
  if (!onRequest && !onResponse) return undefined;
  const about = call.about();
  const started = performance.now();
  let verbose = {};
  return {
    asked() {
      if (verboseHooks) {
        const { url, headers, body } = call.send(described, undefined);
        verbose = { url, headers: { ...headers, authorization: "[redacted]" }, body };
      }
      onRequest?.({ ...about, ...verbose });
    },
    answered(outcome) {
      const { response, text, failure } = /** @type {{ response?: Response, text?: string, failure: Failure }} */ (
        outcome
      );
      const duration = performance.now() - started;
      const answer = response
        ? { status: response.status, requestId: requestIdOf(response.headers), ...(verboseHooks && { text }) }
        : { failure: /** @type {any} */ (failure === "not signed" ? "no token" : failure) };
      onResponse?.({ ...about, duration, ...answer });
    },
  };
}
