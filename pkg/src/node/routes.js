// The way to an origin: which agent, straight or through a proxy, and what a request then looks like.

/** @import { Agent, RequestOptions } from "node:http" */
/** @import { Proxy } from "./proxy.js" */
/** @import { Settings } from "./options.js" */

import { builtin } from "./modules.js";
import { hostOf, proxyOf } from "./proxy.js";
import { plainAgent, secureAgent } from "./agents.js";

/**
 * @typedef {object} Route
 * @property {Agent} agent
 * @property {boolean} kept whether the agent is one of ours
 * @property {typeof import("node:http").request} request
 * @property {string} host of the connection
 * @property {number} port of the connection
 * @property {readonly string[]} headers that begin every request
 * @property {string} prefix the text before the path: the origin, for a proxy that forwards
 */

/** The ways of one transport, and its agents, each made when it is first needed. */
export class Routes {
  #settings;
  /** @type {Record<string, Agent>} */
  #agents = {};
  #origin = "";
  /** @type {Route | undefined} most requests go to the same origin */
  #last;

  /** @param {Settings} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  /**
   * @param {URL} url
   * @returns {Route}
   */
  of(url) {
    // A URL with a user name has another `href` than its parts: it is parsed each time.
    if (url.username || url.password) throw new TypeError("The URL must have no user name and no password.");
    const origin = `${url.protocol}//${url.host}`;
    if (!this.#last || origin !== this.#origin) {
      this.#last = this.#make(url);
      this.#origin = origin;
    }
    return this.#last;
  }

  /** Closes the connections that are idle, and lets the others end. */
  close() {
    for (const agent of Object.values(this.#agents)) {
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
    }
    this.#agents = {};
    this.#last = undefined;
  }

  /**
   * @param {URL} url
   * @returns {Route}
   */
  #make(url) {
    const { protocol } = url;
    if (protocol !== "http:" && protocol !== "https:") {
      throw new TypeError(`The URL must begin with https: or http:, not with ${protocol}`);
    }
    const { agents, proxies } = this.#settings;
    const secure = protocol === "https:";
    const headers = ["Host", url.host];
    const own = agents[protocol];
    const { request } = builtin(secure ? "https" : "http");
    const straight = { request, host: hostOf(url), port: Number(url.port || (secure ? 443 : 80)), headers, prefix: "" };
    if (own) return { ...straight, agent: own, kept: false };
    const proxy = proxyOf(url, proxies);
    if (!proxy) return { ...straight, agent: this.#agent(secure), kept: true };
    if (secure) return { ...straight, agent: this.#agent(true, proxy), kept: true };
    const overTls = proxy.url.protocol === "https:";
    return {
      agent: this.#agent(overTls),
      kept: true,
      request: builtin(overTls ? "https" : "http").request,
      host: hostOf(proxy.url),
      port: Number(proxy.url.port || (overTls ? 443 : 80)),
      headers: proxy.authorization ? [...headers, "Proxy-Authorization", proxy.authorization] : headers,
      prefix: url.origin,
    };
  }

  /**
   * @param {boolean} secure
   * @param {Proxy} [proxy]
   */
  #agent(secure, proxy) {
    const name = `${secure ? "https" : "http"}${proxy ? " by proxy" : ""}`;
    return (this.#agents[name] ??= secure ? secureAgent(this.#settings, proxy) : plainAgent(this.#settings));
  }
}
