// Aborting, at each moment of a request: the reason is what it rejects with, the connection closes, the signal has no
// listener left, and an upload is cancelled.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";

import { Smooch } from "smooch-edge";

import { TLS, failure, http, https, moment, tcp, transport } from "./world.mjs";

const POST = { method: "POST", body: "{}" };

for (const [what, reason] of [
  ["a string", "enough"],
  ["null", null],
  ["an error", new RangeError("too long")],
]) {
  test(`before: nothing is sent, and the reason comes back: ${what}`, async (context) => {
    const server = await http(context, (_, outgoing) => outgoing.end());
    const error = await failure(transport(context)(server.url, { ...POST, signal: AbortSignal.abort(reason) }));
    assert.equal(error, reason);
    assert.equal(server.connections(), 0);
  });
}

/** Aborts when the moment has come; gives the error, and what must be true afterwards. */
async function aborted(fetch, url, come, more = {}) {
  const controller = new AbortController();
  const reason = new Error("enough");
  const call = fetch(url, { ...POST, ...more, signal: controller.signal }).then((response) => response.text());
  const error = failure(call);
  await come;
  controller.abort(reason);
  assert.equal(await error, reason);
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
}

test("in the same turn as the call", async (context) => {
  const server = await http(context, (_, outgoing) => outgoing.end("{}"));
  await aborted(transport(context), server.url, undefined);
  await server.deserted();
});

test("while the TLS handshake waits", async (context) => {
  const come = moment();
  const server = await tcp(context, (socket) => socket.once("data", come.happen));
  await aborted(transport(context), `https://localhost:${server.port}`, come.happened);
  await server.deserted();
});

test("while the proxy makes a tunnel", async (context) => {
  const come = moment();
  const proxy = await tcp(context, (socket) => socket.once("data", come.happen));
  const fetch = transport(context, { proxy: `http://localhost:${proxy.port}` });
  await aborted(fetch, "https://service.example", come.happened);
  await proxy.deserted();
});

test("while the TLS handshake through a tunnel waits", async (context) => {
  const come = moment();
  const proxy = await tcp(context, (socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.once("data", come.happen);
    });
  });
  const fetch = transport(context, { proxy: `http://localhost:${proxy.port}` });
  await aborted(fetch, "https://service.example", come.happened);
  await proxy.deserted();
});

for (const [scheme, serve, options] of [
  ["HTTP", http, {}],
  ["TLS", https, { tls: { ca: TLS.certificate } }],
]) {
  test(`while the server is silent, over ${scheme}`, async (context) => {
    const come = moment();
    const server = await serve(context, () => come.happen());
    await aborted(transport(context, options), server.url, come.happened);
    await server.deserted();
  });

  test(`after the head, over ${scheme}`, async (context) => {
    const come = moment();
    const server = await serve(context, (_, outgoing) =>
      outgoing.writeHead(200, { "content-length": 9 }).flushHeaders(),
    );
    const fetch = transport(context, options);
    const told = async (...args) => {
      const response = await fetch(...args);
      come.happen();
      return response;
    };
    await aborted(told, server.url, come.happened);
    await server.deserted();
  });
}

for (const [how, headers, part] of [
  ["plain", {}, Buffer.from("{")],
  ["gzip", { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(100_000, "{}")).subarray(0, 50)],
]) {
  test(`in the middle of a body, ${how}`, async (context) => {
    const server = await http(context, (_, outgoing) => outgoing.writeHead(200, headers).write(part));
    const controller = new AbortController();
    const response = await transport(context)(server.url, { signal: controller.signal });
    const reader = response.body.getReader();
    await reader.read();
    const rest = failure(drain(reader));
    controller.abort("enough");
    assert.equal(await rest, "enough");
    assert.equal(await failure(reader.closed), "enough");
    await server.deserted();
  });
}

// The client ends a request by less than an AbortController.
for (const [what, answer] of [
  ["while the server is silent", () => {}],
  ["in the middle of a body", (_, outgoing) => outgoing.writeHead(201, { "content-length": 9 }).write("{")],
]) {
  test(`by the client's signal, and by its time-out, ${what}`, async (context) => {
    const come = moment();
    const server = await http(context, (incoming, outgoing) => {
      answer(incoming, outgoing);
      come.happen();
    });
    const options = { token: "a-token", baseUrl: server.url, maxRetries: 0, fetch: transport(context) };
    const send = (more) => new Smooch(options).send("ada", { role: "appMaker", type: "text", text: "Hi" }, more);
    const controller = new AbortController();
    const aborted = failure(send({ signal: controller.signal }));
    await come.happened;
    controller.abort("enough");
    assert.equal((await aborted).cause, "enough");
    await server.deserted();
    const { sent } = await failure(send({ timeout: 200 }));
    assert.notEqual(sent, "no");
    await server.deserted();
  });
}

