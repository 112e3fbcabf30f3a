// The lists of files in the tarballs of both packages, which are committed, so that nothing gets in or goes missing
// unnoticed.
//
// After a change that is meant: node tests/package/files.mjs --update

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { root } from "../../scripts/run.mjs";

/** The lists, by the folder of the package. */
export const LISTS = { pkg: "files.txt", emulator: "emulator-files.txt" };

const list = (folder) => fileURLToPath(new URL(LISTS[folder], import.meta.url));

/** The files that `npm pack` would put into the tarball of a package, one a line. */
export function packedFiles(folder) {
  const args = ["pack", "--dry-run", "--json", "--loglevel=error"];
  const packed = execFileSync("npm", args, { cwd: join(root, folder), encoding: "utf8" });
  const paths = JSON.parse(packed)[0].files.map(({ path }) => path);
  return `${paths.sort().join("\n")}\n`;
}

/** The committed list. */
export function committedFiles(folder) {
  return readFileSync(list(folder), "utf8");
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes("--update")) {
  for (const folder of Object.keys(LISTS)) writeFileSync(list(folder), packedFiles(folder));
}
