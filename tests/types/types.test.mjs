// The types that users compile against: what compiles, what does not, and that they tell of the runtime what is so.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
packages(here);

const dist = new URL("../../pkg/dist/", import.meta.url);
const types = readFileSync(new URL("index.d.mts", dist), "utf8");

/** The declarations without comments, those of the namespace as if they stood outside. */
const code = types
  .replace(/\/\*[^]*?\*\/|\/\/.*/g, "")
  .replace(/^export declare namespace Smooch \{\n {2}export \{\};([^]*?)^\}/m, (_, inner) =>
    inner.replace(/^ {2}/gm, ""),
  );

const SETTINGS = {
  "tsconfig.json": "as Node resolves, with the types of a browser",
  "tsconfig.server.json": "as Node resolves, with the types of Node",
  "tsconfig.bundler.json": "as bundlers resolve",
  "tsconfig.loose.json": "without strict",
};

for (const from of ["../../", "./"]) {
  const require = createRequire(new URL(`${from}package.json`, import.meta.url));
  const { version, bin } = require("typescript/package.json");
  const tsc = fileURLToPath(new URL(bin.tsc, `file://${require.resolve("typescript/package.json")}`));
  for (const [settings, name] of Object.entries(SETTINGS)) {
    test(`TypeScript ${version} compiles the good programs and refuses the bad ones, ${name}`, () => {
      const { stdout, status } = spawnSync(process.execPath, [tsc, "--project", settings], {
        cwd: here,
        encoding: "utf8",
      });
      assert.deepEqual([stdout, status], ["", 0]);
    });
  }
}

test("ESM and CommonJS have the same types", () => {
  const read = (name) => readFileSync(new URL(name, dist), "utf8");
  assert.equal(read("index.d.cts"), types);
  assert.equal(read("queue.d.cts"), read("queue.d.mts").replaceAll("./index.mjs", "./index.cjs"));
});

/** What the entries beside the client export. */
const BESIDE = {
  bot: ["typing"],
  files: ["downloadFile", "sendFile", "uploadFile"],
  oauth: ["authorizeUrl", "marketplaceHeaders"],
  queue: [
    ...["PaceObject", "bullmq", "cloudflare", "deliver", "durableObjectPace", "inLanes", "laneObject", "laneOf"],
    ...["memoryPace", "pgBoss", "queue", "redisPace", "sqs", "toLane"],
  ],
};

for (const [name, exported] of Object.entries(BESIDE)) {
  for (const entry of [`${name}.mjs`, `${name}.cjs`]) {
    test(`${entry} exports ${exported.join(", ")} alone`, async () => {
      const module = await import(new URL(entry, dist));
      const names = Object.keys(module).filter((name) => !/^(default|module.exports|__esModule)$/.test(name));
      assert.deepEqual(names.sort(), exported);
      const types = readFileSync(new URL(`${name}.d.mts`, dist), "utf8");
      const declared = [...types.matchAll(/^export declare (?:async )?(?:function|class|const) (\w+)/gm)];
      assert.deepEqual([...new Set(declared.map(([, name]) => name))].sort(), exported);
    });
  }
}

test("no type is any", () => {
  assert.deepEqual(code.match(/.*\bany\b.*/g) ?? [], []);
});

/** What can be imported at runtime, as the declarations tell it. */
const declared = [...code.matchAll(/^export declare (?:class|const|function) (\w+)/gm)].map(([, name]) => name).sort();

for (const entry of ["index.mjs", "index.cjs"]) {
  test(`${entry} exports exactly what is declared`, async () => {
    const module = await import(new URL(entry, dist));
    const names = Object.keys(module).filter((name) => !["default", "module.exports", "__esModule"].includes(name));
    assert.deepEqual(names.sort(), declared);
  });
}

for (const entry of ["workerd.mjs", "edge-light.mjs"]) {
  test(`${entry} exports exactly what is declared`, () => {
    const [, list] = /^export \{([^}]+)\};?\s*$/m.exec(readFileSync(new URL(entry, dist), "utf8"));
    assert.deepEqual(list.match(/\w+/g).sort(), declared);
  });
}

/** The members of a declared interface or object type, without those of what is inside them. */
function membersOf(declaration) {
  return [...declaration.matchAll(/^ {2}(?:static |readonly |get )*(\w+)\??[<(:]/gm)].map(([, name]) => name);
}

/** The members of an interface, in all of its declarations, and what it extends. */
function interfaceOf(name) {
  const found = [
    ...code.matchAll(
      new RegExp(`^(?:export )?interface ${name}\\b(?:<.*?>)?( extends [\\w.]+)?.*?\\{(?:\\}|([^]*?)^\\})`, "gm"),
    ),
  ];
  assert(found.length > 0, `${name} is not declared`);
  return found.flatMap(([, base, body = ""]) => [...(base ? interfaceOf(base.slice(9)) : []), ...membersOf(body)]);
}

const VERSIONS = { v1: "V1", "v1.1": "V1_1", v2: "V2" };

test("a client has exactly the members that are declared", async () => {
  const { Smooch } = await import("smooch-edge");
  const smooch = new Smooch({ keyId: "app_1", secret: "s" });
  const names = new Set(Object.keys(smooch));
  for (let of = Smooch; of !== Function.prototype; of = Object.getPrototypeOf(of)) {
    for (const name of [...Object.getOwnPropertyNames(of), ...Object.getOwnPropertyNames(of.prototype)])
      names.add(name);
  }
  const own = [...names].filter((name) => !["length", "name", "prototype", "constructor"].includes(name));
  const declared = Object.values(VERSIONS).flatMap((version) => interfaceOf(`Smooch${version}`));
  assert.deepEqual(own.sort(), [...new Set([...declared, "fromEnv"])].sort());
});

for (const [apiVersion, suffix] of Object.entries(VERSIONS)) {
  test(`the namespaces of ${apiVersion} have what is declared, and the rest says which version has it`, async () => {
    const { Smooch } = await import("smooch-edge");
    const smooch = new Smooch({ keyId: "app_1", secret: "s", appId: "5ec0de", apiVersion, fetch: neverCalled });
    assert.equal(smooch.apiVersion, apiVersion);
    const declared = new RegExp(`^export interface Smooch${suffix} [^]*?^\\}`, "m").exec(code)[0];
    const groups = new Map(
      [...declared.matchAll(/^ {2}readonly (\w+): (\w+);/gm)].map(([, name, of]) => [name, interfaceOf(of)]),
    );
    const everything = new Set(code.match(/(?<=^ {2}readonly )\w+(?=: \w+V(?:1|1_1|2);)/gm));
    assert(everything.size > 20, [...everything].join());
    for (const name of everything) {
      const has = groups.get(name) ?? [];
      const methods = Object.keys(smooch[name]);
      for (const method of has) assert(methods.includes(method), `${name}.${method}`);
      for (const method of methods.filter((method) => !has.includes(method))) {
        const given = smooch[name][method]("a", "b");
        const called = given[Symbol.asyncIterator]?.().next() ?? given;
        await assert.rejects(called, (error) => {
          assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", "apiVersion", "no"]);
          assert.match(error.message, new RegExp(`^${name}\\.${method} needs apiVersion v`));
          return true;
        });
      }
    }
    assert.equal(groups.has("participants"), apiVersion === "v2");
    assert.equal(groups.has("serviceAccounts"), apiVersion !== "v2");
  });
}

function neverCalled() {
  assert.fail("Something was sent.");
}
