// Calls of one client with the same key at the same time: nobody is reached twice, and each ends when it wants to.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";

import { stopClock } from "./clock.mjs";
import { HELLO, TWILIO, failure, service, served } from "./service.mjs";

const KEY = { dedupeKey: "parcel 7" };

const count = (emulator, pattern) =>
  emulator.requests.filter(({ method, path }) => method === "POST" && pattern.test(path)).length;
const SENDS = /messages$/;
const LINKS = /(channels|clients)$/;

/** A service of this version, and a client. */
function of(version, more = {}, settings = {}) {
  const { appId } = service().emulator.credentials;
  return service({ apiVersion: version, ...(version === "v2" && { appId }), ...more }, settings);
}

const ROUNDS = 20;

for (const version of ["v1", "v1.1", "v2"]) {
  test(`${version}: sends with one key at once are one message, which all get`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { emulator, smooch } = of(version);
      await smooch.create({ userId: "ada" });
      const answers = await Promise.all([1, 2, 3].map(() => smooch.send("ada", HELLO, KEY).withResponse()));
      assert.equal(count(emulator, SENDS), 1);
      for (const { data, status } of answers) assert.deepEqual([data, status], [answers[0].data, 201]);
    }
  });

  test(`${version}: links with dedupe at once ask the person once`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { emulator, smooch } = of(version);
      await smooch.create({ userId: "ada" });
      const spelled = { ...TWILIO, phoneNumber: "+1 514-555-5555" };
      await Promise.all([TWILIO, spelled, TWILIO].map((link) => smooch.link("ada", link, { dedupe: true })));
      assert.equal(count(emulator, LINKS), 1);
    }
  });

  test(`${version}: reaches with one key at once leave one user, one link, one message`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { emulator, smooch } = of(version);
      const reached = await Promise.all([1, 2, 3].map(() => smooch.reach({ userId: "ada" }, TWILIO, HELLO, KEY)));
      assert.deepEqual([count(emulator, LINKS), count(emulator, SENDS)], [1, 1]);
      assert.deepEqual(reached.map(({ message }) => message).sort(), ["found", "found", "sent"]);
    }
  });
}

test("sends by request with one key at once are one message", async () => {
  const { emulator, smooch } = of("v1");
  await smooch.create({ userId: "ada" });
  const options = { params: { userId: "ada" }, body: HELLO, ...KEY };
  await Promise.all([1, 2].map(() => smooch.request("POST", "/appusers/{userId}/messages", options)));
  assert.equal(count(emulator, SENDS), 1);
});

test("what is not the same is not shared", async () => {
  const { emulator, smooch } = of("v1");
  for (const userId of ["ada", "bob"]) await smooch.create({ userId });
  await Promise.all([
    smooch.send("ada", HELLO, KEY),
    smooch.send("bob", HELLO, KEY),
    smooch.send("ada", HELLO, { dedupeKey: "parcel 8" }),
    smooch.send("ada", HELLO, { dedupe: true }),
    smooch.send("ada", HELLO, { dedupe: true }),
    smooch.send("ada", HELLO),
    smooch.send("ada", HELLO),
  ]);
  assert.equal(count(emulator, SENDS), 7);
});

test("v2: one key in two conversations is two messages", async () => {
  const { emulator, smooch } = of("v2", {}, { conversations: "several" });
  await smooch.create({ userId: "ada" });
  const conversation = { type: "personal", participants: [{ userExternalId: "ada" }] };
  const ids = [];
  for (let n = 0; n < 2; n++) ids.push((await smooch.conversations.create(conversation)).conversation.id);
  await Promise.all(ids.map((conversationId) => smooch.send("ada", HELLO, { ...KEY, conversationId })));
  assert.equal(count(emulator, SENDS), 2);
});

test("a later call with the key looks for the message", async () => {
  const { emulator, smooch } = of("v1");
  await smooch.create({ userId: "ada" });
  await smooch.send("ada", HELLO, KEY);
  await smooch.send("ada", HELLO, KEY);
  assert.equal(count(emulator, SENDS), 1);
});

test("an error is the error of all", async () => {
  const { emulator, smooch } = of("v1");
  const errors = await Promise.all([1, 2].map(() => failure(smooch.send("nobody", HELLO, KEY))));
  assert.deepEqual(
    errors.map(({ name }) => name),
    ["NotFoundError", "NotFoundError"],
  );
  assert.equal(count(emulator, SENDS), 1);
});

