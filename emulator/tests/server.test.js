// The emulator on a real port: it serves like any server, and its faults are real ones on the socket.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { connect } from "node:net";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createEmulator } from "../src/index.js";
import { serve } from "../src/node/index.js";
import { caller, text, token } from "./caller.js";
import { until } from "./clock.js";

/** @import { FaultRule } from "../src/index.js" */
/** @import { TestContext } from "node:test" */

/** @param {TestContext} context @param {FaultRule[]} faults */
async function setUp(context, ...faults) {
  const emulator = createEmulator({ faults });
  /** @type {string[]} */
  const lines = [];
  const server = await serve(emulator, { log: (line) => lines.push(line) });
  context.after(() => server.close());
  const headers = { authorization: `Bearer ${token(emulator.credentials)}`, "content-type": "application/json" };
  const create = (/** @type {RequestInit} */ init = {}) =>
    fetch(`${server.url}/v1/appusers`, { method: "POST", headers, body: '{"userId":"ada"}', ...init });
  return { emulator, server, headers, create, lines, users: () => emulator.state.users.length };
}

/** @param {Promise<unknown>} promise @returns {Promise<any>} */
const failureOf = (promise) =>
  promise.then(
    () => assert.fail("it should have failed"),
    (error) => error,
  );

/** Sends bytes and returns all that comes back. @param {number} port @param {string} bytes @returns {Promise<string>} */
const raw = (port, bytes) =>
  new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => resolve(answer));
    socket.on("close", () => resolve(answer));
  });

describe("the server", () => {
  test("answers over HTTP, and logs a line a request", async (context) => {
    const { emulator, server, lines } = await setUp(context);
    assert.equal(server.url, `http://127.0.0.1:${server.port}`);
    const call = caller(emulator, { base: server.url, fetch });
    assert.equal((await call("POST", "/v1/appusers", { userId: "naïve 👩‍💻/?" })).status, 201);
    const { body } = await call("GET", `/v1/appusers/${encodeURIComponent("naïve 👩‍💻/?")}`);
    assert.equal(body.appUser.userId, "naïve 👩‍💻/?");
    assert.match(lines[0] ?? "", /^POST \/v1\/appusers 201 \d+ ms$/);
  });

  test("next of a page of messages has the address that the client used", async (context) => {
    const { emulator, server } = await setUp(context);
    const call = caller(emulator, { base: server.url, fetch });
    await call("POST", "/v1/appusers", { userId: "ada" });
    for (let index = 0; index < 101; index += 1) await call("POST", "/v1/appusers/ada/messages", text("hi"));
    const newest = (await call("GET", "/v1/appusers/ada/messages")).body.messages;
    const { body } = await call("GET", `/v1/appusers/ada/messages?before=${newest[0].received}`);
    assert.ok(body.next.startsWith(`${server.url}/v1/apps/`));
  });

  test("a body that is too large is refused with 413", async (context) => {
    const { create } = await setUp(context);
    assert.equal((await create({ body: "x".repeat(3 * 1024 * 1024) })).status, 413);
  });

  test("a port that is taken is an error", async (context) => {
    const { server, emulator } = await setUp(context);
    await assert.rejects(serve(emulator, { port: server.port }), { code: "EADDRINUSE" });
  });

  test("close ends silent connections too", async (context) => {
    const { create } = await setUp(context);
    const other = createEmulator({ faults: [{ silence: true }] });
    const server = await serve(other);
    const call = failureOf(fetch(`${server.url}/v1/webhooks`));
    await until(() => other.requests.length === 1);
    await server.close();
    assert.equal((await call).name, "TypeError");
    assert.equal((await create()).status, 201);
  });
});

