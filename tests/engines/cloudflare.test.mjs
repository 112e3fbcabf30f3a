// Cloudflare in workerd, under faults and kills: none lost, none doubled, and dead only what can never be sent; a Durable
// Object for each user keeps the order. One client in module scope makes the calls of all batches and of all objects, several
// of them at the same time (`cloudflare-worker.mjs`).

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { describe, test } from "node:test";

import { packages } from "../../scripts/setup.mjs";

packages(fileURLToPath(new URL("../runtimes", import.meta.url)));
const { lanes, queues } = await import("./cloudflare.mjs");
const { IMPOSSIBLE, trial } = await import("./trial.mjs");

const GOOD = { lost: [], doubled: [], dead: IMPOSSIBLE };

// Beside each other: they mostly wait.
describe("in workerd", { concurrency: true }, () => {
  for (const { apiVersion, messages, kills } of [
    { apiVersion: "v1", messages: 300, kills: 4 },
    { apiVersion: "v2", messages: 150, kills: 2 },
  ]) {
    const settings = { apiVersion, messages, kills, workers: 1 };
    const faults = `13 % faults, killed ${kills} times`;

    test(`${apiVersion}: ${messages} messages through Cloudflare Queues, ${faults}`, async (context) => {
      const { lost, doubled, dead, late, ...rest } = await trial(queues, settings);
      context.diagnostic(JSON.stringify({ ...rest, late: late.length }));
      assert.deepEqual({ lost, doubled, dead, kills: rest.kills }, { ...GOOD, kills });
      assert.ok(rest.together > 1, "no two batches were under way at the same time");
    });

    test(`${apiVersion}: ${messages} messages through a Durable Object for each user, ${faults}`, async (context) => {
      const { lost, doubled, dead, late, ...rest } = await trial(lanes, settings);
      context.diagnostic(JSON.stringify(rest));
      assert.deepEqual({ lost, doubled, dead, late, kills: rest.kills }, { ...GOOD, late: [], kills });
    });
  }
});
