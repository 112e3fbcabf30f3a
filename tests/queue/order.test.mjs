// Calls for one user are made one after the other; users do not wait for each other.

import assert from "node:assert/strict";
import { test } from "node:test";

import { queue as queueOf } from "smooch-edge/queue";

import { all, answer, clientOf, Held, item, items, received, service, text, turn, userOf } from "./place.mjs";

const numbers = (count) => Array.from({ length: count }, (_, index) => `m${index}`);

test("the messages of a user arrive in their order", async () => {
  const { emulator, smooch } = await service({ users: ["ada"] });
  const queue = queueOf(smooch);
  await Promise.all(numbers(20).map((words) => queue.send("ada", text(words))));
  assert.deepEqual(received(emulator, "ada"), numbers(20));
});

test("create, link and send follow each other without waiting", async () => {
  const { emulator, smooch } = await service();
  const queue = queueOf(smooch);
  const link = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
  const [created, linked, sent] = await Promise.all([
    queue.create({ userId: "ada" }),
    queue.link("ada", link),
    queue.send("ada", text("Hello")),
  ]);
  assert.equal(created.appUser.userId, "ada");
  assert.equal(linked.appUser._id, created.appUser._id);
  assert.equal(sent.message.text, "Hello");
  assert.deepEqual(
    emulator.requests.map(({ operation }) => operation),
    ["create", "link", "send"],
  );
});

/** What may happen on the way, and the options with which nothing is lost by it. */
const FAULTS = [
  ["429", { retryAfter: 0 }, {}],
  ["503 with Retry-After", { status: 503, retryAfter: 0 }, {}],
  ["resets before the service took it", { reset: true, phase: "before" }, { dedupe: true }],
  ["resets after the service took it", { reset: true, phase: "after" }, { dedupe: true }],
  ["answers that break off", { reset: "mid-body" }, { dedupe: true }],
];

for (const [name, fault, options] of FAULTS) {
  test(`the order of each user is kept under ${name}, and every message arrives once`, async () => {
    const users = ["ada", "bob", "eve"];
    const faults = [1, 5, 6].map((after) => ({ match: { operation: "send" }, after, ...fault }));
    const { emulator, smooch } = await service({ users, faults });
    const source = items(12, (index) => users[index % 3]).map((item) => ({ ...item, options }));
    const outcomes = await all(queueOf(smooch, { concurrency: 3 }).run(source));
    assert.deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(["sent"]));
    users.forEach((user, place) => {
      const texts = emulator.state.messages.filter((message) => message.text).map((message) => message.text);
      const expected = numbers(12).filter((_, index) => index % 3 === place);
      assert.deepEqual(
        texts.filter((text) => expected.includes(text)),
        expected,
        user,
      );
    });
  });
}

test("a user who waits keeps no other waiting", async () => {
  const held = new Held();
  const queue = queueOf(clientOf(held.fetch), { concurrency: 2 });
  const done = [];
  const send = (user, words) => queue.send(user, text(words)).then(() => done.push(words));
  const calls = [send("ada", "a1"), send("ada", "a2"), send("bob", "b1"), send("eve", "e1")];
  await turn();
  assert.deepEqual(held.asked, ["ada", "bob"]);
  held.open.get("bob")();
  await turn();
  assert.deepEqual(held.asked, ["ada", "bob", "eve"]);
  held.open.get("ada")();
  held.open.get("eve")();
  await turn();
  assert.deepEqual(held.asked, ["ada", "bob", "eve", "ada"]);
  held.open.get("ada")();
  await Promise.all(calls);
  assert.deepEqual(done, ["b1", "a1", "e1", "a2"]);
});

test("a run looks past the items of a user who waits", async () => {
  const held = new Held();
  const queue = queueOf(clientOf(held.fetch), { concurrency: 2 });
  const run = all(queue.run([item("ada", "1"), item("ada", "2"), item("ada", "3"), item("bob", "4")]));
  await turn();
  assert.deepEqual(held.asked, ["ada", "bob"]);
  while (held.open.size) {
    for (const give of held.open.values()) give();
    await turn();
  }
  assert.equal((await run).length, 4);
});

test("a failure does not stop the later messages of its user", async () => {
  const { smooch } = await service({ users: ["ada"], faults: [{ match: { operation: "send" }, status: 400 }] });
  const queue = queueOf(smooch);
  const calls = await Promise.allSettled([queue.send("ada", text("1")), queue.send("ada", text("2"))]);
  assert.deepEqual(
    calls.map(({ status }) => status),
    ["rejected", "fulfilled"],
  );
});

test("items of the same key keep their order, whatever their ids", async () => {
  const held = new Held();
  const queue = queueOf(clientOf(held.fetch));
  const run = all(queue.run([item("5f0c", "1", { key: "ada" }), item("ada", "2")]));
  await turn();
  assert.deepEqual(held.asked, ["5f0c"]);
  held.open.get("5f0c")();
  await turn();
  held.open.get("ada")();
  assert.deepEqual(
    (await run).map(({ index }) => index),
    [0, 1],
  );
});

test("concurrency is never exceeded, and is reached", async () => {
  let now = 0;
  let most = 0;
  const busy = new Set();
  const fetch = async (url) => {
    const user = userOf(url);
    assert.ok(!busy.has(user), "two calls for one user at a time");
    busy.add(user);
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    now--;
    busy.delete(user);
    return answer();
  };
  const queue = queueOf(clientOf(fetch), { concurrency: 5 });
  const direct = Array.from({ length: 100 }, (_, index) => queue.send(`u${index % 17}`, text("Hi")));
  const outcomes = await all(queue.run(items(200, (index) => `u${index % 23}`)));
  await Promise.all(direct);
  assert.equal(outcomes.length, 200);
  assert.equal(most, 5);
});

test("eight calls are under way at once unless told otherwise", async () => {
  const held = new Held();
  const queue = queueOf(clientOf(held.fetch));
  const run = all(queue.run(items(20)));
  for (let left = 20; left > 0; left = 20 - held.asked.length + held.open.size) {
    await turn();
    for (const give of [...held.open.values()]) give();
  }
  await run;
  assert.equal(held.most, 8);
});

test("in v2 a conversation that stands for a user has a lane of its own", async () => {
  const under = new Map();
  const order = [];
  let most = 0;
  const fetch = async (url, { body }) => {
    const [, conversation] = /conversations\/(\w+)\/messages/.exec(url);
    under.set(conversation, (under.get(conversation) ?? 0) + 1);
    assert.equal(under.get(conversation), 1, "two calls at once in a conversation");
    most = Math.max(most, [...under.values()].filter(Boolean).length);
    order.push([conversation, JSON.parse(body).content.text]);
    await turn();
    under.set(conversation, 0);
    return new Response(JSON.stringify({ messages: [{ id: "1" }] }), { status: 201 });
  };
  const queue = queueOf(clientOf(fetch, { apiVersion: "v2", appId: "an-app" }));
  const source = items(12).map((item, index) => ({ ...item, id: { conversationId: index % 2 ? "c1" : "c2" } }));
  const outcomes = await all(queue.run(source));
  assert.deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(["sent"]));
  assert.equal(most, 2);
  for (const [conversation, first] of Object.entries({ c1: 1, c2: 0 })) {
    const texts = order.filter(([one]) => one === conversation).map(([, text]) => text);
    assert.deepEqual(
      texts,
      numbers(12).filter((_, index) => index % 2 === first),
    );
  }
});
