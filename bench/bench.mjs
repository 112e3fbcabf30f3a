// `npm run bench`: measures smooch-edge against its peers, side by side in one run, prints the tables and writes
// bench/RESULTS.md. `npm run bench -- quick` measures less, `npm run bench -- size sends` only the parts named; both
// print only. It never fails on a number: it reports them.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "../scripts/build.mjs";
import { fail, root, say } from "../scripts/run.mjs";
import { packages, setup } from "../scripts/setup.mjs";
import { budgets } from "./budgets.mjs";
import { machine, versions } from "./machine.mjs";

/** The parts, in the order of the report. Each gives markdown, and the figures that the budgets are about. */
const PARTS = {
  size: "./size.mjs",
  startup: "./startup/startup.mjs",
  sends: "./sends/sends.mjs",
  node: "./node/node.mjs",
  bodies: "./bodies/bodies.mjs",
  memory: "./memory/memory.mjs",
};

const words = process.argv.slice(2);
const quick = words.includes("quick");
const named = words.filter((word) => word !== "quick");
const unknown = named.find((word) => !Object.hasOwn(PARTS, word));
if (unknown)
  fail(`there is no part ${unknown}; the parts are ${Object.keys(PARTS).join(", ")}, and \`quick\` shortens them`);

setup();
await build();
packages(join(root, "bench"));

const sections = [];
const figures = {};
for (const name of named.length ? named : Object.keys(PARTS)) {
  say(`measuring ${name}`);
  const { measure } = await import(PARTS[name]);
  const { text, figures: found } = await measure({ quick });
  Object.assign(figures, found);
  sections.push(text);
  console.log(`\n${text}\n`);
}
const judged = budgets(figures);
console.log(judged);

if (!quick && !named.length) {
  const head = [
    "# Results",
    "Written by `npm run bench`. Read the ratios rather than the milliseconds: everything in one table was measured in one",
    "run, in turns; ± is half the distance between the quartiles.",
    "",
    machine(),
    "",
    versions(),
  ].join("\n");
  writeFileSync(join(root, "bench", "RESULTS.md"), `${[head, judged, ...sections].join("\n\n")}\n`);
  say("written to bench/RESULTS.md");
}
