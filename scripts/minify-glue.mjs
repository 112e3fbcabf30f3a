// Optimises the module, and gives its imports and exports short names, there and in its glue.
//
// wasm-bindgen puts a hash into the name of each import, which no compression makes smaller: 1.2 kB gz in all
// (docs/decisions/0009-build.md). wasm-opt renames and tells the new names; esbuild's parser renames in the glue.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { transform } from "esbuild";

import { fail, output, root } from "./run.mjs";

const WASM_OPT = join(root, "node_modules/binaryen/bin/wasm-opt");

/**
 * The names that wasm-opt changed.
 *
 * @typedef {object} Names
 * @property {[module: string, name: string, short: string][]} imports
 * @property {[name: string, short: string][]} exports
 */

/**
 * Changes both files in place. The glue then also exports `start`.
 *
 * @param {string} module the module, as wasm-bindgen leaves it
 * @param {string} glue the JavaScript that wasm-bindgen made for it, for bundlers
 * @param {string[]} options for wasm-opt
 */
export async function minifyGlue(module, glue, options) {
  const minify = ["--minify-imports-and-exports-and-modules", "--strip-debug", "--strip-producers"];
  const command = [...options, ...minify, "--strip-target-features", module, "-o", module];
  /** @type {Names} */
  const { imports, exports } = JSON.parse(
    output("node", [WASM_OPT, ...command]) ?? fail(`\`wasm-opt ${command.join(" ")}\` failed`),
  );
  const text = readFileSync(glue, "utf8") + start(imports, `./${glue.split("/").at(-1)}`);
  const { code } = await transform(text, {
    target: "es2022",
    legalComments: "none",
    mangleProps: new RegExp(`^(?:${exports.map(([name]) => name).join("|")})$`),
    mangleCache: Object.fromEntries(exports),
  });
  writeFileSync(glue, code);
}

/**
 * Source of the function that instantiates the module. wasm-bindgen's own `initSync` is not used: see `pkg/src/core.js`.
 * The imports stand in an object of their own, so that bundlers need not keep the names of functions.
 *
 * @param {Names["imports"]} imports
 * @param {string} self how wasm-bindgen calls the glue; every other module is a snippet of the core's (`src/js/*.js`)
 */
function start(imports, self) {
  const snippets = imports.filter(([module]) => module !== self);
  const lines = snippets.map(([module, name, short]) => `import { ${name} as snippet_${short} } from "${module}";`);
  const members = imports.map(([module, name, short]) => `${short}: ${module === self ? name : `snippet_${short}`}`);
  return `${lines.join("\n")}
export function start(load) {
  wasm = new WebAssembly.Instance(load(), { a: { ${members.join(", ")} } }).exports;
  wasm.__wbindgen_start();
}
`;
}