test("a Proxy around the transport gets a real signal from the client, and its call ends by it", async (context) => {
  const come = moment();
  const server = await http(context, () => come.happen());
  const apply = (fetch, self, [url, init]) => fetch(url, { ...init, signal: AbortSignal.any([init.signal]) });
  const fetch = new Proxy(transport(context), { apply });
  const smooch = new Smooch({ keyId: "app_1", secret: "secret", baseUrl: server.url, maxRetries: 0, fetch });
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = failure(smooch.send("ada", { role: "appMaker", type: "text", text: "Hi" }, { signal }));
  await come.happened;
  controller.abort("enough");
  assert.equal((await aborted).cause, "enough");
  await server.deserted();
});

test("a fetch whose members throw is told, and nothing was sent", async () => {
  const fetch = new Proxy(async () => {}, {
    get() {
      throw new RangeError("not to be read");
    },
  });
  const smooch = new Smooch({ keyId: "app_1", secret: "secret", maxRetries: 0, fetch });
  const error = await failure(smooch.users.get("ada"));
  assert.deepEqual([error.name, error.sent], ["ConnectionError", "no"]);
});

async function drain(reader) {
  while (!(await reader.read()).done);
}

test("after the whole response: nothing happens, and the connection is kept", async (context) => {
  const server = await http(context, (_, outgoing) => outgoing.end("{}"));
  const fetch = transport(context);
  const controller = new AbortController();
  const response = await fetch(server.url, { ...POST, signal: controller.signal });
  assert.equal(await response.text(), "{}");
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
  controller.abort();
  await (await fetch(server.url, POST)).text();
  assert.equal(server.connections(), 1);
});

test("an upload that is aborted is cancelled, even while it waits for more", async (context) => {
  const [come, cancelled] = [moment(), moment()];
  const server = await http(context, (incoming) => incoming.once("data", come.happen));
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(10)),
    cancel: cancelled.happen,
  });
  await aborted(transport(context), server.url, come.happened, { body, duplex: "half" });
  await cancelled.happened;
  await server.deserted();
});

test("an upload whose source fails fails, and the server sees that it is not whole", async (context) => {
  const [come, seen] = [moment(), moment()];
  const server = await http(context, (incoming) => incoming.once("data", come.happen).once("error", seen.happen));
  async function* body() {
    yield new Uint8Array(10);
    await come.happened;
    throw new RangeError("no more");
  }
  const error = await failure(transport(context)(server.url, { method: "POST", body: body(), duplex: "half" }));
  assert.equal(error.cause.message, "no more");
  assert.equal((await seen.happened).code, "ECONNRESET");
});

test("an upload that cannot begin is cancelled", async (context) => {
  const server = await http(context, (_, outgoing) => outgoing.end());
  const cancelled = moment();
  const body = new ReadableStream({ cancel: cancelled.happen });
  const init = { method: "POST", body, duplex: "half", headers: { "x-one": "\u{1f600}" } };
  assert((await failure(transport(context)(server.url, init))) instanceof TypeError);
  await cancelled.happened;
  assert.equal(server.connections(), 0);
});

test("an upload whose chunk is no bytes fails", async (context) => {
  const server = await http(context, (incoming) => incoming.resume().on("error", () => {}));
  async function* body() {
    yield "text";
  }
  const error = await failure(transport(context)(server.url, { method: "POST", body: body(), duplex: "half" }));
  assert.match(error.cause.message, /no Uint8Array/);
});

test("an upload waits for a server that reads slowly", async (context) => {
  const [come, read] = [moment(), moment()];
  const server = await http(context, async (incoming, outgoing) => {
    come.happen();
    await read.happened;
    let size = 0;
    for await (const chunk of incoming) size += chunk.length;
    outgoing.end(String(size));
  });
  const COUNT = 500;
  let made = 0;
  async function* body() {
    for (; made < COUNT; made++) yield new Uint8Array(100_000);
  }
  const call = transport(context)(server.url, { method: "POST", body: body(), duplex: "half" });
  await come.happened;
  // Whatever fits into the buffers between has gone by now.
  for (let last = -1; last !== made;) {
    last = made;
    await setTimeout(50);
  }
  assert(made < COUNT, `${made} chunks were made for a server that reads nothing`);
  read.happen();
  assert.equal(await (await call).text(), String(COUNT * 100_000));
});

test("a response that is not wanted any more: its connection closes, its decompression stops", async (context) => {
  const endless = gzipSync(Buffer.alloc(5_000_000));
  const server = await http(context, (_, outgoing) => {
    outgoing.writeHead(200, { "content-encoding": "gzip" }).write(endless);
  });
  const fetch = transport(context);
  const reader = (await fetch(server.url)).body.getReader();
  await reader.read();
  await reader.cancel();
  assert.deepEqual(await reader.read(), { done: true, value: undefined });
  await (await fetch(server.url)).body.cancel();
  await server.deserted();
});
