// Drives a call: does what the core says next, and tells it what came of it.

/** @import { BuiltRequest, Fetch, RequestEvent, ResponseEvent } from "smooch-edge" */
/** @import { Call } from "./smooch_edge_bg.js" */
/** @import { Outcome } from "./transport.js" */

import { toError } from "./to-error.js";
import { exchange } from "./transport.js";
import { sleep } from "./sleep.js";
import { Step } from "./smooch_edge_bg.js";
import { waitOf } from "./retry-after.js";

/** The most bytes of an answer, unless the client says otherwise. */
const LARGEST = 10_000_000;

/**
 * What a client has that is JavaScript's own.
 *
 * @typedef {object} Own
 * @property {Fetch} [fetch]
 * @property {string | (() => string | Promise<string>)} [token]
 * @property {number} [maxResponseSize]
 * @property {number} [maxRequestSize]
 * @property {(event: RequestEvent) => void} [onRequest]
 * @property {(event: ResponseEvent) => void} [onResponse]
 * @property {boolean} [verboseHooks]
 * @property {number} [deadline]
 * @property {string} [fields] the headers of the last request, as text
 * @property {Record<string, string>} [headers] the same as an object
 */

/**
 * What tells the hooks of one attempt.
 *
 * @typedef {{ asked(request: BuiltRequest): void, answered(outcome: Outcome): void }} Told
 */

/**
 * Runs a call to its end.
 *
 * @param {Call} call
 * @param {Own} own
 * @param {AbortSignal | undefined} signal
 */
export async function drive(call, own, signal) {
  let cause;
  let headers;
  let answer;
  /** @type {Step} */
  let step = Step.Send;
  for (;;) {
    switch (step) {
      case Step.Done: {
        const result = call.end();
        return result === undefined ? (answer?.json ?? {}) : JSON.parse(result);
      }
      case Step.Fail:
        throw toError(call.end(), cause, headers, answer?.json?.errors ?? answer?.page);
      case Step.Wait:
        await sleep(call.milliseconds, signal);
        if (signal?.aborted) cause = signal.reason;
        step = signal?.aborted ? call.failed("aborted", false, undefined) : call.go();
        continue;
    }
    const told = hooks(call, own);
    const prepare = () => prepared(call, own, told);
    const outcome = await exchange(own.fetch, prepare, call.milliseconds, signal, own.maxResponseSize ?? LARGEST);
    told?.answered(outcome);
    if ("response" in outcome) {
      const { response, text } = outcome;
      cause = outcome.cause;
      headers = response.headers;
      answer = reading(text);
      if (answer.isObject && response.status >= 200 && response.status < 300 && call.succeeded()) return answer.json;
      const [retryAfter, requestId] = headersOf(response);
      step = call.answered(response, text, answer.isObject !== undefined, retryAfter, requestId);
    } else {
      cause = outcome.cause;
      headers = undefined;
      step = call.failed(outcome.failure, outcome.begun, code(cause));
    }
  }
}

/**
 * The request, with its authorisation; a promise of it only where the caller has a token function.
 *
 * @param {Call} call
 * @param {Own} own
 * @param {Told} [told]
 * @returns {BuiltRequest | Promise<BuiltRequest>}
 */
export function prepared(call, own, told) {
  const { token } = own;
  const request = (/** @type {string | undefined} */ given) => {
    const text = call.request(Date.now(), given);
    if (text === undefined) throw new TypeError("The token function must give a string that can stand in a header.");
    const request = parsed(text, own);
    told?.asked(request);
    return request;
  };
  return typeof token === "function" ? provided(token).then(request) : request(undefined);
}

/**
 * What the caller's token function gives.
 *
 * @param {() => unknown} token
 */
async function provided(token) {
  const given = await token();
  return typeof given === "string" ? given : "";
}

/**
 * A request of the text that the core writes: a line `method url`, a line for each header, an empty line, the body.
 *
 * @param {string} text
 * @param {Own} own keeps the headers of its last request: most have the same
 * @returns {BuiltRequest}
 */
function parsed(text, own) {
  const space = text.indexOf(" ");
  const start = text.indexOf("\n");
  const end = text.indexOf("\n\n");
  const fields = text.slice(start + 1, end);
  if (fields !== own.fields) {
    own.fields = fields;
    own.headers = Object.fromEntries(fields.split("\n").map((field) => field.split(/: (.*)/s, 2)));
  }
  const method = /** @type {BuiltRequest["method"]} */ (text.slice(0, space));
  /** @type {BuiltRequest} */
  const request = { method, url: text.slice(space + 1, start), headers: { ...own.headers } };
  if (end + 2 < text.length) request.body = text.slice(end + 2);
  return request;
}

/**
 * The JSON in the text of an answer, and whether it is an object; nothing where it is no JSON.
 *
 * @param {string | undefined} text
 * @returns {{ isObject?: boolean, json?: any, page?: string }}
 */
function reading(text) {
  try {
    const json = JSON.parse(text ?? "");
    return { isObject: json !== null && typeof json === "object" && !Array.isArray(json), json };
  } catch {
    return { page: text };
  }
}

/**
 * What the core needs of the headers of an answer: how long to wait, in milliseconds, and the id of the request.
 *
 * @param {Response} response
 * @returns {[retryAfter?: number, requestId?: string]}
 */
function headersOf({ headers }) {
  try {
    return [waitOf(headers.get("retry-after")), headers.get("x-request-id") ?? undefined];
  } catch {
    return [];
  }
}

/**
 * What the runtime calls a failure, such as `ECONNREFUSED`.
 *
 * @param {any} error
 * @returns {string | undefined}
 */
function code(error) {
  const own = error?.cause?.code ?? error?.code;
  return typeof own === "string" ? own : undefined;
}

/**
 * Tells the caller's hooks of an attempt: never of ids, bodies and headers, unless they ask for them, and never of the
 * authorisation. A hook that throws is the caller's own affair; the call goes on.
 *
 * @param {Call} call
 * @param {Own} own
 * @returns {Told | undefined}
 */
function hooks(call, { onRequest, onResponse, verboseHooks }) {
  if (!onRequest && !onResponse) return undefined;
  const about = call.about();
  const tell = (/** @type {Function | undefined} */ hook, /** @type {RequestEvent | ResponseEvent} */ event) => {
    try {
      hook?.(event);
    } catch (error) {
      globalThis.reportError ? globalThis.reportError(error) : console.error(error);
    }
  };
  const started = performance.now();
  let verbose = {};
  return {
    asked({ url, headers, body }) {
      if (verboseHooks) verbose = { url, headers: { ...headers, authorization: "[redacted]" }, body };
      tell(onRequest, { ...about, ...verbose });
    },
    answered(outcome) {
      const { response, text, failure } = /** @type {{ response?: Response, text?: string, failure?: any }} */ (
        outcome
      );
      const duration = performance.now() - started;
      const answer = response ? { status: response.status, ...(verboseHooks && { text }) } : { failure };
      tell(onResponse, { ...about, duration, ...answer });
    },
  };
}
