// Webhooks: created, changed and delivered by the rules of the service (docs/api/v1.md, sections 11.1 and 11.2).
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, list, text, twilio } from "./caller.js";
import { stopClock } from "./clock.js";
import { receiver } from "./receiver.js";

const target = "http://example.com/callback";

describe("webhooks", () => {
  test("a v1 webhook has the default trigger, a secret and no version", async () => {
    const { status, body } = await caller(createEmulator())("POST", "/v1/webhooks", { target });
    assert.equal(status, 201);
    assert.deepEqual(body.webhook, {
      _id: body.webhook._id,
      triggers: ["message"],
      secret: body.webhook.secret,
      target,
    });
    assert.match(body.webhook.secret, /^[0-9a-f]{40}$/);
  });

  test("a v1.1 webhook has its version and its include fields", async () => {
    const { body } = await caller(createEmulator())("POST", "/v1.1/webhooks", {
      target,
      triggers: ["*"],
      includeClient: true,
    });
    const { version, triggers, includeClient, includeFullAppUser } = body.webhook;
    assert.deepEqual([version, triggers, includeClient, includeFullAppUser], ["v1.1", ["*"], true, false]);
  });

  test("webhooks are listed, read, changed and deleted", async () => {
    const call = caller(createEmulator());
    const { webhook } = (await call("POST", "/v1/webhooks", { target })).body;
    assert.deepEqual((await call("GET", "/v1/webhooks")).body, { webhooks: [webhook] });
    assert.deepEqual((await call("GET", `/v1/webhooks/${webhook._id}`)).body, { webhook });
    const changed = (await call("PUT", `/v1/webhooks/${webhook._id}`, { triggers: ["postback"] })).body.webhook;
    assert.deepEqual(changed, { ...webhook, triggers: ["postback"] });
    const answer = await call("DELETE", `/v1/webhooks/${webhook._id}`);
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    for (const [method, body] of /** @type {const} */ ([["GET"], ["PUT", {}], ["DELETE"]]))
      assert.equal((await call(method, `/v1/webhooks/${webhook._id}`, body)).status, 404);
  });

  test("an app has ten webhooks at most", async () => {
    const call = caller(createEmulator());
    for (let index = 0; index < 10; index += 1)
      assert.equal((await call("POST", "/v1/webhooks", { target })).status, 201);
    assert.equal((await call("POST", "/v1/webhooks", { target })).status, 400);
    assert.equal(list((await call("GET", "/v1/webhooks")).body.webhooks).length, 10);
  });
});

