// The rate is held, and where the service asks for a pause, all calls make it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { queue as queueOf } from "smooch-edge/queue";

import { steadyClock } from "../client/clock.mjs";
import { all, answer, clientOf, items, sends, service, text, timers, turn } from "./place.mjs";

const users = Array.from({ length: 40 }, (_, index) => `u${index}`);

test("perSecond spreads the requests evenly", async (context) => {
  steadyClock(context);
  const { emulator, smooch } = await service({ users });
  await all(queueOf(smooch, { concurrency: 40, perSecond: 50 }).run(items(30)));
  const times = sends(emulator).map(({ at }) => at);
  assert.equal(times.length, 30);
  // 29 gaps of 20 ms. On a busy machine requests are late, and those after them then seem close.
  assert.ok(times.at(-1) - times[0] >= 29 * 20 - 50, `${times.at(-1) - times[0]} ms for 30 requests`);
  const tens = times.slice(10).map((time, index) => time - times[index]);
  assert.ok(Math.max(...tens) >= 190 && Math.min(...tens) >= 100, `ten requests in ${tens} ms`);
});

test("the repeats of a call count against the rate", async (context) => {
  steadyClock(context);
  const faults = [{ match: { operation: "send" }, retryAfter: 0, times: 2 }];
  const { emulator, smooch } = await service({ users, faults, maxRetries: 2 });
  await all(queueOf(smooch, { concurrency: 1, perSecond: 20 }).run(items(2)));
  const times = sends(emulator).map(({ at }) => at);
  assert.equal(times.length, 4);
  // Three requests of 50 ms each go before the last.
  assert.ok(times[3] - times[0] >= 140, `${times[3] - times[0]} ms`);
});

/** The ways in which a service asks for a pause, and how long it then has to be. */
const PAUSES = [
  ["429 with Retry-After in seconds", { retryAfter: 0.4 }, 380],
  ["503 with Retry-After", { status: 503, retryAfter: 0.4 }, 380],
  ["429 with a date", () => ({ retryAfter: new Date(Date.now() + 1999).toUTCString() }), 950],
  ["429 without Retry-After", { status: 429 }, 480],
  ["429 with a Retry-After that nobody understands", { retryAfter: "soon" }, 480],
];

for (const [name, fault, least] of PAUSES) {
  for (const maxRetries of [0, 2]) {
    test(`${name} pauses all calls, where it is ${maxRetries ? "repeated" : "given up"}`, async (context) => {
      steadyClock(context);
      const { emulator, smooch } = await service({ users, maxRetries });
      // Now: the time until a date goes on while the users are made.
      const given = typeof fault === "function" ? fault() : fault;
      emulator.faults.set([{ match: { operation: "send" }, ...given }]);
      const outcomes = await all(queueOf(smooch, { concurrency: 1 }).run(items(3)));
      const [first, ...rest] = sends(emulator);
      assert.equal(first.status, given.status ?? 429);
      assert.equal(rest.length, maxRetries ? 3 : 2);
      const others = rest.filter(({ path }) => path !== first.path);
      assert.equal(others.length, 2);
      for (const { at } of others) assert.ok(at - first.at >= least, `${at - first.at} ms`);
      assert.equal(outcomes.filter(({ status }) => status === "sent").length, maxRetries ? 3 : 2);
    });
  }
}

test("pauses without Retry-After double until a request succeeds", async (context) => {
  steadyClock(context);
  const { emulator, smooch } = await service({
    users,
    faults: [{ match: { operation: "send" }, status: 429, times: 2 }],
    maxRetries: 0,
  });
  await all(queueOf(smooch, { concurrency: 1 }).run(items(4)));
  const times = sends(emulator).map(({ at }) => at);
  const gaps = times.slice(1).map((time, index) => time - times[index]);
  assert.ok(gaps[0] >= 480, `${gaps} ms`);
  assert.ok(gaps[1] >= 980, `${gaps} ms`);
  assert.ok(gaps[2] < 480, `${gaps} ms`);
});

test("a 503 without Retry-After pauses nobody", async (context) => {
  steadyClock(context);
  const faults = [{ match: { operation: "send" }, status: 503 }];
  const { emulator, smooch } = await service({ users, faults, maxRetries: 0 });
  await all(queueOf(smooch, { concurrency: 1 }).run(items(2)));
  const [first, second] = sends(emulator);
  assert.ok(second.at - first.at < 300);
});

test("no timer is there before a call waits for one, nor after", async () => {
  const before = timers();
  const queue = queueOf(
    clientOf(async () => answer()),
    { perSecond: 100 },
  );
  assert.equal(timers(), before);
  await Promise.all([queue.send("ada", text("1")), queue.send("bob", text("2"))]);
  assert.equal(timers(), before);
});

test("what waits for the end of a pause can be ended, and no timer is left behind", async () => {
  const before = timers();
  const fetch = async () => answer(429, { "retry-after": "3000" });
  const queue = queueOf(clientOf(fetch), { concurrency: 1 });
  const controller = new AbortController();
  const first = queue.send("ada", text("1")).catch((error) => error);
  const second = queue.send("bob", text("2"), { signal: controller.signal }).catch((error) => error);
  assert.equal((await first).name, "RateLimitError");
  await turn();
  assert.equal(timers(), before + 1);
  controller.abort();
  assert.equal((await second).name, "AbortError");
  assert.equal((await second).sent, "no");
  assert.equal(timers(), before);
});
