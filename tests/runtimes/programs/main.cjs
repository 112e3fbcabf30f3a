// The scenario as a program of its own, as CommonJS. It also tells how many copies of the package `import` and
// `require` give.

const smoochEdge = require("smooch-edge");
const { queue } = require("smooch-edge/queue");

const settings = JSON.parse(process.argv.at(-1));
Promise.all([import("./scenario.mjs"), import("smooch-edge")])
  .then(async ([{ run }, imported]) => {
    const steps = await run({ ...smoochEdge, queue, ...settings });
    console.log(`passed: ${steps.join(", ")}`);
    console.log(`copies: ${imported.Smooch === smoochEdge.Smooch ? 1 : 2}`);
  })
  .catch((error) => {
    console.error(`${error.message}\n${(error.cause ?? error).stack}`);
    process.exitCode = 1;
  });
