// `npm start`: installs what is missing, builds, and runs the recipe; `npm start -- --open` then serves the site.

import { build } from "./build.mjs";
import { say } from "./run.mjs";
import { setup } from "./setup.mjs";
import { PORT, playground } from "./www.mjs";

setup();
await build();
// Imported only now: the packages that it imports have just been built.
const { recipe } = await import("./recipe.mjs");
const asked = process.argv.slice(2);
process.exitCode = await recipe(
  asked.filter((arg) => arg !== "--open"),
  process.env,
);
if (asked.includes("--open")) await playground();
else say(`guide, reference and a playground for all of this: \`npm start -- --open\`, then http://127.0.0.1:${PORT}/`);
