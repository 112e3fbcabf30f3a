// `npm test`: everything that this repository tests, after the same set-up as `npm start`.
//
// `npm test -- client types` runs those parts alone; `npm test -- --list` names them.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { build } from "./build.mjs";
import { fail, root, say } from "./run.mjs";
import { browser, packages, redis, setup, testRunner } from "./setup.mjs";

const BINDINGS = ["--manifest-path", "bindings/Cargo.toml", "--target-dir", "target/bindings"];
const WASM = ["--target", "wasm32-unknown-unknown"];

/**
 * A command of a part: what it needs to be there first, and how it is run.
 *
 * @typedef {object} Step
 * @property {string[]} command
 * @property {Record<string, string>} [env]
 * @property {() => void} [needs]
 * @property {boolean} [shell]
 * @property {string} [cwd]
 * @property {string} [folder] whose npm packages it needs
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
  rust: [["cargo", "test", "--quiet", "--locked"]],
  fuzz: [["node", "fuzz/fuzz.mjs", "--short"]],
  edge: [
    { command: ["cargo", "test", "--locked", "--test", "edge", ...WASM], needs: testRunner },
    {
      command: ["cargo", "test", "--locked", "--test", "edge", ...WASM],
      env: { WASM_BINDGEN_USE_BROWSER: "1", CHROMEDRIVER: "/usr/bin/chromedriver" },
      needs: browser,
    },
  ],
  emulator: [node("emulator/tests/*.test.js", join(root, "emulator"))],
  client: [node("tests/client/*.test.mjs")],
  node: [node("tests/node/*.test.mjs")],
  types: [node("tests/types/*.test.mjs")],
  queue: [node("tests/queue/*.test.mjs")],
  webhooks: [{ ...node("tests/webhooks/*.test.mjs"), needs: redis }],
  migrating: [node("tests/migrating/*.test.mjs")],
  inputs: [node("tests/inputs/*.test.mjs")],
  spec: [node("tests/spec/*.test.mjs")],
  kill: [node("tests/kill/*.test.mjs")],
  leaks: [node("tests/leaks/*.test.mjs")],
  package: [node("tests/package/*.test.mjs")],
  reproducible: [node("tests/reproducible/*.test.mjs")],
  runtimes: [{ ...node("tests/runtimes/*.test.mjs"), needs: browser }],
  faults: [node("tests/faults/*.test.mjs")],
  bundlers: [{ ...node("tests/bundlers/*.test.mjs"), needs: browser }],
  www: [{ ...node("tests/www/*.test.mjs"), needs: browser }],
};

/**
 * Node's own test runner over the files of a pattern.
 *
 * @returns {Step}
 */
function node(pattern, cwd = root) {
  return {
    command: ["node", "--test", "--test-reporter=spec", join(root, pattern)],
    shell: true,
    cwd,
    folder: pattern.replace(/\/[^/]*$/, ""),
  };
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

let passed = 0;
const failed = [];
for (const [name, commands] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const started = Date.now();
  say(`testing ${name}`);
  for (const given of commands) {
    /** @type {Step} */
    const step = Array.isArray(given) ? { command: given } : given;
    const { command, env, needs, shell, cwd, folder } = step;
    if (folder && existsSync(join(root, folder, "package-lock.json"))) packages(join(root, folder));
    needs?.();
    const [program, ...args] = command;
    const options = { cwd: cwd ?? root, env: { ...process.env, ...env }, shell: shell ?? false };
    if (spawnSync(program, args, { ...options, stdio: "inherit" }).status === 0) passed++;
    else failed.push(`${name}: ${command.join(" ")}`);
  }
  say(`${name} took ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
for (const command of failed) console.error(`\x1b[31m✗\x1b[0m ${command}`);
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
