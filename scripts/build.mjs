// Builds the package: Rust to WebAssembly, glue, types, entries; leaves `pkg/` ready for `npm pack`.

import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { alone } from "./lock.mjs";
import { fail, output, root, run, say } from "./run.mjs";
import { shorten } from "./shorten.mjs";
import { setup, tools } from "./setup.mjs";
import { upToDate } from "./stamp.mjs";

const bindings = join(root, "target", "bindgen");
/** What is printed from the rows of the operations. */
const generated = join(root, "target", "operations");
const dist = join(root, "pkg", "dist");
/** Each measured in bench/NOTES.md. */
const OPTIMISE = [
  ...["-Oz", "--low-memory-unused", "--merge-similar-functions", "--flatten", "--rereloop", "-Oz", "-Oz"],
  // A function with one caller is inlined only where it is tiny: repeated shapes compress better than fewer bytes,
  // and better still where those of a kind stand together.
  ...["--one-caller-inline-max-function-size=60", "--always-inline-max-function-size=4"],
  "--reorder-functions-by-name",
  // Zeros cost nothing once compressed, and the headers of the pieces between them do; nor is computing a value again
  // dearer than keeping it.
  ...["--skip-pass=memory-packing", "--skip-pass=local-cse"],
  "--converge",
];
const SOURCES = [
  ".cargo",
  "Cargo.toml",
  "Cargo.lock",
  "src",
  "pkg/package.json",
  "pkg/src",
  "emulator/scripts",
  "scripts",
];

export function build() {
  return alone(make);
}

async function make() {
  await core();
  emulatorTypes();
}

async function core() {
  const done = upToDate("build", SOURCES, [join(dist, "index.d.mts"), join(root, "emulator/generated/validators.js")]);
  if (done()) return;
  say("building the core (Rust to WebAssembly)");
  compile();
  await bindgen();
  say("printing types and JSON Schema from the model");
  schemas();
  run("node", ["scripts/compile-schemas.mjs", "../target/schema"], { cwd: join(root, "emulator") });
  say("assembling the package");
  await assemble();
  done(true);
}

/** The types that the emulator's users see, from its source's comments. */
function emulatorTypes() {
  const done = upToDate(
    "emulator-types",
    ["emulator/src", "emulator/tsconfig.json", "emulator/tsconfig.types.json", "emulator/generated/validators.js"],
    [join(root, "emulator/types/index.d.ts")],
  );
  if (done()) return;
  run("npm", ["run", "--silent", "types"], { cwd: join(root, "emulator") });
  done(true);
}

/** Rust to WebAssembly. Paths of this machine stay out of it. */
function compile() {
  const home = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  const config = readFileSync(join(root, ".cargo/config.toml"), "utf8");
  const flags = JSON.parse(/^rustflags = (\[.*\])$/m.exec(config)?.[1] ?? "[]");
  const crates = join(home, "registry", "src");
  const registries = existsSync(crates) ? readdirSync(crates).map((name) => join(crates, name)) : [];
  // The last one that matches is taken, so the longer ones come last.
  const paths = [home, root.replace(/\/$/, ""), ...registries];
  const remap = paths.flatMap((path) => ["--remap-path-prefix", `${path}=`]);
  run("cargo", ["build", "--quiet", "--locked", "--lib", "--release", "--target", "wasm32-unknown-unknown"], {
    env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: [...flags, ...remap].join("\x1f") },
  });
}

async function bindgen() {
  const wasm = join(root, "target/wasm32-unknown-unknown/release/smooch_edge.wasm");
  const name = ["--out-name", "smooch_edge", "--out-dir", bindings];
  run(join(tools, "wasm-bindgen"), [wasm, "--target", "bundler", "--no-typescript", "--keep-debug", ...name]);
  const module = join(bindings, "smooch_edge_bg.wasm");
  // Imported here: before the set-up it may not be there.
  const { blank, snip } = await import("./snip.mjs");
  snip(module, module);
  // No --all-features: what it then makes, no engine loads. wasm-opt reads the features that the module names.
  const strip = ["--strip-debug", "--strip-producers"];
  shorten(module, join(bindings, "smooch_edge_bg.js"), [...OPTIMISE, ...strip]);
  blank(module);
}

function schemas() {
  const print = (...args) =>
    output("cargo", ["run", "--quiet", "--locked", "--example", "print-model", "--", ...args]) ??
    fail(`print-model ${args.join(" ")} failed; \`cargo run --example print-model\` says why`);
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
  writeFileSync(join(root, "docs/api/operations.md"), `${print("operations", "reference")}\n`);
  mkdirSync(join(root, "emulator/generated"), { recursive: true });
  writeFileSync(join(root, "emulator/generated/routes.json"), `${print("operations", "routes")}\n`);
  writeFileSync(join(root, "target/schema/model.d.ts"), `${print("typescript")}\n`);
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
    external: ["*.wasm", "*.wasm?module"],
  };
  const printed = {
    name: "printed",
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\.\/(smooch_edge_bg|wasm-base64)\.js$/ }, ({ path }) => ({ path: join(bindings, path) }));
      onResolve({ filter: /^\.\/operations-table\.js$/ }, ({ path }) => ({ path: join(generated, path) }));
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
  await entry("webhooks/index.js", "webhooks.mjs", "esm");
  await entry("webhooks/index.js", "webhooks.cjs", "cjs");
  types("index", "target/schema/model.d.ts", "pkg/src/index.d.ts");
  types("webhooks", "target/schema/events.d.ts", "pkg/src/webhooks/index.d.ts");
  // The source of the module travels with it.
  rmSync(join(root, "pkg/rust"), { recursive: true, force: true });
  for (const source of ["src", "Cargo.toml", "Cargo.lock"]) {
    cpSync(join(root, source), join(root, "pkg/rust", source), { recursive: true });
  }
  for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) {
    if (existsSync(join(root, file))) copyFileSync(join(root, file), join(root, "pkg", file));
  }
}

/** Puts the types of an entry together, for `import` and for `require`. */
function types(name, ...files) {
  const text = files.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
  for (const extension of ["d.mts", "d.cts"]) writeFileSync(join(dist, `${name}.${extension}`), text);
}

if (/** @type {{ main?: boolean }} */ (import.meta).main ?? process.argv[1] === join(root, "scripts", "build.mjs")) {
  setup();
  await build();
}