describe("deliveries", () => {
  /** @param {Parameters<typeof receiver>[0]} answers @param {object} [webhook] */
  async function sendOne(answers, webhook = {}, version = "v1.1") {
    const hook = receiver(answers);
    const emulator = createEmulator({ fetch: hook.fetch, webhookBackoff: 1, linkDelay: 1 });
    const call = caller(emulator);
    const { secret } = (await call("POST", `/${version}/webhooks`, { target, ...webhook })).body.webhook;
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    await emulator.settled();
    return { ...hook, emulator, call, secret };
  }

  test("the secret stands in X-API-Key, the payload is JSON", async () => {
    const { received, secret, emulator } = await sendOne([]);
    assert.equal(received.length, 1);
    assert.equal(received[0]?.target, target);
    assert.equal(received[0]?.headers.get("x-api-key"), secret);
    assert.equal(received[0]?.headers.get("content-type"), "application/json");
    assert.equal(emulator.state.deliveries[0]?.status, "delivered");
  });

  for (const [name, answers] of /** @type {[string, (number | Error)[]][]} */ ([
    ["a 500", [500]],
    ["a redirect", [302]],
    ["a 429", [429]],
    ["a failed connection", [new TypeError("fetch failed")]],
  ])) {
    test(`${name} is tried again`, async () => {
      const { received, emulator } = await sendOne(answers);
      assert.equal(received.length, 2);
      assert.deepEqual(received[0]?.payload, received[1]?.payload);
      assert.equal(emulator.state.deliveries[0]?.status, "delivered");
    });
  }

  for (const status of [400, 401, 403, 404, 406]) {
    test(`a ${status} is final`, async () => {
      const { received, emulator } = await sendOne([status]);
      assert.equal(received.length, 1);
      assert.equal(emulator.state.deliveries[0]?.status, "failed");
    });
  }

  test("after five tries with growing gaps it gives up", async (context) => {
    const hook = receiver([500, 500, 500, 500, 500, 500]);
    const emulator = createEmulator({ fetch: hook.fetch, webhookBackoff: 100 });
    const call = caller(emulator);
    await call("POST", "/v1.1/webhooks", { target });
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    const clock = stopClock(context);
    const after = async (/** @type {number} */ ms) => {
      await clock.pass(ms);
      return hook.received.length;
    };
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    assert.equal(await after(0), 1);
    for (const [gap, tries] of /** @type {const} */ ([
      [100, 2],
      [200, 3],
      [400, 4],
      [800, 5],
    ])) {
      assert.equal(await after(gap - 1), tries - 1, `${gap} ms are not over`);
      assert.equal(await after(1), tries);
    }
    assert.equal(await after(100_000), 5);
    assert.deepEqual(
      emulator.state.deliveries[0]?.attempts.map(({ status }) => status),
      [500, 500, 500, 500, 500],
    );
    assert.equal(emulator.state.deliveries[0]?.status, "failed");
  });

  test("20 seconds without an answer are a failed attempt", async (context) => {
    const hook = receiver(["never"]);
    const emulator = createEmulator({ fetch: hook.fetch, webhookBackoff: 1 });
    const call = caller(emulator);
    await call("POST", "/v1.1/webhooks", { target });
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    const clock = stopClock(context);
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    await clock.pass(19_999);
    assert.equal(emulator.state.deliveries[0]?.attempts.length, 0);
    await clock.pass(1);
    assert.match(emulator.state.deliveries[0]?.attempts[0]?.error ?? "", /20 s/);
    await clock.pass(1);
    assert.equal(emulator.state.deliveries[0]?.status, "delivered");
  });

  test("a webhook gets only its triggers: `message` is both roles, names are case-sensitive", async () => {
    const { payloads, received, call, emulator } = await sendOne([], { triggers: ["message", "Postback"] });
    await call("POST", "/v1.1/appusers/ada/messages", text("hello", { role: "appUser" }));
    await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555"));
    await emulator.settled();
    assert.deepEqual(
      [payloads("message:appMaker").length, payloads("message:appUser").length, received.length],
      [1, 1, 2],
    );
  });

  test("the version of the creating endpoint decides the names and payloads", async () => {
    const { received, call, emulator } = await sendOne([], { triggers: ["*"] }, "v1");
    await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555"));
    await emulator.settled();
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    await emulator.settled();
    assert.deepEqual(
      received.map(({ payload }) => payload.trigger),
      ["message:appMaker", "link:match", "link:success", "message:appMaker", "delivery:success"],
    );
    assert.ok(received.every(({ payload }) => !("version" in payload)));
  });

  test("a reset drops what is under way", async (context) => {
    const hook = receiver([500, 500]);
    const emulator = createEmulator({ fetch: hook.fetch, webhookBackoff: 20 });
    const call = caller(emulator);
    await call("POST", "/v1.1/webhooks", { target });
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    const clock = stopClock(context);
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    emulator.reset();
    await emulator.settled();
    await clock.pass(20);
    assert.equal(hook.received.length, 1);
    assert.deepEqual(emulator.state.deliveries, []);
  });

  test("without an injected fetch, payloads travel over real HTTP", async () => {
    /** @type {any[]} */
    const received = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        received.push([request.headers["x-api-key"], JSON.parse(body)]);
        response.end();
      });
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const emulator = createEmulator();
    const call = caller(emulator);
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const { webhook } = (await call("POST", "/v1.1/webhooks", { target: `http://127.0.0.1:${port}/hook` })).body;
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    await emulator.settled();
    server.close();
    server.closeAllConnections();
    assert.equal(received.length, 1);
    assert.equal(received[0][0], webhook.secret);
    assert.equal(received[0][1].messages[0].text, "hi");
  });
});
