// What ends a run: a signal, or leaving the loop. What is under way is then ended, what was read is told of, the rest is
// not touched.

import assert from "node:assert/strict";
import { test } from "node:test";

import { queue as queueOf } from "smooch-edge/queue";

import { all, answer, clientOf, counted, Held, item, statuses, timers, turn } from "./place.mjs";

for (const whose of ["the run", "the queue"]) {
  test(`the signal of ${whose} ends a run, and every item that was read has an outcome`, async () => {
    const held = new Held();
    const source = counted(100);
    const controller = new AbortController();
    const { signal } = controller;
    const [ofQueue, ofRun] = whose === "the run" ? [{}, { signal }] : [{ signal }, {}];
    const queue = queueOf(clientOf(held.fetch), { concurrency: 3, ...ofQueue });
    const seen = [];
    const before = timers();
    const run = all(queue.run(source.items, { ...ofRun, onProgress: (progress) => seen.push(progress) }));
    await turn();
    held.open.get("u0")();
    await turn();
    assert.equal(source.read, 4);
    const reason = new Error("enough");
    controller.abort(reason);
    const outcomes = await run;
    assert.deepEqual(statuses(outcomes), { 0: "sent", 1: "maybe", 2: "maybe", 3: "maybe" });
    for (const { error } of outcomes.slice(1)) {
      assert.equal(error.name, "AbortError");
      assert.equal(error.cause, reason);
    }
    assert.deepEqual(seen.at(-1), { read: 4, sent: 1, notSent: 0, maybe: 3 });
    assert.deepEqual([source.read, source.closed], [4, 1]);
    assert.equal(timers(), before);
  });
}

test("what was read and had not begun when the signal came is not sent", async () => {
  const held = new Held();
  const controller = new AbortController();
  const source = [item("ada", "1"), item("ada", "2"), item("ada", "3")];
  const run = all(queueOf(clientOf(held.fetch)).run(source, { signal: controller.signal }));
  await turn();
  controller.abort();
  assert.deepEqual(statuses(await run), { 0: "maybe", 1: "not sent", 2: "not sent" });
  assert.deepEqual(held.asked, ["ada"]);
});

test("a signal that was aborted before reads nothing", async () => {
  const source = counted(10);
  const queue = queueOf(clientOf(async () => answer()));
  assert.deepEqual(await all(queue.run(source.items, { signal: AbortSignal.abort() })), []);
  assert.equal(source.read, 0);
});

test("a signal ends a run whose source never gives another item", async () => {
  const controller = new AbortController();
  async function* source() {
    yield item("ada", "1");
    await new Promise(() => {});
  }
  const queue = queueOf(clientOf(async () => answer()));
  const run = all(queue.run(source(), { signal: controller.signal }));
  await turn();
  controller.abort();
  assert.deepEqual(statuses(await run), { 0: "sent" });
});

test("leaving the loop ends what is under way, closes the source and counts the rest", async () => {
  const held = new Held();
  const source = counted(100);
  const queue = queueOf(clientOf(held.fetch), { concurrency: 3 });
  const seen = [];
  setImmediate(() => held.open.get("u1")());
  for await (const { index } of queue.run(source.items, { onProgress: (progress) => seen.push(progress) })) {
    assert.equal(index, 1);
    break;
  }
  assert.equal(held.open.size, 0);
  assert.equal(source.closed, 1);
  const { read, sent, notSent, maybe } = seen.at(-1);
  assert.deepEqual([sent, read], [1, source.read]);
  assert.equal(notSent + maybe, read - 1);
  await queue.idle();
});
