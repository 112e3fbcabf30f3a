// `npm run www`: builds the site, with its playground, and serves it on this machine, until it is interrupted.

import { join } from "node:path";

import { build } from "./build.mjs";
import { root, say } from "./run.mjs";
import { packages, setup } from "./setup.mjs";

/** Where the site is served. */
export const PORT = 4020;

/** Builds the site, and serves it. */
export async function playground() {
  packages(join(root, "www"));
  // Imported only now: the packages that they import have just been installed.
  const { buildPlayground } = await import("../www/build.mjs");
  const { servePlayground } = await import("../www/serve.mjs");
  await buildPlayground();
  const { url } = await servePlayground(PORT);
  say(`the site is at ${url}, its playground at ${url}playground/ (Ctrl+C ends it)`);
}

if (/** @type {{ main?: boolean }} */ (import.meta).main ?? process.argv[1] === join(root, "scripts", "www.mjs")) {
  setup();
  await build();
  await playground();
}
