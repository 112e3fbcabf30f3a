// What the tarball is before anything runs: its exports, its files, its weight, and what the tools that read packages
// say of it.
//
// Run with: node --test tests/package/*.test.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { packages } from "../../scripts/setup.mjs";
import { execute } from "../runtimes/programs.mjs";
import { install, pack } from "../runtimes/tarball.mjs";
import { LISTS, committedFiles, packedFiles } from "./files.mjs";
import { BESIDE, FILES_LIMIT, LIMIT, WEBHOOKS_LIMIT, sizes, table } from "./size.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
packages(here);

let tarball;
let folder;
let manifest;
before(() => {
  tarball = pack();
  folder = install(tarball, "package");
  manifest = JSON.parse(readFileSync(join(folder, "node_modules/smooch-edge/package.json"), "utf8"));
});

const dist = (name = "") => join(folder, "node_modules/smooch-edge/dist", name);

/** What a resolver with these conditions takes; the lists are those that the resolvers were seen to have. */
const RESOLVERS = [
  ["wrangler", ["workerd", "worker", "browser"], "workerd.mjs"],
  ["the Vite plugin of Cloudflare", ["workerd", "worker", "module", "browser"], "workerd.mjs"],
  ["Next.js, edge", ["edge-light", "browser", "react-server", "module"], "edge-light.mjs"],
  ["Next.js, Node", ["react-server", "module"], "index.mjs"],
  ["webpack, web", ["browser", "module", "module-sync", "webpack"], "index.mjs"],
  ["Vite, client", ["browser", "module", "production"], "index.mjs"],
  ["Deno", ["deno", "module-sync"], "index.mjs"],
  ["Bun", ["bun", "node-addons"], "index.mjs"],
  ["Node", [], "index.mjs"],
];

for (const [resolver, conditions, expected] of RESOLVERS) {
  test(`${resolver} resolves an import to ${expected}`, () => {
    const flags = conditions.flatMap((condition) => ["-C", condition]);
    const script = `console.log(import.meta.resolve("smooch-edge"))`;
    const args = [...flags, "--input-type=module", "-e", script];
    const resolved = execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    assert.equal(resolved.trim().split("/").at(-1), expected);
  });
}

for (const [resolver, conditions] of RESOLVERS) {
  for (const name of ["bot", "files", "node", "oauth", "queue", "tools", "webhooks"]) {
    test(`${resolver} resolves smooch-edge/${name} to ${name}.mjs`, () => {
      const flags = conditions.flatMap((condition) => ["-C", condition]);
      const script = `console.log(import.meta.resolve("smooch-edge/${name}"))`;
      const args = [...flags, "--input-type=module", "-e", script];
      const resolved = execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      assert.equal(resolved.trim().split("/").at(-1), `${name}.mjs`);
    });
  }
}

test("types come first in every branch, and every file is there", () => {
  assert.deepEqual(Object.keys(manifest.exports["."]).slice(0, 2), ["workerd", "edge-light"]);
  const entries = [".", "./bot", "./files", "./node", "./oauth", "./queue", "./tools", "./webhooks"];
  const branches = entries.flatMap((entry) => Object.entries(manifest.exports[entry]));
  for (const entry of entries) assert.equal(Object.keys(manifest.exports[entry]).at(-1), "default");
  for (const [condition, branch] of branches) {
    assert.deepEqual(Object.keys(branch), ["types", "default"], condition);
    for (const path of Object.values(branch)) readFileSync(join(folder, "node_modules/smooch-edge", path));
  }
});

test("the package depends on nothing and runs nothing when it is installed", () => {
  for (const field of ["dependencies", "optionalDependencies", "scripts"]) {
    assert.deepEqual(manifest[field] ?? {}, {}, field);
  }
  // What `smooch mcp` needs, and nobody else.
  assert.deepEqual(Object.keys(manifest.peerDependencies), ["@modelcontextprotocol/sdk"]);
  assert.deepEqual(manifest.peerDependenciesMeta, { "@modelcontextprotocol/sdk": { optional: true } });
  assert.equal(manifest.sideEffects, false);
});

