// A status that was seen holds, whatever the body does afterwards: silence, a reset, a signal, a deadline.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { stopClock, until } from "./clock.mjs";
import { HELLO, clientOf, failure } from "./service.mjs";

/**
 * A service that answers each send with this head and half a body, and a client that has read so many heads. Reads find
 * nothing.
 */
async function half(context, status, options = {}) {
  const sockets = [];
  const server = createServer((request, response) => {
    if (request.method !== "POST") return response.end(JSON.stringify({ messages: [] }));
    sockets.push(response.socket);
    response.writeHead(status, { "content-length": 100 });
    response.write('{"message":');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => (server.closeAllConnections(), server.close()));
  let heads = 0;
  const fetch = async (url, init) => {
    const response = await globalThis.fetch(url, init);
    if (init.method === "POST") heads += 1;
    return response;
  };
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const smooch = clientOf(fetch, { baseUrl, maxRetries: 2, ...options });
  const clock = stopClock(context);
  return {
    smooch,
    clock,
    sends: () => sockets.length,
    heads: () => heads,
    reset: () => sockets.at(-1).resetAndDestroy(),
  };
}

/** The options, and what happens once the head is read. */
const AFTERWARDS = {
  "silence, and the time-out": [{ timeout: 1500 }, ({ clock }) => clock.pass(1500)],
  "silence, and the deadline": [{ deadline: 1500 }, ({ clock }) => clock.pass(1500)],
  "a reset": [{}, ({ reset }) => reset()],
};

for (const [what, [options, then]] of Object.entries(AFTERWARDS)) {
  test(`201, then ${what}: it was sent, and is not sent again`, async (context) => {
    const place = await half(context, 201, options);
    for (const dedupe of [false, true]) {
      let error;
      failure(place.smooch.send("ada", HELLO, { dedupe })).then((it) => (error = it));
      await until(() => place.heads() === (dedupe ? 2 : 1));
      await then(place);
      // With dedupe it waits before it looks for the message.
      while (!error) await place.clock.pass(500);
      const { name, code, sent, status } = error;
      assert.deepEqual([name, code, sent, status], ["ResponseError", "unreadable_response", "yes", 201]);
    }
    assert.equal(place.sends(), 2);
  });

  test(`400, then ${what}: it was refused`, async (context) => {
    const place = await half(context, 400, options);
    const refused = failure(place.smooch.send("ada", HELLO, { dedupe: true }));
    await until(() => place.heads() === 1);
    await then(place);
    const { name, sent, status } = await refused;
    assert.deepEqual([name, sent, status, place.sends()], ["BadRequestError", "no", 400, 1]);
  });
}

for (const [status, expected] of [
  [201, ["AbortError", "yes"]],
  [500, ["AbortError", "maybe"]],
  [400, ["BadRequestError", "no"]],
]) {
  test(`${status}, then a signal: ${expected}`, async (context) => {
    const { smooch, heads } = await half(context, status);
    const controller = new AbortController();
    const pending = failure(smooch.send("ada", HELLO, { signal: controller.signal }));
    await until(() => heads() === 1);
    controller.abort("enough");
    const { name, sent, cause } = await pending;
    assert.deepEqual([name, sent, cause], [...expected, expected[0] === "AbortError" ? "enough" : undefined]);
  });
}
