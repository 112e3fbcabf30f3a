// The pages for maintainers name only files and folders that are there.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { missing, paths } from "./architecture.mjs";
import { files, read, root } from "./files.mjs";

const PAGES = ["docs/architecture.md", "CONTRIBUTING.md", "RELEASING.md"];

/** What the packages export, as an import names it. */
const SPECIFIERS = ["pkg/package.json", "emulator/package.json"].flatMap((path) => {
  const { name, exports } = JSON.parse(read(path));
  return Object.keys(exports).map((entry) => entry.replace(/^\./, name));
});

for (const page of PAGES) {
  test(`${page} names only files that are there`, () => {
    assert.ok(existsSync(join(root, page)), `${page} is missing`);
    const named = paths(read(page), SPECIFIERS);
    assert.notEqual(named.length, 0, `${page} names no file`);
    // What a build leaves behind is not in Git, and may be named.
    const lost = missing(named, files()).filter((path) => path.includes("*") || !existsSync(join(root, path)));
    assert.equal(lost.length, 0, `${page} names what is not there; write paths from the root: ${lost.join(", ")}`);
  });
}

const FILES = ["src/lib.rs", "src/call/mod.rs", "src/call/attempt.rs", "docs/api/v1.md", ".cargo/config.toml"];

test("paths are what looks like one: a file, a folder, a pattern", () => {
  const text = [
    "`src/call/mod.rs`, `src/call/`, `src/call`, `docs/api/*.md`, `Cargo.toml`, `.cargo/config.toml`",
    "`fetch`, `smooch.request(method, path)`, `/v1/appusers`, `{ a: 1 }`, `smooch-edge/webhooks`, `https://a.b/c`",
    "```js\n`src/not/read.rs`\n```",
  ].join("\n");
  assert.deepEqual(paths(text, ["smooch-edge/webhooks"]), [
    "src/call/mod.rs",
    "src/call/",
    "src/call",
    "docs/api/*.md",
    "Cargo.toml",
    ".cargo/config.toml",
  ]);
});

test("files, folders and patterns that are there are accepted", () => {
  const named = ["src/call/mod.rs", "src/call/", "src", "docs/api/*.md", "src/**", ".cargo/config.toml"];
  assert.deepEqual(missing(named, FILES), []);
});

for (const name of ["src/call.rs", "src/call/gone/", "mod.rs", "docs/api/*.html", "rs/call/*.rs"]) {
  test(`refused: ${name}`, () => assert.deepEqual(missing([name], FILES), [name]));
}
