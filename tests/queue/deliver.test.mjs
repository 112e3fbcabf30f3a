// What an engine is to do with a delivery, each rule with what it takes and what it does not, under the faults of the
// emulator; and what is looked for before a message is sent again.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { Smooch, SmoochError } from "smooch-edge";
import { deliver } from "smooch-edge/queue";
import { createEmulator } from "smooch-emulator";

import { stopClock, until } from "../client/clock.mjs";
import { moment } from "../node/world.mjs";
import { freePort } from "../webhooks/endpoint.mjs";
import { answer, clientOf, item, sends, service, text } from "./place.mjs";

const TWILIO = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
const SEND = item("ada", "Hi");
const CREATE = { operation: "create", body: { userId: "bob" } };
const LINK = { operation: "link", id: "ada", body: TWILIO };
const READ = { operation: "users.get", id: "ada" };

/** Delivers an item to a service with these faults. */
async function delivered(faults, given = SEND, delivery = {}, options = {}) {
  const place = await service({ users: ["ada"], faults, ...options });
  const verdict = await deliver(place.smooch, given, { key: "job 1", attempt: 1, ...delivery });
  return { ...place, verdict };
}

/** The same under faults of sends: the time passes once one is at the service. */
async function late(context, fault, milliseconds, delivery = {}, options = {}) {
  const { emulator, smooch } = await service({ users: ["ada"], faults: always(fault, "send"), ...options });
  const clock = stopClock(context);
  const verdict = deliver(smooch, SEND, { key: "job 1", attempt: 1, ...delivery });
  await until(() => sends(emulator).length === 1);
  await clock.pass(milliseconds);
  return verdict;
}

/** A verdict without its error and response: what an engine looks at. */
const bare = ({ do: what, after, pause, found }) =>
  what === "retry" ? [what, after, pause] : found ? [what, "found"] : [what];

/** One fault of every request, or of those of an operation. */
const always = (fault, operation) => [{ ...fault, times: "always", ...(operation && { match: { operation } }) }];

/**
 * The item, the fault, what is to be done. A wait of its own choice is one second at the first attempt.
 *
 * @type {Record<string, [item: object, faults: object[], verdict: unknown[]]>}
 */
const RULES = {
  "a message that is sent": [SEND, [], ["ack"]],
  "a message whose answer cannot be read": [SEND, always({ invalidJson: true }, "send"), ["ack"]],
  "a read whose answer cannot be read": [READ, always({ invalidJson: true }, "users.get"), ["retry", 1, false]],
  "a read": [READ, [], ["ack"]],
  "a user who is made": [CREATE, [], ["ack"]],
  "a user who is there": [{ operation: "create", body: { userId: "ada" } }, [], ["ack", "found"]],
  "a link": [LINK, [], ["ack"]],
  "a link that conflicts": [LINK, always({ status: 409 }, "link"), ["dead"]],
  "a change": [{ operation: "users.update", id: "ada", body: { givenName: "Ada" } }, [], ["ack"]],
  "a change of nobody": [{ operation: "users.update", id: "eve", body: { givenName: "Eve" } }, [], ["dead"]],
  "a removal": [{ operation: "users.delete", id: "ada" }, [], ["ack"]],
  "a removal of nobody": [{ operation: "users.delete", id: "eve" }, [], ["dead"]],
  "a channel taken away that is not there": [
    { operation: "channels.unlink", id: "ada", channel: "twilio" },
    [],
    ["dead"],
  ],

  "429 with a time": [SEND, always({ status: 429, retryAfter: 7 }), ["retry", 7, true]],
  "429 without one": [SEND, always({ status: 429 }), ["retry", 1, true]],
  "429 with a day": [SEND, always({ status: 429, retryAfter: 86_400 }), ["retry", 3600, true]],
  "503 with a time": [SEND, always({ status: 503, retryAfter: 3 }), ["retry", 3, true]],
  "503 without one: maybe": [SEND, always({ status: 503 }), ["retry", 10, false]],
  "500: maybe": [SEND, always({ status: 500 }), ["retry", 10, false]],
  "500 of a create: maybe": [CREATE, always({ status: 500 }), ["retry", 10, false]],
  "408: maybe": [SEND, always({ status: 408 }), ["retry", 10, false]],
  "423: long": [SEND, always({ status: 423 }), ["retry", 300, false]],
  "a lost connection: maybe": [SEND, always({ reset: true }), ["retry", 10, false]],
  401: [SEND, always({ status: 401 }), ["retry", 60, true]],
  402: [SEND, always({ status: 402 }), ["retry", 60, true]],
  403: [SEND, always({ status: 403 }), ["retry", 60, true]],
  400: [SEND, always({ status: 400 }), ["dead"]],
  404: [SEND, always({ status: 404 }), ["dead"]],
  409: [SEND, always({ status: 409 }), ["dead"]],
  413: [SEND, always({ status: 413 }), ["dead"]],
  "a redirect, which is not the message's": [SEND, always({ redirect: "https://other.example/" }), ["retry", 1, false]],
  "a body that the client refuses": [item("ada", 7), [], ["dead"]],
  "an unknown operation": [{ operation: "shout", id: "ada" }, [], ["dead"]],
  "a member that no item has": [{ ...SEND, to: "ada" }, [], ["dead"]],
  "what is no item": [null, [], ["dead"]],
  "a text": ["send", [], ["dead"]],
};

