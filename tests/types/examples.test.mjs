// Every real body (../shared/examples) is of the type that its operation takes, or gives: a program that says so is
// written and compiled. `tests/examples.json` tells which operation; `tests/examples.rs` checks the same bodies by the
// tables. Where the examples are absent there is nothing to compile.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const examples = fileURLToPath(new URL("../../../shared/examples/", import.meta.url));
packages(here);

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const names = Object.entries(read(new URL("../examples.json", import.meta.url)));
const routes = read(new URL("../../emulator/generated/routes.json", import.meta.url));

/** The beginnings of the names of answers that have more than the types name, or less, and why. */
const OTHERWISE = [
  [
    "v1/integrations.list-",
    (type) => `Omit<${type}, "integrations"> & { integrations: (Smooch.Integration & { mid?: string })[] }`,
    "a field of LINE's that no later documentation has",
  ],
  ["v1/message-types.", (type) => `Partial<${type}>`, "the documentation shows the message alone"],
  ["v2/createWebhook.", (type) => `Omit<${type}, "integrationId">`, "this package adds it"],
];

const ROUTES = { v1: "RoutesV1", "v1.1": "RoutesV1_1", v2: "RoutesV2" };

/** The type of the routes' member that a body has, such as `Smooch.RoutesV2["POST /users"]["response"]`. */
function typeOf(file, side) {
  const version = Object.hasOwn(ROUTES, file.split("/")[0]) ? file.split("/")[0] : "v1";
  const [found] = names.filter(([start]) => file.startsWith(start)).sort(([one], [other]) => other.length - one.length);
  if (!found) return undefined;
  const { method, path } = routes[version].find(({ name }) => name === found[1]);
  return `Smooch.${ROUTES[version]}["${method} ${path}"]["${side}"]`;
}

/** A line for each body, and how many there are of each kind. */
function program() {
  const counts = { request: 0, response: 0, webhook: 0, error: 0 };
  const lines = [
    'import type { ApiError, Smooch } from "smooch-edge";',
    'import type { WebhookBody } from "smooch-edge/webhooks";',
  ];
  const say = (kind, file, type, body) => {
    counts[kind]++;
    lines.push(`// ${file}`, `export const _${lines.length}: ${type} = ${JSON.stringify(body)};`);
  };
  for (const { file, kind } of read(join(examples, "INDEX.json"))) {
    // A key of one body ends in a quotation mark: a slip of the documentation.
    const body = JSON.parse(readFileSync(join(examples, file), "utf8").replace('"text\\""', '"text"'));
    if (kind === "webhook") say(kind, file, "WebhookBody", body);
    else if (Array.isArray(body.errors)) say("error", file, '{ errors: ApiError["errors"] }', body);
    else if (body.error) say("error", file, "{ error: { code: string; description: string } }", body);
    else {
      const type = typeOf(file, kind === "request" ? "body" : "response");
      const [, other] = (kind === "response" && OTHERWISE.find(([start]) => file.startsWith(start))) || [];
      if (type) say(kind, file, other?.(type) ?? type, body);
    }
  }
  return { lines, counts };
}

test("every body of the examples has the type of its operation", { skip: !existsSync(examples) }, () => {
  const { lines, counts } = program();
  assert.deepEqual(
    Object.entries(counts).filter(([, count]) => count < 30),
    [],
    JSON.stringify(counts),
  );
  const folder = mkdtempSync(join(here, "bodies-"));
  try {
    writeFileSync(join(folder, "bodies.ts"), `${lines.join("\n")}\n`);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../tsconfig.json", files: ["bodies.ts"] }));
    const require = createRequire(new URL("../../package.json", import.meta.url));
    const { bin } = require("typescript/package.json");
    const tsc = fileURLToPath(new URL(bin.tsc, `file://${require.resolve("typescript/package.json")}`));
    const { stdout } = spawnSync(process.execPath, [tsc, "--project", folder], { cwd: here, encoding: "utf8" });
    const files = lines.filter((line) => line.startsWith("//"));
    assert.equal(stdout, "", `of ${files.length} bodies`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("what is no such body has not its type", () => {
  assert.equal(typeOf("v2/createUser.response.json", "response"), 'Smooch.RoutesV2["POST /users"]["response"]');
  assert.equal(typeOf("v1/nothing.response.json", "response"), undefined);
  assert(
    readdirSync(here).every((name) => !name.startsWith("bodies-")),
    "nothing is left behind",
  );
});
