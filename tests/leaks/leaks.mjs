// Many calls with every kind of failure, and a run of a million items: what the process holds must not grow. Prints both
// curves.
//
// Run with: node tests/leaks/leaks.mjs [--calls 100000] [--items 1000000]

import { parseArgs } from "node:util";

import { curve, table } from "./curve.mjs";
import { complaints } from "./limits.mjs";

const option = (value) => ({ type: "string", default: value });
const { values } = parseArgs({ options: { calls: option("100000"), items: option("1000000") } });

for (const [scenario, count] of [
  ["calls", Number(values.calls)],
  ["queue", Number(values.items)],
]) {
  const result = await curve(scenario, count);
  console.log(`${scenario}\n\n${table(result)}\n`);
  for (const complaint of complaints(result)) {
    console.log(`  ${complaint}`);
    process.exitCode = 1;
  }
}
