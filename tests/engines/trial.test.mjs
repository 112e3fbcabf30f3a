// The judge of the trials: it sees what an engine loses, doubles, changes in order and puts aside.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";

import { IMPOSSIBLE, trial } from "./trial.mjs";

/** An engine that sends all at once, in the order that `change` gives them. */
const engine = (change) => ({
  name: "an engine of its own kind",
  async start({ client }) {
    const smooch = new Smooch(client);
    const dead = [];
    return {
      enqueue: async (items) => {
        for (const { id, body, ref } of change(items)) {
          if (typeof ref === "number") await smooch.send(id, body);
          else dead.push({ ref });
        }
      },
      work: () => ({ kill: () => Promise.resolve() }),
      isEmpty: async () => true,
      dead: async () => dead,
      stop: () => {},
    };
  },
});

const settings = { messages: 40, users: 10, kills: 1, workers: 1, faults: [], never: 300 };

test("what does all right is found right", async () => {
  const { lost, doubled, late, dead, kills } = await trial(
    engine((items) => items),
    settings,
  );
  assert.deepEqual(
    { lost, doubled, late, dead, kills },
    { lost: [], doubled: [], late: [], dead: IMPOSSIBLE, kills: 1 },
  );
});

test("what is lost, doubled, late and not put aside is named", async () => {
  const change = (items) => {
    const those = items.filter(({ ref }) => ref !== 7 && ref !== "poison 2");
    const [three, thirteen] = [3, 13].map((wanted) => those.findIndex(({ ref }) => ref === wanted));
    [those[three], those[thirteen]] = [those[thirteen], those[three]];
    return [...those, those.find(({ ref }) => ref === 20)];
  };
  const { lost, doubled, late, dead } = await trial(engine(change), settings);
  assert.deepEqual({ lost, late, dead }, { lost: [7], late: [3], dead: IMPOSSIBLE.slice(0, 2) });
  assert.equal(doubled.length, 1);
  assert.match(doubled[0], /^m20\n-\d+ ms: POST \S+: 201\n0 ms: POST \S+: 201$/);
});
