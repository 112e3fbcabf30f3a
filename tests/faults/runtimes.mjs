// The runtimes of the table, and how each makes the calls of a plan with the packed package.

import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Miniflare } from "../runtimes/node_modules/miniflare/dist/src/index.js";
import { bun, deno } from "../runtimes/commands.mjs";
import { execute } from "../runtimes/programs.mjs";
import { install, pack } from "../runtimes/tarball.mjs";
import { dates, modulesOf } from "../runtimes/workerd.mjs";

/** Bun tells of broken gzip on its own. */
const SAID_BY_BUN = /^Decompression error: ZlibError\n/gm;

const programs = fileURLToPath(new URL("programs", import.meta.url));

/** Installs the packed package with the programs; gives what makes the calls of a plan, by the name of the runtime. */
export function runtimes() {
  const folder = install(pack(), "faults");
  cpSync(programs, folder, { recursive: true });
  const command = (command, program = "faults-main.mjs") => {
    return (plan) => inProcess([...command, program], folder, plan);
  };
  return {
    Node: command([process.execPath]),
    nodeFetch: command([process.execPath], "faults-node-fetch.mjs"),
    Deno: command(deno().command),
    Bun: command(bun().command),
    workerd: (plan) => inWorkerd(folder, plan),
  };
}

async function inProcess(command, folder, plan) {
  const text = JSON.stringify(plan);
  const server = createServer((_, outgoing) => outgoing.setHeader("connection", "close").end(text));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const url = `http://127.0.0.1:${server.address().port}/`;
    const { code, stdout, stderr } = await execute([...command, url], { folder, timeout: 600_000 });
    assert.deepEqual([code, stderr.replace(SAID_BY_BUN, "")], [0, ""]);
    return JSON.parse(stdout);
  } finally {
    server.close();
  }
}

async function inWorkerd(folder, plan) {
  const own = ["faults-worker.mjs", "calls.mjs"].map((path) => ({
    type: "ESModule",
    path,
    contents: readFileSync(join(folder, path), "utf8"),
  }));
  const ofPackage = modulesOf(folder, "workerd.mjs").filter(({ path }) => /^smooch/.test(path));
  // What workerd writes of broken answers is for its developers.
  const handleRuntimeStdio = (...streams) => streams.forEach((stream) => stream.resume());
  const modules = [...own, ...ofPackage];
  const miniflare = new Miniflare({ modules, compatibilityDate: dates.current, handleRuntimeStdio });
  try {
    const init = { method: "POST", body: JSON.stringify(plan) };
    const answer = await miniflare.dispatchFetch("http://worker.localhost/", init);
    assert.equal(answer.status, 200);
    return await answer.json();
  } finally {
    await miniflare.dispose();
  }
}
