// The types of the tools are those that the AI SDK takes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { root } from "../../scripts/run.mjs";

test("generateText takes the tools as they are, and what is wrong does not compile", () => {
  const project = fileURLToPath(new URL("types", import.meta.url));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});
