// However many calls wait, each costs the same to end; and however long a wait is, it needs one timer at a time.

import assert from "node:assert/strict";
import { test } from "node:test";

import { queue as queueOf } from "smooch-edge/queue";

import { Fifo } from "../../pkg/src/fifo.js";
import { Rate } from "../../pkg/src/rate.js";
import { Scheduler } from "../../pkg/src/scheduler.js";
import { LONGEST, after } from "../../pkg/src/timer.js";
import { answer, clientOf, text, timers, turn } from "./place.mjs";

/** What takes half a second when it is linear takes a minute when it is not. */
const LINEAR = 10_000;

for (const [whose, keyOf] of [
  ["a user each", (index) => `u${index}`],
  ["one user", () => "ada"],
]) {
  test(`150,000 waiting calls of ${whose} are left, and the next begins`, async () => {
    const scheduler = new Scheduler(1, new Rate());
    const end = await scheduler.take("first", []);
    const { signal, abort } = controlled();
    const turns = Array.from({ length: 150_000 }, (_, index) => scheduler.take(keyOf(index), [signal]));
    const last = scheduler.take(keyOf(7), []);
    const begun = performance.now();
    abort();
    assert.ok((await Promise.all(turns)).every((end) => end === undefined));
    end();
    assert.equal(typeof (await last), "function");
    const time = performance.now() - begun;
    assert.ok(time < LINEAR, `${time} ms`);
  });
}

function controlled() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

test("100,000 waiting calls that are aborted say that they were not sent, and the queue goes on", async () => {
  const asked = [];
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  const queue = queueOf(
    clientOf(async (url) => (asked.push(url), await gate, answer())),
    { concurrency: 1 },
  );
  const controller = new AbortController();
  const first = queue.send("first", text("1"));
  await turn();
  const reason = new Error("enough");
  const calls = Array.from({ length: 100_000 }, (_, index) =>
    queue.send(`u${index}`, text("1"), { signal: controller.signal }).catch((error) => error),
  );
  controller.abort(reason);
  for (const { name, sent, cause } of await Promise.all(calls)) {
    if (name !== "AbortError" || sent !== "no" || cause !== reason) assert.fail(`${name}, ${sent}, ${cause}`);
  }
  const last = queue.send("last", text("1"));
  release();
  await Promise.all([first, last]);
  assert.equal(asked.length, 2);
});

test("a list gives what it got, in order, whenever it was put in and taken out", () => {
  const list = new Fifo();
  const expected = [];
  let next = 0;
  let seed = 7;
  for (let step = 0; step < 200_000; step++) {
    seed = (seed * 48271) % 0x7fffffff;
    // Longer for a while, then shorter.
    if (seed % 100 < (Math.floor(step / 20_000) % 2 ? 30 : 70)) {
      list.push(next);
      expected.push(next++);
    } else {
      const first = expected.length ? expected[0] : undefined;
      assert.equal(list.peek(), first);
      assert.equal(list.shift(), first);
      expected.shift();
    }
  }
  assert.ok(next > 50_000);
});

const DAY = 86_150_000;

test("a timer of sixty days fires once, after sixty days", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let fired = 0;
  after(60 * DAY, () => fired++);
  // Step by step: a mocked timer that is set while time passes would begin at the end of the step.
  for (const step of [LONGEST, LONGEST, 60 * DAY - 2 * LONGEST - 1]) context.mock.timers.tick(step);
  assert.equal(fired, 0);
  context.mock.timers.tick(1);
  context.mock.timers.tick(60 * DAY);
  assert.equal(fired, 1);
});

test("a timer of sixty days that was stopped after fifty never fires", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const stop = after(60 * DAY, () => assert.fail("it fired"));
  context.mock.timers.tick(50 * DAY);
  stop();
  context.mock.timers.tick(50 * DAY);
});

test("a tiny perSecond waits with one timer, without a warning, and can be ended", async () => {
  const warnings = [];
  const hear = ({ name }) => name === "TimeoutOverflowWarning" && warnings.push(name);
  process.on("warning", hear);
  const before = timers();
  for (const perSecond of [1e-6, 1e-7, Number.MIN_VALUE]) {
    const controller = new AbortController();
    const queue = queueOf(
      clientOf(async () => answer()),
      { perSecond, signal: controller.signal },
    );
    await queue.send("ada", text("1"));
    const waiting = [1, 2, 3].map((words) => queue.send("bob", text(String(words))).catch((error) => error));
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(timers(), before + 1);
    controller.abort();
    for (const { name, sent } of await Promise.all(waiting)) assert.deepEqual([name, sent], ["AbortError", "no"]);
    await queue.idle();
    assert.equal(timers(), before);
  }
  process.off("warning", hear);
  assert.deepEqual(warnings, []);
});
