// Waiting for a link without webhooks.

import assert from "node:assert/strict";
import { test } from "node:test";

import { stopClock, until } from "./clock.mjs";
import { TWILIO, clientOf, failure, service } from "./service.mjs";

/** Waits that take no time worth mentioning. */
const QUICK = { type: "twilio", interval: 2 };

/** A link that waits for the person's answer. */
const PROMPT = { ...TWILIO, confirmation: { type: "prompt" } };

/** A client of a version, with the operations that it calls, and Ada. */
async function of(apiVersion) {
  const operations = [];
  const { appId } = service().emulator.credentials;
  const onRequest = ({ operation }) => operations.push(operation);
  let answers = 0;
  const onResponse = () => (answers += 1);
  const { emulator, smooch } = service({ apiVersion, appId, onRequest, onResponse });
  await smooch.create({ userId: "ada" });
  /** Waits for a link that is pending, and that the person answers during the third look. */
  const answered = async (accepts) => {
    await emulator.settled();
    const waiting = smooch.waitForLink("ada", QUICK);
    waiting.catch(() => {});
    await until(() => operations.length >= 3);
    emulator.answer("ada", "twilio", accepts);
    return waiting;
  };
  const begin = async (link) => {
    await smooch.link("ada", link);
    operations.length = 0;
  };
  /** The error of a wait whose looks are answered, and whose time of 40 ms passes. */
  const late = async (context, options) => {
    const clock = stopClock(context);
    operations.length = answers = 0;
    let error;
    const over = failure(smooch.waitForLink("ada", { ...options, timeout: 40 })).then((it) => (error = it));
    const answered = () => until(() => answers > 0 && answers === operations.length);
    await answered();
    await clock.pass(39);
    await answered();
    assert.equal(error, undefined, "40 ms are not over");
    await clock.pass(1);
    return over;
  };
  return { emulator, smooch, operations, begin, answered, late };
}

const typeOf = (client) => client.type ?? client.platform;

for (const version of ["v1", "v1.1", "v2"]) {
  const look = version === "v2" ? "channels.list" : "users.get";

  test(`${version}: the client is given once it is active, and nothing is sent`, async () => {
    const { operations, begin, answered } = await of(version);
    await begin(PROMPT);
    const client = await answered(true);
    assert.deepEqual([typeOf(client), client.status, client.externalId], ["twilio", "active", "+15145555555"]);
    assert.ok(operations.length > 2);
    assert.deepEqual([...new Set(operations)], [look]);
  });

  test(`${version}: a client that is active is given at once`, async () => {
    const { emulator, smooch, operations, begin } = await of(version);
    await begin(TWILIO);
    await emulator.settled();
    await smooch.waitForLink("ada", { type: "twilio" });
    assert.deepEqual(operations, [look]);
  });

  test(`${version}: a link that fails after it was pending is link_failed`, async () => {
    const { begin, answered } = await of(version);
    await begin({ ...PROMPT, phoneNumber: "+15145557777" });
    const error = await failure(answered(false));
    assert.deepEqual(
      [error.name, error.code, error.sent, error.retryable, error.operation],
      ["SmoochError", "link_failed", "no", false, "waitForLink"],
    );
    assert.ok(error.attempts > 2);
    assert.doesNotMatch(JSON.stringify(error), /ada|514/);
  });

  test(`${version}: a link that stays pending is out of time`, async (context) => {
    const { begin, late } = await of(version);
    await begin(PROMPT);
    const error = await late(context, QUICK);
    assert.deepEqual([error.name, error.code, error.sent, error.retryable], ["TimeoutError", "timeout", "no", true]);
    assert.match(error.message, /still pending after 40 ms/);
  });

  test(`${version}: a last look without a response changes nothing of what was seen before`, async (context) => {
    const { emulator, smooch, operations, begin } = await of(version);
    await begin(PROMPT);
    emulator.faults.add({ after: 1, silence: true, times: "always", match: { operation: look } });
    const clock = stopClock(context);
    const over = failure(smooch.waitForLink("ada", { ...QUICK, timeout: 40 }));
    await until(() => emulator.requests.some(({ operation, status }) => operation === look && status));
    while (operations.length < 2) await clock.pass(1);
    await clock.pass(10_000);
    const error = await over;
    assert.deepEqual([error.name, error.code, error.attempts], ["TimeoutError", "timeout", 2]);
  });

  test(`${version}: a link that was never there is told apart`, async (context) => {
    const { late } = await of(version);
    const error = await late(context, QUICK);
    assert.deepEqual([error.name, error.code, error.sent], ["TimeoutError", "link_not_found", "no"]);
  });

  test(`${version}: a link that is asked for later is waited for`, async () => {
    const { smooch } = await of(version);
    const waiting = smooch.waitForLink("ada", QUICK);
    await smooch.link("ada", TWILIO);
    assert.equal(typeOf(await waiting), "twilio");
  });

  test(`${version}: another channel is not what is waited for`, async (context) => {
    const { emulator, begin, late } = await of(version);
    await begin(TWILIO);
    await emulator.settled();
    const error = await late(context, { ...QUICK, type: "mailgun" });
    assert.equal(error.code, "link_not_found");
  });

  test(`${version}: a client that was there before a link is no proof of it`, async () => {
    const { emulator, begin, answered } = await of(version);
    await begin(TWILIO);
    await emulator.settled();
    await begin({ ...PROMPT, phoneNumber: "+15145556666" });
    assert.equal((await failure(answered(false))).code, "link_failed");
    await begin({ ...PROMPT, phoneNumber: "+15145556666" });
    assert.equal((await answered(true)).externalId, "+15145556666");
  });

  test(`${version}: a signal ends it, before and between its looks`, async () => {
    const { smooch, operations, begin } = await of(version);
    await begin(PROMPT);
    const before = await failure(
      smooch.waitForLink("ada", { type: "twilio", signal: AbortSignal.abort(new Error("enough")) }),
    );
    assert.deepEqual([before.name, before.sent, before.cause.message], ["AbortError", "no", "enough"]);
    assert.deepEqual(operations, []);
    const controller = new AbortController();
    const waiting = failure(smooch.waitForLink("ada", { type: "twilio", interval: 60_000, signal: controller.signal }));
    setTimeout(() => controller.abort(new Error("enough")), 20);
    const between = await waiting;
    assert.deepEqual([between.name, between.cause.message], ["AbortError", "enough"]);
    assert.deepEqual(operations, [look]);
  });

  test(`${version}: a user who is not there is an error at once`, async () => {
    const { smooch, operations } = await of(version);
    operations.length = 0;
    const error = await failure(smooch.waitForLink("bob", { type: "twilio" }));
    assert.deepEqual([error.name, operations], ["NotFoundError", [look]]);
  });

  test(`${version}: a look that hangs does not outlast the time`, async () => {
    const { emulator, smooch, begin } = await of(version);
    await begin(TWILIO);
    emulator.faults.add({ silence: true, times: "always" });
    const from = performance.now();
    const error = await failure(smooch.waitForLink("ada", { type: "twilio", timeout: 50 }));
    assert.equal(error.name, "TimeoutError");
    assert.ok(performance.now() - from < 20_000);
  });
}

