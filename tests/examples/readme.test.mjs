// With the README alone, from an empty folder to a message in the emulator's inbox: its programs saved, its commands typed,
// as they stand there, with both packages installed from a registry.

import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { temporary } from "../runtimes/tarball.mjs";
import { expectFree, section, sitDown } from "./newcomer.mjs";
import { startRegistry } from "./registry.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
for (const folder of ["../runtimes", "../bundlers"]) packages(path(folder));
const { deno, versionOf } = await import("../runtimes/commands.mjs");

const MOST = 5;
const { programs, commands, text } = section("In a test");
const [inNode, inDeno] = commands;

/** Types the commands of a test program; gives what the last one printed. */
async function typeAll(context, lines, where = {}) {
  assert.ok(lines.length > 0 && lines.length <= MOST);
  const shell = sitDown(context, { files: programs, registry: await startRegistry(context), ...where });
  let printed = "";
  for (const line of lines) printed = await shell.type(line);
  return printed;
}

test("in Node", { timeout: 600_000 }, async (context) => {
  assert.match(text, /\bin Node:$/im);
  assert.equal(await typeAll(context, inNode), "Hello!\n");
});

test(`in ${deno().name}`, { timeout: 600_000 }, async (context) => {
  assert.match(text, /\bin Deno:$/im);
  const bin = temporary("deno");
  symlinkSync(deno().path, join(bin, "deno"));
  assert.equal(await typeAll(context, inDeno, { path: bin }), "Hello!\n");
});

test("in a Worker, in wrangler dev", { timeout: 600_000 }, async (context) => {
  const wrangler = versionOf("wrangler", path("../bundlers/node_modules"));
  const registry = await startRegistry(context, { wrangler });
  const { programs, commands, text } = section("In a Worker");
  assert.equal(commands.length, 1);
  const [install, emulator, worker, ask, look, ...more] = commands[0];
  assert.deepEqual(more, []);
  for (const port of [4010, 8787]) await expectFree(port);

  const shell = sitDown(context, { files: programs, registry });
  await shell.type(install);
  const printed = await shell.type(emulator, /Stop it with/);
  assert.match(text, /prints four variables: paste them into `\.env`/);
  const variables = printed.match(/^\w+=.*$/gm);
  assert.equal(variables.length, 4);
  shell.save(".env", variables.join("\n"));
  await shell.type(worker, /Ready on/);
  assert.match(await shell.type(ask), /\{"user":"created","link":"asked","message":"sent"\}/);
  const { inbox } = JSON.parse(/^\{"inbox".*$/m.exec(await shell.type(look))[0]);
  const { kind, to, text: received } = inbox.at(-1);
  assert.deepEqual([kind, to, received], ["message", "+15145555555", "Hello!"]);
});
