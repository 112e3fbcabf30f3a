// A run reads a source as fast as calls end, and tells what became of each item, whatever stops it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";
import { queue as queueOf } from "smooch-edge/queue";

import { all, answer, clientOf, counted, Held, item, items, service, statuses, turn, userOf } from "./place.mjs";

test("every item has one outcome, in the order they end, with its place in the source", async () => {
  const held = new Held();
  const source = [item("ada", "1"), item("bob", "2"), item("eve", "3")];
  const run = all(queueOf(clientOf(held.fetch)).run(source));
  for (const user of ["bob", "eve", "ada"]) {
    await turn();
    held.open.get(user)();
  }
  const outcomes = await run;
  assert.deepEqual(
    outcomes.map(({ index, status }) => [index, status]),
    [
      [1, "sent"],
      [2, "sent"],
      [0, "sent"],
    ],
  );
  for (const { item, index, answer } of outcomes) {
    assert.equal(item, source[index]);
    assert.equal(answer.message.text, "Hi");
  }
});

test("an outcome says whether the service took the item", async () => {
  const answers = {
    yes: () => answer(),
    cut: () => new Response("{", { status: 201 }),
    refused: () => answer(400),
    broken: () => answer(500),
    lost: () => Promise.reject(new TypeError("fetch failed")),
    thrown: () => {
      throw new TypeError("no network");
    },
  };
  const smooch = clientOf((url) => answers[userOf(url)](), { maxRetries: 0 });
  const outcomes = await all(queueOf(smooch, { concurrency: 1 }).run(Object.keys(answers).map((id) => item(id, id))));
  assert.deepEqual(
    outcomes.map(({ item, status, error }) => [item.id, status, error?.name]),
    [
      ["yes", "sent", undefined],
      ["cut", "sent", "ResponseError"],
      ["refused", "not sent", "BadRequestError"],
      ["broken", "maybe", "ServerError"],
      ["lost", "maybe", "ConnectionError"],
      // A `fetch` of the caller proves nothing: it may throw after it has sent.
      ["thrown", "maybe", "ConnectionError"],
    ],
  );
});

test("all three verbs run, and options reach the call", async () => {
  const { emulator, smooch } = await service();
  const link = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
  const outcomes = await all(
    queueOf(smooch).run([
      { operation: "create", body: { userId: "ada" } },
      { operation: "link", id: "ada", body: link },
      item("ada", "Hello", { options: { headers: { "x-test": "1" } }, ref: 7 }),
    ]),
  );
  assert.deepEqual(statuses(outcomes), { 0: "sent", 1: "sent", 2: "sent" });
  assert.equal(emulator.requests.at(-1).headers["x-test"], "1");
  assert.equal(outcomes.at(-1).item.ref, 7);
});

test("what is no item is told as its outcome, and the rest goes on", async () => {
  const { smooch } = await service({ users: ["ada"] });
  const odd = [
    undefined,
    null,
    5,
    {},
    { ...item("ada", "1"), operation: "constructor" },
    item("ada", "1", { option: {} }),
  ];
  const outcomes = await all(queueOf(smooch).run([...odd, item("ada", "2")]));
  const sorted = outcomes.toSorted((a, b) => a.index - b.index);
  for (const { status, error } of sorted.slice(0, -1)) {
    assert.equal(status, "not sent");
    assert.equal(error.name, "ValidationError");
  }
  assert.match(sorted[3].error.message, /^operation must be one of create, users\.get, .*send, .*\w\.$/);
  assert.equal(
    sorted[5].error.message,
    "option is not a field of an item. Its fields are operation, id, channel, messageId, deviceId, body, options, key, ref.",
  );
  assert.equal(sorted.at(-1).status, "sent");
});

test("a source is read only when there is room for a call", async () => {
  const held = new Held();
  const source = counted(10);
  const run = all(queueOf(clientOf(held.fetch), { concurrency: 3 }).run(source.items));
  await turn();
  assert.equal(source.read, 3);
  held.open.get("u1")();
  await turn();
  assert.equal(source.read, 4);
  while (held.open.size) {
    for (const give of [...held.open.values()]) give();
    await turn();
  }
  assert.equal((await run).length, 10);
  assert.equal(source.closed, 1);
});

