// Knows whether a step has been done since its sources changed, so that a second run does nothing.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./run.mjs";

/**
 * Gives a function that tells whether the step `name` is up to date; called with `true` it marks the step as done.
 *
 * @param {string} name
 * @param {string[]} sources files and folders that the step reads
 * @param {string[]} results files that the step leaves
 */
export function upToDate(name, sources, results) {
  const stamp = join(root, "target", `${name}.stamp`);
  const hash = createHash("sha256");
  for (const source of sources) add(hash, join(root, source));
  const now = hash.digest("hex");
  return (done) => {
    if (!done) return results.every(existsSync) && existsSync(stamp) && readFileSync(stamp, "utf8") === now;
    mkdirSync(join(root, "target"), { recursive: true });
    writeFileSync(stamp, now);
    return true;
  };
}

function add(hash, path) {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) add(hash, join(path, name));
  } else {
    hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
}
