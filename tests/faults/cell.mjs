// A cell of the table: one call, one fault, and a service of their own on a real port, which counts what it saw.

import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";

import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

/** The calls, by the columns of the table: the operation, and more options. */
export const CALLS = {
  create: { operation: "create" },
  link: { operation: "link" },
  send: { operation: "send" },
  "send, dedupe": { operation: "send", options: { dedupe: true } },
  "users.get": { operation: "users.get" },
};

/** The operation that only opens a connection. */
const WARMING = "channels.list";

/** The whole second at which all services stand still, so that their answers are of one length. */
const NOW = Math.floor(Date.now() / 1000) * 1000;

/**
 * Opens the service of a cell.
 *
 * @param {string} operation
 * @param {Record<string, any>} fault of `KINDS`
 * @param {number | "always"} times
 * @param {string[]} users who are there, but for `create`
 */
export async function open(operation, fault, times, users = ["ada"]) {
  const emulator = createEmulator({ linkDelay: 0, now: () => NOW });
  const { keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, fetch: emulator.fetch });
  if (operation !== "create") for (const userId of users) await smooch.create({ userId });
  const before = emulator.requests.length;
  const usersBefore = emulator.state.users.length;
  const rules = fault.rules ?? (fault.rule ? [{ ...fault.rule, times }] : []);
  for (const rule of rules) emulator.faults.add({ match: { operation }, ...rule });
  const server = fault.rule || fault.rules ? await serve(emulator) : await byHand(emulator, operation, fault, times);
  return {
    url: fault.url ?? server.url,
    close: () => server.close(),
    /** How often the service saw the request and reads of another kind, and how often the person was reached. */
    seen() {
      const requests = emulator.requests.slice(before).filter(({ operation }) => operation !== WARMING);
      const own = requests.filter((request) => request.operation === operation).length;
      const created = emulator.state.users.length - usersBefore;
      const reached = { create: created, link: emulator.inbox("twilio").length, send: emulator.state.messages.length };
      return { own, reads: requests.length - own, reached: reached[operation] ?? 0 };
    },
  };
}

/** A service whose faults happen by hand: at the first byte of a connection, or in place of the answer. */
async function byHand(emulator, operation, { first, wire }, times) {
  let left = times === "always" ? Infinity : times;
  const answers = createHttpServer(async (incoming, outgoing) => {
    const { method, headers, url, socket } = incoming;
    const chunks = await incoming.toArray().catch(() => undefined);
    if (chunks === undefined) return;
    const body = method === "GET" ? undefined : Buffer.concat(chunks);
    const answer = await emulator.fetch(`http://localhost${url}`, { method, headers, body });
    const text = await answer.text();
    if (wire && emulator.requests.at(-1).operation === operation && left > 0) {
      left -= 1;
      return wire(socket, text);
    }
    outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), connection: "close" }).end(text);
  });
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    if (!first || left <= 0) return answers.emit("connection", socket);
    left -= 1;
    socket.once("data", () => first(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://localhost:${server.address().port}`, close };
}
