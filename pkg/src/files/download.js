// Downloads a file. The client's token goes to the hosts of the service only.

/** @import { Fetch } from "smooch-edge" */
/** @import { DownloadOptions } from "smooch-edge/files" */

import { enter } from "../inside.js";
import { invalid } from "../to-error.js";

/** The operation of which the core makes a request with the token; the URL of the file replaces its own. */
const ROW = "attachments.download GET  /attachments";

/** The maximum number of redirects of a download. */
const REDIRECTS = 5;

/**
 * @param {any} smooch
 * @param {string | URL} url
 * @param {DownloadOptions} [options]
 * @returns {Promise<Response>}
 */
export async function downloadFile(smooch, url, options) {
  const { make } = enter(smooch, "downloadFile(smooch, url)");
  const first = absolute(url);
  /** @type {Response | undefined} */
  let file;
  const wrap = (/** @type {Fetch} */ fetch) => async (/** @type {string} */ api, /** @type {any} */ init) => {
    const response = await follow(fetch, first, new URL(api), init, options?.signal);
    if (response && !response.ok) return response;
    file = response;
    // The client reads what it gets; the file is the caller's to read.
    return new Response("{}");
  };
  await make(ROW, [], undefined, options, { wrap });
  if (file) return file;
  const expected = "an https URL, or one of the client's own host, and so must what it redirects to";
  throw invalid("url", `url must be ${expected}.`, expected, "another URL");
}

/** @param {unknown} url */
function absolute(url) {
  const expected = "an absolute URL, such as the mediaUrl of a message";
  try {
    return new URL(String(url));
  } catch (cause) {
    throw invalid("url", `url must be ${expected}.`, expected, "something else", cause);
  }
}

/**
 * Requests the file, and follows its redirects, each with the token only if the URL is the service's. Gives nothing if
 * one of them is no safe place to ask.
 *
 * @param {any} fetch
 * @param {URL} url
 * @param {URL} api a URL of the API of this client
 * @param {any} init
 * @param {AbortSignal} [signal] ends the reading of the file, too: that of the attempt is over by then
 * @returns {Promise<Response | undefined>}
 */
async function follow(fetch, url, api, init, signal) {
  const either =
    signal instanceof AbortSignal && AbortSignal.any ? AbortSignal.any([init.signal, signal]) : init.signal;
  for (let at = url, turns = 0; ; turns++) {
    const isOwn = at.origin === api.origin || (at.protocol === "https:" && /(^|\.)smooch\.io$/.test(at.hostname));
    if (at.protocol !== "https:" && !isOwn) return undefined;
    const headers = isOwn ? { ...init.headers, accept: "*/*" } : { accept: "*/*" };
    const response = await fetch(at.href, { ...init, headers, signal: either });
    const next = response.status >= 301 && response.status <= 308 && response.headers.get("location");
    if (!next || turns === REDIRECTS) return response;
    // So that its connection is free for the next request.
    response.body?.cancel().catch(() => {});
    try {
      at = new URL(next, at);
    } catch {
      return undefined;
    }
  }
}
