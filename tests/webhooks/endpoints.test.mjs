// Every endpoint of the guide, as it stands there, in its own runtime, with the packed package.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { packages } from "../../scripts/setup.mjs";
import { SECRET } from "./bodies.mjs";
import { DELIVERIES, exercise, freePort, runServer, times } from "./endpoint.mjs";
import { endpoint, endpoints, setup } from "./guide.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const runtimes = fileURLToPath(new URL("../runtimes", import.meta.url));
packages(here);
packages(runtimes);
const { bun, deno, nodes, versionOf, workerdName } = await import("../runtimes/commands.mjs");
const { execute } = await import("../runtimes/programs.mjs");
const { install, pack } = await import("../runtimes/tarball.mjs");

let folder;
before(() => {
  folder = install(pack(), "webhooks");
  const own = (path) => !/node_modules\/(\.|fast-check|pure-rand)/.test(path);
  cpSync(join(here, "node_modules"), join(folder, "node_modules"), { recursive: true, filter: own });
});

/** Writes a program into the folder. */
function program(name, ...parts) {
  writeFileSync(join(folder, name), parts.join("\n"));
  return join(folder, name);
}

/** Makes one file of a program, as the tools of these platforms do; the secret is a constant then. */
async function bundle(name, condition, ...parts) {
  const { outputFiles } = await build({
    entryPoints: [program(name, ...parts)],
    bundle: true,
    write: false,
    format: condition === "edge-light" ? "iife" : "esm",
    conditions: [condition],
    define: { "process.env.WEBHOOK_SECRET": JSON.stringify(SECRET) },
  });
  return outputFiles[0].text;
}

const tested = new Set();
const take = (name) => {
  tested.add(endpoint(name));
  return endpoint(name);
};

test(`Cloudflare Worker, in ${workerdName()}, without nodejs_compat`, async () => {
  const { Log, LogLevel, Miniflare } = await import(join(runtimes, "node_modules/miniflare/dist/src/index.js"));
  const script = await bundle("worker.mjs", "workerd", setup, take("Cloudflare Worker"));
  let output = "";
  const miniflare = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.mjs", contents: script }],
    compatibilityDate: "2022-11-30",
    bindings: { WEBHOOK_SECRET: SECRET },
    log: new Log(LogLevel.ERROR),
    handleRuntimeStdio: (stdout, stderr) => {
      for (const stream of [stdout, stderr]) stream.on("data", (chunk) => (output += chunk));
    },
  });
  try {
    await exercise((init) => miniflare.dispatchFetch("http://worker.localhost/", init));
  } finally {
    await miniflare.dispose();
  }
  // Its line has no store.
  assert.equal(times(output), 2, output);
});

test(`Vercel edge route, in edge-runtime ${versionOf("edge-runtime")}`, async () => {
  const { EdgeRuntime } = await import(join(runtimes, "node_modules/edge-runtime/dist/index.js"));
  const route = `addEventListener("fetch", (event) => event.respondWith(POST(event.request)));`;
  let output = "";
  const log = (...words) => (output += `${words.join(" ")}\n`);
  const runtime = new EdgeRuntime({
    initialCode: await bundle("edge.mjs", "edge-light", setup, take("Vercel edge route"), route),
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { console: { log } }),
  });
  await exercise((init) => runtime.dispatchFetch("http://edge.localhost/", init));
  assert.equal(times(output), 1, output);
});

test(deno().name, async () => {
  const port = await freePort();
  const [command, ...flags] = deno().command;
  const rights = "--allow-env=WEBHOOK_SECRET,DENO_SERVE_ADDRESS";
  const file = program("deno.mjs", setup, take("Deno"));
  const env = { DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` };
  assert.equal(times(await runServer([command, ...flags, rights, file], { folder, port, env })), 1);
});

test(bun().name, async () => {
  const port = await freePort();
  const file = program("bun.mjs", setup, take("Bun"));
  assert.equal(times(await runServer([...bun().command, file], { folder, port, env: { BUN_PORT: String(port) } })), 1);
});

test(`Hono ${versionOf("hono", join(here, "node_modules"))}`, async () => {
  const port = await freePort();
  const app = `import { serve } from "@hono/node-server"; import { Hono } from "hono"; const app = new Hono();`;
  const listen = `serve({ fetch: app.fetch, hostname: "127.0.0.1", port: ${port} });`;
  const file = program("hono.mjs", app, setup, take("Hono"), listen);
  assert.equal(times(await runServer([process.execPath, file], { folder, port })), 1);
});

for (const { name, command } of nodes()) {
  test(`${name} with its own server`, async () => {
    const port = await freePort();
    const file = program("node.mjs", `import { createServer } from "node:http";`, setup, take("Node"));
    assert.equal(times(await runServer([...command, file], { folder, port, env: { PORT: String(port) } })), 1);
  });
}

const PARSERS = {
  "without a body parser": "",
  "after express.json": `app.use(express.json({ limit: "2mb" }));`,
  "after express.raw": `app.use(express.raw({ type: "*/*", limit: "2mb" }));`,
};
for (const [name, parser] of Object.entries(PARSERS)) {
  test(`Express ${versionOf("express", join(here, "node_modules"))}, ${name}`, async () => {
    const port = await freePort();
    const app = `import express from "express"; const app = express(); ${parser}`;
    const listen = `app.listen(${port}, "127.0.0.1");`;
    const file = program("express.mjs", app, setup, take("Express"), listen);
    for (const { command } of nodes().slice(0, name === "without a body parser" ? undefined : 1)) {
      assert.equal(times(await runServer([...command, file], { folder, port })), 1);
    }
  });
}

/** Calls the handler of AWS Lambda with events as a function URL makes them. */
const INVOKE = `
import { readFileSync } from "node:fs";

for (const { headers, body } of JSON.parse(readFileSync("deliveries.json", "utf8"))) {
  for (const isBase64Encoded of [false, true]) {
    const requestContext = { http: { method: "POST", path: "/" } };
    const event = { version: "2.0", rawPath: "/", headers, requestContext, isBase64Encoded };
    const { statusCode } = await handler({ ...event, body: isBase64Encoded ? btoa(body) : body });
    console.log(statusCode);
  }
}`;

test("AWS Lambda, with the events of a function URL, plain and in Base64", async () => {
  const file = program("lambda.mjs", setup, take("AWS Lambda"), INVOKE);
  program("deliveries.json", JSON.stringify(DELIVERIES));
  for (const { command } of nodes()) {
    const { stdout, stderr } = await execute([...command, file], { folder, env: { WEBHOOK_SECRET: SECRET } });
    assert.equal(stderr, "");
    const statuses = DELIVERIES.flatMap(({ status }) => [`${status}`, `${status}`]);
    assert.deepEqual(stdout.match(/^\d{3}$/gm), statuses);
    assert.equal(times(stdout), 1);
  }
});

test("every endpoint of the guide was tried", () => {
  assert.deepEqual([...tested].sort(), Object.values(endpoints).sort());
});

test("the entry has no import, and its sentences name no runtime's own", () => {
  const code = readFileSync(join(folder, "node_modules/smooch-edge/dist/webhooks.mjs"), "utf8");
  assert.doesNotMatch(code, /^import |\bimport\(|\brequire\(|\bBuffer\b|\bprocess\b/m);
});
