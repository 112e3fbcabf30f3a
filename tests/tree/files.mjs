// The files of this repository: those that Git tracks, and new ones that it does not ignore.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What is written by hand. Lock files and recorded results are not. */
const TEXT = /\.(rs|toml|js|mjs|cjs|ts|tsx|mts|cts|css|html|json|md|yml|sh)$/;
const NOT_BY_HAND = /(^|\/)package-lock\.json$/;

/** Every file, as a path from the root with `/`. */
export function files() {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const list = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  return list.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
}

/** Every text file that is written by hand. */
export const texts = () => files().filter((path) => TEXT.test(path) && !NOT_BY_HAND.test(path));

/** The text of a file. */
export const read = (path) => readFileSync(join(root, path), "utf8");
