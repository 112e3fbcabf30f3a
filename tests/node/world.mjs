// What the tests of the transport stand on: servers on real ports that know their open connections and close with the
// test, and the transport with no proxy but the test's own.

import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";

import { certificate } from "../../bench/sends/certificate.mjs";
import { nodeFetch } from "smooch-edge/node";

/** A key and a certificate for localhost that nobody knows. */
export const TLS = certificate();
export const KEY = { key: TLS.key, cert: TLS.certificate };

/**
 * The transport, closed with the test.
 *
 * @param {import("node:test").TestContext} context
 * @param {import("smooch-edge/node").NodeFetchOptions} [options]
 */
export function transport(context, options = {}) {
  const fetch = nodeFetch({ proxy: false, ...options });
  context.after(() => fetch.close());
  return fetch;
}

/**
 * A server that listens until the test ends.
 *
 * @param {import("node:test").TestContext} context
 * @param {import("node:net").Server} server
 * @param {string} scheme
 */
async function listening(context, server, scheme) {
  const sockets = new Set();
  let connections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket.on("error", () => {}));
    socket.once("close", () => sockets.delete(socket));
  });
  let requests = 0;
  server.on("request", () => (requests += 1));
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  context.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    server,
    port,
    url: `${scheme}://localhost:${port}`,
    /** The connections that are open. */
    sockets,
    /** How many connections there have been. */
    connections: () => connections,
    /** How many requests there have been. */
    requests: () => requests,
    /** Waits until none is open. */
    async deserted() {
      const closed = (socket) => new Promise((resolve) => socket.once("close", resolve));
      while (sockets.size) await Promise.all([...sockets].map(closed));
    },
  };
}

/** A server of HTTP. */
export function http(context, answer, options = {}) {
  return listening(context, createHttpServer(options, answer), "http");
}

/** A server of HTTP over TLS, with a certificate that only `TLS.certificate` trusts. */
export function https(context, answer) {
  return listening(context, createHttpsServer(KEY, answer), "https");
}

/** A server of bytes. */
export function tcp(context, connected) {
  return listening(context, createTcpServer(connected), "http");
}

/** Waits for the whole request, then writes these bytes. */
export function bytes(context, write) {
  return tcp(context, (socket) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (!text.includes("\r\n\r\n")) return;
      text = "";
      write(socket);
    });
  });
}

/** The error of what must fail. */
export function failure(promise) {
  return promise.then(
    () => {
      throw new Error("It did not fail.");
    },
    (error) => error,
  );
}

/** A promise with what ends it. */
export function moment() {
  let happen;
  const happened = new Promise((resolve) => (happen = resolve));
  return { happened, happen };
}
