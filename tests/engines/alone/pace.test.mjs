// A pace that four workers share. It runs with nothing beside it: a machine that is late with what was granted sends it in
// bunches, and the service then refuses some of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../../scripts/setup.mjs";
import { bullmq } from "../bullmq.mjs";
import { IMPOSSIBLE, trial } from "../trial.mjs";

packages(fileURLToPath(new URL("..", import.meta.url)));

test("four workers share a pace below the limit of the service, and are hardly refused", async (context) => {
  const settings = { messages: 200, kills: 0, workers: 4, faults: [], rateLimit: 100, perSecond: 60 };
  const { lost, doubled, dead, refused, seconds } = await trial(bullmq, settings);
  context.diagnostic(JSON.stringify({ refused, seconds }));
  assert.deepEqual({ lost, doubled, dead }, { lost: [], doubled: [], dead: IMPOSSIBLE });
  // Each with a pace of its own, they would make 240 requests a second.
  assert.ok(refused <= 10, `${refused} requests were refused`);
});
