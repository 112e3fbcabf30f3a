// `smooch-edge/node`: a `fetch` on Node's own `http` and `https`. It holds what the runtime's `fetch` holds for one
// request and follows no redirect. Nothing is loaded at import, and `Response`, `Headers` and `fetch` are never touched.

/** @import { NodeFetch, NodeFetchOptions, NodeRequestInit } from "smooch-edge/node" */

import { Exchange } from "./exchange.js";
import { Routes } from "./routes.js";
import { Controller } from "./controller.js";
import { encode } from "./request-body.js";
import { fieldsOf, methodOf } from "./head.js";
import { mark } from "./mark.js";
import { prepare } from "./modules.js";
import { read } from "./options.js";
import { signer } from "./sign.js";
import { wasIdle } from "./agents.js";

/**
 * Makes a `fetch`, with connections of its own.
 *
 * @param {NodeFetchOptions} [options]
 * @returns {NodeFetch}
 */
export function nodeFetch(options = {}) {
  const routes = new Routes(read(options));
  /** @type {NodeFetch} */
  const fetch = /** @type {any} */ (
    (/** @type {string | URL} */ url, /** @type {NodeRequestInit} */ init = {}) =>
      prepare()?.then(() => send(routes, url, init)) ?? send(routes, url, init)
  );
  fetch.close = () => routes.close();
  return mark(fetch, Controller, signer);
}

/**
 * Sends one request.
 *
 * @param {Routes} routes
 * @param {string | URL} input
 * @param {NodeRequestInit} init
 */
async function send(routes, input, init) {
  const { signal } = init;
  signal?.throwIfAborted();
  if (init.redirect === "follow") throw new TypeError('This fetch follows no redirects: use redirect: "manual".');
  const url = new URL(input);
  const route = routes.of(url);
  const method = methodOf(init.method);
  const encoding = encode(init.body, init);
  const body = encoding instanceof Promise ? await encoding : encoding;
  if ((method === "GET" || method === "HEAD") && (body.chunks || body.data !== undefined)) {
    throw new TypeError(`A ${method} request has no body.`);
  }
  const headers = fieldsOf(init.headers, route.headers, method, body);
  if (wasIdle(route.agent)) {
    // The server may have closed the connection, and the event loop not have come to it yet: one turn for that, and
    // one for the agent to drop the connection.
    await turn();
    await turn();
  }
  try {
    signal?.throwIfAborted();
    return await new Exchange(route, url, method, headers, body, init).response;
  } catch (error) {
    // The source of an upload learns that nobody reads it any more.
    body.chunks?.return?.()?.catch(() => {});
    throw error;
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