test("the command line runs under both of its names where the package is installed", () => {
  for (const name of ["smooch", "smooch-edge"]) {
    const printed = execFileSync(join(folder, "node_modules/.bin", name), ["--version"], { encoding: "utf8" });
    assert.equal(printed, `${manifest.version}\n`);
  }
});

test("no entry holds anything of the command line or of the tools", () => {
  for (const entry of ["workerd.mjs", "edge-light.mjs", "index.mjs", "node.mjs", "queue.mjs", "webhooks.mjs"])
    assert.doesNotMatch(
      readFileSync(dist(entry), "utf8"),
      /SMOOCH_WEBHOOK_SECRET|inputSchema|smooch doctor|modelcontextprotocol/,
      entry,
    );
  assert.match(readFileSync(dist("cli.mjs"), "utf8"), /SMOOCH_WEBHOOK_SECRET/);
  assert.match(readFileSync(dist("tools.mjs"), "utf8"), /inputSchema/);
});

for (const entry of ["workerd.mjs", "edge-light.mjs", "index.mjs", "node.mjs", ...BESIDE]) {
  test(`${entry} has no top-level await`, async () => {
    const external = ["*.wasm", "*.wasm?module", "node:*"];
    const options = { bundle: true, write: false, external, logLevel: "silent" };
    await build({ ...options, entryPoints: [dist(entry)], format: "cjs" });
  });
}

test("all entries export the same names", async () => {
  const names = async (entry) => {
    const options = { write: false, metafile: true, bundle: true, format: "esm", outdir: folder };
    const { metafile } = await build({ ...options, entryPoints: [dist(entry)], external: ["*.wasm", "*.wasm?module"] });
    return Object.values(metafile.outputs)[0].exports.sort();
  };
  const expected = await names("index.mjs");
  assert(expected.includes("Smooch") && expected.includes("SmoochError"));
  for (const entry of ["workerd.mjs", "edge-light.mjs"]) assert.deepEqual(await names(entry), expected, entry);
  const script = `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(dist("index.cjs"))})).sort()))`;
  const required = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
  assert.deepEqual(JSON.parse(required), expected, "index.cjs");
});

test("publint has no findings", () => clean("publint", ["run", tarball, "--strict"]));

test("@arethetypeswrong/cli has no findings", () => clean("attw", [tarball, "--no-color", "--no-emoji"]));

for (const [folder, list] of Object.entries(LISTS)) {
  test(`the tarball of ${folder} holds the files of tests/package/${list}`, () => {
    const advice = "`node tests/package/files.mjs --update` takes the change";
    assert.equal(packedFiles(folder), committedFiles(folder), advice);
  });
}

test(`the edge bundle weighs at most ${LIMIT / 1000} kB compressed`, async () => {
  const rows = await sizes(dist());
  console.log(table(rows));
  const { gz } = rows.at(-1);
  assert(gz <= LIMIT, `the edge bundle weighs ${(gz / 1000).toFixed(1)} kB compressed, more than ${LIMIT / 1000} kB`);
});

test(`smooch-edge/files weighs at most ${FILES_LIMIT / 1000} kB compressed`, async () => {
  const { gz } = (await sizes(dist())).find(({ name }) => name === "files.mjs, minified");
  assert.ok(gz <= FILES_LIMIT, `${gz} bytes`);
});

test(`smooch-edge/webhooks weighs at most ${WEBHOOKS_LIMIT / 1000} kB compressed`, async () => {
  const { gz } = (await sizes(dist())).find(({ name }) => name === "webhooks.mjs, minified");
  assert(gz <= WEBHOOKS_LIMIT, `it weighs ${(gz / 1000).toFixed(1)} kB compressed`);
});

/** Runs a tool of this folder that has to find nothing. */
async function clean(tool, args) {
  const { code, stdout, stderr } = await execute([join(here, "node_modules/.bin", tool), ...args], { folder });
  if (code !== 0 || /warning|suggestion/i.test(stdout)) assert.fail(`${stdout}\n${stderr}`);
}