test("a client that is blocked or not in use is not active", async () => {
  const answers = [
    { clients: [{ id: "1", platform: "twilio", status: "blocked" }] },
    { clients: [{ id: "1", platform: "twilio", active: false }] },
    { clients: [{ id: "1", platform: "twilio" }] },
  ];
  const fetch = async () => new Response(JSON.stringify({ appUser: answers.shift() }));
  assert.deepEqual(await clientOf(fetch).waitForLink("ada", QUICK), { id: "1", platform: "twilio" });
  assert.equal(answers.length, 0);
});

test("a link that renews a client is known by its address", async () => {
  const client = { id: "1", platform: "twilio", displayName: "+15145555555" };
  const answers = [{ clients: [client], pendingClients: [{ ...client, id: "2" }] }, { clients: [client] }];
  const fetch = async () => new Response(JSON.stringify({ appUser: answers.shift() }));
  assert.deepEqual(await clientOf(fetch).waitForLink("ada", QUICK), client);
});

test("v2: a client is seen on whatever page of the list it is", async (context) => {
  const clock = stopClock(context);
  for (const status of ["active", "pending"]) {
    const requests = [];
    const pages = {
      null: { clients: [{ id: "1", type: "mailgun", status: "active" }], meta: { hasMore: true, afterCursor: "b" } },
      b: { clients: [{ id: "2", type: "twilio", status }], meta: { hasMore: false } },
    };
    const fetch = async (url) => {
      requests.push(url);
      return new Response(JSON.stringify(pages[new URL(url).searchParams.get("page[after]")]));
    };
    let answers = 0;
    const onResponse = () => (answers += 1);
    const smooch = clientOf(fetch, { apiVersion: "v2", appId: "app", onResponse });
    const waiting = smooch.waitForLink("ada", { ...QUICK, timeout: 20 });
    if (status === "active") {
      assert.equal((await waiting).id, "2");
    } else {
      const error = failure(waiting);
      await until(() => answers === 2);
      await clock.pass(20);
      assert.equal((await error).code, "timeout");
    }
    assert.ok(requests.every((url) => url.includes("/users/ada/clients?page%5Bsize%5D=100")));
  }
});

test("waits double up to ten times the first", async (context) => {
  const waits = [];
  context.mock.method(Math, "random", () => 1);
  context.mock.method(globalThis, "setTimeout", (end, milliseconds) => {
    if (milliseconds < 10_000) {
      waits.push(Math.round(milliseconds));
      queueMicrotask(end);
    }
    return 0;
  });
  const fetch = async () => {
    const clients = waits.length < 6 ? [] : [{ id: "1", platform: "twilio" }];
    return new Response(JSON.stringify({ appUser: { clients } }));
  };
  await clientOf(fetch).waitForLink("ada", { type: "twilio" });
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 5000, 5000]);
});

for (const [name, options, path, message] of [
  ["no options", undefined, "type", /type is required in the options of waitForLink/],
  ["no type", { timeout: 10 }, "type", /type is required in the options of waitForLink/],
  ["an empty type", { type: "" }, "type", /type must be a string that is not empty/],
  ["a time that is none", { type: "twilio", timeout: 0 }, "timeout", /a whole number of at least 1/],
  ["an interval that is none", { type: "twilio", interval: "1" }, "interval", /a whole number of at least 1/],
  ["a signal that is none", { type: "twilio", signal: {} }, "signal", /an AbortSignal/],
  ["a name that is none", { type: "twilio", until: 10 }, "until", /type, timeout, interval and signal\.$/],
  ["a slip in a name", { type: "twilio", timeOut: 10 }, "timeOut", /Did you mean timeout\?/],
]) {
  test(`${name} is refused`, async () => {
    const error = await failure(clientOf(undefined).waitForLink("ada", options));
    assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", path, "no"]);
    assert.match(error.message, message);
  });
}
