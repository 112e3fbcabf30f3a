// Builds the WebAssembly module, its glue and the types of the glue, in `target/bindgen`. Nothing in them depends on the
// folder of the checkout (tests/reproducible/module.test.mjs).

import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { begin, root, run } from "./run.mjs";

/** The folder of the results. */
export const bindings = join(root, "target", "bindgen");

/** What each gives: docs/decisions/0009-build.md. */
const OPTIMISE = [
  ...["-Oz", "--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"],
  // A function with one caller is inlined only if it is tiny: repeated shapes compress better than fewer bytes.
  ...["--one-caller-inline-max-function-size=60", "--always-inline-max-function-size=4"],
  // Zeros cost nothing once compressed, and the headers of the pieces between them do; nor is computing a value again
  // dearer than keeping it.
  ...["--skip-pass=memory-packing", "--skip-pass=local-cse"],
];
/** The function that scripts/minify-glue.mjs adds to the glue. */
const START_TYPE = `/** Instantiates the module; \`load\` returns it, compiled. */
export function start(load: () => WebAssembly.Module): void;
`;

/** The program that makes the bindings. */
const PROGRAM = ["--manifest-path", "bindings/Cargo.toml", "--target-dir", "target/bindings"];

/** Compiles the core and makes its bindings. */
export async function buildModule() {
  // Beside the compilation of the core, whose last step keeps one processor core busy.
  const program = begin("cargo", ["build", "--quiet", "--locked", ...PROGRAM]);
  compile();
  await program;
  await bindgen();
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

/** The module without what only panics need, its glue, and the types of the glue, in `target/bindgen`. */
async function bindgen() {
  const wasm = join(root, "target/wasm32-unknown-unknown/release/smooch_edge.wasm");
  rmSync(bindings, { recursive: true, force: true });
  run("cargo", ["run", "--quiet", "--locked", ...PROGRAM, "--", wasm, bindings]);
  const module = join(bindings, "smooch_edge_bg.wasm");
  // Imported only now: `setup` installs the packages that they import.
  const { stripPanics } = await import("./strip-panics.mjs");
  const { minifyGlue } = await import("./minify-glue.mjs");
  stripPanics(module);
  // No --all-features: no engine loads what it then makes. wasm-opt reads the features that the module names.
  await minifyGlue(module, join(bindings, "smooch_edge_bg.js"), OPTIMISE);
  const types = readFileSync(join(bindings, "smooch_edge.d.ts"), "utf8");
  writeFileSync(join(bindings, "smooch_edge_bg.d.ts"), `${types}\n${START_TYPE}`);
}
