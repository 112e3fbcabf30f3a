// Faults in time and in lists: a request that is applied late, a head without a body, a cursor that does not move, a
// limit on requests. Each over `emulator.fetch` and over a real port.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { serve } from "../src/node/index.js";
import { business, caller, callerOfV2, list, personal, text, token } from "./caller.js";
import { stopClock, until } from "./clock.js";

/** @import { FaultRule } from "../src/index.js" */
/** @import { TestContext } from "node:test" */

/** @type {["fetch" | "port"][]} */
const WAYS = [["fetch"], ["port"]];

/** @param {TestContext} context @param {"fetch" | "port"} way @param {FaultRule[]} faults */
async function setUp(context, way, ...faults) {
  const emulator = createEmulator({ faults });
  let base = "http://localhost";
  /** @type {string[]} */
  const lines = [];
  if (way === "port") {
    const server = await serve(emulator, { log: (line) => lines.push(line) });
    context.after(() => server.close());
    base = server.url;
  }
  const send = way === "port" ? globalThis.fetch : emulator.fetch;
  const headers = { authorization: `Bearer ${token(emulator.credentials)}`, "content-type": "application/json" };
  const create = (/** @type {RequestInit} */ init = {}) =>
    send(`${base}/v1/appusers`, { method: "POST", headers, body: '{"userId":"ada"}', ...init });
  const users = () => emulator.state.users.length;
  /** Resolves when the service knows that its client has left. */
  const left = () => until(() => way === "fetch" || lines.some((line) => line.includes("client left")));
  return { emulator, base, send, headers, create, users, left };
}

/** @param {Promise<unknown>} promise @returns {Promise<any>} */
const failureOf = (promise) =>
  promise.then(
    () => assert.fail("it should have failed"),
    (error) => error,
  );

/** A client that leaves once its request is at the service. @param {Awaited<ReturnType<typeof setUp>>} place */
async function createAndLeave({ emulator, create, left }) {
  const controller = new AbortController();
  const call = failureOf(create({ signal: controller.signal }));
  await until(() => emulator.requests.length === 1);
  controller.abort();
  assert.equal((await call).name, "AbortError");
  await left();
}

for (const [way] of WAYS) {
  describe(`a request that lags, over ${way}`, () => {
    test("is applied after its client has left", async (context) => {
      const place = await setUp(context, way, { lag: 400 });
      const { emulator, users } = place;
      const clock = stopClock(context);
      await createAndLeave(place);
      await clock.pass(399);
      assert.equal(users(), 0, "not yet");
      await clock.pass(1);
      await emulator.settled();
      assert.equal(users(), 1);
      const [entry] = emulator.requests;
      assert.equal(entry?.status, undefined);
      assert.ok((entry?.landedAt ?? 0) >= (entry?.at ?? Infinity));
    });

    test("is answered when it was applied, if its client waits", async (context) => {
      const { create, users, emulator } = await setUp(context, way, { lag: 20 });
      const response = await create();
      assert.deepEqual([response.status, users()], [201, 1]);
      assert.equal(emulator.requests[0]?.status, 201);
    });

    test("is applied once and late, where a gateway has answered long before", async (context) => {
      const { create, users, emulator } = await setUp(context, way, { lag: 400, status: 504 });
      const clock = stopClock(context);
      assert.equal((await create()).status, 504);
      await clock.pass(399);
      assert.equal(users(), 0);
      await clock.pass(1);
      await emulator.settled();
      assert.equal(users(), 1);
    });

    test("is not applied after a reset of the emulator", async (context) => {
      const { create, users, emulator } = await setUp(context, way, { lag: 400, reset: true });
      const clock = stopClock(context);
      await failureOf(create());
      emulator.reset();
      await clock.pass(400);
      assert.equal(users(), 0);
    });

    test("differs from a delay, whose request is lost with its client", async (context) => {
      const place = await setUp(context, way, { delay: 400 });
      const { users } = place;
      const clock = stopClock(context);
      await createAndLeave(place);
      await clock.pass(400);
      assert.equal(users(), 0);
    });
  });

  describe(`silence in the middle of the answer, over ${way}`, () => {
    for (const [silence, sent] of /** @type {const} */ ([
      ["after-headers", 0],
      ["mid-body", 100],
    ])) {
      test(`${silence}: the status is there, the body never ends, and the request was applied`, async (context) => {
        const { create, users, emulator } = await setUp(context, way, { silence });
        const controller = new AbortController();
        const response = await create({ signal: controller.signal });
        assert.equal(response.status, 201);
        assert.ok(Number(response.headers.get("content-length")) > 100);
        const reader = response.body?.getReader();
        let bytes = 0;
        if (sent > 0) bytes = (await reader?.read())?.value?.length ?? 0;
        assert.equal(bytes > 0, sent > 0);
        const rest = /** @type {Promise<unknown>} */ (reader?.read());
        const first = await Promise.race([rest, new Promise((resolve) => setTimeout(resolve, 40, "silence"))]);
        assert.equal(first, "silence");
        controller.abort();
        assert.equal((await failureOf(rest)).name, "AbortError");
        assert.deepEqual([users(), emulator.requests[0]?.status], [1, 201]);
      });
    }

    test("a body that nobody wants any more can be given up", async (context) => {
      const { create } = await setUp(context, way, { silence: "after-headers" });
      await (await create()).body?.cancel();
    });

    test("a refusal may fall silent too", async (context) => {
      const { create, users } = await setUp(context, way, { silence: "after-headers", status: 429, retryAfter: 3 });
      const controller = new AbortController();
      const response = await create({ signal: controller.signal });
      assert.deepEqual([response.status, response.headers.get("retry-after"), users()], [429, "3", 0]);
      controller.abort();
    });
  });
}

