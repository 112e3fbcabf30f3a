// A process that sends many messages under faults is killed at random moments and goes on from its journal, with and
// without `dedupe`. Prints what arrived, and fails where the journal said something else.
//
// Run with: node tests/kill/kill.mjs [--messages 10000] [--kills 20] [--seed 1]

import { parseArgs } from "node:util";

import { table, trial } from "./trial.mjs";

const option = (value) => ({ type: "string", default: value });
const { values } = parseArgs({ options: { messages: option("10000"), kills: option("20"), seed: option("1") } });
const settings = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));

const trials = [];
for (const dedupe of [false, true]) trials.push(await trial({ ...settings, dedupe }));
console.log(table(trials));
for (const { dedupe, lost, more, untrue } of trials) {
  const doubled = dedupe ? more : [];
  if (lost.length + untrue.length + doubled.length === 0) continue;
  console.log(`dedupe ${dedupe ? "on" : "off"}:`, { lost, untrue, doubled });
  process.exitCode = 1;
}
