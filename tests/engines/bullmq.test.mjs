// BullMQ on a real Redis, under faults and kills: none lost, none doubled, and dead only what can never be sent.

import assert from "node:assert/strict";
import { test } from "node:test";

import { packages } from "../../scripts/setup.mjs";
import { bullmq } from "./bullmq.mjs";
import { IMPOSSIBLE, trial } from "./trial.mjs";

packages(import.meta.dirname);

test("300 messages through BullMQ, 13 % faults, 4 kills", async (context) => {
  const { lost, doubled, dead, ...rest } = await trial(bullmq, { messages: 300, kills: 4 });
  context.diagnostic(JSON.stringify({ ...rest, late: rest.late.length }));
  assert.deepEqual({ lost, doubled, dead, kills: rest.kills }, { lost: [], doubled: [], dead: IMPOSSIBLE, kills: 4 });
});
