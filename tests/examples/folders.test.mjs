// What holds for every folder of `examples`: its types are right, its README is short, and what is the same in several is
// the same.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root } from "../../scripts/run.mjs";
import { copy, examples, run } from "./world.mjs";

const folders = readdirSync(examples, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);
const text = (...path) => readFileSync(join(examples, ...path), "utf8");
const files = (folder) =>
  readdirSync(join(examples, folder), { recursive: true })
    .map(String)
    .filter((file) => !/(^|\/)(node_modules|\.next|\.wrangler)\//.test(file));
/** `tests/engines` has these; Deno checks its own. */
const ELSEWHERE = ["cloudflare-queue", "lambda-sqs", "deno-deploy"];

const TYPE_ROOTS = ["node_modules/@types", "emulator/node_modules/@types"];
const TYPES = [
  ...["--ignoreConfig", "--noEmit", "--strict", "--noImplicitAny", "false", "--allowJs", "--checkJs", "--skipLibCheck"],
  ...["--target", "es2022", "--module", "nodenext", "--moduleDetection", "force", "--lib", "es2023,dom,dom.iterable"],
  ...["--jsx", "preserve", "--types", "node", "--typeRoots", TYPE_ROOTS.map((name) => join(root, name)).join(",")],
];

test("The types of every program are right", async () => {
  const programs = folders
    .filter((folder) => !ELSEWHERE.includes(folder))
    .flatMap((folder) => {
      const place = copy(folder);
      return files(folder)
        .filter((file) => /\.([mc]?js|ts)$/.test(file))
        .map((file) => join(place, file));
    });
  assert.ok(programs.length > 10);
  await run(examples, [join(root, "node_modules/.bin/tsc"), ...TYPES, ...programs], {});
});

test("A README has ten lines at most, and its first says what the folder is", () => {
  for (const folder of folders) {
    const lines = text(folder, "README.md").trim().split("\n");
    assert.match(lines[0], /^# \S/, folder);
    assert.ok(lines.filter((line) => line !== "" && !line.startsWith("```")).length <= 10, `${folder} has more`);
  }
});

test("The files that several folders share are the same in each", () => {
  for (const file of ["sign-up.js", "register.js"]) {
    const those = folders.filter((folder) => files(folder).includes(file));
    assert.ok(those.length > 1, file);
    for (const folder of those) assert.equal(text(folder, file), text(those[0], file), `${folder}/${file}`);
  }
});

test("What is asked for is what the package is: its name and version", () => {
  const { version } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  for (const folder of folders) {
    const { dependencies } = JSON.parse(text(folder, "package.json"));
    assert.equal(dependencies["smooch-edge"], `^${version}`, folder);
  }
});

test("The list has every folder, and no other", () => {
  const listed = [...text("README.md").matchAll(/\]\((.+?)\)/g)].map(([, folder]) => folder);
  assert.deepEqual(listed.sort(), folders.toSorted());
});
