// Runs the commands that the other scripts are made of, and says what goes wrong in one line.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The top of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** What to install where a command is missing. */
const INSTALL = {
  cargo: "install Rust: `apt-get install rustup`, or see rustup.rs",
  rustup: "install Rust: `apt-get install rustup`, or see rustup.rs",
  npm: "install npm with Node: `apt-get install nodejs npm`, Node 20.19 or later",
  cc: "install a C compiler, which Rust links with: `apt-get install gcc libc6-dev`",
  postgresql: "install PostgreSQL: `apt-get update && apt-get install -y postgresql`",
  "redis-server": "install Redis: `apt-get update && apt-get install -y redis-server`",
  python3: "install Python: `apt-get update && apt-get install -y python3 python3-venv`",
  chromium: "install Chromium: `apt-get update && apt-get install -y chromium chromium-driver`",
};

/** Says what is being done. */
export function say(text) {
  console.log(`\x1b[2m•\x1b[0m ${text}`);
}

/**
 * Ends with one line on what is wrong.
 *
 * @returns {never}
 */
export function fail(text) {
  console.error(`\x1b[31m✗\x1b[0m ${text}`);
  process.exit(1);
}

/** Whether `command` can be started at all. */
export function has(command, args = ["--version"]) {
  return spawnSync(command, args, { stdio: "ignore" }).error === undefined;
}

/** Ends unless `command` can be started. */
export function need(command) {
  if (!has(command)) fail(`${command} is missing; ${INSTALL[command] ?? `install ${command}`}`);
}

/** Runs a command, shown to the user; ends where it fails. */
export function run(command, args, options = {}) {
  const { status, error, signal } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) fail(`\`${command} ${args.join(" ")}\` failed with ${signal ?? `exit code ${status}`}`);
}

/** Runs a command that needs the network: again where it fails, and ends where it fails for the third time. */
export function download(command, args, options = {}) {
  for (const pause of [5, 20]) {
    if (spawnSync(command, args, { cwd: root, stdio: "inherit", ...options }).status === 0) return;
    say(`\`${command} ${args[0]}\` failed; it runs again in ${pause} s`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause * 1000);
  }
  run(command, args, options);
}

/** Starts a command that runs beside others. If it fails, this process ends. */
export async function begin(command, args) {
  const [status, signal] = await once(spawn(command, args, { cwd: root, stdio: "inherit" }), "exit");
  if (status !== 0) fail(`\`${command} ${args.join(" ")}\` failed with ${signal ?? `exit code ${status}`}`);
}

/** Runs a command and gives what it prints, or `undefined` where it fails. */
export function output(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, ...options });
  return result.status === 0 ? result.stdout.trim() : undefined;
}
