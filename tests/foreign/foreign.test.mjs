// The clients of others against the emulator on a real port: every method they have is called, and succeeds.
//
// Run with: node --test tests/foreign/*.test.mjs

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { rows as ofSmoochCore } from "./smooch-core.mjs";
import { rows as ofSunshine } from "./sunshine.mjs";
import { smoochCore, sunshine, world } from "./world.mjs";

describe("smooch-core", async () => {
  const w = await world({ after });
  const methods = smoochCore(w);
  test("has 85 methods, and all are called", () => {
    assert.equal(methods.size, 85);
    assert.deepEqual([...new Set(ofSmoochCore.map(({ name }) => name))].sort(), [...methods.keys()].sort());
  });
  for (const { name, theirs, keep } of ofSmoochCore) {
    test(name, async () => {
      const answer = await methods.get(name)(...theirs(w));
      await keep?.(answer, w);
      await w.emulator.settled();
      const { status, operation } = w.emulator.requests.at(-1);
      assert.ok(status < 300 && operation !== undefined);
    });
  }
});

describe("sunshine-conversations-client", async () => {
  const w = await world({ after });
  const methods = sunshine(w);
  test("has 64 methods, and all are called", () => {
    assert.equal(methods.size, 64);
    assert.deepEqual([...new Set(ofSunshine.map(({ name }) => name))].sort(), [...methods.keys()].sort());
  });
  for (const { name, theirs, keep, as } of ofSunshine) {
    test(name, async () => {
      const answer = await methods.get(name)(theirs(w), as);
      await keep?.(answer, w);
      await w.emulator.settled();
      const { status, operation } = w.emulator.requests.at(-1);
      assert.ok(status < 400 && operation !== undefined);
    });
  }
});
