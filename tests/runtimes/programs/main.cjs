// The scenario as a program of its own, as CommonJS. It also tells how many copies of the package `import` and
// `require` give.

const { readFile } = require("node:fs/promises");

const smoochEdge = require("smooch-edge");
const { typing } = require("smooch-edge/bot");
const files = require("smooch-edge/files");
const { queue } = require("smooch-edge/queue");

const { file, ...settings } = JSON.parse(process.argv.at(-1));
/** On Bun, a file that is read when it is sent. */
const openFile = file && (async () => globalThis.Bun?.file(file) ?? new Blob([await readFile(file)]));
Promise.all([import("./scenario.mjs"), import("smooch-edge")])
  .then(async ([{ run }, imported]) => {
    const steps = await run({ ...smoochEdge, queue, files, typing, openFile, ...settings });
    console.log(`passed: ${steps.join(", ")}`);
    console.log(`copies: ${imported.Smooch === smoochEdge.Smooch ? 1 : 2}`);
  })
  .catch((error) => {
    console.error(`${error.message}\n${(error.cause ?? error).stack}`);
    process.exitCode = 1;
  });
