// The emulator handles every route of the rows, as the build prints them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { versions } from "../../emulator/src/versions.js";

const routes = JSON.parse(readFileSync(new URL("../../emulator/generated/routes.json", import.meta.url), "utf8"));

/** A method and a path, without the names of its ids. */
const unnamed = ({ method, path }) => `${method} ${path.replace(/:\w+|\{\w+\}/g, "{}")}`;

/** The version of an operation and its path below the app: a path of its own may begin with a version, or be one of OAuth. */
function place(version, { method, path }) {
  const [, own, rest] = /^\/(v[\d.]+|oauth)(\/.*)$/.exec(path) ?? [];
  if (!own) return [version, { method, path }];
  return [own, { method, path: rest.replace(/^\/apps\/\{\w+\}(?=\/)/, "") }];
}

const handled = Object.fromEntries(
  Object.entries(versions).map(([version, { operations }]) => [
    version,
    new Map(operations.map((operation) => [unnamed(operation), operation.name])),
  ]),
);

for (const [version, operations] of Object.entries(routes)) {
  for (const operation of operations) {
    test(`${version}: the emulator handles ${operation.name}, ${operation.method} ${operation.path}`, () => {
      const [own, below] = place(version, operation);
      assert.equal(handled[own].get(unnamed(below)), operation.name, "the same act has one name in both");
    });
  }
  test(`${version}: there are rows, and the emulator does not handle just anything`, () => {
    assert(operations.length > 10 && !handled[version].has("GET /nothing"));
  });
}
