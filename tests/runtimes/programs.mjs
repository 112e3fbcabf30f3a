// Runs a program in a runtime that is a command: Node, Deno, Bun, or a compiled bundle. Whatever it writes to standard
// error is a failure too, be it an unhandled rejection, a crash or only a warning that users would see.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";

import { expectPassed } from "./outcome.mjs";

const TIMEOUT = 120_000;

/**
 * Runs a program that runs the scenario; gives what it printed.
 *
 * @param {string[]} command the command and its arguments; the settings are added to them
 * @param {{ folder: string, settings: object }} where
 */
export async function runProgram(command, { folder, settings }) {
  const { code, stdout, stderr } = await execute([...command, JSON.stringify(settings)], { folder });
  if (code !== 0) assert.fail(`${stderr.trim() || stdout.trim()}\nended with ${code}`);
  expectPassed(stdout);
  if (stderr !== "") assert.fail(`standard error should be empty, but has: ${stderr}`);
  return stdout;
}

/** Runs a command to its end; gives its exit code and what it printed. */
export function execute([command, ...args], { folder, env = {}, timeout = TIMEOUT }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...clean(process.env), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout,
      killSignal: "SIGKILL",
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? signal, stdout, stderr }));
  });
}

/** The environment without what the test runner of this process or a user's habits put into it. */
function clean(env) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, NODE_PATH, FORCE_COLOR, ...rest } = env;
  return { ...rest, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
}
