// The examples that sign people up, each in its own local runtime against the emulator on a port.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { exercise } from "./sign-up.mjs";
import { run } from "./world.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
for (const folder of ["../runtimes", "../bundlers"]) packages(path(folder));
const { bun, deno, nodes, versionOf, workerdName } = await import("../runtimes/commands.mjs");

for (const { name, command } of nodes().slice(0, 2)) {
  test(`node-hono, in ${name}`, (context) =>
    exercise(context, "node-hono", { command: () => [...command, "server.js"] }));
}

const wrangler = path("../bundlers/node_modules/wrangler/bin/wrangler.js");

test(`cloudflare-worker, in wrangler dev with ${workerdName()}`, (context) =>
  exercise(context, "cloudflare-worker", {
    prepare: (folder, env) => writeVariables(join(folder, ".dev.vars"), env),
    // Two that start at once would choose the same port for an inspector.
    command: (port, inspector) => [
      ...[process.execPath, wrangler, "dev", "--ip", "127.0.0.1"],
      ...["--port", `${port}`, "--inspector-port", `${inspector}`],
    ],
  }));

for (const name of ["lambda-url", "lambda-url-cjs"]) {
  const template = readFileSync(path(`../../examples/${name}/template.yaml`), "utf8");
  const [, handler] = /Handler: (.+)/.exec(template);
  const [, major] = /Runtime: nodejs(\d+)\.x/.exec(template);
  const node = nodes().find((node) => node.name.startsWith(`Node ${major}.`));
  test(`${name}, in ${node.name}`, (context) =>
    exercise(context, name, { command: () => [...node.command, path("function-url.mjs"), handler] }));
}

test(`bun, in ${bun().name}`, (context) => exercise(context, "bun", { command: () => [bun().path, "server.ts"] }));

test(`deno-deploy, in ${deno().name}, its types too`, (context) =>
  exercise(context, "deno-deploy", {
    prepare: (folder) => run(folder, [deno().path, "check", "--node-modules-dir=manual", "main.ts", "register.js"], {}),
    command: () => [deno().path, "task", "start"],
  }));

test(`vercel-edge, in edge-runtime ${versionOf("edge-runtime")}`, (context) =>
  exercise(context, "vercel-edge", {
    base: "/api",
    command: () => [process.execPath, path("edge-functions.mjs")],
  }));

function writeVariables(file, variables) {
  writeFileSync(
    file,
    Object.entries(variables)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
}