test("nothing is read before the loop begins, and no more than is taken from it", async () => {
  const source = counted(1000);
  const run = queueOf(
    clientOf(async () => answer()),
    { concurrency: 2 },
  ).run(source.items);
  await turn();
  assert.equal(source.read, 0);
  const loop = run[Symbol.asyncIterator]();
  await loop.next();
  for (let wait = 0; wait < 50; wait++) await turn();
  assert.ok(source.read <= 33, `${source.read} items were read for one outcome`);
  await loop.return();
  assert.equal(source.closed, 1);
});

test("a source of one user only is read no further than a run may hold", async () => {
  const held = new Held();
  let read = 0;
  function* source() {
    for (;;) {
      read++;
      yield item("ada", "again");
    }
  }
  const controller = new AbortController();
  const run = all(queueOf(clientOf(held.fetch), { concurrency: 2 }).run(source(), { signal: controller.signal }));
  for (let wait = 0; wait < 200; wait++) await turn();
  assert.equal(read, 32);
  controller.abort();
  assert.equal((await run).length, 32);
});

test("progress counts what was read and what became of it", async () => {
  const smooch = clientOf(async (url) => answer(userOf(url) === "u1" ? 400 : userOf(url) === "u2" ? 500 : 201));
  const seen = [];
  await all(queueOf(smooch, { concurrency: 1 }).run(items(4), { onProgress: (progress) => seen.push(progress) }));
  assert.deepEqual(
    seen.map(({ sent, notSent, maybe }) => [sent, notSent, maybe]),
    [
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
      [2, 1, 1],
    ],
  );
  assert.equal(seen.at(-1).read, 4);
});

test("the error of a source comes after the outcomes of what was read", async () => {
  const error = new Error("the database is gone");
  async function* source() {
    yield* items(3);
    throw error;
  }
  const outcomes = [];
  const reading = async () => {
    for await (const outcome of queueOf(clientOf(async () => answer())).run(source())) {
      outcomes.push(outcome);
    }
  };
  await assert.rejects(reading(), (thrown) => thrown === error);
  assert.deepEqual(statuses(outcomes), { 0: "sent", 1: "sent", 2: "sent" });
});

test("without stopOnError the later items of a user go on; with it they are left out, those of others are not", async () => {
  const source = [item("ada", "1"), item("ada", "2"), item("bob", "3"), item("ada", "4")];
  const run = async (options) => {
    const asked = [];
    const fetch = async (url) => {
      asked.push(userOf(url));
      return answer(userOf(url) === "ada" ? 400 : 201);
    };
    const outcomes = await all(queueOf(clientOf(fetch)).run(source, options));
    return { asked, outcomes: outcomes.toSorted((a, b) => a.index - b.index) };
  };
  assert.equal((await run({})).asked.length, 4);
  const { asked, outcomes } = await run({ stopOnError: "user" });
  assert.deepEqual(asked.sort(), ["ada", "bob"]);
  assert.deepEqual(
    outcomes.map(({ status, error }) => [status, error?.code]),
    [
      ["not sent", "http_400"],
      ["not sent", "http_400"],
      ["sent", undefined],
      ["not sent", "http_400"],
    ],
  );
  assert.equal(outcomes[1].error, outcomes[0].error);
  assert.equal(outcomes[3].error, outcomes[0].error);
});

test("two runs and direct calls share one queue", async () => {
  let now = 0;
  let most = 0;
  const fetch = async () => {
    most = Math.max(most, ++now);
    await turn();
    now--;
    return answer();
  };
  const queue = queueOf(clientOf(fetch), { concurrency: 4 });
  const [a, b] = await Promise.all([all(queue.run(items(50))), all(queue.run(items(50, (index) => `v${index}`)))]);
  assert.deepEqual([a.length, b.length, most], [50, 50, 4]);
});

test("an item that is text, and options that are, are told in a sentence", async () => {
  const smooch = new Smooch({ keyId: "app_1", secret: "s", fetch: () => assert.fail("nothing is sent") });
  for await (const { status, error } of queueOf(smooch).run(["send"])) {
    assert.equal(status, "not sent");
    assert.match(error.message, /^An item must be an object: \{ operation: … \}; got a string\.$/);
  }
  assert.throws(() => queueOf(smooch, "8"), { message: /^The options of a queue must be an object/ });
});
