// A process that is killed while it sends goes on from its journal: nothing is lost, and nothing comes twice of which
// the journal did not say so. The long version is kill.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { table, trial } from "./trial.mjs";

const SETTINGS = { messages: 600, kills: 5, seed: 7 };

test("without dedupe a message comes twice only where its journal was unsure", async (context) => {
  const result = await trial({ ...SETTINGS, dedupe: false });
  context.diagnostic(table([result]));
  assert.equal(result.kills, SETTINGS.kills);
  assert.ok(result.faults > 20 && result.maybe + result.open > 5);
  assert.deepEqual([result.lost, result.untrue], [[], []]);
});

test("with dedupe every message comes once", async (context) => {
  const result = await trial({ ...SETTINGS, dedupe: true });
  context.diagnostic(table([result]));
  assert.equal(result.kills, SETTINGS.kills);
  assert.ok(result.faults > 20 && result.open > 5);
  assert.deepEqual([result.lost, result.untrue, result.more], [[], [], []]);
});
