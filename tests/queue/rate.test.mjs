// The arithmetic of rate and pauses, under a clock of our own.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Rate } from "../../pkg/src/rate.js";

/** A rate, and a clock for it. */
function clocked(context, perSecond) {
  const clock = { now: 1000 };
  context.mock.method(performance, "now", () => clock.now);
  context.mock.method(Date, "now", () => 1_700_000_000_000 + clock.now);
  return { clock, rate: new Rate(perSecond) };
}

/** When requests begin, if each waits as told and timers are so late. */
function begins({ clock, rate }, count, late = 0) {
  return Array.from({ length: count }, () => {
    const wait = rate.wait();
    if (wait > 0) clock.now += wait + late;
    rate.spend();
    return clock.now - 1000;
  });
}

test("requests are spread evenly, without a burst at the beginning", (context) => {
  assert.deepEqual(begins(clocked(context, 50), 5), [0, 15, 35, 55, 75]);
});

test("there is no burst after a time without requests", (context) => {
  const place = clocked(context, 10);
  begins(place, 1);
  place.clock.now += 60_000;
  const [first, second, third] = begins(place, 3);
  assert.deepEqual([second - first, third - second], [95, 100]);
});

test("timers that are late make no lower rate", (context) => {
  const times = begins(clocked(context, 1000), 3000, 3);
  assert.ok(times.at(-1) <= 3000, `${times.at(-1)} ms for 3000 requests`);
  assert.ok(times.at(-1) >= 2990, `${times.at(-1)} ms for 3000 requests`);
});

test("what was not in its time delays the next", (context) => {
  const { rate } = clocked(context, 10);
  for (let times = 0; times < 4; times++) rate.spend();
  assert.equal(rate.wait(), 395);
});

test("without perSecond nobody waits", (context) => {
  assert.deepEqual(begins(clocked(context), 3), [0, 0, 0]);
});

/** The status, what the core says of a throttled request, and how long nobody is to come then. */
const RESPONSES = [
  [201, undefined, 0],
  [500, undefined, 0],
  [400, undefined, 0],
  [429, 5000, 5000],
  [429, 250, 250],
  [429, 0, 0],
  [503, 2000, 2000],
  [429, NaN, 500],
  [429, 999_999_999_000, 3_600_000],
];

for (const [status, throttled, pause] of RESPONSES) {
  test(`${status}, throttled for ${throttled} ms, pauses for ${pause} ms`, (context) => {
    const { rate } = clocked(context);
    rate.hear(status, throttled);
    assert.equal(Math.max(rate.wait(), 0), pause);
  });
}

test("a shorter pause does not end a longer one", (context) => {
  const { rate } = clocked(context);
  rate.hear(429, 5000);
  rate.hear(429, 1000);
  rate.hear(429, NaN);
  rate.hear(201, undefined);
  assert.equal(rate.wait(), 5000);
});

test("pauses that the service does not name double up to twenty seconds, once for those that fail together", (context) => {
  const { clock, rate } = clocked(context);
  const pauses = Array.from({ length: 8 }, () => {
    rate.hear(429, NaN);
    rate.hear(429, NaN);
    const wait = rate.wait();
    clock.now += wait;
    return wait;
  });
  assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  rate.hear(201, undefined);
  rate.hear(429, NaN);
  assert.equal(rate.wait(), 500);
});
