// The packed package through every bundler. A build that succeeds proves little: what it makes is run, with the same
// scenario as everywhere, from a folder where nothing but the bundle is.
//
// Run with: node --test tests/bundlers/*.test.mjs

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { bun, deno, versionOf } from "../runtimes/commands.mjs";
import { expectPassed } from "../runtimes/outcome.mjs";
import { execute, runProgram } from "../runtimes/programs.mjs";
import { NotHere, Rows } from "../runtimes/rows.mjs";
import { install, pack, temporary } from "../runtimes/tarball.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
for (const folder of [join(here, "../runtimes"), here]) packages(folder);
// Imported only now: what they import has just been installed.
const { startService } = await import("../runtimes/service.mjs");
const { dates, runWorkerd } = await import("../runtimes/workerd.mjs");
const { runChromium, startChromium } = await import("../runtimes/chromium.mjs");
const { succeed, withCommand, withEsbuild, withRollup, withVite, withWebpack } = await import("./bundles.mjs");
const { buildNext, runNext } = await import("./next.mjs");

let service;
let tarball;
let folder;
let browser;
before(async () => {
  service = await startService();
  tarball = pack();
  folder = install(tarball, "bundlers");
});
after(async () => {
  await service.close();
  await (await browser)?.close();
});

const node = [process.execPath];
const started = () => (browser ??= startChromium());
const inRuntime = (command, file) =>
  runProgram([...command, file], { folder: dirname(file), settings: service.settings() });
const inChromium = async (file) => runChromium(await started(), dirname(file), `/${basename(file)}`, service);
const inWorkerd = async (file, date) => expectPassed(await runWorkerd(modulesBeside(file), date, service.settings()));

/** The modules of a worker that a bundler made: the entry first, then all that lies beside it. */
function modulesBeside(entry) {
  const types = { mjs: "ESModule", js: "ESModule", wasm: "CompiledWasm" };
  const names = readdirSync(dirname(entry)).filter((name) => types[name.split(".").at(-1)]);
  const sorted = [basename(entry), ...names.filter((name) => name !== basename(entry))];
  return sorted.map((path) => {
    const type = types[path.split(".").at(-1)];
    const contents = readFileSync(join(dirname(entry), path));
    return { type, path, contents: type === "ESModule" ? contents.toString() : contents };
  });
}

const rows = new Rows("The package through bundlers, with what they make run");
const name = (bundler) => `${bundler} ${versionOf(bundler, join(here, "node_modules"))}`;

const esbuild = name("esbuild");
rows.add(esbuild, "ESM, Node", async () =>
  inRuntime(node, await withEsbuild(folder, "main.mjs", { platform: "node" })),
);
rows.add(esbuild, "CJS, Node", async () =>
  inRuntime(node, await withEsbuild(folder, "main.mjs", { platform: "node", format: "cjs" })),
);
rows.add(esbuild, "neutral, Node", async () =>
  inRuntime(node, await withEsbuild(folder, "main.mjs", { platform: "neutral", external: ["node:*"] })),
);
rows.add(esbuild, "browser, minified, Chromium", async () =>
  inChromium(await withEsbuild(folder, "page.mjs", { platform: "browser", minify: true })),
);
rows.add(esbuild, "ES2020 as Netlify Edge bundles, Deno", async () =>
  inRuntime(deno().command, await withEsbuild(folder, "main.mjs", { platform: "node", target: "es2020" })),
);

rows.add(name("vite"), "client, Chromium", async () => inChromium(await withVite(folder, "page.mjs")));
rows.add(name("vite"), "SSR, Node", async () => inRuntime(node, await withVite(folder, "main.mjs", { ssr: true })));
for (const date of [dates.current, dates.startup]) {
  rows.add(name("vite"), `SSR, workerd, ${date}`, async () =>
    inWorkerd(await withVite(folder, "worker.mjs", { ssr: true }), date),
  );
}

rows.add(name("webpack"), "web, Chromium", async () => inChromium(await withWebpack(folder, "page.mjs", "web")));
rows.add(name("webpack"), "node, Node", async () => inRuntime(node, await withWebpack(folder, "main.mjs", "node")));

rows.add(name("rollup"), "ESM, Node", async () => inRuntime(node, await withRollup(folder, "main.mjs")));

for (const target of ["node", "browser", "bun"]) {
  const command = [bun().path, "build", "main.mjs", `--target=${target}`, "--outfile"];
  rows.add(`bun build ${versionOf("bun")}`, `${target}, ${target === "node" ? "Node" : "Bun"}`, async () =>
    inRuntime(target === "node" ? node : bun().command, await withCommand(folder, command)),
  );
}

rows.add(`deno bundle ${versionOf("deno")}`, "Deno", async () => {
  const command = [deno().path, "bundle", "--node-modules-dir=manual", "main.mjs", "-o"];
  return inRuntime(deno().command, await withCommand(folder, command));
});
rows.add(`deno compile ${versionOf("deno")}`, "executable", async () => {
  const file = join(temporary("deno-compile"), "program");
  const command = [
    deno().path,
    "compile",
    "--no-check",
    "--allow-net",
    "--allow-read",
    "--node-modules-dir=manual",
    "-o",
    file,
    "main.mjs",
  ];
  const { code, stderr } = await execute(command, { folder, timeout: 600_000 });
  // It downloads the runtime that goes into executables from a site of its own.
  const unreachable = /error sending request for url .*denort[^\s:)]*\)/.exec(stderr);
  if (code !== 0 && unreachable) return new NotHere(unreachable[0]);
  if (code !== 0) throw new Error(stderr);
  return inRuntime([], file);
});

rows.add(name("wrangler"), "deploy --dry-run, workerd", async () => {
  const outdir = temporary("wrangler");
  const config = { name: "worker", main: "worker.mjs", compatibility_date: dates.current, send_metrics: false };
  writeFileSync(join(folder, "wrangler.json"), JSON.stringify(config));
  const wrangler = join(here, "node_modules/wrangler/bin/wrangler.js");
  const env = { WRANGLER_SEND_METRICS: "false", CI: "1" };
  await succeed(folder, [...node, wrangler, "deploy", "--dry-run", "--outdir", outdir], env);
  return inWorkerd(join(outdir, "worker.js"), dates.current);
});

for (const bundler of ["turbopack", "webpack"]) {
  rows.add(name("next"), `${bundler}: edge route, Node route, page`, async () => {
    const app = install(tarball, `next-${bundler}`);
    await buildNext(app, bundler);
    await runNext(app, service, started);
  });
}
