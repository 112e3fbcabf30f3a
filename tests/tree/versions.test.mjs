// The packages and the core are released together, with one version.

import assert from "node:assert/strict";
import { test } from "node:test";

import { read } from "./files.mjs";

test("both packages and the core have the same version", () => {
  const version = (path) => JSON.parse(read(path)).version;
  const [, core] = /^\[package\]$[^[]*?^version = "(.+)"$/m.exec(read("Cargo.toml")) ?? [];
  assert.match(version("pkg/package.json"), /^\d+\.\d+\.\d+(-[\w.]+)?$/);
  assert.equal(version("emulator/package.json"), version("pkg/package.json"));
  assert.equal(core, version("pkg/package.json"), "Cargo.toml");
});

test("the changelog has a place for what comes next", () => {
  const [first] = /^## .+$/m.exec(read("CHANGELOG.md")) ?? [];
  assert.equal(first, "## Unreleased");
});
