// The scenario as a program of its own, as an ES module: settings come as an argument, the steps go to standard output.

import * as smoochEdge from "smooch-edge";
import { queue } from "smooch-edge/queue";
import { run } from "./scenario.mjs";

const settings = JSON.parse(process.argv.at(-1));
run({ ...smoochEdge, queue, ...settings }).then(
  (steps) => console.log(`passed: ${steps.join(", ")}`),
  (error) => {
    console.error(`${error.message}\n${(error.cause ?? error).stack}`);
    process.exitCode = 1;
  },
);