describe("verdicts", () => {
  for (const [name, [given, faults, expected]] of Object.entries(RULES)) {
    test(name, async () => {
      const { verdict } = await delivered(faults, given);
      assert.deepEqual(bare(verdict), expected, String(verdict.error));
      if (verdict.do !== "ack") assert.ok(SmoochError.is(verdict.error));
    });
  }

  test("a time-out is maybe; one before anything was sent is not", async (context) => {
    const slow = await late(context, { delay: 5000 }, 30, {}, { timeout: 30 });
    assert.deepEqual([...bare(slow), slow.error.name], ["retry", 10, false, "TimeoutError"]);
    context.mock.restoreAll();
    const never = await delivered([], SEND, { timeLeft: 0 });
    assert.deepEqual([...bare(never.verdict), sends(never.emulator).length], ["retry", 1, false, 0]);
  });

  test("no more is waited for an answer than the engine waits", async (context) => {
    const verdict = await late(context, { silence: true }, 50, { timeLeft: 50 });
    assert.deepEqual([...bare(verdict), verdict.error.code], ["retry", 10, false, "deadline"]);
  });

  test("a connection that was never made is tried again at once", async () => {
    const smooch = new Smooch({ token: "a", baseUrl: `http://127.0.0.1:${await freePort()}` });
    const verdict = await deliver(smooch, SEND, { key: "1", attempt: 1 });
    assert.deepEqual([...bare(verdict), verdict.error.sent], ["retry", 1, false, "no"]);
  });

  test("a token that cannot be had buries nothing", async () => {
    const token = () => Promise.reject(new Error("The token service is down."));
    const verdict = await deliver(
      clientOf(() => assert.fail(), { token }),
      SEND,
      { key: "1", attempt: 1 },
    );
    assert.deepEqual([...bare(verdict), verdict.error.code], ["retry", 60, false, "token_failed"]);
  });

  test("what a signal ends is retried", async () => {
    const early = await delivered([], SEND, { signal: AbortSignal.abort() });
    assert.deepEqual([...bare(early.verdict), sends(early.emulator).length], ["retry", 1, false, 0]);
    const stop = new AbortController();
    const fetch = (_, { signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        stop.abort();
      });
    const verdict = await deliver(clientOf(fetch), SEND, { key: "1", attempt: 1, signal: stop.signal });
    assert.deepEqual([...bare(verdict), verdict.error.sent], ["retry", 10, false, "maybe"]);
  });

  test("a service that is slow gets the time that the delivery says", async () => {
    const { verdict } = await delivered(always({ status: 500 }), SEND, { maybeAfter: 45_000 });
    assert.deepEqual(bare(verdict), ["retry", 45, false]);
  });

  test("waits double with the attempts, up to a minute; half of them is chance", async () => {
    for (const [attempt, least, most] of [
      [2, 1, 2],
      [5, 8, 16],
      [50, 30, 60],
      [undefined, 3, 5],
    ]) {
      const { verdict } = await delivered(always({ status: 429 }), SEND, { attempt });
      assert.ok(verdict.after >= least && verdict.after <= most, `${verdict.after} s at attempt ${attempt}`);
    }
  });

  test("a look that fails among calls that are answered waits no longer than a maybe; in an outage it does", async () => {
    const { smooch, emulator } = await delivered();
    const broken = always({ status: 500 }, "messages.list");
    const fails = async () => {
      emulator.faults.set(broken);
      const { after } = await deliver(smooch, SEND, { key: "job 2", attempt: 50 });
      return after;
    };
    const alone = await fails();
    assert.ok(alone >= 5 && alone <= 10, `${alone} s`);
    // More failures with no answer between them: the wait doubles with each, up to a minute.
    for (const [least, most] of [
      [10, 20],
      [20, 40],
      [30, 60],
      [30, 60],
    ]) {
      const after = await fails();
      assert.ok(after >= least && after <= most, `${after} s, not ${least} to ${most}`);
    }
    emulator.faults.set([]);
    assert.deepEqual(bare(await deliver(smooch, SEND, { key: "job 3", attempt: 1 })), ["ack"]);
    const again = await fails();
    assert.ok(again >= 5 && again <= 10, `${again} s after an answer`);
  });

  test("a client that was never answered waits as its attempts say", async () => {
    const { verdict } = await delivered(always({ status: 500 }, "messages.list"), SEND, { attempt: 50 });
    assert.ok(verdict.after >= 30 && verdict.after <= 60, `${verdict.after} s`);
  });

  test("who is refused again and again without a pace waits longer than it is told; with one it does not", async () => {
    const faults = always({ status: 429, retryAfter: 1 });
    const { verdict } = await delivered(faults, SEND, { attempt: 7 });
    assert.ok(verdict.after >= 30 && verdict.after <= 60, `${verdict.after} s`);
    const pace = { take: () => 0, pause: () => {} };
    assert.deepEqual(bare((await delivered(faults, SEND, { attempt: 7, pace })).verdict), ["retry", 1, true]);
  });

  test("what was to be removed and is gone by a later delivery is done", async () => {
    for (const given of [
      { operation: "users.delete", id: "eve" },
      { operation: "channels.unlink", id: "ada", channel: "twilio" },
    ]) {
      const { verdict } = await delivered([], given, { attempt: 2 });
      assert.deepEqual(bare(verdict), ["ack", "found"]);
    }
  });

  test("one attempt is made, whatever the client and the item say", async () => {
    const given = { ...SEND, options: { maxRetries: 5 } };
    const { emulator } = await delivered(always({ status: 429, retryAfter: 0 }), given, {}, { maxRetries: 9 });
    assert.equal(sends(emulator).length, 1);
  });

  test("the item survives JSON, with its key, ref and options", async () => {
    const given = JSON.parse(JSON.stringify({ ...SEND, key: "k", ref: { row: 7 }, options: { timeout: 5000 } }));
    assert.deepEqual(bare((await delivered([], given)).verdict), ["ack"]);
  });
});

