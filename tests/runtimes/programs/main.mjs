// The scenario as a program of its own, as an ES module: settings come as an argument, the steps go to standard output.

import { readFile } from "node:fs/promises";

import * as smoochEdge from "smooch-edge";
import { typing } from "smooch-edge/bot";
import * as files from "smooch-edge/files";
import { queue } from "smooch-edge/queue";
import { run } from "./scenario.mjs";

const { file, ...settings } = JSON.parse(process.argv.at(-1));
/** On Bun, a file that is read when it is sent. */
const openFile = file && (async () => globalThis.Bun?.file(file) ?? new Blob([await readFile(file)]));
run({ ...smoochEdge, queue, files, typing, openFile, ...settings }).then(
  (steps) => console.log(`passed: ${steps.join(", ")}`),
  (error) => {
    console.error(`${error.message}\n${(error.cause ?? error).stack}`);
    process.exitCode = 1;
  },
);
