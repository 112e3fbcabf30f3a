// Builds the package in `pkg/`, ready for `npm pack`: the module, its glue, types, entries.

import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { alone } from "./lock.mjs";
import { bindings, buildModule } from "./module.mjs";
import { begin, fail, output, root, run, say } from "./run.mjs";
import { setup } from "./setup.mjs";
import { upToDate } from "./stamp.mjs";

/** What is printed from the rows of the operations. */
const generated = join(root, "target", "operations");
const dist = join(root, "pkg", "dist");
const SOURCES = [
  ".cargo",
  "Cargo.toml",
  "Cargo.lock",
  "rust-toolchain.toml",
  "package-lock.json",
  "bindings",
  "src",
  "pkg/package.json",
  "pkg/src",
  "docs/guide",
  "docs/picture.svg",
  "README.md",
  "emulator/scripts/compile-schemas.mjs",
  "scripts",
];

/** The printer of types and JSON Schema. */
const PRINTER = ["--quiet", "--locked", "--features", "print", "--bin", "print-model"];

export function build() {
  return alone(make);
}

async function make() {
  await core();
  emulator();
}

async function core() {
  const done = upToDate("build", SOURCES, [join(dist, "index.d.mts"), join(root, "emulator/generated/validators.js")]);
  if (done()) return;
  say("building the core (Rust to WebAssembly)");
  // Beside the core, whose last steps keep one processor core busy.
  const printer = begin("cargo", ["build", ...PRINTER]);
  await buildModule();
  await printer;
  say("printing types and JSON Schema from the model");
  schemas();
  run("node", ["scripts/compile-schemas.mjs", "../target/schema"], { cwd: join(root, "emulator") });
  say("assembling the package");
  await assemble();
  done(true);
}

/** The types that the emulator's users see, from its source's comments, and its CommonJS form. */
function emulator() {
  const configs = ["emulator/tsconfig.json", "emulator/tsconfig.types.json", "emulator/scripts/bundle-cjs.mjs"];
  const done = upToDate(
    "emulator",
    ["emulator/src", ...configs, "emulator/generated/validators.js"],
    [join(root, "emulator/types/index.d.ts"), join(root, "emulator/generated/cjs/index.js")],
  );
  if (done()) return;
  // What sources that are gone have left would get into the package.
  for (const folder of ["types", "generated/cjs"])
    rmSync(join(root, "emulator", folder), { recursive: true, force: true });
  for (const step of ["types", "cjs"]) run("npm", ["run", "--silent", step], { cwd: join(root, "emulator") });
  done(true);
}

function schemas() {
  const print = (...args) =>
    output("cargo", ["run", ...PRINTER, "--", ...args]) ??
    fail(`print-model ${args.join(" ")} failed; \`cargo run --features print --bin print-model\` says why`);
  mkdirSync(join(root, "target/schema"), { recursive: true });
  for (const [file, ...version] of [
    ["v1", "v1"],
    ["v1.1", "v1.1"],
    ["v2", "v2", "grouped"],
    ["v2-flat", "v2"],
  ]) {
    writeFileSync(join(root, `target/schema/${file}.json`), `${print("json-schema", ...version)}\n`);
  }
  mkdirSync(generated, { recursive: true });
  writeFileSync(join(generated, "operations-table.js"), `${print("operations", "javascript")}\n`);
  writeFileSync(join(generated, "tools-table.js"), `${print("operations", "tools")}\n`);
  writeFileSync(join(generated, "pages.json"), print("operations", "pages"));
  writeFileSync(join(generated, "queue-table.js"), `${print("queue", "javascript")}\n`);
  writeFileSync(join(root, "docs/api/operations.md"), `${print("operations", "reference")}\n`);
  mkdirSync(join(root, "emulator/generated"), { recursive: true });
  writeFileSync(join(root, "emulator/generated/routes.json"), `${print("operations", "routes")}\n`);
  writeFileSync(join(root, "target/schema/model.d.ts"), `${print("typescript")}\n`);
  writeFileSync(join(root, "target/schema/queue.d.ts"), `${print("queue", "typescript")}\n`);
  writeFileSync(join(root, "target/schema/events.d.ts"), `${print("typescript-events")}\n`);
}

