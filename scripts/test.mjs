// `npm test`: everything that this repository tests, after the same set-up as `npm start`.
//
// `npm test -- client types` runs those parts alone; `npm test -- --list` names them.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { build } from "./build.mjs";
import { fail, root, say } from "./run.mjs";
import { browser, packages, postgres, redis, setup, sqs, testRunner } from "./setup.mjs";

const BINDINGS = ["--manifest-path", "bindings/Cargo.toml", "--target-dir", "target/bindings"];
const WASM = ["--target", "wasm32-unknown-unknown"];
/** Where the steps leave the names of the tests that failed in them. */
const FAILURES = join(root, "target/failures");
/** How long a file of tests may take, in milliseconds. The longest takes five minutes: one that takes longer hangs. */
const HANGS = 15 * 60_000;

/**
 * A command of a part: what it needs to be there first, and how it is run. What several of its files need is installed
 * before them, since two of them at once would spoil each other's installation.
 *
 * @typedef {object} Step
 * @property {string[]} command
 * @property {Record<string, string>} [env]
 * @property {() => void | Promise<void>} [needs]
 * @property {boolean} [shell]
 * @property {string} [cwd]
 * @property {string} [folder] whose npm packages it needs
 * @property {string} [failures] the file in which its runner names the tests that failed
 */

/**
 * Each part is a list of commands, in the order in which a fault is cheapest to find.
 *
 * @type {Record<string, (string[] | Step)[]>}
 */
const PARTS = {
  format: [
    ["cargo", "fmt", "--check"],
    ["cargo", "fmt", "--check", "--manifest-path", "bindings/Cargo.toml"],
    ["npx", "prettier", "--check", "--log-level", "warn", "."],
  ],
  lint: [
    ["cargo", "clippy", "--quiet", "--locked", "--all-targets", "--features", "print", "--", "--deny", "warnings"],
    ["cargo", "clippy", "--quiet", "--locked", ...BINDINGS, "--", "--deny", "warnings"],
    ["cargo", "clippy", "--quiet", "--locked", "--lib", "--test", "edge", ...WASM, "--", "--deny", "warnings"],
    ["npx", "eslint", "."],
    ["npx", "tsc", "-p", "pkg"],
    ["npx", "tsc", "-p", "pkg/tsconfig.node.json"],
    ["npx", "tsc", "-p", "."],
    ["npx", "tsc", "-p", "emulator"],
    { command: ["npx", "tsc", "-p", "www"], needs: () => packages(join(root, "www")) },
  ],
  tree: [node("tests/tree/*.test.mjs")],
  // The same draws each time: SEED=… tries others, and `cargo test` alone other ones each time.
  rust: [
    { command: ["cargo", "test", "--quiet", "--locked"], env: { PROPTEST_RNG_SEED: process.env.SEED ?? "20261124" } },
  ],
  fuzz: [["node", "fuzz/fuzz.mjs", "--short"]],
  edge: [
    { command: ["cargo", "test", "--locked", "--test", "edge", ...WASM], needs: () => runner },
    {
      command: ["cargo", "test", "--locked", "--test", "edge", ...WASM],
      // In seconds: a browser starts slowly the first time.
      env: {
        WASM_BINDGEN_USE_BROWSER: "1",
        CHROMEDRIVER: "/usr/bin/chromedriver",
        WASM_BINDGEN_TEST_DRIVER_TIMEOUT: "60",
        WASM_BINDGEN_TEST_TIMEOUT: "120",
      },
      needs: browser,
    },
  ],
  emulator: [node("emulator/tests/*.test.js", { cwd: join(root, "emulator") })],
  client: [{ ...node("tests/client/*.test.mjs"), needs: () => packages(join(root, "tests/runtimes")) }],
  node: [node("tests/node/*.test.mjs")],
  types: [node("tests/types/*.test.mjs")],
  queue: [node("tests/queue/*.test.mjs", { atOnce: 1 })],
  files: [{ ...node("tests/files/*.test.mjs"), needs: () => packages(join(root, "tests/runtimes")) }],
  examples: [
    {
      ...node("tests/examples/*.test.mjs", { atOnce: 4 }),
      needs: () => ["tests/runtimes", "tests/bundlers"].forEach((folder) => packages(join(root, folder))),
    },
  ],
  webhooks: [
    {
      ...node("tests/webhooks/*.test.mjs"),
      needs: () => {
        redis();
        packages(join(root, "tests/runtimes"));
      },
    },
  ],
  engines: [
    {
      ...node("tests/engines/*.test.mjs", { atOnce: 5 }),
      needs: () => {
        for (const server of [redis, postgres, sqs]) server();
        packages(join(root, "tests/runtimes"));
      },
    },
    node("tests/engines/alone/*.test.mjs", { atOnce: 1 }),
  ],
  cli: [node("tests/cli/*.test.mjs")],
  agents: [node("tests/agents/*.test.mjs")],
  testing: [node("tests/testing/*.test.mjs")],
  migrating: [node("tests/migrating/*.test.mjs")],
  foreign: [node("tests/foreign/*.test.mjs")],
  inputs: [node("tests/inputs/*.test.mjs")],
  spec: [node("tests/spec/*.test.mjs")],
  kill: [node("tests/kill/*.test.mjs")],
  leaks: [node("tests/leaks/*.test.mjs", { atOnce: 1 })],
  package: [node("tests/package/*.test.mjs")],
  reproducible: [node("tests/reproducible/*.test.mjs")],
  runtimes: [{ ...node("tests/runtimes/*.test.mjs"), needs: browser }],
  faults: [node("tests/faults/*.test.mjs")],
  bundlers: [{ ...node("tests/bundlers/*.test.mjs"), needs: browser }],
  www: [{ ...node("tests/www/*.test.mjs"), needs: browser }],
};

