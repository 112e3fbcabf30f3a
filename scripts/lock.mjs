// Lets one build run at a time: tests that are started side by side build first, each of them.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./run.mjs";

const lock = join(root, "target", "build.lock");

/**
 * Runs `work` while no other process does.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
export async function alone(work) {
  mkdirSync(join(root, "target"), { recursive: true });
  while (!take()) await new Promise((resolve) => setTimeout(resolve, 200));
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    // One that was left behind by a process that is gone is taken over.
    if (!isAlive()) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive() {
  try {
    const owner = Number(readFileSync(lock, "utf8"));
    // Just made, and not yet written to.
    if (!owner) return true;
    process.kill(owner, 0);
    return true;
  } catch {
    return false;
  }
}
