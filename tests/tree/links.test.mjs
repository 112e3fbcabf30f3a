// Links between the pages of this repository lead somewhere, in the repository and in the package.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { read, root, texts } from "./files.mjs";
import { anchors, dead, links } from "./links.mjs";

const there = (path) => {
  if (!existsSync(join(root, path))) return undefined;
  return statSync(join(root, path)).isDirectory() ? "" : read(path);
};

test("the links of every page lead to a file and a heading that are there", () => {
  const pages = texts().filter((path) => path.endsWith(".md"));
  assert.notEqual(pages.length, 0);
  const lines = pages.flatMap((path) => dead(path, read(path), there).map((target) => `${path}: ${target}`));
  assert.equal(lines.length, 0, `links that lead nowhere:\n${lines.join("\n")}`);
});

test("what the package ships links only to what it ships", () => {
  const shipped = read("tests/package/files.txt").trim().split("\n");
  const pages = shipped.filter((path) => path.endsWith(".md"));
  assert.ok(pages.includes("README.md"));
  // README, changelog and licence stand in the root; a build copies them into the package.
  const inPackage = (path) => (shipped.includes(path) ? there(path) : undefined);
  const lines = pages.flatMap((path) => dead(path, read(path), inPackage).map((target) => `${path}: ${target}`));
  assert.equal(lines.length, 0, `links that lead out of the package:\n${lines.join("\n")}`);
});

const PAGE = "# A page\n\n## What `it` is, really\n\n## Twice\n\n## Twice\n";

test("headings are linked by their words", () => {
  assert.deepEqual(anchors(PAGE), ["a-page", "what-it-is-really", "twice", "twice-1"]);
});

test("links are found in prose, and not in code", () => {
  const text = "[a](b.md) ![c](d.png) [e](https://f.g) [h](#i)\n`[j](k)`\n\n```md\n[l](m)\n```\n";
  assert.deepEqual(links(text), ["b.md", "d.png", "#i"]);
});

const LINKS = [
  ["other.md", true],
  ["../top.md", true],
  ["other.md#twice-1", true],
  ["#own", true],
  ["gone.md", false],
  ["top.md", false],
  ["other.md#gone", false],
  ["#gone", false],
];

for (const [target, leads] of LINKS) {
  test(`${leads ? "accepted" : "refused"}: ${target}`, () => {
    const pages = { "docs/other.md": PAGE, "top.md": "" };
    const text = `# Own\n\n[text](${target})\n`;
    assert.deepEqual(
      dead("docs/page.md", text, (path) => pages[path]),
      leads ? [] : [target],
    );
  });
}
