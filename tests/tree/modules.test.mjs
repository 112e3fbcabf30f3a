// The modules of the core need each other one way: no circle.

import assert from "node:assert/strict";
import { test } from "node:test";

import { files, read } from "./files.mjs";
import { circles, dependencies } from "./modules.mjs";

const sources = () => {
  const paths = files().filter((path) => /^src\/.*\.rs$/.test(path) && !path.startsWith("src/bin/"));
  return Object.fromEntries(paths.map((path) => [path, read(path)]));
};

test("the modules of src have no circle", () => {
  const { graph, unknown } = dependencies(sources());
  assert.deepEqual(unknown, []);
  const edges = [...graph.values()].reduce((sum, needed) => sum + needed.size, 0);
  assert.ok(graph.size > 5 && edges > graph.size, `${graph.size} modules with ${edges} edges were found: too few`);
  const found = circles(graph);
  assert.equal(found.length, 0, `modules need each other in a circle:\n${found.join("\n")}`);
});

/** The circles of a made-up crate with the modules a, b and c. */
const of = (given) => {
  const { graph, unknown } = dependencies({ "src/lib.rs": "mod a;\npub mod b;\npub(crate) mod c;", ...given });
  assert.deepEqual(unknown, []);
  return circles(graph);
};

const STRAIGHT = {
  "src/a.rs": "use crate::b::B;\nuse crate::{b, c::{C, D}};",
  "src/b.rs": "use crate::c;\nuse super::c::D;\nuse crate::b::inner;",
  "src/b/inner.rs": "use super::B;\nuse crate::b::B as Other;",
  "src/c.rs": "use std::fmt;",
};

test("modules that need each other one way are accepted", () => assert.deepEqual(of(STRAIGHT), []));

const CIRCLES = {
  "by use": ["use crate::a::A;", "a -> c (src/a.rs:2) -> a (src/c.rs:1)"],
  "by a group": ["use crate::{b, a::{A}};", "a -> c (src/a.rs:2) -> a (src/c.rs:1)"],
  "by a path in an expression": ["fn f() {\n    crate::a::f();\n}", "a -> c (src/a.rs:2) -> a (src/c.rs:2)"],
  "by super": ["use super::a;", "a -> c (src/a.rs:2) -> a (src/c.rs:1)"],
  "by super from an inner module": ["mod d {\n    use super::super::a;\n}", "a -> c (src/a.rs:2) -> a (src/c.rs:2)"],
  "by what the root names again": ["use crate::A;", "a -> c (src/a.rs:2) -> a (src/c.rs:1)"],
  "beside a test": [
    "#[cfg(test)]\nmod tests { const C: char = '}'; }\nuse crate::a::A;",
    "a -> c (src/a.rs:2) -> a (src/c.rs:3)",
  ],
};

for (const [how, [text, expected]] of Object.entries(CIRCLES)) {
  test(`refused, a circle ${how}`, () => {
    const lib = "mod a;\nmod b;\nmod c;\npub use a::{A, B};";
    assert.ok(of({ ...STRAIGHT, "src/lib.rs": lib, "src/c.rs": text }).includes(expected));
  });
}

test("refused, a circle of three, with the file of each step", () => {
  const given = { "src/a.rs": "use crate::b;", "src/b/mod.rs": "use crate::c;", "src/c/d/e.rs": "use crate::a;" };
  assert.deepEqual(of(given), ["a -> b (src/a.rs:1) -> c (src/b/mod.rs:1) -> a (src/c/d/e.rs:1)"]);
});

const NONE = {
  "in tests": '#[cfg(test)]\nmod tests {\n    use crate::a::A;\n    fn f<\'a>() { g(\'{\', "}", r#"}"#); }\n}',
  "in tests of one target": "#[cfg(all(test, unix))]\nmod tests {\n    use crate::a::A;\n}",
  "in a use for tests": "#[cfg(test)]\nuse crate::{a::A, b};",
  "in a comment": "// use crate::a;\n/* use crate::a; */\n//! [`crate::a`]",
  "in a text": 'const A: &str = "use crate::a;"; const B: &str = r#"use crate::a;"#;',
  "of another module's own": "mod a {}\nmod d {\n    use super::a;\n}",
};

for (const [where, text] of Object.entries(NONE)) {
  test(`accepted, what looks like a circle ${where}`, () =>
    assert.deepEqual(of({ ...STRAIGHT, "src/c.rs": text }), []));
}

test("accepted, what looks like a circle in a file of tests", () => {
  const given = { ...STRAIGHT, "src/c.rs": "#[cfg(test)]\nmod tests;", "src/c/tests.rs": "use crate::a::A;" };
  assert.deepEqual(of(given), []);
});

test("what is no module is told, not passed over", () => {
  const { unknown } = dependencies({ "src/lib.rs": "mod a;", "src/a.rs": "use std::fmt;\nuse crate::gone;" });
  assert.deepEqual(unknown, ["src/a.rs:2: gone is no module of src/lib.rs"]);
});
