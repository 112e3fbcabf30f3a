// A batch in lanes: who waits for whom, and who has to wait with whom.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inLanes } from "smooch-edge/queue";

const ACK = { do: "ack" };
const laneOf = ([user]) => user;

/** Deliveries such as "a1": the first of user a. `verdicts` says what comes of some; the others are acknowledged. */
function batch(names, verdicts = {}) {
  const made = [];
  const one = async (name) => {
    made.push(name);
    await new Promise(setImmediate);
    const verdict = verdicts[name] ?? ACK;
    if (verdict instanceof Error) throw verdict;
    return verdict;
  };
  return { made, ends: inLanes(names, laneOf, one) };
}

test("a lane is in order, lanes are beside each other", async () => {
  const { made, ends } = batch(["a1", "b1", "a2", "b2", "c1"]);
  const verdicts = await ends;
  assert.deepEqual(made, ["a1", "b1", "c1", "a2", "b2"]);
  assert.deepEqual([...verdicts.values()], Array(5).fill(ACK));
});

test("behind one that must wait nobody of its lane is made, and all get the same wait", async () => {
  const error = new Error("busy");
  const { made, ends } = batch(["a1", "a2", "b1", "a3", "b2"], { a2: { do: "retry", after: 7, pause: true, error } });
  const verdicts = Object.fromEntries(await ends);
  assert.deepEqual(made, ["a1", "b1", "a2", "b2"]);
  assert.deepEqual(verdicts.a2, { do: "retry", after: 7, pause: true, error });
  assert.deepEqual(verdicts.a3, { do: "retry", after: 7, pause: true });
  assert.deepEqual([verdicts.a1, verdicts.b1, verdicts.b2], [ACK, ACK, ACK]);
});

test("behind one that is dead the lane goes on", async () => {
  const { made, ends } = batch(["a1", "a2"], { a1: { do: "dead", error: new Error("never") } });
  assert.deepEqual([(await ends).get("a2"), made], [ACK, ["a1", "a2"]]);
});

test("who has no lane waits for nobody", async () => {
  const made = [];
  const verdicts = await inLanes(
    [{ n: 1 }, { n: 2 }],
    () => undefined,
    ({ n }) => {
      made.push(n);
      return n === 1 ? { do: "retry", after: 1, pause: false } : ACK;
    },
  );
  assert.deepEqual([made, verdicts.size, [...verdicts.values()][1]], [[1, 2], 2, ACK]);
});

test("what is thrown is thrown after the other lanes have ended", async () => {
  const { made, ends } = batch(["a1", "b1", "b2", "b3"], { a1: new Error("a mistake") });
  await assert.rejects(ends, /a mistake/);
  assert.deepEqual(made, ["a1", "b1", "b2", "b3"]);
});

test("an empty batch has no verdicts", async () => {
  assert.equal((await batch([]).ends).size, 0);
});
