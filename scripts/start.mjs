// `npm start`: installs what is missing, builds, and runs the recipe.

import { build } from "./build.mjs";
import { setup } from "./setup.mjs";

setup();
await build();
// Imported only now: the packages that it imports have just been built.
const { recipe } = await import("./recipe.mjs");
process.exitCode = await recipe(process.argv.slice(2), process.env);