describe("the key", () => {
  test("the first delivery carries it without looking; the message's other metadata stays", async () => {
    const { emulator, verdict } = await delivered([], { ...SEND, body: { ...text("Hi"), metadata: { order: 7 } } });
    assert.deepEqual(
      emulator.requests.slice(1).map(({ operation }) => operation),
      ["send"],
    );
    assert.deepEqual(sends(emulator)[0].body.metadata, { order: 7, dedupeKey: "job 1" });
    assert.equal(verdict.response.message.text, "Hi");
  });

  for (const [name, delivery, looks] of [
    ["a later delivery", { attempt: 2 }, true],
    ["one of which nobody knows which it is", { attempt: undefined }, true],
    ["a first one that is told to look", { look: true }, true],
    ["a later one that is told not to", { attempt: 2, look: false }, false],
  ]) {
    test(`${name} ${looks ? "looks first" : "does not look"}`, async () => {
      const { emulator } = await delivered([], SEND, delivery);
      const made = emulator.requests.slice(1).map(({ operation }) => operation);
      assert.deepEqual(made, looks ? ["messages.list", "send"] : ["send"]);
      assert.equal(sends(emulator)[0].body.metadata.dedupeKey, "job 1");
    });
  }

  test("a message whose answer was lost is found by the next delivery", async () => {
    const { emulator, smooch, verdict } = await delivered([
      { reset: true, phase: "after", match: { operation: "send" } },
    ]);
    assert.deepEqual(bare(verdict), ["retry", 10, false]);
    const next = await deliver(smooch, SEND, { key: "job 1", attempt: 2 });
    assert.deepEqual([...bare(next), next.response.message.text], ["ack", "found", "Hi"]);
    assert.equal(emulator.state.messages.length, 1);
  });

  test("another message with the same words is not found", async () => {
    const { emulator, smooch } = await delivered([]);
    const next = await deliver(smooch, SEND, { key: "job 2", attempt: 2 });
    assert.deepEqual(bare(next), ["ack"]);
    assert.equal(emulator.state.messages.length, 2);
  });

  test("the item's own key goes first, and still does not look at the first delivery", async () => {
    const given = { ...SEND, options: { dedupe: true, dedupeKey: "mine" } };
    const { emulator } = await delivered([], given);
    assert.deepEqual([sends(emulator)[0].body.metadata.dedupeKey, emulator.requests.length], ["mine", 2]);
  });

  test("a link that was asked for is found by the next delivery", async () => {
    const { emulator, smooch, verdict } = await delivered(
      [{ reset: true, phase: "after", match: { operation: "link" } }],
      LINK,
    );
    assert.deepEqual(bare(verdict), ["retry", 10, false]);
    assert.deepEqual(bare(await deliver(smooch, LINK, { key: "job 1", attempt: 2 })), ["ack", "found"]);
    assert.equal(emulator.requests.filter(({ operation }) => operation === "link").length, 1);
  });

  test("a look that fails sends nothing and is retried", async () => {
    const { emulator, verdict } = await delivered(always({ status: 500 }, "messages.list"), SEND, { attempt: 2 });
    assert.deepEqual([bare(verdict)[0], verdict.error.sent, sends(emulator).length], ["retry", "no", 0]);
  });
});

