// The list of files in the tarball, which is committed, so that nothing gets in or goes missing unnoticed.
//
// After a change that is meant: node tests/package/files.mjs --update

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { root } from "../../scripts/run.mjs";

const list = fileURLToPath(new URL("files.txt", import.meta.url));

/** The files that `npm pack` would put into the tarball, one a line. */
export function packedFiles() {
  const args = ["pack", "--dry-run", "--json", "--loglevel=error"];
  const packed = execFileSync("npm", args, { cwd: join(root, "pkg"), encoding: "utf8" });
  const paths = JSON.parse(packed)[0].files.map(({ path }) => path);
  return `${paths.sort().join("\n")}\n`;
}

/** The committed list. */
export function committedFiles() {
  return readFileSync(list, "utf8");
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes("--update")) {
  writeFileSync(list, packedFiles());
}
