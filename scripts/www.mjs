// `npm run www`: builds the playground and serves it on this machine, until it is interrupted.

import { join } from "node:path";

import { build } from "./build.mjs";
import { root, say } from "./run.mjs";
import { packages, setup } from "./setup.mjs";

/** Where the playground is served. */
export const PORT = 4020;

/** Builds the playground, and serves it. */
export async function playground() {
  packages(join(root, "www"));
  say("building the playground");
  // Imported only now: the packages that they import have just been installed.
  const { buildPlayground } = await import("../www/build.mjs");
  const { servePlayground } = await import("../www/serve.mjs");
  await buildPlayground();
  const { url } = await servePlayground(PORT);
  say(`the playground is at ${url} (Ctrl+C ends it)`);
}

if (/** @type {{ main?: boolean }} */ (import.meta).main ?? process.argv[1] === join(root, "scripts", "www.mjs")) {
  setup();
  await build();
  await playground();
}
