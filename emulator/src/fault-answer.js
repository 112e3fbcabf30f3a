// @ts-check
// What a fault rule makes of an answer: another answer in its place, or the same one changed. How the bytes then
// travel, and where they stop, is the matter of whoever carries them.

import { errorBody } from "./versions.js";

/** @import { FaultRule } from "./fault-rule.js" */
/** @import { Invention } from "./inventions.js" */

/** @typedef {Record<number, [code: string, description: string]>} Words */

/** @type {Words} */
export const PUBLISHED = {
  400: ["bad_request", "Bad request"],
  401: ["unauthorized", "Authorization is required"],
  402: ["payment_required", "Your account has reached the maximum number of apps for your subscription plan"],
  403: ["forbidden", "Forbidden"],
  404: ["not_found", "Resource not found"],
  409: ["conflict", "User already exists"],
  423: ["locked", "Message limit of 30000 per conversation reached."],
};

/** @type {Words} */
const OWN = {
  413: ["payload_too_large", "Payload too large"],
  429: ["too_many_requests", "Too many requests"],
  500: ["internal_server_error", "Internal server error"],
  502: ["bad_gateway", "Bad gateway"],
  503: ["service_unavailable", "Service unavailable"],
  504: ["gateway_timeout", "Gateway timeout"],
};

/**
 * Whether the rule brings an answer of its own.
 * @param {FaultRule} rule
 */
export const replaces = (rule) =>
  [rule.status, rule.body, rule.retryAfter, rule.redirect].some((field) => field !== undefined);

/**
 * Whether the request is applied before the fault happens. A refusal, a lost connection and a delay come before,
 * unless the rule says otherwise; what is done to an answer needs one, and so comes after.
 * @param {FaultRule} rule
 * @returns {"before" | "after"}
 */
export function phaseOf(rule) {
  if (rule.phase !== undefined) return rule.phase;
  if (rule.lag !== undefined) return "after";
  if (replaces(rule)) return "before";
  const shapes =
    rule.reset === "after-headers" ||
    rule.reset === "mid-body" ||
    typeof rule.silence === "string" ||
    rule.invalidJson ||
    rule.stuckCursor ||
    [rule.cutAt, rule.drip, rule.contentLength].some((field) => field !== undefined);
  return shapes ? "after" : "before";
}

/**
 * Whether what happens to the answer needs the real one. Where it does not, nobody waits for a request that lags.
 * @param {FaultRule} rule
 */
export const needsAnswer = (rule) =>
  !replaces(rule) && rule.silence !== true && !rule.garbage && rule.reset !== true && rule.reset !== "after-read";

/**
 * Whether the service never gets to see the request.
 * @param {FaultRule} rule
 */
export function prevents(rule) {
  if (phaseOf(rule) === "after") return false;
  const harmless = ["match", "times", "after", "every", "probability", "phase", "delay", "headers", "stuckCursor"];
  return Object.entries(rule).some(
    ([name, value]) => !harmless.includes(name) && value !== undefined && value !== false,
  );
}

/**
 * @param {FaultRule} rule
 * @param {Response | undefined} real undefined when the request was not applied
 * @param {string} url of the request, against which a redirect is read
 * @returns {Promise<Response>}
 */
export async function faultAnswer(rule, real, url) {
  const answer = real === undefined || replaces(rule) ? ownAnswer(rule, url) : real;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(rule.headers ?? {})) headers.set(name, value);
  const text = await answer.text();
  const body = rule.invalidJson ? cutShort(text) : text;
  return new Response(answer.body === null ? null : body, { status: answer.status, headers });
}

/**
 * @param {FaultRule} rule
 * @param {string} url
 */
function ownAnswer(rule, url) {
  const status =
    rule.status ??
    (rule.redirect !== undefined ? 302 : rule.retryAfter !== undefined ? 429 : rule.body === undefined ? 503 : 200);
  const headers = new Headers();
  if (rule.retryAfter !== undefined) headers.set("retry-after", String(rule.retryAfter));
  if (rule.redirect !== undefined) headers.set("location", new URL(rule.redirect, url).href);
  if (status === 204 || status === 205 || status === 304) return new Response(null, { status, headers });
  if (typeof rule.body === "string") {
    headers.set("content-type", "text/plain; charset=utf-8");
    return new Response(rule.body, { status, headers });
  }
  headers.set("content-type", "application/json; charset=utf-8");
  const [code, description] = PUBLISHED[status] ??
    OWN[status] ?? ["emulated_fault", "A fault rule of the emulator gave this answer."];
  if (rule.body === undefined && status >= 300 && PUBLISHED[status] === undefined)
    headers.set("x-emulator-invention", /** @satisfies {Invention} */ ("fault-answers"));
  const body = rule.body ?? (status < 300 ? {} : errorBody(new URL(url).pathname, code, description));
  return new Response(JSON.stringify(body), { status, headers });
}

/** @param {string} text */
function cutShort(text) {
  return text.length < 4 ? '{"' : text.slice(0, Math.ceil(text.length / 2));
}
