// Installs what is missing, and nothing else: npm packages from the lock file, and the toolchain of rust-toolchain.toml.
// If nothing is missing, it does nothing and needs no network.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { begin, download, fail, has, need, output, root, run, say } from "./run.mjs";

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
  download("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder });
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

/** Installs PostgreSQL where that can be done here, or says how. Debian has no program of its name in the path. */
export function postgres() {
  if (!has("postgres") && !existsSync("/usr/lib/postgresql")) debian("PostgreSQL", "postgresql");
}

/** The server of SQS: LocalStack's core, in an environment of its own. Gives its folder of programs. */
export function sqs() {
  const folder = join(root, "target", "localstack");
  const stamp = join(folder, "installed");
  const list = join(root, "tests/engines/localstack.txt");
  const wanted = readFileSync(list, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return join(folder, "bin");
  if (!has("python3", ["-c", "import venv, ensurepip"])) debian("Python", "python3", "python3-venv");
  say("installing LocalStack's server of SQS");
  run("python3", ["-m", "venv", folder]);
  download(join(folder, "bin/pip"), ["install", "--quiet", "--disable-pip-version-check", "-r", list]);
  writeFileSync(stamp, wanted);
  return join(folder, "bin");
}

/**
 * @param {string} what as users know it
 * @param {...string} names of packages; the first is that of the program, too
 */
function debian(what, ...names) {
  if (process.getuid?.() !== 0 || !has("apt-get")) need(names[0]);
  say(`installing ${what}`);
  const options = ["-qq", "-o", "Acquire::Retries=5", "-o", "DPkg::Lock::Timeout=600"];
  for (const command of [["update"], ["install", "-y", ...names]])
    download("apt-get", [...command, ...options], { stdio: ["ignore", "ignore", "inherit"] });
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
    download("rustup", ["toolchain", "install", pinned, ...parts], { stdio: ["ignore", "ignore", "inherit"] });
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
  download("rustup", ["target", "add", TARGET]);
}

/**
 * Installs wasm-bindgen's test runner, at the version of Cargo.lock, which only `npm test -- edge` needs: beside what else
 * is done until it is there.
 */
export async function testRunner() {
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const version = /name = "wasm-bindgen"\nversion = "(.+)"/.exec(lock)?.[1] ?? fail("Cargo.lock has no wasm-bindgen");
  const name = "wasm-bindgen-test-runner";
  if (output(join(root, "target/tools/bin", name), ["--version"]) === `${name} ${version}`) return;
  say(`building ${name} ${version} (a few minutes, once)`);
  // Without --locked: the lock file in that package names a crate version that was withdrawn. Not optimised: it does little.
  const options = ["--version", version, "--bin", name, "--root", "target/tools", "--quiet"];
  const quick = ["--debug", "--config", "profile.dev.debug=false"];
  await begin("cargo", ["install", "wasm-bindgen-cli", ...options, ...quick]);
}

if (/** @type {{ main?: boolean }} */ (import.meta).main ?? process.argv[1] === join(root, "scripts", "setup.mjs"))
  setup();
