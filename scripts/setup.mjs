// Installs what is missing, and nothing else: npm packages from the lock file, the wasm32 target, and wasm-bindgen-cli
// at the version of Cargo.lock. With everything there it does nothing and needs no network.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail, has, need, output, root, run, say } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";

/** Where wasm-bindgen-cli lives. */
export const tools = join(root, "target", "tools", "bin");

export function setup() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old; install 20.19 or later`);
  for (const tool of ["npm", "cargo", "rustup", "cc"]) need(tool);
  packages(root);
  target();
  bindgen();
}

/** Installs the npm packages of a folder from its lock file, unless they are those already. */
export function packages(folder) {
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  const stamp = join(folder, "node_modules", ".installed-from");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  say(`installing the npm packages of ${folder === root ? "the workspace" : folder.slice(root.length)}`);
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder });
  writeFileSync(stamp, lock);
}

/** Installs Chromium and its driver where that can be done here, or says how. */
export function browser() {
  if (!has("chromium") || !has("chromedriver")) debian("Chromium and its driver", "chromium", "chromium-driver");
}

/** Installs Redis where that can be done here, or says how. */
export function redis() {
  if (!has("redis-server")) debian("Redis", "redis-server");
}

/**
 * @param {string} what as users know it
 * @param {...string} names of packages; the first is that of the program, too
 */
function debian(what, ...names) {
  if (process.getuid?.() !== 0 || !has("apt-get")) need(names[0]);
  say(`installing ${what}`);
  run("apt-get", ["update", "-qq"], { stdio: "ignore" });
  run("apt-get", ["install", "-y", "-qq", ...names], { stdio: "ignore" });
}

function target() {
  if (output("rustup", ["target", "list", "--installed"])?.split("\n").includes(TARGET)) return;
  say(`adding the Rust target ${TARGET}`);
  run("rustup", ["target", "add", TARGET]);
}

function bindgen() {
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const version = /name = "wasm-bindgen"\nversion = "(.+)"/.exec(lock)?.[1];
  if (output(join(tools, "wasm-bindgen"), ["--version"]) === `wasm-bindgen ${version}`) return;
  say(`building wasm-bindgen-cli ${version} (a few minutes, once)`);
  // Without --locked: the lock file in that package names a crate version that was withdrawn.
  run("cargo", ["install", "wasm-bindgen-cli", "--version", version, "--root", "target/tools", "--quiet"]);
}

if (/** @type {{ main?: boolean }} */ (import.meta).main ?? process.argv[1] === join(root, "scripts", "setup.mjs"))
  setup();
