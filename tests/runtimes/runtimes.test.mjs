// The packed package in every runtime, with the same scenario against the emulator on a real port.
//
// Run with: node --test tests/runtimes/*.test.mjs

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { bun, deno, nodes, versionOf, workerdName } from "./commands.mjs";
import { expectPassed } from "./outcome.mjs";
import { runProgram } from "./programs.mjs";
import { Rows } from "./rows.mjs";
import { install, pack } from "./tarball.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));
// Imported only now: what they import has just been installed.
const { startService } = await import("./service.mjs");
const { dates, modulesOf, runWorkerd } = await import("./workerd.mjs");
const { runEdgeRuntime } = await import("./edge-runtime.mjs");
const { chromiumVersion, runChromium, runWithoutWasm, startChromium } = await import("./chromium.mjs");

let service;
let folder;
before(async () => {
  service = await startService();
  folder = install(pack(), "runtimes");
});
after(() => service.close());

const rows = new Rows("The package in runtimes");

for (const { name, command } of [...nodes(), deno(), bun()]) {
  const settings = () => ({ ...service.settings(), file: "scenario.mjs" });
  rows.add(name, "import", () => runProgram([...command, "main.mjs"], { folder, settings: settings() }));
  rows.add(name, "require", async () => {
    const stdout = await runProgram([...command, "main.cjs"], { folder, settings: settings() });
    assert.match(stdout, /copies: 1/, "import and require should give one copy");
  });
}

// The universal entry gets into workers through builds that do not know the `workerd` condition.
for (const [entry, date] of [
  ["workerd", dates.current],
  ["workerd", dates.old],
  ["index", dates.current],
  ["index", dates.startup],
]) {
  rows.add(workerdName(), `${entry}.mjs, ${date}`, async () =>
    expectPassed(await runWorkerd(modulesOf(folder, `${entry}.mjs`), date, service.settings())),
  );
}
rows.add(workerdName(), `index.mjs, ${dates.old}: says what to do`, async () =>
  assert.match(await runWorkerd(modulesOf(folder, "index.mjs"), dates.old, service.settings()), /condition "workerd"/),
);

rows.add(`edge-runtime ${versionOf("edge-runtime")}`, "edge-light.mjs, compiling forbidden", async () =>
  expectPassed(await runEdgeRuntime(folder, service.settings())),
);

const chromium = `Chromium ${chromiumVersion()}`;
const inChromium = (run) => async () => {
  // A page has no resolver and, under this policy, no import map.
  const script = readFileSync(join(folder, "page.mjs"), "utf8");
  const { exports } = JSON.parse(readFileSync(join(folder, "node_modules/smooch-edge/package.json"), "utf8"));
  const resolved = script.replace(/"smooch-edge(.*?)"/g, (_, path) => {
    return JSON.stringify(join("/node_modules/smooch-edge", exports[`.${path}`].import.default));
  });
  writeFileSync(join(folder, "page.resolved.mjs"), resolved);
  const browser = await startChromium();
  try {
    return await run(browser, folder, "/page.resolved.mjs", service);
  } finally {
    await browser.close();
  }
};
rows.add(chromium, "page and module worker, CSP", inChromium(runChromium));
rows.add(chromium, "CSP without wasm: says what to do", async () =>
  assert.match(await inChromium(runWithoutWasm)(), /allow 'wasm-unsafe-eval'/),
);