describe("two deliveries of one message at the same moment", () => {
  test("share one request where both look, in one process", async () => {
    const { emulator, smooch } = await delivered([], item("nobody", "other"));
    const both = [2, 3].map((attempt) => deliver(smooch, SEND, { key: "1", attempt }));
    assert.deepEqual(
      (await Promise.all(both)).map(({ do: what }) => what),
      ["ack", "ack"],
    );
    assert.equal(emulator.state.messages.length, 1);
  });

  test("of two processes each sends: this is what remains", async () => {
    const { emulator } = await delivered([], item("nobody", "other"));
    let looks = 0;
    const both = moment();
    // Each has looked before either sends.
    const fetch = async (url, init) => {
      const response = await emulator.fetch(url, init);
      if (init.method === "GET" && ++looks === 2) both.happen();
      await both.happened;
      return response;
    };
    const processes = [1, 2].map(() => new Smooch({ ...emulator.credentials, fetch }));
    await Promise.all(processes.map((one) => deliver(one, SEND, { key: "1", attempt: 2 })));
    assert.equal(emulator.state.messages.length, 2);
  });
});

describe("v2", () => {
  const v2 = (options = {}) => {
    const emulator = createEmulator({ linkDelay: 0, ...options });
    return { emulator, smooch: new Smooch({ apiVersion: "v2", ...emulator.credentials, fetch: emulator.fetch }) };
  };

  test("messages, links, users and conversations go the same way", async () => {
    const { emulator, smooch } = v2();
    const twilio = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
    for (const [given, expected] of [
      [{ operation: "create", body: { externalId: "ada" } }, ["ack"]],
      [{ operation: "create", body: { userId: "ada" } }, ["ack", "found"]],
      [{ operation: "link", id: "ada", body: twilio }, ["ack"]],
      [SEND, ["ack"]],
      [item("nobody", "Hi"), ["dead"]],
    ]) {
      const verdict = await deliver(smooch, given, { key: "1", attempt: 1 });
      assert.deepEqual(bare(verdict), expected, String(verdict.error));
    }
    const [{ _id: conversationId }] = emulator.state.conversations;
    const reply = item({ conversationId }, "Again");
    assert.deepEqual(bare(await deliver(smooch, reply, { key: "2", attempt: 1 })), ["ack"]);
    assert.deepEqual(bare(await deliver(smooch, reply, { key: "2", attempt: 2 })), ["ack", "found"]);
    const read = { operation: "conversations.get", id: conversationId };
    assert.deepEqual(bare(await deliver(smooch, read, { key: "3" })), ["ack"]);
    assert.equal(emulator.state.messages.length, 2);
  });

  test("a conversation that is gone is looked for again; the message is not buried", async () => {
    const { emulator, smooch } = v2();
    await smooch.create({ userId: "ada" });
    await smooch.send("ada", text("first"));
    // Whoever removes a user removes the conversation.
    const [{ _id: conversationId }] = emulator.state.conversations;
    await smooch.users.delete("ada");
    await smooch.create({ userId: "ada" });
    assert.deepEqual(bare(await deliver(smooch, SEND, { key: "1", attempt: 1 })), ["ack"]);
    const gone = item({ conversationId }, "Hi");
    assert.deepEqual(bare(await deliver(smooch, gone, { key: "2", attempt: 1 })), ["dead"]);
  });

  test("an integration that is missing is the account's affair", async () => {
    const { smooch } = v2({ integrations: [] });
    await smooch.create({ userId: "ada" });
    const verdict = await deliver(smooch, LINK, { key: "1", attempt: 1 });
    assert.deepEqual([...bare(verdict), verdict.error.code], ["retry", 60, false, "integration_not_found"]);
  });
});

