// One request and its response, on a connection of an agent: the order of its events, until the body has ended.

/** @import { ClientRequest, IncomingMessage } from "node:http" */
/** @import { NodeRequestInit } from "smooch-edge/node" */
/** @import { Encoded } from "./request-body.js" */
/** @import { Opening } from "./agents.js" */
/** @import { Route } from "./routes.js" */

import { NodeResponse, ResponseHeaders } from "./response.js";
import { ResponseBody, Source } from "./response-body.js";
import { codings, decompress } from "./decompress.js";
import { failed, isConnect, terminated, unconnected } from "./failures.js";
import { note } from "./agents.js";
import { write } from "./request-body.js";

export class Exchange {
  /** @type {Promise<NodeResponse>} */
  response;
  /** @type {ClientRequest} */
  #request;
  #route;
  #url;
  #method;
  #init;
  #body;
  /** @type {Opening} */
  #opening = {};
  /** Whether the connection is being made: nothing of the request has left. */
  #connecting = false;
  /** @type {(response: NodeResponse) => void} */
  #resolve = () => {};
  /** @type {(error: unknown) => void} */
  #reject = () => {};
  /** @type {Source | undefined} once there is a response with a body */
  #source;
  #settled = false;

  /**
   * @param {Route} route
   * @param {URL} url
   * @param {string} method
   * @param {string[]} headers
   * @param {Encoded} body
   * @param {NodeRequestInit} init
   */
  constructor(route, url, method, headers, body, init) {
    this.#route = route;
    this.#url = url;
    this.#method = method;
    this.#init = init;
    this.#body = body;
    const { agent, host, port, prefix } = route;
    const path = `${prefix}${url.pathname}${url.search}`;
    const options = { agent, host, port, method, path, headers, opening: this.#opening };
    const request = route.request(/** @type {any} */ (options));
    this.#request = request;
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    request.once("socket", (socket) => this.#connected(socket));
    request.once("response", (response) => this.#answered(response));
    request.on("error", (error) => this.#failed(error));
    request.once("close", () => {
      // A response that has begun tells of its own end, which may be later than that of the connection.
      if (!this.#source) this.#failed(new Error("The connection was closed without a response."));
    });
    init.signal?.addEventListener("abort", this.#abort);
    if (body.chunks) this.#upload(body.chunks);
    else request.end(toSend(body.data, headers));
  }

  /** @param {AsyncIterator<unknown>} chunks */
  async #upload(chunks) {
    try {
      await write(this.#request, chunks, this.#body.length);
    } catch (error) {
      this.#fail(failed(error), terminated(error));
    }
  }

  #abort = () => {
    const reason = this.#init.signal?.reason;
    this.#fail(reason, reason);
  };

  /** @param {import("node:net").Socket & { encrypted?: boolean, secureConnecting?: boolean }} socket */
  #connected(socket) {
    if (!socket.connecting && !socket.secureConnecting) return;
    this.#connecting = true;
    socket.once(socket.encrypted ? "secureConnect" : "connect", () => (this.#connecting = false));
  }

  /** @param {any} error */
  #failed(error) {
    if (this.#settled && !this.#source) return;
    let cause = error;
    if (this.#connecting && !isConnect(error)) {
      const { host, port } = this.#route;
      cause = unconnected(`The TLS handshake with ${host}:${port} failed`, host, port, error);
    }
    this.#fail(failed(cause), terminated(cause));
  }

  /**
   * Ends the exchange with an error.
   *
   * @param {unknown} head the error if there is no response yet
   * @param {unknown} body the error if there is
   */
  #fail(head, body) {
    if (this.#source) return this.#source.fail(body);
    if (this.#settled) return;
    this.#over();
    this.#reject(head);
    this.#drop();
  }

  /** Closes the connection. */
  #drop() {
    this.#opening.abort?.();
    this.#request.destroy();
    this.#body.chunks?.return?.()?.catch(() => {});
  }

  /** Nothing can happen to the exchange any more that matters to the caller. */
  #over() {
    this.#settled = true;
    this.#init.signal?.removeEventListener("abort", this.#abort);
  }

  /** @param {IncomingMessage} response */
  #answered(response) {
    const { statusCode: status = 0, statusMessage: statusText = "", rawHeaders } = response;
    const headers = new ResponseHeaders(rawHeaders);
    const [url = ""] = this.#url.href.split("#", 1);
    const head = { status, statusText, url, headers };
    if (this.#route.kept) note(response.socket, headers.get("keep-alive"));
    if (this.#settled) return;
    if (this.#init.redirect === "error" && status >= 300 && status < 400) {
      return this.#fail(failed(new Error(`The response is a redirect, with status ${status}.`)), undefined);
    }
    if (this.#method === "HEAD" || status === 204 || status === 205 || status === 304) {
      response.on("error", () => {}).resume();
      this.#over();
      return this.#resolve(new NodeResponse(head, null));
    }
    let names;
    try {
      names = codings(headers.get("content-encoding"));
    } catch (error) {
      return this.#fail(failed(error), undefined);
    }
    const source = new Source(
      () => this.#drop(),
      () => this.#over(),
    );
    this.#source = source;
    if (names.length) {
      response.on("error", (error) => source.fail(terminated(error)));
      decompress(response, names, (body) => source.attach(body));
    } else source.attach(response);
    this.#resolve(new NodeResponse(head, new ResponseBody(source)));
  }
}

/**
 * A text is written together with the head, in one piece, and the head is then encoded as it is. So it goes as bytes if
 * a header is not ASCII.
 *
 * @param {string | Uint8Array | undefined} data
 * @param {string[]} headers
 */
function toSend(data, headers) {
  // eslint-disable-next-line no-control-regex
  return typeof data === "string" && headers.some((text) => /[^\x00-\x7f]/.test(text)) ? Buffer.from(data) : data;
}
