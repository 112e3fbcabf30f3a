// What each example is tried with: a copy of its folder with the packed package, a service on a port, and the program in
// its own runtime.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { packages } from "../../scripts/setup.mjs";
import { execute } from "../runtimes/programs.mjs";
import { install, pack, temporary } from "../runtimes/tarball.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
export const examples = path("../../examples/");
const here = path(".");
const shelves = [here, path("../bundlers/"), path("../types/")];
packages(here);

/** What keeps these tools from telling anybody that they run. */
export const QUIET = {
  NO_COLOR: "1",
  DENO_NO_UPDATE_CHECK: "1",
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  NEXT_TELEMETRY_DISABLED: "1",
};

/** Where the packed package is installed. */
let packed;

/** Copies an example into a folder of its own, with what its package.json depends on and nothing else; gives the folder. */
export function copy(name) {
  const folder = temporary(name);
  const source = join(examples, name);
  cpSync(source, folder, { recursive: true, filter: (file) => !/\/(node_modules|\.next|\.wrangler)$/.test(file) });
  const { dependencies } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  packed ??= install(pack(), "examples");
  for (const dependency of Object.keys(dependencies)) {
    const place = [packed, ...shelves].map((shelf) => join(shelf, "node_modules", dependency)).find(existsSync);
    assert.ok(place, `${name} depends on ${dependency}, which is not installed for the tests`);
    const link = join(folder, "node_modules", dependency);
    mkdirSync(dirname(link), { recursive: true });
    if (dependency === "smooch-edge") cpSync(place, link, { recursive: true });
    else symlinkSync(place, link);
  }
  return folder;
}

/** Starts a service; its variables are those of `Smooch.fromEnv`. */
export async function startService(context) {
  const emulator = createEmulator({ linkDelay: 0 });
  const server = await serve(emulator);
  context.after(async () => {
    emulator.reset();
    await server.close();
  });
  const { appId, keyId, secret } = emulator.credentials;
  const variables = {
    SMOOCH_APP_ID: appId,
    SMOOCH_KEY_ID: keyId,
    SMOOCH_SECRET: secret,
    SMOOCH_BASE_URL: server.url,
  };
  return { emulator, variables };
}

/** Runs a program of an example that has to succeed; gives what it printed. */
export async function run(folder, command, env) {
  const { code, stdout, stderr } = await execute(command, { folder, env });
  assert.equal(code, 0, `${stderr}\n${stdout}`);
  return stdout.trim();
}

/** Starts a server and waits until it answers; `output()` is what it has printed. */
export async function start(context, { folder, command: [program, ...args], env, url }) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...own } = process.env;
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...own, ...QUIET, HOME: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const ended = once(child, "close");
  context.after(async () => {
    // With what it started, such as workerd.
    if (child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await ended;
  });
  for (;;) {
    if (child.exitCode !== null) assert.fail(output);
    try {
      await (await fetch(url)).text();
      return { output: () => output };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