/** Puts the entries together. esbuild is asked for no more than joining files: it knows nothing of the module. */
async function assemble() {
  const { build: bundle } = await import("esbuild");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const wasm = readFileSync(join(bindings, "smooch_edge_bg.wasm"));
  writeFileSync(join(dist, "smooch_edge_bg.wasm"), wasm);
  writeFileSync(join(bindings, "wasm-base64.js"), `export default "${wasm.toString("base64")}";\n`);
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    absWorkingDir: root,
    bundle: true,
    target: "es2022",
    legalComments: "none",
    external: ["*.wasm", "*.wasm?module", "node:*"],
  };
  const printed = {
    name: "printed",
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\.\/(smooch_edge_bg|wasm-base64|snippets\/.*)\.js$/ }, ({ path }) => ({
        path: join(bindings, path),
      }));
      onResolve({ filter: /^\.{1,2}\/(operations|queue|tools)-table\.js$/ }, ({ path }) => ({
        path: join(generated, basename(path)),
      }));
      // The command line is a program of its own: it takes the entries as they are.
      onResolve({ filter: /^smooch-edge(\/\w+)?$/ }, ({ path }) => ({
        path: `./${path.split("/")[1] ?? "index"}.mjs`,
        external: true,
      }));
    },
  };
  const entry = (from, to, format) =>
    bundle({
      ...options,
      plugins: [printed],
      entryPoints: [join(root, "pkg/src", from)],
      outfile: join(dist, to),
      // For CommonJS, esbuild then lists the names where Node's `import` finds them.
      platform: format === "cjs" ? "node" : "neutral",
      format,
    });
  await entry("index.js", "index.mjs", "esm");
  await entry("index.js", "index.cjs", "cjs");
  await entry("workerd.js", "workerd.mjs", "esm");
  await entry("edge-light.js", "edge-light.mjs", "esm");
  for (const [from, to] of [
    ["queue.js", "queue"],
    ["webhooks/index.js", "webhooks"],
    ["node/index.js", "node"],
    ["files/index.js", "files"],
    ["bot.js", "bot"],
    ["oauth.js", "oauth"],
    ["tools/index.js", "tools"],
  ]) {
    await entry(from, `${to}.mjs`, "esm");
    await entry(from, `${to}.cjs`, "cjs");
  }
  await entry("cli/index.js", "cli.mjs", "esm");
  chmodSync(join(dist, "cli.mjs"), 0o755);
  types("index", "target/schema/model.d.ts", "pkg/src/index.d.ts");
  types("queue", "target/schema/queue.d.ts", "pkg/src/queue.d.ts");
  types("node", "pkg/src/node/index.d.ts");
  types("files", "pkg/src/files/index.d.ts");
  types("bot", "pkg/src/bot.d.ts");
  types("tools", "pkg/src/tools/index.d.ts");
  types("oauth", "pkg/src/oauth.d.ts");
  types("webhooks", "target/schema/events.d.ts", "pkg/src/webhooks/index.d.ts");
  // The source of the module travels with it.
  rmSync(join(root, "pkg/rust"), { recursive: true, force: true });
  for (const source of ["src", "Cargo.toml", "Cargo.lock"]) {
    cpSync(join(root, source), join(root, "pkg/rust", source), { recursive: true });
  }
  for (const file of ["README.md", "LICENSE", "CHANGELOG.md", "MIGRATING.md"]) {
    if (existsSync(join(root, file))) copyFileSync(join(root, file), join(root, "pkg", file));
  }
  // What the README leads to.
  rmSync(join(root, "pkg/docs"), { recursive: true, force: true });
  for (const path of ["docs/guide", "docs/api/operations.md", "docs/picture.svg"]) {
    cpSync(join(root, path), join(root, "pkg", path), { recursive: true });
  }
}

/** Puts the types of an entry together, for `import` and for `require`. Those of another entry are named beside them. */
function types(name, ...files) {
  const text = files.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
  for (const kind of ["mts", "cts"]) {
    const main = `from "./index.${kind.replace("ts", "js")}"`;
    writeFileSync(join(dist, `${name}.d.${kind}`), text.replaceAll('from "smooch-edge"', main));
  }
}

if (/** @type {{ main?: boolean }} */ (import.meta).main ?? process.argv[1] === join(root, "scripts", "build.mjs")) {
  setup();
  await build();
}
