// The agents that keep connections: how long one may be idle, and how one is made through a proxy.

/** @import { Agent, AgentOptions } from "node:http" */
/** @import { Duplex } from "node:stream" */
/** @import { Proxy } from "./proxy.js" */

import { builtin } from "./modules.js";
import { isConnect, unconnected } from "./failures.js";
import { hostOf } from "./proxy.js";

/**
 * How a request closes the connection that is being made for it, if it ends first.
 *
 * @typedef {{ abort?: () => void }} Opening
 */

/**
 * @typedef {object} Keeping
 * @property {number} [keepAlive] how long a connection may be idle at most, in milliseconds; 0 closes it after each
 *   request
 * @property {number} maxSockets
 * @property {object} tls
 */

/** The time by which a connection is closed before the server would close it, in milliseconds: undici's own margin. */
const EARLY = 1000;

/** How long a connection may be idle if neither the options nor the server say so, in milliseconds: as with undici. */
const UNTOLD = 4000;

/** The most of what a server says that is believed, in milliseconds: as with undici. */
const BELIEVED = 600_000;

/** A connection that was idle for longer than this, in milliseconds, may have been closed by the server meanwhile. */
const IDLE = 100;

/** How long the server keeps a connection, in milliseconds, if its `Keep-Alive` header said so. */
const hints = /** @type {WeakMap<object, number>} */ (new WeakMap());

/**
 * Remembers the `Keep-Alive` header of a response for its connection.
 *
 * @param {object} socket
 * @param {string | null} header
 */
export function note(socket, header) {
  const [, seconds] = /timeout=(\d+)/.exec(header ?? "") ?? [];
  if (seconds) hints.set(socket, Number(seconds) * 1000);
}

/** When an agent of ours last put a connection aside. */
const parked = /** @type {WeakMap<Agent, number>} */ (new WeakMap());

/**
 * Returns true if the agent has connections, and none that was used a moment ago. One of them may be closed already
 * without the event loop having had the time to notice.
 *
 * @param {Agent} agent
 */
export function wasIdle(agent) {
  const since = parked.get(agent);
  if (since === undefined || performance.now() - since < IDLE) return false;
  return Object.keys(agent.freeSockets).length > 0;
}

/**
 * Makes a class of agents keep connections for a time of ours, or for less if the server says so.
 *
 * @template {new (options: AgentOptions) => Agent} Class
 * @param {Class} Base
 * @param {number} [keepAlive]
 */
function keeping(Base, keepAlive) {
  // @ts-expect-error A mixin's constructor takes any[]; Agent's does not.
  return class extends Base {
    /** @param {any} socket */
    keepSocketAlive(socket) {
      const told = hints.get(socket);
      const idle = told === undefined ? (keepAlive ?? UNTOLD) : Math.min(told - EARLY, keepAlive ?? BELIEVED);
      // @ts-expect-error Not in the types of Node 20, but in its documentation.
      if (idle <= 0 || !super.keepSocketAlive(socket)) return false;
      if (socket.timeout !== idle) socket.setTimeout(idle);
      parked.set(this, performance.now());
      return true;
    }
  };
}

/**
 * The options of an agent.
 *
 * @param {Keeping} keeping
 * @returns {AgentOptions}
 */
function options({ keepAlive, maxSockets }) {
  return { keepAlive: keepAlive !== 0, maxSockets, maxFreeSockets: Infinity };
}

/**
 * An agent for `http:`, or for the connection to a proxy.
 *
 * @param {Keeping} settings
 * @returns {Agent}
 */
export function plainAgent(settings) {
  return new (keeping(builtin("http").Agent, settings.keepAlive))(options(settings));
}

/**
 * An agent for `https:`, straight or through a tunnel.
 *
 * @param {Keeping} settings
 * @param {Proxy} [proxy]
 * @returns {Agent}
 */
export function secureAgent(settings, proxy) {
  const Base = keeping(builtin("https").Agent, settings.keepAlive);
  const given = { ...settings.tls, ...options(settings) };
  if (!proxy) return new Base(given);
  return new (class extends Base {
    /**
     * @param {any} target
     * @param {(error: Error | null, socket?: Duplex) => void} callback
     */
    createConnection(target, callback) {
      tunnel(proxy, target, callback, (socket) => /** @type {any} */ (super.createConnection)({ ...target, socket }));
      return undefined;
    }
  })(given);
}

/**
 * Makes a connection through a proxy, with its TLS handshake; RFC 9110, section 9.3.6.
 *
 * @param {Proxy} proxy
 * @param {{ host: string, port: number, opening?: Opening }} target
 * @param {(error: Error | null, socket?: Duplex) => void} callback
 * @param {(socket: Duplex) => import("node:tls").TLSSocket} secure
 */
function tunnel({ url, authorization }, { host, port, opening = {} }, callback, secure) {
  const where = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  /** @type {(error: Error | null, socket?: Duplex) => void} */
  const end = (error, socket) => {
    delete opening.abort;
    callback(error, socket);
  };
  const headers = ["Host", where, "Connection", "keep-alive"];
  if (authorization) headers.push("Proxy-Authorization", authorization);
  const connect = requestTo(url, { method: "CONNECT", path: where, agent: false, headers });
  opening.abort = () => connect.destroy();
  connect.on("error", (error) => {
    end(unconnectedUnlessRefused(error, `The proxy made no tunnel to ${where}`, host, port));
  });
  connect.once("connect", ({ statusCode = 0 }, /** @type {Duplex} */ socket, /** @type {Buffer} */ first) => {
    if (statusCode < 200 || statusCode > 299) {
      socket.destroy();
      return end(unconnected(`The proxy answered ${statusCode} instead of making a tunnel to ${where}`, host, port));
    }
    if (first.length) socket.unshift(first);
    const over = secure(socket);
    const broke = (/** @type {Error} */ error) => {
      end(unconnected(`The TLS handshake with ${where} failed`, host, port, error));
    };
    opening.abort = () => over.destroy(new Error("aborted"));
    over.once("error", broke);
    over.once("secureConnect", () => {
      over.off("error", broke);
      end(null, over);
    });
  });
  connect.end();
}

/**
 * @param {any} error
 * @param {string} what
 * @param {string} host
 * @param {number} port
 */
function unconnectedUnlessRefused(error, what, host, port) {
  return isConnect(error) ? error : unconnected(what, host, port, error);
}

/**
 * A request to a proxy, over TLS if its URL says so.
 *
 * @param {URL} url
 * @param {import("node:http").RequestOptions} options
 */
function requestTo(url, options) {
  const secure = url.protocol === "https:";
  const host = hostOf(url);
  const port = url.port || (secure ? 443 : 80);
  return builtin(secure ? "https" : "http").request({ ...options, host, port });
}
