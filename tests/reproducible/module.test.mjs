// The module and its glue are the same, byte for byte, wherever they are built; all else in the package is text that is
// joined from files of the repository.
//
// Run with: node --test tests/reproducible/module.test.mjs

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { root } from "../../scripts/run.mjs";

const SOURCES = [
  ".cargo",
  "bindings",
  "Cargo.lock",
  "Cargo.toml",
  "package.json",
  "rust-toolchain.toml",
  "scripts",
  "src",
];

test("a build from clean in another folder gives the same module, glue and types", (t) => {
  const clone = mkdtempSync(join(tmpdir(), "smooch-edge-another-folder-with-a-longer-name-"));
  t.after(() => rmSync(clone, { recursive: true, force: true }));
  for (const source of SOURCES) cpSync(join(root, source), join(clone, source), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  // The program that makes the bindings is a tool, as those of npm are.
  cpSync(join(root, "target/bindings"), join(clone, "target/bindings"), { recursive: true });
  const script = 'await (await import("./scripts/module.mjs")).buildModule()';
  const args = ["--input-type=module", "-e", script];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: clone, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  const files = readdirSync(join(clone, "target/bindgen"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(clone, "target/bindgen/").length));
  assert(files.includes("smooch_edge_bg.wasm") && files.includes("smooch_edge_bg.js"), files.join());
  for (const file of files) {
    const [there, here] = [clone, root].map((folder) => readFileSync(join(folder, "target/bindgen", file)));
    assert(there.equals(here), `${file} differs: ${there.length} bytes there, ${here.length} here`);
  }
});
