// `emulator.fetch`: it takes what `fetch` takes, and shows faults as a real `fetch` shows them.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createEmulator } from "../src/index.js";
import { caller, text, token } from "./caller.js";
import { until } from "./clock.js";

/** @import { FaultRule } from "../src/index.js" */

const CREATE = "https://api.smooch.io/v1/appusers";

/** @param {FaultRule[]} faults */
function setUp(...faults) {
  const emulator = createEmulator({ faults });
  const headers = { authorization: `Bearer ${token(emulator.credentials)}`, "content-type": "application/json" };
  const create = (/** @type {RequestInit} */ init = {}) =>
    emulator.fetch(CREATE, { method: "POST", headers, body: '{"userId":"ada"}', ...init });
  return { emulator, headers, create, users: () => emulator.state.users.length };
}

describe("emulator.fetch", () => {
  test("takes a string, a URL and a Request, and works unbound", async () => {
    const { emulator, headers } = setUp();
    const { fetch } = emulator;
    const body = (/** @type {string} */ userId) => JSON.stringify({ userId });
    assert.equal((await fetch(CREATE, { method: "POST", headers, body: body("a") })).status, 201);
    assert.equal(
      (
        await fetch(new URL(CREATE), {
          method: "POST",
          headers: new Headers(headers),
          body: new TextEncoder().encode(body("b")),
        })
      ).status,
      201,
    );
    assert.equal((await fetch(new Request(CREATE, { method: "POST", headers, body: body("c") }))).status, 201);
    assert.equal(
      (await fetch(new Request(CREATE, { method: "POST", headers, body: "?" }), { body: body("d") })).status,
      201,
    );
    assert.equal((await fetch(`${CREATE}/d`, { headers: Object.entries(headers) })).status, 200);
    const stream = new Blob([body("e")]).stream();
    assert.equal(
      (await fetch(CREATE, /** @type {RequestInit} */ ({ method: "POST", headers, body: stream, duplex: "half" })))
        .status,
      201,
    );
  });

  test("any host will do, and the response knows its URL", async () => {
    const { emulator, headers } = setUp();
    for (const base of [emulator.url, "https://api.eu-1.smooch.io", "http://127.0.0.1:9"]) {
      const response = await emulator.fetch(`${base}/v1/webhooks`, { headers });
      assert.equal(response.status, 200);
      assert.equal(response.url, `${base}/v1/webhooks`);
    }
  });

  test("a URL that is none is refused like by fetch", async () => {
    await assert.rejects(createEmulator().fetch("not a url"), TypeError);
  });

  test("a signal that is aborted already rejects with its reason, and nothing is sent", async () => {
    const { create, emulator } = setUp();
    await assert.rejects(create({ signal: AbortSignal.abort() }), { name: "AbortError" });
    await assert.rejects(
      create({ signal: AbortSignal.abort("changed my mind") }),
      (reason) => reason === "changed my mind",
    );
    assert.equal(emulator.requests.length, 0);
  });

  test("an abort during a delay rejects, and the request is not applied", async () => {
    const { create, users, emulator } = setUp({ delay: 10_000 });
    const controller = new AbortController();
    const call = create({ signal: controller.signal });
    await until(() => emulator.requests.length === 1);
    controller.abort();
    await assert.rejects(call, { name: "AbortError" });
    assert.equal(users(), 0);
  });

  test("an abort during a delay after the request leaves it applied", async () => {
    const { create, users } = setUp({ delay: 10_000, phase: "after" });
    const controller = new AbortController();
    const call = create({ signal: controller.signal });
    await until(() => users() === 1);
    controller.abort();
    await assert.rejects(call, { name: "AbortError" });
    assert.equal(users(), 1);
  });
});

