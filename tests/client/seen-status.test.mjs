// A status that was seen holds, whatever the body does afterwards: silence, a reset, a signal, a deadline.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { HELLO, clientOf, failure } from "./service.mjs";

/**
 * A service that answers each send with this head and half a body, and then does this. Reads find nothing.
 *
 * @returns {Promise<{ baseUrl: string, sends: () => number, begun: Promise<unknown> }>}
 */
async function half(context, status, then = () => {}) {
  let sends = 0;
  const server = createServer((request, response) => {
    if (request.method !== "POST") return response.end(JSON.stringify({ messages: [] }));
    sends += 1;
    response.writeHead(status, { "content-length": 100 });
    response.write('{"message":');
    server.emit("half");
    then(response.socket);
  });
  const begun = once(server, "half");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => (server.closeAllConnections(), server.close()));
  return { baseUrl: `http://127.0.0.1:${server.address().port}`, sends: () => sends, begun };
}

const AFTERWARDS = {
  "silence, and the time-out": [{ timeout: 300 }],
  "silence, and the deadline": [{ deadline: 300 }],
  "a reset": [{}, (socket) => setTimeout(() => socket.resetAndDestroy(), 20)],
};

for (const [what, [options, then]] of Object.entries(AFTERWARDS)) {
  test(`201, then ${what}: it was sent, and is not sent again`, async (context) => {
    const { baseUrl, sends } = await half(context, 201, then);
    const smooch = clientOf(undefined, { baseUrl, maxRetries: 2, ...options });
    for (const dedupe of [false, true]) {
      const { name, code, sent, status } = await failure(smooch.send("ada", HELLO, { dedupe }));
      assert.deepEqual([name, code, sent, status], ["ResponseError", "unreadable_response", "yes", 201]);
    }
    assert.equal(sends(), 2);
  });

  test(`400, then ${what}: it was refused`, async (context) => {
    const { baseUrl, sends } = await half(context, 400, then);
    const smooch = clientOf(undefined, { baseUrl, maxRetries: 2, ...options });
    const { name, sent, status } = await failure(smooch.send("ada", HELLO, { dedupe: true }));
    assert.deepEqual([name, sent, status, sends()], ["BadRequestError", "no", 400, 1]);
  });
}

for (const [status, expected] of [
  [201, ["AbortError", "yes"]],
  [500, ["AbortError", "maybe"]],
  [400, ["BadRequestError", "no"]],
]) {
  test(`${status}, then a signal: ${expected}`, async (context) => {
    const { baseUrl, begun } = await half(context, status);
    const smooch = clientOf(undefined, { baseUrl, maxRetries: 2 });
    const controller = new AbortController();
    // The head is read once the client tells of more than the request.
    const pending = failure(smooch.send("ada", HELLO, { signal: controller.signal }));
    await begun;
    setTimeout(() => controller.abort("enough"), 300);
    const { name, sent, cause } = await pending;
    assert.deepEqual([name, sent, cause], [...expected, expected[0] === "AbortError" ? "enough" : undefined]);
  });
}
