// The emulator handles every route of the rows, as the build prints them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { versions } from "../../emulator/src/versions.js";

const routes = JSON.parse(readFileSync(new URL("../../emulator/generated/routes.json", import.meta.url), "utf8"));

/** A method and a path, without the names of its ids. */
const unnamed = ({ method, path }) => `${method} ${path.replace(/:\w+|\{\w+\}/g, "{}")}`;

for (const [version, operations] of Object.entries(routes)) {
  const handled = new Map(versions[version].operations.map((operation) => [unnamed(operation), operation.name]));
  for (const operation of operations) {
    test(`${version}: the emulator handles ${operation.name}, ${operation.method} ${operation.path}`, () => {
      assert.equal(handled.get(unnamed(operation)), operation.name, "the same act has one name in both");
    });
  }
  test(`${version}: there are rows, and the emulator does not handle just anything`, () => {
    assert(operations.length > 10 && !handled.has("GET /nothing"));
  });
}