/** A client whose sends wait until the test lets them go on. */
async function held() {
  const { emulator } = of("v1");
  const begun = deferred();
  const open = deferred();
  const ended = deferred();
  const fetch = async (url, init) => {
    if (init.method === "POST" && url.endsWith("messages")) {
      begun.resolve();
      init.signal.addEventListener("abort", () => ended.resolve(init.signal.reason));
      await open.promise;
    }
    return emulator.fetch(url, init);
  };
  const { keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, fetch, maxRetries: 0 });
  await smooch.create({ userId: "ada" });
  return { emulator, smooch, begun: begun.promise, open: open.resolve, ended: ended.promise };
}

function deferred() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

test("the signal of the first ends its own wait only", async () => {
  const { emulator, smooch, begun, open } = await held();
  const controller = new AbortController();
  const first = failure(smooch.send("ada", HELLO, { ...KEY, signal: controller.signal }));
  const second = smooch.send("ada", HELLO, KEY);
  await begun;
  controller.abort("enough");
  const { name, sent, cause } = await first;
  assert.deepEqual([name, sent, cause], ["AbortError", "maybe", "enough"]);
  open();
  assert.ok((await second).message);
  assert.equal(count(emulator, SENDS), 1);
});

test("the deadline of the first ends its own wait only, and that of the second the second's", async (context) => {
  const { emulator, smooch, begun, open } = await held();
  const clock = stopClock(context);
  const [first, second] = [100, 200].map((deadline) => failure(smooch.send("ada", HELLO, { ...KEY, deadline })));
  const third = smooch.send("ada", HELLO, KEY);
  await begun;
  await clock.pass(100);
  await first;
  await clock.pass(100);
  for (const { name, code, sent } of [await first, await second])
    assert.deepEqual([name, code, sent], ["TimeoutError", "deadline", "maybe"]);
  open();
  assert.ok((await third).message);
  assert.equal(count(emulator, SENDS), 1);
});

test("the deadline of the last holds, though a call without one began", async (context) => {
  const { smooch, begun, ended } = await held();
  const clock = stopClock(context);
  const controller = new AbortController();
  const first = failure(smooch.send("ada", HELLO, { ...KEY, signal: controller.signal }));
  const second = failure(smooch.send("ada", HELLO, { ...KEY, deadline: 200 }));
  await begun;
  controller.abort();
  assert.equal((await first).name, "AbortError");
  await clock.pass(200);
  assert.equal((await second).code, "deadline");
  await ended;
});

test("when the last leaves, the request is ended", async () => {
  const { smooch, begun, ended } = await held();
  const controllers = [new AbortController(), new AbortController()];
  const calls = controllers.map(({ signal }) => failure(smooch.send("ada", HELLO, { ...KEY, signal })));
  await begun;
  controllers.forEach((controller, index) => controller.abort(`enough ${index}`));
  const errors = await Promise.all(calls);
  assert.deepEqual(
    errors.map(({ name, cause }) => [name, cause]),
    [
      ["AbortError", "enough 0"],
      ["AbortError", "enough 1"],
    ],
  );
  assert.equal(await ended, "enough 1");
});

test("a signal that ended before: nothing is sent", async () => {
  const { emulator, smooch } = of("v1");
  const before = emulator.requests.length;
  const { name, sent } = await failure(smooch.send("ada", HELLO, { ...KEY, signal: AbortSignal.abort("no") }));
  assert.deepEqual([name, sent, emulator.requests.length], ["AbortError", "no", before]);
});

test("a call that is wrong fails by itself, whatever is under way", async () => {
  const { smooch, begun, open } = await held();
  const right = smooch.send("ada", HELLO, KEY);
  await begun;
  assert.equal((await failure(smooch.send("ada", { ...HELLO, text: 7 }, KEY))).name, "ValidationError");
  open();
  await right;
});

test("on Workers nothing is shared between calls, which may be of two requests", async (context) => {
  const known = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  context.after(() => (known ? Object.defineProperty(globalThis, "navigator", known) : delete globalThis.navigator));
  Object.defineProperty(globalThis, "navigator", { value: { userAgent: "Cloudflare-Workers" }, configurable: true });
  const { Smooch } = await import(`${import.meta.resolve("smooch-edge")}?workers`);
  const { emulator } = of("v1");
  const { keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, fetch: emulator.fetch });
  await smooch.create({ userId: "ada" });
  const before = emulator.requests.length;
  await Promise.all([1, 2].map(() => smooch.send("ada", HELLO, KEY)));
  // Each looks for the message by itself.
  assert.equal(emulator.requests.slice(before).filter(({ method }) => method === "GET").length, 2);
});

test("over a network, too", async (context) => {
  const { emulator, smooch } = await served(context);
  await smooch.create({ userId: "ada" });
  for (let round = 0; round < ROUNDS; round++) {
    const before = count(emulator, SENDS);
    await Promise.all([1, 2].map(() => smooch.send("ada", HELLO, { dedupeKey: `parcel ${round}` })));
    assert.equal(count(emulator, SENDS), before + 1);
  }
});