describe("a cursor that does not move", () => {
  test("lists of v2 give the first page for ever, and only while the rule holds", async () => {
    const emulator = createEmulator({ integrations: Array.from({ length: 60 }, () => ({ type: "twilio" })) });
    const call = callerOfV2(emulator);
    const first = (await call("GET", "/integrations")).body;
    emulator.faults.add({ match: { operation: "integrations.list" }, stuckCursor: true, times: "always" });
    const again = (await call("GET", `/integrations?page[after]=${first.meta.afterCursor}`)).body;
    assert.deepEqual([again.integrations, again.meta], [first.integrations, first.meta]);
    emulator.faults.clear();
    const second = (await call("GET", `/integrations?page[after]=${first.meta.afterCursor}`)).body;
    assert.notEqual(second.integrations[0].id, first.integrations[0].id);
  });

  test("messages of v1.1 and v2 give the newest page for ever", async () => {
    const emulator = createEmulator();
    const [call, callV2] = [caller(emulator), callerOfV2(emulator)];
    await callV2("POST", "/users", { externalId: "ada" });
    const { id } = (await callV2("POST", "/conversations", personal("ada"))).body.conversation;
    for (let index = 0; index < 101; index += 1) await callV2("POST", `/conversations/${id}/messages`, business("hi"));
    const newest = (await callV2("GET", `/conversations/${id}/messages`)).body;
    emulator.faults.add({ stuckCursor: true, times: "always" });
    const query = `?page[before]=${newest.meta.beforeCursor}`;
    assert.deepEqual((await callV2("GET", `/conversations/${id}/messages${query}`)).body.meta, newest.meta);
    const page = (await call("GET", "/v1.1/appusers/ada/messages")).body;
    const before = `?before=${page.messages[0].received}`;
    assert.deepEqual((await call("GET", `/v1.1/appusers/ada/messages${before}`)).body.previous, page.previous);
    emulator.faults.clear();
    assert.equal(list((await call("GET", `/v1.1/appusers/ada/messages${before}`)).body.messages).length, 1);
  });
});

describe("a rate limit", () => {
  test("lets so many requests through in any second, and tells the others when there is room", async () => {
    let now = 1_700_000_000_000;
    const emulator = createEmulator({ rateLimit: 3, now: () => now });
    const call = caller(emulator);
    const statusOf = async () => (await call("GET", "/v1/webhooks")).status;
    assert.deepEqual([await statusOf(), await statusOf(), await statusOf(), await statusOf()], [200, 200, 200, 429]);
    now += 999;
    const refused = await call("POST", "/v1/appusers", { userId: "ada" });
    assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "1"]);
    assert.deepEqual(emulator.state.users, []);
    now += 1;
    assert.equal((await call("POST", "/v1/appusers", { userId: "ada" })).status, 201);
    emulator.reset();
    assert.equal(await statusOf(), 200);
  });

  test("answers in the form of the version, counts the versions together, and leaves /_emulator alone", async () => {
    const emulator = createEmulator({ rateLimit: 1, now: () => 0 });
    assert.equal((await caller(emulator)("GET", "/v1/webhooks")).status, 200);
    const { status, body } = await callerOfV2(emulator)("GET", "/integrations");
    assert.deepEqual([status, body.errors[0].code], [429, "too_many_requests"]);
    const control = caller(emulator, { authorization: "", base: "http://localhost/_emulator" });
    assert.equal((await control("GET", "/state")).status, 200);
  });

  test("there is none unless one is set, and it is a number", async () => {
    const call = caller(createEmulator({ now: () => 0 }));
    await call("POST", "/v1/appusers", { userId: "ada" });
    for (let index = 0; index < 200; index += 1)
      assert.equal((await call("POST", "/v1/appusers/ada/messages", text("hi"))).status, 201);
    for (const rateLimit of /** @type {any[]} */ ([0, -1, "10", NaN]))
      assert.throws(() => createEmulator({ rateLimit }), /rateLimit must be a number/);
  });
});