describe("faults on the socket", () => {
  for (const [rule, applied] of /** @type {[FaultRule, number][]} */ ([
    [{ reset: "before-read" }, 0],
    [{ reset: "after-read" }, 0],
    [{ reset: true, phase: "after" }, 1],
  ])) {
    test(`${JSON.stringify(rule)} resets the connection`, async (context) => {
      const { create, users } = await setUp(context, rule);
      const error = await failureOf(create());
      assert.equal(error.message, "fetch failed");
      assert.match(error.cause.code, /^(ECONNRESET|UND_ERR_SOCKET)$/);
      assert.equal(users(), applied);
      assert.equal((await create({ method: "GET", body: null })).status, 404);
    });
  }

  for (const rule of /** @type {FaultRule[]} */ ([
    { reset: "after-headers" },
    { reset: "mid-body" },
    { cutAt: 5 },
    { contentLength: 9999 },
  ])) {
    test(`${JSON.stringify(rule)} breaks the body, after the request was applied`, async (context) => {
      const { create, users } = await setUp(context, rule);
      const response = await create();
      assert.equal(response.status, 201);
      assert.equal((await failureOf(response.text())).name, "TypeError");
      assert.equal(users(), 1);
    });
  }

  // The client has left, so the server closes its side, and only then comes to the rule.
  test("a reset of a connection that is closing does not keep the process alive", () => {
    const program = `
      import { connect, createServer } from "node:net";
      import { resetConnection } from ${JSON.stringify(new URL("../src/node/wire.js", import.meta.url).href)};
      const server = createServer((socket) => {
        socket.end();
        resetConnection(socket);
        server.close();
      });
      server.listen(0, "127.0.0.1", () => connect(server.address().port, "127.0.0.1").resume());
    `;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { timeout: 20_000 });
    assert.deepEqual([ended.status, String(ended.stderr)], [0, ""]);
  });

  test("cutAt sends exactly so many bytes of the body", async (context) => {
    const { server } = await setUp(context, { cutAt: 7 });
    const answer = await raw(server.port, "GET /v1/webhooks HTTP/1.1\r\nhost: localhost\r\n\r\n");
    assert.equal(answer.split("\r\n\r\n")[1], '{"error');
    assert.match(answer, /content-length: \d{2,}/);
  });

  test("garbage is no HTTP", async (context) => {
    const { create } = await setUp(context, { garbage: true });
    assert.match((await failureOf(create())).cause.code, /^HPE_/);
  });

  test("a Content-Length that is too small is written as it is", async (context) => {
    const { server } = await setUp(context, { contentLength: 3 });
    const answer = await raw(server.port, "GET /v1/webhooks HTTP/1.1\r\nhost: localhost\r\n\r\n");
    assert.match(answer, /\r\ncontent-length: 3\r\n/);
    assert.ok(answer.split("\r\n\r\n")[1]?.endsWith("}"));
  });

  test("silence lasts until the client leaves", async (context) => {
    const { create, users, lines } = await setUp(context, { silence: true });
    const controller = new AbortController();
    const call = failureOf(create({ signal: controller.signal }));
    await until(() => lines.length === 1);
    assert.equal(await Promise.race([call, pause(30, "silence")]), "silence");
    controller.abort();
    assert.equal((await call).name, "AbortError");
    assert.equal(users(), 0);
  });

  test("a request whose client leaves during the delay is not applied", async (context) => {
    const { emulator, create, users, lines } = await setUp(context, { delay: 10_000 });
    const controller = new AbortController();
    const call = failureOf(create({ signal: controller.signal }));
    await until(() => emulator.requests.length === 1);
    controller.abort();
    assert.equal((await call).name, "AbortError");
    await until(() => lines.length === 1);
    assert.match(lines[0] ?? "", /client left/);
    assert.equal(users(), 0);
  });

  test("a drip takes its time and arrives whole", async (context) => {
    const { create } = await setUp(context, { drip: { bytes: 50, every: 5 } });
    const began = performance.now();
    const response = await create();
    assert.equal(/** @type {any} */ (await response.json()).appUser.userId, "ada");
    assert.ok(performance.now() - began >= 20);
  });

  test("statuses, headers, redirects and invalid JSON arrive as they were ordered", async (context) => {
    const { create } = await setUp(
      context,
      { retryAfter: 2 },
      { redirect: "/v1/webhooks", status: 307 },
      { invalidJson: true },
      { status: 204 },
    );
    const limited = await create();
    assert.deepEqual([limited.status, limited.headers.get("retry-after")], [429, "2"]);
    assert.match(/** @type {any} */ (await limited.json()).error.code, /too_many/);
    const moved = await create({ redirect: "manual" });
    assert.deepEqual([moved.status, new URL(moved.headers.get("location") ?? "").pathname], [307, "/v1/webhooks"]);
    await assert.rejects((await create()).json(), SyntaxError);
    const empty = await create();
    assert.deepEqual([empty.status, await empty.text()], [204, ""]);
  });
});
