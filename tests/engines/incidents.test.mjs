// What happens to queues in production: a service that limits, an outage of a minute, a key that has expired for a minute. No
// message is buried for any of it. On BullMQ; `npm run soak -- --incidents` has the outage and the key on each engine, and
// `alone/pace.test.mjs` the pace that workers share.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { packages } from "../../scripts/setup.mjs";
import { bullmq } from "./bullmq.mjs";
import { IMPOSSIBLE, trial } from "./trial.mjs";

packages(import.meta.dirname);

const GOOD = { lost: [], doubled: [], dead: IMPOSSIBLE };
const MINUTE = 60_000;

// Beside each other: they mostly wait.
describe("incidents", { concurrency: true }, () => {
  for (const [name, status] of /** @type {const} */ ([
    ["an outage of a minute", 503],
    ["a key that has expired for a minute", 401],
  ]))
    test(`${name} buries nothing`, async (context) => {
      const incidents = [{ at: 30, faults: [{ status, times: "always" }], lasts: MINUTE }];
      const settings = { messages: 120, kills: 0, faults: [], perSecond: 40, incidents };
      const { lost, doubled, dead, seconds, failed, left } = await trial(bullmq, settings);
      context.diagnostic(JSON.stringify({ seconds, failed: failed[status] }));
      assert.deepEqual({ lost, doubled, dead, left }, { ...GOOD, left: 0 });
      assert.ok(seconds > 60 && failed[status] > 0, "there was no incident");
    });

  test("four workers without a pace that fits are refused again and again; nothing is lost or doubled", async (context) => {
    const settings = { messages: 200, kills: 0, workers: 4, faults: [], rateLimit: 30, perSecond: 400 };
    const { lost, doubled, dead, refused, seconds, stood } = await trial(bullmq, settings);
    context.diagnostic(JSON.stringify({ refused, seconds, stood }));
    assert.deepEqual({ lost, doubled, dead }, GOOD);
    assert.ok(refused > 10, `${refused} requests were refused`);
  });

  test("v2, 13 % faults, 2 kills", async (context) => {
    const settings = { messages: 150, kills: 2, apiVersion: "v2" };
    const { lost, doubled, dead, seconds } = await trial(bullmq, settings);
    context.diagnostic(JSON.stringify({ seconds }));
    assert.deepEqual({ lost, doubled, dead }, GOOD);
  });
});