describe("faults in emulator.fetch", () => {
  test("a status comes with an error body in the service's form, and the request is not applied", async () => {
    const { create, users, emulator } = setUp({ status: 503 });
    const response = await create();
    assert.equal(response.status, 503);
    assert.equal(response.headers.get("content-type"), "application/json; charset=utf-8");
    assert.deepEqual(await response.json(), {
      error: { code: "service_unavailable", description: "Service unavailable" },
    });
    assert.equal(users(), 0);
    assert.equal(emulator.requests[0]?.faulty, true);
    assert.equal(emulator.requests[0]?.status, 503);
  });

  test("with phase after the request is applied and its answer replaced", async () => {
    const { create, users } = setUp({ status: 502, phase: "after" });
    assert.equal((await create()).status, 502);
    assert.equal(users(), 1);
  });

  test("a body and headers of choice", async () => {
    const { create } = setUp(
      { status: 500, body: "<html>", headers: { "content-type": "text/html", "x-request-id": "7" } },
      { body: { odd: true } },
    );
    const html = await create();
    assert.deepEqual(
      [await html.text(), html.headers.get("content-type"), html.headers.get("x-request-id")],
      ["<html>", "text/html", "7"],
    );
    const odd = await create();
    assert.deepEqual([odd.status, await odd.json()], [200, { odd: true }]);
  });

  test("retryAfter is a 429 unless another status is given", async () => {
    const { create } = setUp({ retryAfter: 3 }, { retryAfter: "Tue, 24 Nov 2026 06:33:00 GMT", status: 503 });
    const limited = await create();
    assert.deepEqual([limited.status, limited.headers.get("retry-after")], [429, "3"]);
    const busy = await create();
    assert.deepEqual([busy.status, busy.headers.get("retry-after")], [503, "Tue, 24 Nov 2026 06:33:00 GMT"]);
  });

  test("headers alone are added to the real answer", async () => {
    const { create } = setUp({ headers: { "x-request-id": "7" } });
    const response = await create();
    assert.deepEqual([response.status, response.headers.get("x-request-id")], [201, "7"]);
  });

  test("a 204 has no body", async () => {
    const { create } = setUp({ status: 204 });
    const response = await create();
    assert.deepEqual([response.status, await response.text()], [204, ""]);
  });

  test("a delay delays", async () => {
    const { create } = setUp({ delay: 30 });
    const began = performance.now();
    assert.equal((await create()).status, 201);
    assert.ok(performance.now() - began >= 25);
  });

  for (const [rule, applied] of /** @type {[FaultRule, number][]} */ ([
    [{ reset: true }, 0],
    [{ reset: "before-read" }, 0],
    [{ reset: "after-read" }, 0],
    [{ reset: true, phase: "after" }, 1],
  ])) {
    test(`${JSON.stringify(rule)} is a failed fetch with ECONNRESET`, async () => {
      const { create, users, emulator } = setUp(rule);
      await assert.rejects(
        create(),
        (/** @type {any} */ error) =>
          error instanceof TypeError &&
          error.message === "fetch failed" &&
          /** @type {any} */ (error.cause).code === "ECONNRESET",
      );
      assert.equal(users(), applied);
      assert.equal(emulator.requests[0]?.status, undefined);
    });
  }

  for (const rule of /** @type {FaultRule[]} */ ([
    { reset: "after-headers" },
    { reset: "mid-body" },
    { cutAt: 5 },
    { contentLength: 9999 },
  ])) {
    test(`${JSON.stringify(rule)} is an answer whose body fails`, async () => {
      const { create, users } = setUp(rule);
      const response = await create();
      assert.equal(response.status, 201);
      await assert.rejects(response.text(), { name: "TypeError", message: "terminated" });
      assert.equal(users(), 1);
    });
  }

  test("a body that is cut brings its first bytes", async () => {
    const { create } = setUp({ cutAt: 5 });
    const reader = (await create()).body?.getReader();
    assert.equal(new TextDecoder().decode((await reader?.read())?.value), '{"app');
    await assert.rejects(async () => reader?.read());
  });

  test("a Content-Length that is too small cuts the body without an error", async () => {
    const { create } = setUp({ contentLength: 10 });
    const response = await create();
    assert.equal(response.headers.get("content-length"), "10");
    assert.equal((await response.text()).length, 10);
  });

  test("invalid JSON is a success that cannot be read", async () => {
    const { create, users } = setUp({ invalidJson: true });
    const response = await create();
    assert.deepEqual([response.status, response.headers.get("content-type")], [201, "application/json; charset=utf-8"]);
    await assert.rejects(response.json(), SyntaxError);
    assert.equal(users(), 1);
  });

  test("garbage is a failed fetch", async () => {
    const { create } = setUp({ garbage: true });
    await assert.rejects(create(), (/** @type {any} */ error) =>
      /** @type {any} */ (error.cause).code.startsWith("HPE_"),
    );
  });

  test("silence lasts until the abort", async () => {
    const { create, users, emulator } = setUp({ silence: true });
    const controller = new AbortController();
    const call = create({ signal: controller.signal });
    await until(() => emulator.requests.length === 1);
    assert.equal(await Promise.race([call, pause(15, "silence")]), "silence");
    controller.abort();
    await assert.rejects(call, { name: "AbortError" });
    assert.equal(users(), 0);
  });

  test("silence with phase after loses the answer of an applied request", async () => {
    const { create, users } = setUp({ silence: true, phase: "after" });
    const controller = new AbortController();
    const call = create({ signal: controller.signal });
    await until(() => users() === 1);
    assert.equal(await Promise.race([call, pause(15, "silence")]), "silence");
    controller.abort();
    await assert.rejects(call, { name: "AbortError" });
  });

  test("a drip arrives piece by piece, and stops at an abort", async () => {
    const { create } = setUp({ drip: { bytes: 100, every: 2 } }, { drip: { bytes: 1, every: 5 } });
    const whole = (await create()).body?.getReader();
    assert.equal((await whole?.read())?.value?.length, 100);
    const controller = new AbortController();
    const reader = (await create({ signal: controller.signal })).body?.getReader();
    assert.equal((await reader?.read())?.value?.length, 1);
    assert.equal((await reader?.read())?.value?.length, 1);
    controller.abort();
    await assert.rejects(async () => reader?.read(), { name: "AbortError" });
  });

  test("a redirect is shown as it is with redirect: manual", async () => {
    const { create, users } = setUp({ redirect: "https://elsewhere.example/v1/appusers", status: 307 });
    const response = await create({ redirect: "manual" });
    assert.deepEqual(
      [response.status, response.headers.get("location")],
      [307, "https://elsewhere.example/v1/appusers"],
    );
    assert.equal(users(), 0);
  });

  test("a redirect that is followed turns a POST into a GET, unless the status is 307", async () => {
    const { create, users, emulator } = setUp(
      { redirect: "/v1/webhooks" },
      { match: { method: "POST" }, redirect: "/v1/appusers", status: 307 },
    );
    assert.deepEqual(await (await create()).json(), { webhooks: [] });
    assert.deepEqual(
      emulator.requests.map(({ method }) => method),
      ["POST", "GET"],
    );
    assert.equal((await create()).status, 201);
    assert.equal(users(), 1);
    await assert.rejects(setUp({ redirect: "/x" }).create({ redirect: "error" }), TypeError);
    await assert.rejects(setUp({ redirect: "/x", times: "always" }).create(), (/** @type {any} */ error) =>
      /redirect count/.test(/** @type {any} */ (error.cause).message),
    );
  });

  test("an accepted message whose answer is lost stays in the conversation", async () => {
    const emulator = createEmulator();
    const call = caller(emulator);
    await call("POST", "/v1/appusers", { userId: "ada" });
    emulator.faults.add({ match: { operation: "send" }, phase: "after", reset: true });
    await assert.rejects(call("POST", "/v1/appusers/ada/messages", text("hi")));
    await call("POST", "/v1/appusers/ada/messages", text("hi"));
    assert.equal(emulator.state.messages.length, 2);
  });
});
