// Checks the options of the transport.

/** @import { NodeFetchOptions } from "smooch-edge/node" */
/** @import { Agent } from "node:http" */
/** @import { Keeping } from "./agents.js" */
/** @import { Proxies } from "./proxy.js" */

import { proxies } from "./proxy.js";

/** @typedef {Keeping & { agents: { "http:"?: Agent, "https:"?: Agent }, proxies: Proxies }} Settings */

/** @type {Record<string, [fits: (value: any) => boolean, expected: string]>} */
const RULES = {
  keepAlive: [(value) => Number.isFinite(value) && value >= 0, "a number of milliseconds, 0 or more"],
  maxSockets: [(value) => value === Infinity || (Number.isInteger(value) && value > 0), "a whole number, 1 or more"],
  tls: [(value) => typeof value === "object" && value !== null, "an object of options for tls.connect"],
  proxy: [(value) => value === false || typeof value === "string" || value instanceof URL, "a URL, or false"],
  httpAgent: [isAgent, "an http.Agent"],
  httpsAgent: [isAgent, "an https.Agent"],
};

/** @param {any} value */
function isAgent(value) {
  return typeof value?.addRequest === "function";
}

/**
 * Reads the options, and the proxies of the environment. An undefined option counts as not given.
 *
 * @param {NodeFetchOptions} options
 * @returns {Settings}
 * @throws {TypeError} if an option is unknown or does not fit
 */
export function read(options) {
  if (typeof globalThis.process?.versions?.node !== "string") {
    throw new TypeError("smooch-edge/node needs Node.js: elsewhere leave the option fetch out.");
  }
  for (const [name, value] of Object.entries(options)) {
    const [fits, expected] = (Object.hasOwn(RULES, name) && RULES[name]) || [];
    if (!fits)
      throw new TypeError(`nodeFetch has no option ${name}. Its options are ${Object.keys(RULES).join(", ")}.`);
    if (value !== undefined && !fits(value))
      throw new TypeError(`The option ${name} of nodeFetch must be ${expected}.`);
  }
  const { keepAlive, maxSockets = Infinity, tls = {}, proxy, httpAgent, httpsAgent } = options;
  if (httpsAgent && options.tls)
    throw new TypeError("nodeFetch takes httpsAgent or tls: the agent has options of its own.");
  if ((httpAgent || httpsAgent) && proxy !== undefined && proxy !== false) {
    throw new TypeError("nodeFetch takes an agent or a proxy: an agent makes its connections by itself.");
  }
  const agents = /** @type {any} */ ({ "http:": httpAgent, "https:": httpsAgent });
  return { keepAlive, maxSockets, tls, agents, proxies: proxies(proxy, process.env) };
}
