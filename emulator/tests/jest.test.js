// CommonJS: the package as it is published, in a folder of its own, loaded by a plain `require`, by `import`, and by Jest.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

// By its address, since it is outside of what is type-checked here.
const { packages } = await import(String(new URL("../../scripts/setup.mjs", import.meta.url)));
const { resolve } = createRequire(import.meta.url);
const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const own = fileURLToPath(new URL("jest", import.meta.url));

describe("CommonJS", () => {
  const folder = mkdtempSync(join(tmpdir(), "smooch-emulator-cjs-"));
  before(async () => {
    packages(own);
    const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root });
    const place = join(folder, "node_modules", "smooch-emulator");
    for (const { path } of JSON.parse(stdout)[0].files) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      cpSync(join(root, path), join(place, path));
    }
    for (const [name, from] of [
      ["hono", join(dirname(resolve("hono")), "../..")],
      ["@jest", join(own, "node_modules/@jest")],
    ])
      symlinkSync(String(from), join(folder, "node_modules", String(name)));
    writeFileSync(join(folder, "package.json"), '{ "private": true }');
  });
  after(() => rmSync(folder, { recursive: true }));

  const names = "createEmulator, createHandler, Emulator";
  for (const [name, flags, code] of /** @type {[string, string[], string][]} */ ([
    [
      "a plain require, where Node cannot require ES modules",
      ["--no-experimental-require-module"],
      `const { ${names} } = require("smooch-emulator"); const { serve } = require("smooch-emulator/node");`,
    ],
    [
      "an import",
      ["--input-type=module"],
      `import { ${names} } from "smooch-emulator"; import { serve } from "smooch-emulator/node";`,
    ],
  ])) {
    test(name, async () => {
      const show = "console.log([createEmulator, createHandler, Emulator, serve].map((one) => typeof one).join());";
      const { stdout, stderr } = await run(process.execPath, [...flags, "-e", `${code} ${show}`], { cwd: folder });
      assert.equal(stdout.trim(), "function,function,function,function");
      assert.equal(stderr, "");
    });
  }

  test("Jest runs a test of a user's", async () => {
    cpSync(join(own, "emulator.jest.cjs"), join(folder, "emulator.test.cjs"));
    const jest = join(own, "node_modules/jest/bin/jest.js");
    const { stderr } = await run(process.execPath, [jest, "--rootDir", folder, "--ci", "--no-watchman"], {
      cwd: folder,
    });
    assert.match(stderr, /Tests: +2 passed, 2 total/);
    assert.doesNotMatch(stderr, /did not exit|open handle/);
  });

  test("its types hold in a CommonJS program, and refuse what is wrong", async () => {
    const check = async (/** @type {string} */ name, /** @type {string} */ code) => {
      writeFileSync(join(folder, name), code);
      const tsc = join(dirname(resolve("typescript/package.json")), "bin/tsc");
      const types = join(dirname(resolve("@types/node/package.json")), "..");
      const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--skipLibCheck"];
      options.push("--typeRoots", types, "--types", "node");
      return run(process.execPath, [tsc, ...options, name], { cwd: folder }).then(
        () => "",
        ({ stdout }) => stdout,
      );
    };
    const imports = 'import { createEmulator } from "smooch-emulator"; import { serve } from "smooch-emulator/node";\n';
    assert.equal(await check("good.cts", `${imports}serve(createEmulator({ rateLimit: 5 }), { hosts: ["a"] });`), "");
    assert.match(await check("wrong.cts", `${imports}createEmulator({ rateLimit: "5" });`), /TS2322/);
  });
});
