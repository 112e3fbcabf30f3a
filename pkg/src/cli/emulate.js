// `smooch emulate`: the command line of smooch-emulator, if it is installed.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { installed } from "./installed.js";

/** @param {string[]} args */
export async function emulate(args) {
  const manifest = installed("smooch-emulator/package.json", "smooch-emulator", "smooch emulate");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  const program = join(dirname(manifest), bin["smooch-emulator"]);
  process.argv = [/** @type {string} */ (process.argv[0]), program, ...args];
  await import(pathToFileURL(program).href);
}
