// A run that is awaited instead of looped over: it makes its calls, and gives the counts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { queue as queueOf } from "smooch-edge/queue";

import { all, answer, clientOf, counted, Held, item, items, turn, userOf } from "./place.mjs";

const STATUS = { u1: 400, u2: 500 };
const client = () => clientOf(async (url) => answer(STATUS[userOf(url)] ?? 201), { maxRetries: 0 });

test("an awaited run sends everything and gives the counts", async () => {
  assert.deepEqual(await queueOf(client()).run(items(5)), { read: 5, sent: 3, notSent: 1, maybe: 1 });
});

test("nothing is read before it is awaited", async () => {
  const source = counted(3);
  const run = queueOf(client()).run(source.items);
  await turn();
  assert.equal(source.read, 0);
  assert.equal((await run).read, 3);
  assert.equal(source.closed, 1);
});

test("it can be awaited by Promise.all, twice, and by then and its errors", async () => {
  const run = queueOf(client()).run(items(3));
  const [a, b] = await Promise.all([run, run]);
  assert.deepEqual([a, b], [{ read: 3, sent: 1, notSent: 1, maybe: 1 }, a]);
  assert.equal(await run.then(({ read }) => read), 3);
});

test("awaited after its loop, it gives the counts of that loop", async () => {
  const run = queueOf(client()).run(items(5));
  const outcomes = await all(run);
  assert.equal(outcomes.length, 5);
  assert.deepEqual(await run, { read: 5, sent: 3, notSent: 1, maybe: 1 });
});

test("awaited after its loop was left, it counts what was read", async () => {
  const held = new Held();
  const run = queueOf(clientOf(held.fetch), { concurrency: 2 }).run(items(10));
  setImmediate(() => held.open.get("u0")());
  for await (const { status } of run) {
    assert.equal(status, "sent");
    break;
  }
  const { read, sent, notSent, maybe } = await run;
  assert.deepEqual([sent, sent + notSent + maybe], [1, read]);
});

test("awaited within its own loop, it says so instead of waiting for ever", async () => {
  const run = queueOf(client()).run(items(3));
  let seen = 0;
  for await (const { index } of run) {
    assert.ok(index < 3);
    seen++;
    await assert.rejects(async () => run, /Await the run after the loop, or instead of it\./);
  }
  assert.equal(seen, 3);
  assert.equal((await run).read, 3);
});

test("what the source throws rejects it, after everything that was read was sent", async () => {
  const asked = [];
  const smooch = clientOf(async (url) => (asked.push(userOf(url)), answer()));
  const error = new Error("the database is gone");
  function* source() {
    yield* items(3);
    throw error;
  }
  await assert.rejects(
    async () => queueOf(smooch).run(source()),
    (thrown) => thrown === error,
  );
  assert.deepEqual(asked, ["u0", "u1", "u2"]);
});

test("what is no source, and an option that does not fit, reject it", async () => {
  const queue = queueOf(client());
  for (const run of [() => queue.run(undefined), () => queue.run(5), () => queue.run([], { onProgres: () => {} })]) {
    await assert.rejects(async () => run(), { name: "ValidationError", sent: "no" });
  }
});

test("its signal ends it, and the counts say what was sent", async () => {
  const held = new Held();
  const controller = new AbortController();
  const run = queueOf(clientOf(held.fetch), { concurrency: 2 }).run([item("ada", "1"), item("ada", "2")], {
    signal: controller.signal,
  });
  const counts = run.then((counts) => counts);
  await turn();
  controller.abort();
  assert.deepEqual(await counts, { read: 2, sent: 0, notSent: 1, maybe: 1 });
});