/**
 * Node's own test runner over the files of a pattern, two at a time: they mostly wait. Those that measure run alone.
 * A file that hangs is ended, and named.
 *
 * @returns {Step}
 */
function node(pattern, { cwd = root, atOnce = 2 } = {}) {
  const folder = pattern.replace(/\/[^/]*$/, "");
  const limits = [`--test-concurrency=${atOnce}`, `--test-timeout=${HANGS}`];
  const failures = join(FAILURES, `${folder.replaceAll("/", "-")}.txt`);
  const reporters = [
    ["spec", "stdout"],
    [String(pathToFileURL(join(root, "scripts/failures.mjs"))), failures],
  ].flatMap(([reporter, destination]) => [`--test-reporter=${reporter}`, `--test-reporter-destination=${destination}`]);
  return {
    command: ["node", "--test", ...limits, ...reporters, join(root, pattern)],
    shell: true,
    cwd,
    folder,
    failures,
  };
}

/** Runs a part, and counts its steps. @param {string} name */
async function part(name) {
  const started = Date.now();
  say(`testing ${name}`);
  for (const given of PARTS[name]) {
    /** @type {Step} */
    const step = Array.isArray(given) ? { command: given } : given;
    const { command, env, needs, shell, cwd, folder, failures } = step;
    if (folder && existsSync(join(root, folder, "package-lock.json"))) packages(join(root, folder));
    await needs?.();
    const [program, ...args] = command;
    const options = { cwd: cwd ?? root, env: { ...process.env, ...env }, shell: shell ?? false, timeout: 2 * HANGS };
    if (failures) rmSync(failures, { force: true });
    if (spawnSync(program, args, { ...options, stdio: "inherit" }).status === 0) passed++;
    else
      failed.push([`${name}: ${command.filter((word) => !word.includes("-reporter")).join(" ")}`, ...named(failures)]);
  }
  say(`${name} took ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

/** The tests that failed, where the runner of a step has named them. @param {string} [file] */
function named(file) {
  return file && existsSync(file) ? [readFileSync(file, "utf8")] : [];
}

const asked = process.argv.slice(2);
if (asked.includes("--list")) {
  console.log(Object.keys(PARTS).join("\n"));
  process.exit(0);
}
for (const name of asked) {
  if (!(name in PARTS)) fail(`there is no part "${name}"; \`npm test -- --list\` names them`);
}

setup();
await build();
if (!existsSync(join(root, "../shared")))
  say("../shared is not there: tests that compare with the real bodies say so and are skipped");

mkdirSync(FAILURES, { recursive: true });
let passed = 0;
const failed = [];
const names = Object.keys(PARTS).filter((name) => asked.length === 0 || asked.includes(name));
/** It takes longest of all that is built, and is begun before the parts that go before its own. */
const runner = names.includes("edge") ? testRunner() : undefined;
for (const name of names) await part(name);
for (const lines of failed) console.error(`\x1b[31m✗\x1b[0m ${lines.join("\n")}`);
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
