// An event loop that was blocked for longer than the time-out: an answer that is there wins.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import { moment } from "../node/world.mjs";
import { HELLO, clientOf, failure } from "./service.mjs";

/** In a thread of its own: it answers a request once the other thread is blocked. */
const SERVICE = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:http").createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      Atomics.store(workerData, 0, 1);
      if (workerData[1]) Atomics.wait(workerData, 0, 1);
      response.end('{"message":{"_id":"1"}}');
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

const TIMEOUT = 2000;

/** The service, and what waits until it has a request, blocks this thread, and lets the service answer meanwhile. */
async function service(context) {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(SERVICE, { eval: true, workerData: state });
  context.after(() => worker.terminate());
  const [port] = await once(worker, "message");
  const block = async (milliseconds) => {
    while (Atomics.load(state, 0) === 0) await new Promise(setImmediate);
    Atomics.store(state, 0, 2);
    Atomics.notify(state, 0);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  };
  return { state, baseUrl: `http://127.0.0.1:${port}`, block };
}

test("an answer that came while the event loop was blocked is taken", async (context) => {
  const { state, baseUrl, block } = await service(context);
  state[1] = 1;
  // On a connection that is being made, and on one that was kept.
  const smooch = clientOf(undefined, { baseUrl, timeout: TIMEOUT });
  for (let round = 0; round < 2; round++) {
    state[0] = 0;
    const pending = smooch.send("ada", HELLO);
    await block(TIMEOUT + 200);
    assert.deepEqual(await pending, { message: { _id: "1" } });
  }
});

test("without an answer it is a time-out all the same", async () => {
  const smooch = clientOf(() => new Promise(() => {}), { timeout: 50 });
  const pending = failure(smooch.send("ada", HELLO));
  await new Promise(setImmediate);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  assert.equal((await pending).code, "timeout");
});

test("so is one that two calls with the same key and a deadline share", async (context) => {
  const { state, baseUrl, block } = await service(context);
  const posted = moment();
  const fetch = (url, init) => {
    if (init.method === "GET") return Promise.resolve(Response.json({ messages: [] }));
    [state[0], state[1]] = [0, 1];
    posted.happen();
    return globalThis.fetch(url, init);
  };
  const smooch = clientOf(fetch, { baseUrl });
  const both = [1, 2].map(() => smooch.send("ada", HELLO, { dedupeKey: "k", deadline: TIMEOUT }));
  await posted.happened;
  await block(TIMEOUT + 200);
  for (const one of both) assert.deepEqual(await one, { message: { _id: "1" } });
});
