// Every fact about the service that the code cites is on a page of docs/api, under the number that is cited.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { citations, sections, wrong } from "./citations.mjs";
import { read, root, texts } from "./files.mjs";

/** The pages that are there, those that a build prints too. */
const PAGES = readdirSync(join(root, "docs/api")).filter((name) => name.endsWith(".md"));
const pages = new Map(PAGES.map((name) => [name, sections(read(`docs/api/${name}`))]));

test("every citation of docs/api leads to a section that is there", () => {
  assert.ok(pages.has("v1.md") && pages.has("v2.md"), "docs/api/v1.md and docs/api/v2.md exist");
  const lines = texts().flatMap((path) => wrong(path, read(path), pages));
  assert.equal(lines.length, 0, `citations that lead nowhere:\n${lines.join("\n")}`);
});

test("the numbers of the sections of a page are in order, and each is there once", () => {
  for (const name of PAGES) {
    const numbers = [...read(`docs/api/${name}`).matchAll(/^#{2,} (\d+(?:\.\d+)*)\.? /gm)].map(([, number]) => number);
    const inOrder = [...new Set(numbers)].sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
    assert.deepEqual(numbers, inOrder, name);
  }
});

/** A citation, put together here so that this file has none that is wrong. */
const cite = (page, rest) => `docs/api/${page}${rest}`;

/** A page with sections 1, 2, 2.1 and 3, of which the last has rows 1 and 2. */
const SMALL = new Map([
  ["v1.md", sections("# Page\n\n## 1. A\n\n## 2. B\n\n### 2.1 C\n\n## 3. D\n\n| row | a |\n| 1 | x |\n| 2 | y |\n")],
]);

const GOOD = [
  cite("v1.md", ""),
  cite("v1.md", ", section 2.1"),
  cite("v1.md", ", sections 1 and 3"),
  cite("v1.md", ", sections 1, 2.1, and 3."),
  cite("v1.md", ", sections 1 to 3"),
  cite("v1.md", ", section 3, row 2"),
  cite("v1.md", ", section 1, the second table"),
  cite("v1.md", " 2.1"),
  `// see ${cite("v1.md", ",\n// section 2.1")}`,
  "the facts of the matter",
  `# The api\n\n${"Facts"} about it.`,
];

for (const text of GOOD) {
  test(`accepted: ${JSON.stringify(text)}`, () => assert.deepEqual(wrong("src/a.rs", text, SMALL), []));
}

const BAD = [
  [cite("v1.md", ", section 4"), "src/a.rs:1: docs/api/v1.md has no section 4"],
  [cite("v1.md", ", section 2.2"), "src/a.rs:1: docs/api/v1.md has no section 2.2"],
  [cite("v1.md", " 2.2"), "src/a.rs:1: docs/api/v1.md has no section 2.2"],
  [cite("v1.md", ", sections 1, 2 and 9"), "src/a.rs:1: docs/api/v1.md has no section 9"],
  [cite("v1.md", ", sections 2 to 4"), "src/a.rs:1: docs/api/v1.md has no section 4"],
  [cite("v1.md", ", section 3, row 7"), "src/a.rs:1: docs/api/v1.md, section 3, has no row 7"],
  [`\n/// ${cite("v1.md", ",\n    /// section 4")}`, "src/a.rs:2: docs/api/v1.md has no section 4"],
  [`"a string that goes on ${cite("v1.md", ", \\\n  section 4")}"`, "src/a.rs:1: docs/api/v1.md has no section 4"],
  [` * ${cite("v1.md", ",\n * sections 1 and\n * 4")}`, "src/a.rs:1: docs/api/v1.md has no section 4"],
  [cite("v9.md", ", section 1"), `src/a.rs:1: ${cite("v9.md", "")} does not exist`],
  [cite("v9.md", ""), `src/a.rs:1: ${cite("v9.md", "")} does not exist`],
];

for (const [text, line] of BAD) {
  test(`refused: ${JSON.stringify(text)}`, () => assert.deepEqual(wrong("src/a.rs", text, SMALL), [line]));
}

for (const name of ["api", "API", "v1", "v2", "mapping"]) {
  for (const gap of [" ", "\n// "]) {
    const text = `// by the ${name}${gap}${"facts"}, section 1`;
    test(`refused, the old wording: ${JSON.stringify(text)}`, () => {
      const expected = `src/a.rs:1: "${name} ${"facts"}": cite docs/api/v1.md or v2.md, with its section`;
      assert.deepEqual(wrong("src/a.rs", text, SMALL), [expected]);
    });
  }
}

test("inside a page, a section without a page is one of its own", () => {
  const text = "## 1. A\n\nSee section 2.1, and (section 8).";
  assert.deepEqual(wrong("docs/api/v1.md", text, SMALL), ["docs/api/v1.md:3: docs/api/v1.md has no section 8"]);
  assert.deepEqual(citations("README.md", text), []);
});
