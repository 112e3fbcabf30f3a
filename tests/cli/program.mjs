// Runs the built command line as a program of its own, against an emulator on a real port.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { root } from "../../scripts/run.mjs";

export const PROGRAM = join(root, "pkg/dist/cli.mjs");

/** The secret of the emulated key. It must show nowhere. */
export const SECRET = "emulated-secret-that-opens-nothing";

/**
 * An emulator on a port, the variables that lead to it, and a folder of its own; all of it ends with the test.
 *
 * @param {import("node:test").TestContext} context
 * @param {object} [settings] of the emulator
 */
export async function place(context, settings = {}) {
  const emulator = createEmulator({ linkDelay: 0, ...settings });
  const server = await serve(emulator);
  const folder = mkdtempSync(join(tmpdir(), "smooch-cli-"));
  context.after(() => {
    rmSync(folder, { recursive: true, force: true });
    return server.close();
  });
  const { keyId, secret, appId } = emulator.credentials;
  const env = {
    PATH: process.env.PATH,
    SMOOCH_BASE_URL: server.url,
    SMOOCH_KEY_ID: keyId,
    SMOOCH_SECRET: secret,
    SMOOCH_APP_ID: appId,
  };
  const run = (args, options = {}) => smooch(args, { env, cwd: folder, ...options });
  const begin = (args, options = {}) => {
    const started = start(args, { env, cwd: folder, ...options });
    context.after(() => started.child.kill("SIGKILL"));
    return started;
  };
  return { emulator, server, folder, env, run, begin };
}

/**
 * Starts the program.
 *
 * @param {string[]} args
 * @param {{ env?: object, cwd?: string, program?: string }} options
 */
export function start(args, { env, cwd, program = PROGRAM }) {
  const child = spawn(process.execPath, [program, ...args], { env, cwd });
  const texts = { stdout: "", stderr: "" };
  for (const name of Object.keys(texts)) child[name].setEncoding("utf8").on("data", (text) => (texts[name] += text));
  const ended = once(child, "close").then(([code]) => {
    const all = texts.stdout + texts.stderr;
    if (all.includes(SECRET)) throw new Error(`The secret is shown: ${all}`);
    return { code, ...texts };
  });
  /** Waits until the standard output or error has what is asked for; what never comes fails with what came. */
  const until = async (pattern) => {
    const late = AbortSignal.timeout(60_000);
    late.onabort = () => child.kill("SIGKILL");
    for (;;) {
      const found = pattern.exec(texts.stdout + texts.stderr);
      if (found) {
        late.onabort = null;
        return found;
      }
      const gone = ended.then(({ code }) => {
        throw new Error(`It ended with ${code} before ${pattern}: ${texts.stdout}${texts.stderr}`);
      });
      await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), gone]);
    }
  };
  return { child, ended, until };
}

/**
 * Runs the program to its end.
 *
 * @param {string[]} args
 * @param {{ env?: object, cwd?: string, input?: string }} options
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function smooch(args, { input = "", ...options }) {
  const { child, ended } = start(args, options);
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return ended;
}
