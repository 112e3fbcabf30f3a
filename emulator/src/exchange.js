// @ts-check
// One request on its way through the emulator: the fault rule it meets, its place in the log, and its answer. It is
// shared by `emulator.fetch` and by the server on a real port, which differ only in how bytes travel.
import { faultAnswer, needsAnswer, phaseOf, prevents } from "./fault-answer.js";
import { readPath } from "./path.js";
import { readable } from "./request-log.js";
import { operationOf } from "./versions.js";

/** @import { Service } from "./service.js" */
/** @import { FaultRule, ResetPoint } from "./fault-rule.js" */

/** @typedef {(request: Request) => Response | Promise<Response>} Handler */

/** A request and its answer. */
export class Exchange {
  #service;
  #handle;
  #entry;

  /**
   * @param {Service} service
   * @param {Handler} handle
   * @param {{ method: string, url: URL, headers: Headers }} head
   */
  constructor(service, handle, { method, url, headers }) {
    this.#service = service;
    this.#handle = handle;
    this.url = url;
    const path = readPath(url.pathname);
    const own = path.version === "_emulator";
    const operation = operationOf(method, path)?.name;
    /** The fault rule that this request meets. */
    this.rule = own ? undefined : service.faults.take({ method, path: url.pathname, operation });
    this.#entry = own
      ? undefined
      : service.requests.add({
          method,
          url,
          headers,
          at: service.now(),
          ...(operation === undefined ? {} : { operation }),
        });
    if (this.#entry !== undefined && this.rule !== undefined) this.#entry.faulty = true;
  }

  /** @returns {ResetPoint | undefined} */
  get reset() {
    const reset = this.rule?.reset;
    return reset === true ? "after-read" : reset === false ? undefined : reset;
  }

  /** Whether an answer leaves the service at all. */
  get answers() {
    return (
      this.rule?.silence !== true && !this.rule?.garbage && this.reset !== "before-read" && this.reset !== "after-read"
    );
  }

  /**
   * Applies the request, unless the fault comes before that, and waits as the rule says. The answer may still have to
   * be reset, cut or dripped by the caller.
   * @param {Request} request
   * @param {string} body the request's body, for the log
   * @param {AbortSignal} signal aborts when the client has gone
   * @returns {Promise<Response>}
   */
  async answer(request, body, signal) {
    if (this.#entry !== undefined) {
      const shown = readable(request, body);
      this.#entry.body = shown instanceof Promise ? await shown : shown;
    }
    const { rule } = this;
    if (rule === undefined) return this.#sent(await this.#handle(request));
    const asked = rule.stuckCursor ? withoutCursor(request) : request;
    const before = phaseOf(rule) === "before";
    if (before) await pause(rule.delay, signal);
    const real = prevents(rule) ? undefined : await this.#apply(rule, asked, signal);
    if (!before) await pause(rule.delay, signal);
    return this.#sent(await faultAnswer(rule, real, this.url.href));
  }

  /**
   * Applies the request, at once or late. A late one is applied even if its client has left by then.
   * @param {FaultRule} rule
   * @param {Request} request
   * @param {AbortSignal} signal
   * @returns {Promise<Response | undefined>} undefined where nobody waits for the answer
   */
  async #apply(rule, request, signal) {
    const { lag } = rule;
    if (lag === undefined) return this.#handle(request);
    const { tasks } = this.#service;
    const landing = new Promise((resolve, reject) => {
      tasks.later(lag, () => {
        const landed = Promise.resolve(this.#handle(request));
        tasks.watch(landed);
        if (this.#entry !== undefined) this.#entry.landedAt = this.#service.now();
        landed.then(resolve, reject);
      });
    });
    landing.catch(() => {}); // where nobody waits for it
    return needsAnswer(rule) ? orAbort(signal, landing) : undefined;
  }

  /** @param {Response} response */
  #sent(response) {
    if (this.#entry === undefined || !this.answers) return response;
    this.#entry.status = response.status;
    const hint = response.headers.get("x-emulator-hint");
    if (hint !== null) this.#entry.hint = hint;
    return response;
  }
}

// How each kind of list is told which page is wanted.
const CURSORS = ["page[after]", "page[before]", "after", "before", "offset"];

/** @param {Request} request */
function withoutCursor(request) {
  const url = new URL(request.url);
  for (const name of CURSORS) url.searchParams.delete(name);
  return new Request(url, request);
}

/**
 * @param {number | undefined} ms
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function pause(ms, signal) {
  if (signal.aborted) return Promise.reject(signal.reason);
  if (ms === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}

/**
 * @template T
 * @param {AbortSignal} signal
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export function orAbort(signal, promise) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(reasonOf(signal));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** @param {AbortSignal} signal */
export function reasonOf(signal) {
  return signal.reason ?? new DOMException("This operation was aborted", "AbortError");
}
