// Somebody who has the README alone: an empty folder, a shell, and what the sections say to save and to type.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../../scripts/run.mjs";
import { temporary } from "../runtimes/tarball.mjs";
import { QUIET } from "./world.mjs";

/** A section of the README: its text, its programs by the name in their first line, and the commands of its blocks. */
export function section(title) {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const text = readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
  const blocks = (language) =>
    Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms")), ([, block]) => block);
  const programs = Object.fromEntries(blocks("js").map((code) => [/^\/\/ (\S+)\n/.exec(code)[1], code]));
  return { text, programs, commands: blocks("sh").map((block) => block.trim().split("\n")) };
}

/**
 * An empty folder with these files and a shell in it. `registry` is where its package managers install from.
 *
 * @param {import("node:test").TestContext} context
 * @param {{ files: Record<string, string>, registry: string, path?: string }} given
 */
export function sitDown(context, { files, registry, path }) {
  const folder = temporary("newcomer");
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const home = temporary("home");
  const env = {
    ...without(process.env),
    ...QUIET,
    PATH: path ? `${path}:${process.env.PATH}` : process.env.PATH,
    NPM_CONFIG_REGISTRY: registry,
    NPM_CONFIG_UPDATE_NOTIFIER: "false",
    DENO_DIR: home,
    XDG_CONFIG_HOME: home,
    WRANGLER_HIDE_BANNER: "true",
  };

  /** Types a line; gives what it printed when it has ended, or when it says that it is ready and goes on. */
  const type = (line, ready) =>
    new Promise((resolve, reject) => {
      const child = spawn("sh", ["-c", line], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
      let printed = "";
      const hear = (text) => {
        printed += text;
        if (ready?.test(printed)) resolve(printed);
      };
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", hear);
      const ended = new Promise((end) => child.once("close", end));
      ended.then((code) => (code === 0 && !ready ? resolve(printed) : reject(new Error(`${line}\n${printed}`))));
      context.after(async () => {
        // With what it started.
        if (child.exitCode === null) process.kill(-child.pid, "SIGKILL");
        await ended;
      });
    });
  return { type, save: (name, text) => writeFileSync(join(folder, name), text) };
}

/** The environment as a new shell has it: without what npm and the test runner tell their children. */
function without(env) {
  const own =
    /^(NODE_OPTIONS|NODE_TEST_CONTEXT|NODE_PATH|FORCE_COLOR|INIT_CWD|npm_config_local_prefix|npm_(?!config_).*)$/;
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !own.test(name) && !/^npm_config_registry$/i.test(name)),
  );
}

/** Fails if something listens on a port of this machine that the README names. */
export async function expectFree(port) {
  const isTaken = await fetch(`http://localhost:${port}`).then(
    () => true,
    () => false,
  );
  assert.ok(!isTaken, `port ${port} is in use, and the README's commands need it`);
}
