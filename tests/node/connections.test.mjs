// Connections: kept, used again, limited, closed; and the options.

import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent } from "node:http";
import { createRequire } from "node:module";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";

import { nodeFetch } from "smooch-edge/node";

import { isMarked } from "../../pkg/src/node/mark.js";
import { failure, http, moment, transport } from "./world.mjs";

const answering = (context, headers = {}, options) =>
  http(
    context,
    (incoming, outgoing) => incoming.resume().on("end", () => outgoing.writeHead(200, headers).end("{}")),
    options,
  );

const get = async (fetch, url) => (await fetch(url, { method: "POST", body: "{}" })).text();

test("requests one after the other take one connection", async (context) => {
  const server = await answering(context);
  const fetch = transport(context);
  for (let count = 0; count < 20; count++) await get(fetch, server.url);
  assert.equal(server.connections(), 1);
});

test("responses without a body, and those that are thrown away, keep it too", async (context) => {
  const server = await http(context, ({ url }, outgoing) => outgoing.writeHead(Number(url.slice(1))).end());
  const fetch = transport(context);
  for (const status of [204, 304, 205, 204]) assert.equal((await fetch(`${server.url}/${status}`)).body, null);
  await get(fetch, `${server.url}/200`);
  assert.equal(server.connections(), 1);
});

test("keepAlive: 0 closes each", async (context) => {
  const server = await answering(context);
  const fetch = transport(context, { keepAlive: 0 });
  for (let count = 0; count < 3; count++) await get(fetch, server.url);
  assert.equal(server.connections(), 3);
  await server.deserted();
});

test("a connection closes when it was idle for keepAlive", async (context) => {
  const server = await answering(context);
  await get(transport(context, { keepAlive: 20 }), server.url);
  await server.deserted();
});

test("by default it closes when the server said that it would, less a second", async (context) => {
  const server = await answering(context, { connection: "keep-alive", "keep-alive": "timeout=2" });
  await get(transport(context), server.url);
  await server.deserted();
});

test("keepAlive is no limit of the time that a request takes", async (context) => {
  const server = await http(context, async (_, outgoing) => {
    await setTimeout(100);
    outgoing.write("{");
    await setTimeout(100);
    outgoing.end("}");
  });
  const fetch = transport(context, { keepAlive: 20 });
  assert.equal(await get(fetch, server.url), "{}");
});

test("a server that keeps a connection for a second is not asked again on it", async (context) => {
  const server = await answering(context, { connection: "keep-alive", "keep-alive": "timeout=1, max=100" });
  const fetch = transport(context);
  for (let count = 0; count < 3; count++) await get(fetch, server.url);
  assert.equal(server.connections(), 3);
  await server.deserted();
});

test("one that keeps it longer is", async (context) => {
  const server = await answering(context, { connection: "keep-alive", "keep-alive": "timeout=3" });
  const fetch = transport(context);
  for (let count = 0; count < 3; count++) await get(fetch, server.url);
  assert.equal(server.connections(), 1);
});

test("maxSockets: more requests wait", async (context) => {
  const server = await answering(context);
  const fetch = transport(context, { maxSockets: 2 });
  await Promise.all(Array.from({ length: 20 }, () => get(fetch, server.url)));
  assert.equal(server.connections(), 2);
});

test("close: idle connections close, one in use ends with its request, and a later request takes a new one", async (context) => {
  const [come, go] = [moment(), moment()];
  const server = await http(context, async ({ url }, outgoing) => {
    if (url === "/slow") {
      come.happen();
      await go.happened;
    }
    outgoing.end("{}");
  });
  const fetch = transport(context);
  const slow = get(fetch, `${server.url}/slow`);
  await come.happened;
  await get(fetch, server.url);
  assert.equal(server.sockets.size, 2);
  fetch.close();
  while (server.sockets.size > 1) await once([...server.sockets].at(-1), "close");
  go.happen();
  assert.equal(await slow, "{}");
  await get(fetch, server.url);
  assert.equal(server.connections(), 3);
});

test("an agent of the caller's makes the connections, and close leaves it alone", async (context) => {
  const server = await answering(context);
  const httpAgent = new Agent({ keepAlive: true, maxSockets: 1 });
  const fetch = transport(context, { httpAgent });
  await Promise.all([get(fetch, server.url), get(fetch, server.url)]);
  fetch.close();
  await get(fetch, server.url);
  assert.equal(server.connections(), 1);
  httpAgent.destroy();
});

test("a connection that the server closed while the loop was busy is not used", async (context) => {
  const server = await answering(context);
  const fetch = transport(context);
  for (let count = 0; count < 20; count++) {
    assert.equal(await get(fetch, server.url), "{}");
    // The server is in this process, too: it closes now, and the client sees it when the loop comes to it.
    for (const socket of server.sockets) socket.destroy();
    const until = performance.now() + 110;
    while (performance.now() < until);
  }
  assert.equal(server.connections(), 20);
});

test("the transport of each entry bears the mark that the client knows, and no other function does", () => {
  const required = createRequire(import.meta.url)("../../pkg/dist/node.cjs");
  assert.notEqual(required.nodeFetch, nodeFetch);
  for (const make of [nodeFetch, required.nodeFetch]) assert.equal(isMarked(make()), true);
  for (const other of [fetch, (...given) => nodeFetch()(...given), undefined, {}]) assert.equal(isMarked(other), false);
});

const SERVER = "http://localhost";

for (const [option, value, expected] of [
  ["keepalive", 1, /no option keepalive\. Its options are keepAlive, maxSockets/],
  ["keepAlive", -1, /keepAlive of nodeFetch must be a number of milliseconds/],
  ["keepAlive", "1s", /must be a number of milliseconds/],
  ["maxSockets", 0, /must be a whole number, 1 or more/],
  ["tls", "pem", /must be an object/],
  ["httpAgent", {}, /must be an http\.Agent/],
  ["httpsAgent", null, /must be an https\.Agent/],
  ["proxy", 7, /must be a URL, or false/],
  ["proxy", "socks5://localhost:1", /The option proxy must be the URL of an HTTP proxy/],
  ["proxy", "user:secret@host", /The option proxy must be the URL of an HTTP proxy/],
]) {
  test(`refused: ${option}: ${JSON.stringify(value)}`, () => {
    assert.throws(
      () => nodeFetch({ [option]: value }),
      (error) => {
        assert(error instanceof TypeError);
        assert.match(error.message, expected);
        assert.doesNotMatch(error.message, /secret/);
        return true;
      },
    );
  });
}

test("refused: an agent with TLS options or with a proxy, and for the wrong scheme", async () => {
  const agent = new Agent();
  assert.throws(() => nodeFetch({ httpsAgent: agent, tls: {} }), /takes httpsAgent or tls/);
  assert.throws(() => nodeFetch({ httpAgent: agent, proxy: SERVER }), /takes an agent or a proxy/);
  assert.match(
    String(await failure(nodeFetch({ httpsAgent: agent })("https://localhost"))),
    /Protocol "https:" not supported/,
  );
});

test("what is undefined is not given", () => {
  for (const name of ["keepAlive", "maxSockets", "tls", "proxy", "httpAgent", "httpsAgent"])
    nodeFetch({ [name]: undefined });
});
