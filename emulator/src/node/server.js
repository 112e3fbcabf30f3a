// @ts-check
// The emulator on a real port, on plain `node:http`. A small adapter of our own, because faults act on the socket
// itself: they reset it, fall silent, cut the body or write what is no HTTP.
import { createServer } from "node:http";
import { Door } from "../door.js";
import { resetConnection, sendFaulty } from "./wire.js";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { Emulator } from "../emulator.js" */

/** @import { DoorOptions } from "../door.js" */

/**
 * @typedef {object} OwnOptions
 * @property {number} [port] any free one unless given
 * @property {string} [host] the address to listen on, `127.0.0.1` unless given
 * @property {(line: string) => void} [log] gets one line a request
 */

/** @typedef {OwnOptions & DoorOptions} ServeOptions */

/** @typedef {{ url: string, port: number, close: () => Promise<void> }} Server */

// What is beyond this is read and thrown away: the service refuses it anyway.
const BODY_LIMIT = 1024 * 1024;
const FILES_LIMIT = 52 * 1024 * 1024;

/**
 * Listens on a port until it is closed.
 *
 * @example
 * const server = await serve(createEmulator(), { port: 4010 });
 * console.log(server.url); // http://127.0.0.1:4010
 * await server.close();
 *
 * @param {Emulator} emulator
 * @param {ServeOptions} [options]
 * @returns {Promise<Server>}
 */
export async function serve(emulator, { port = 0, host = "127.0.0.1", hosts, cors, log = () => {} } = {}) {
  const door = new Door({ ...(hosts === undefined ? {} : { hosts }), ...(cors === undefined ? {} : { cors }) });
  const server = createServer((incoming, outgoing) => {
    handle(emulator, door, incoming, outgoing, log).catch((error) => {
      log(`${incoming.method} ${incoming.url} failed: ${error.stack}`);
      incoming.socket.destroy();
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  // On all addresses, that of this machine can be called.
  const name = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return {
    url: `http://${name.includes(":") ? `[${name}]` : name}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        // A silent or dripping answer would keep its connection, and so the server, open.
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {Emulator} emulator
 * @param {Door} door
 * @param {IncomingMessage} incoming
 * @param {ServerResponse} outgoing
 * @param {(line: string) => void} log
 */
async function handle(emulator, door, incoming, outgoing, log) {
  const began = performance.now();
  const method = incoming.method ?? "GET";
  const target = `http://${incoming.headers.host ?? "localhost"}${incoming.url}`;
  if (!URL.canParse(target) || method === "TRACE") return void outgoing.writeHead(400).end();
  const headers = headersOf(incoming);
  const url = new URL(target);
  const report = (/** @type {string | number} */ outcome, hint = "") =>
    log(`${method} ${incoming.url} ${outcome} ${Math.round(performance.now() - began)} ms${hint && ` (${hint})`}`);
  const early = door.answer({ method, url, headers });
  if (early !== undefined) {
    incoming.resume(); // the body is read and thrown away
    report(early.status);
    outgoing.writeHead(early.status, Object.fromEntries(early.headers)).end(await early.text());
    return;
  }
  const exchange = emulator.exchange({ method, url, headers });
  if (exchange.reset === "before-read") {
    report("reset before the body was read");
    return resetConnection(incoming.socket);
  }
  const isMultipart = /^multipart\//i.test(headers.get("content-type") ?? "");
  const body = await readBody(incoming, isMultipart ? FILES_LIMIT : BODY_LIMIT);
  if (body === undefined) return; // the client has gone
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  const bodyless = method === "GET" || method === "HEAD" || body.length === 0;
  const request = new Request(target, { method, headers, ...(bodyless ? {} : { body: new Uint8Array(body) }) });
  let response;
  try {
    response = await exchange.answer(request, body.toString(), gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
    return report("the client left before the answer");
  }
  if (gone.signal.aborted) return report("the client left before the answer");
  for (const [name, value] of Object.entries(door.headers(headers))) response.headers.set(name, value);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (exchange.rule !== undefined) return sendFaulty(exchange, response, bytes, incoming.socket, gone.signal, report);
  report(response.status, response.headers.get("x-emulator-hint") ?? "");
  outgoing.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    "content-length": String(bytes.length),
  });
  outgoing.end(bytes);
}

/** @param {IncomingMessage} incoming */
function headersOf(incoming) {
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? "");
  }
  return headers;
}

/**
 * @param {IncomingMessage} incoming
 * @param {number} limit
 * @returns {Promise<Buffer | undefined>} undefined when the client left in the middle
 */
async function readBody(incoming, limit) {
  /** @type {Buffer[]} */
  const chunks = [];
  let length = 0;
  try {
    for await (const chunk of incoming) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