test("an operation that the version lacks is dead, and says which version has it", async () => {
  const read = { operation: "conversations.get", id: "5ec0de5ec0de5ec0de5ec0de" };
  const { error, ...verdict } = await deliver(
    clientOf(() => assert.fail("nothing may be sent")),
    read,
    { key: "1" },
  );
  assert.deepEqual([verdict.do, error.name, error.path], ["dead", "ValidationError", "apiVersion"]);
  assert.match(error.message, /^conversations\.get needs apiVersion v2/);
});

test("a fetch of the caller's that fails after sending is unsure, whatever code it has, and waits", async () => {
  const { emulator, smooch: plain } = await service({ users: ["ada"] });
  const fetch = async (url, init) => {
    await emulator.fetch(url, init);
    throw Object.assign(new Error("its own Redis refuses"), { code: "ECONNREFUSED", syscall: "connect" });
  };
  const own = new Smooch({ ...emulator.credentials, fetch });
  const { error, ...verdict } = await deliver(own, SEND, { key: "job 1", attempt: 1 });
  assert.deepEqual([...bare(verdict), error.sent], ["retry", 10, false, "maybe"]);
  // The next delivery, by a worker whose fetch is sound, finds it.
  assert.deepEqual(bare(await deliver(plain, SEND, { key: "job 1", attempt: 2 })), ["ack", "found"]);
  assert.equal(sends(emulator).length, 1);
});

test("an item whose options cannot be read is dead: nothing was sent", async () => {
  const options = {
    get dedupe() {
      throw new Error("an ORM's own");
    },
  };
  const smooch = clientOf(() => assert.fail("nothing may be sent"));
  const { error, ...verdict } = await deliver(smooch, { ...SEND, options }, { key: "1", attempt: 1 });
  assert.deepEqual([verdict.do, error.name, error.sent], ["dead", "ValidationError", "no"]);
});

describe("what is wrong with a delivery is said", () => {
  const smooch = clientOf(() => answer());
  for (const [name, delivery, path] of [
    ["no key", {}, "key"],
    ["an empty key", { key: "" }, "key"],
    ["attempt 0", { key: "1", attempt: 0 }, "attempt"],
    ["half an attempt", { key: "1", attempt: 1.5 }, "attempt"],
    ["a time that is none", { key: "1", timeLeft: "1 s" }, "timeLeft"],
    ["look that is neither", { key: "1", look: "yes" }, "look"],
    ["a pace without pause", { key: "1", pace: { take: () => 0 } }, "pace"],
    ["a signal that is none", { key: "1", signal: {} }, "signal"],
    ["impatience", { key: "1", patience: -1 }, "patience"],
    ["a misspelt member", { key: "1", atempt: 1 }, "atempt"],
  ]) {
    test(name, async () => {
      await assert.rejects(deliver(smooch, SEND, delivery), { name: "ValidationError", path });
    });
  }

  test("no client", async () => {
    await assert.rejects(deliver({}, SEND, { key: "1" }), TypeError);
  });

  test("its errors are those of the client", async () => {
    const { verdict } = await delivered(always({ status: 400 }));
    assert.ok(verdict.error instanceof SmoochError);
  });
});
