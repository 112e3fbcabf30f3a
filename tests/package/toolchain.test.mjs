// The build takes the toolchain that rust-toolchain.toml pins, and no other.
//
// Run with: node --test tests/package/toolchain.test.mjs

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { test } from "node:test";

import { root } from "../../scripts/run.mjs";

/** What `node scripts/setup.mjs` does if `rustc` is this script. */
function setUp(t, rustc, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "smooch-edge-rustc-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "rustc"), `#!/bin/sh\n${rustc}\n`, { mode: 0o755 });
  const PATH = `${folder}${delimiter}${process.env.PATH}`;
  const options = { cwd: root, encoding: "utf8", env: { ...process.env, RUSTUP_TOOLCHAIN: undefined, PATH, ...env } };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/setup.mjs"], options);
  return { status, stdout, lines: stderr.trim().split("\n") };
}

test("the pinned toolchain is taken without a word", (t) => {
  const { status, stdout, lines } = setUp(t, "echo 'rustc 1.95.0 (59807616e 2026-04-14)'");
  assert.deepEqual({ status, stdout, lines }, { status: 0, stdout: "", lines: [""] });
});

for (const [what, rustc, env, remedy] of [
  ["an older toolchain", "echo 'rustc 1.94.0 (0 2026-03-05)'", {}, /rustc 1\.94\.0 is active.*rustup override unset/],
  ["a nightly", "echo 'rustc 1.95.0-nightly (0 2026-02-28)'", {}, /rustc 1\.95\.0-nightly is active.*override unset/],
  ["RUSTUP_TOOLCHAIN", "echo 'rustc 1.96.0 (0 2026-05-28)'", { RUSTUP_TOOLCHAIN: "1.96.0" }, /unset RUSTUP_TOOLCHAIN/],
  ["a rustc that fails", "exit 1", {}, /no rustc is active/],
]) {
  test(`${what} fails with one line that says what to do`, (t) => {
    const { status, lines } = setUp(t, rustc, env);
    assert.equal(status, 1);
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.match(lines[0], remedy);
    assert.match(lines[0], /needs rustc 1\.95\.0 \(rust-toolchain\.toml\)/);
  });
}
