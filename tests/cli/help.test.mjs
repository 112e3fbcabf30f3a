// The help: it fits a screen, and names what there is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { operations } from "smooch-edge/tools";

import { smooch } from "./program.mjs";

const env = { PATH: process.env.PATH };

test("The help fits a screen of 80 columns and 40 lines, without keys", async () => {
  for (const args of [[], ["help"], ["--help"], ["doctor", "--help"]]) {
    const { code, stdout } = await smooch(args, { env });
    assert.equal(code, 0);
    assert.ok(stdout.split("\n").length <= 40, `${stdout.split("\n").length} lines`);
    for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
    assert.match(stdout, /Exit code/);
  }
});

test("Every operation of every version has help that fits a screen", async () => {
  for (const version of ["v1", "v2"]) {
    const { stdout } = await smooch(["help", "operations", "--api-version", version], { env });
    const all = operations(version);
    assert.ok(all.length > 10);
    for (const { name } of all) assert.match(stdout, new RegExp(`(^|\\s)${name.replace(".", "\\.")}(\\s|$)`), name);
  }
  for (const name of ["send", "users.get", "messages.list"]) {
    const { code, stdout } = await smooch([name, "--help"], { env });
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^smooch ${name} <id>`));
    for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
  }
  // Only v2 has it.
  const { stdout } = await smooch(["switchboards.list", "--help", "--api-version", "v2"], { env });
  assert.match(stdout, /^smooch switchboards\.list/);
  assert.equal((await smooch(["switchboards.list", "--help"], { env })).code, 2);
  assert.equal((await smooch(["help", "fly"], { env })).code, 2);
});
