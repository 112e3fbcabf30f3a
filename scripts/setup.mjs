// Installs what is missing, and nothing else: npm packages from the lock file, and the toolchain of rust-toolchain.toml.
// If nothing is missing, it does nothing and needs no network.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail, has, need, output, root, run, say } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";

export function setup() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old; install 20.19 or later`);
  for (const tool of ["npm", "cargo", "rustup", "cc"]) need(tool);
  toolchain();
  packages(root);
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

/** The compiler must be the pinned one: the package's bytes depend on it, and the build on names in its library. */
function toolchain() {
  const file = readFileSync(join(root, "rust-toolchain.toml"), "utf8");
  const pinned = /^channel = "(.+)"$/m.exec(file)?.[1] ?? fail("rust-toolchain.toml has no line `channel = …`");
  const chosen = process.env.RUSTUP_TOOLCHAIN;
  const installed = (/** @type {string[]} */ list) => output("rustup", list)?.split("\n") ?? [];
  if (!chosen && !installed(["toolchain", "list", "--quiet"]).some((name) => name.startsWith(`${pinned}-`))) {
    say(`installing Rust ${pinned}`);
    const parts = ["--profile", "minimal", "--component", "rustfmt,clippy", "--target", TARGET, "--no-self-update"];
    run("rustup", ["toolchain", "install", pinned, ...parts], { stdio: ["ignore", "ignore", "inherit"] });
  }
  const active = /^rustc \S+/.exec(output("rustc", ["--version"]) ?? "")?.[0] ?? "no rustc";
  if (active !== `rustc ${pinned}`) {
    const remedy = chosen
      ? "unset RUSTUP_TOOLCHAIN"
      : "run `rustup override unset`, and put rustup's `rustc` first in PATH";
    fail(`${active} is active, but the build needs rustc ${pinned} (rust-toolchain.toml): ${remedy}`);
  }
  if (installed(["target", "list", "--installed"]).includes(TARGET)) return;
  say(`adding the Rust target ${TARGET}`);
  run("rustup", ["target", "add", TARGET]);
}

/** Installs wasm-bindgen's test runner, at the version of Cargo.lock, which only `npm test -- edge` needs. */
export function testRunner() {
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const version = /name = "wasm-bindgen"\nversion = "(.+)"/.exec(lock)?.[1] ?? fail("Cargo.lock has no wasm-bindgen");
  const name = "wasm-bindgen-test-runner";
  if (output(join(root, "target/tools/bin", name), ["--version"]) === `${name} ${version}`) return;
  say(`building ${name} ${version} (a few minutes, once)`);
  // Without --locked: the lock file in that package names a crate version that was withdrawn.
  const options = ["--version", version, "--bin", name, "--root", "target/tools", "--quiet"];
  run("cargo", ["install", "wasm-bindgen-cli", ...options]);
}

if (/** @type {{ main?: boolean }} */ (import.meta).main ?? process.argv[1] === join(root, "scripts", "setup.mjs"))
  setup();
