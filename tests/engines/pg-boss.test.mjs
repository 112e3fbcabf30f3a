// pg-boss on a real PostgreSQL, under faults and kills: none lost, none doubled, each user's messages in order, and dead only
// what can never be sent.

import assert from "node:assert/strict";
import { test } from "node:test";

import { packages } from "../../scripts/setup.mjs";
import { pgBoss } from "./pg-boss.mjs";
import { IMPOSSIBLE, trial } from "./trial.mjs";

packages(import.meta.dirname);

test("300 messages through pg-boss, 13 % faults, 4 kills", async (context) => {
  const { lost, doubled, late, dead, kills, ...rest } = await trial(pgBoss, { messages: 300, kills: 4 });
  context.diagnostic(JSON.stringify(rest));
  const good = { lost: [], doubled: [], late: [], dead: IMPOSSIBLE, kills: 4 };
  assert.deepEqual({ lost, doubled, late, dead, kills }, good);
});
