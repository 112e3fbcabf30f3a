// Gives the imports and exports of the module short names, in the module and in its glue, and takes out of the glue
// what is never used here.
//
// wasm-bindgen names each import with a hash, which no compression makes smaller: 1.5 kB gz in all.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail, output, root } from "./run.mjs";
import { nameByPlace } from "./sort.mjs";

/**
 * What in the glue is for cases that are none here, and what stands there instead.
 *
 * @type {[spare: RegExp, instead: string][]}
 */
const SPARES = [
  // wasm-bindgen copies ASCII byte by byte first, which from 40 characters on is slower than `encodeInto` (ten times at
  // 300), has a fallback for engines that lack it, and gives back what the text did not need: our allocator keeps such
  // a block as it is (`src/js/allocator.rs`).
  [
    /^function passStringToWasm0[^]*?^\}/m,
    `function passStringToWasm0(arg, malloc) {
  const size = arg.length * 3;
  const ptr = malloc(size, 1) >>> 0;
  WASM_VECTOR_LEN = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + size)).written;
  return ptr;
}`,
  ],
  [/, wasm\.__wbindgen_realloc\)/g, ")"],
  [/^if \(!\('encodeInto' in cachedTextEncoder\)\)[^]*?^\}/m, ""],
  // Text that cannot be written is no text, or there is no memory: then what it took is the least concern.
  [
    /^( *let ptr0, len0[^;]*;\n) *try \{\n([^]*?)^ *\} catch \(e\) \{[^]*?^ {8}\}\n/gm,
    "$1$2",
  ],
  // Nobody but the package itself holds the classes. It frees every call when it is over (`pkg/src/client.js`), so that
  // calls need no finalizer; clients do, and are never freed otherwise.
  [/^const CallFinalization[^;]*;/m, ""],
  [/^ *CallFinalization\..*$/gm, ""],
  [/^ {4}__destroy_into_raw\(\) \{[^}]*CoreFinalization[^]*?free\(\) \{[^]*?^ {4}\}\n/m, ""],
  [/, unregister: \(\) => \{\}/, ""],
  [/(CoreFinalization\.register\(this, this\.__wbg_ptr), this\)/, "$1)"],
  [/^if \(Symbol\.dispose\).*$/gm, ""],
  [/^ {4}__destroy_into_raw\(\) \{\n([^}]*)return ptr;\n {4}\}\n {4}free\(\) \{\n.*\n/m, "    free() {\n$1"],
  // A step is asked for by its name alone, and only by the package.
  [/Object\.freeze\((\{[^]*?\})\);/, "$1;"],
  [/, "\d": "\w+",$/gm, ","],
  // `start`, below, is what sets it.
  [/^export function __wbg_set_wasm[^]*?^\}/m, ""],
];

/**
 * @param {string} module the module, optimised here as well
 * @param {string} glue the JavaScript that wasm-bindgen made for it
 * @param {string[]} options for wasm-opt
 */
export function shorten(module, glue, options) {
  const wasmOpt = join(root, "node_modules/binaryen/bin/wasm-opt");
  const minify = "--minify-imports-and-exports-and-modules";
  const optimised = (...options) =>
    output("node", [wasmOpt, ...options, module, "-o", module]) ?? fail("wasm-opt failed");
  optimised("--remove-exports=__wbindgen_realloc", ...options, "-g");
  const map = optimised(minify, "-g");
  nameByPlace(module);
  optimised("--reorder-functions-by-name", "--strip-debug", "--strip-target-features");
  const { imports, exports } = JSON.parse(map);
  let text = withoutSpares(readFileSync(glue, "utf8"));
  for (const [, name, short] of imports) text = text.replaceAll(new RegExp(`\\b${name}\\b`, "g"), `i_${short}`);
  for (const [name, short] of exports) text = text.replaceAll(new RegExp(`\\bwasm\\.${name}\\b`, "g"), `wasm.${short}`);
  const start = exports.find(([name]) => name === "__wbindgen_start")?.[1];
  const list = imports.map(([, , short]) => `${short}: i_${short}`).join(", ");
  // The imports stand in an object of their own, so that bundlers need not keep the names of functions.
  text = text.replaceAll(/^export function i_/gm, "function i_");
  text += `
/** Instantiates the module: \`load\` gives it, compiled. */
export function start(load) {
  wasm = new WebAssembly.Instance(load(), { a: { ${list} } }).exports;
  wasm.${start}();
}
`;
  writeFileSync(glue, text);
}

/**
 * The glue without its spares.
 *
 * @param {string} glue
 */
function withoutSpares(glue) {
  for (const [spare, instead] of SPARES) {
    if (glue.search(spare) < 0) fail(`the glue of wasm-bindgen has no ${spare} any more; see scripts/shorten.mjs`);
    glue = glue.replace(spare, instead);
  }
  return glue;
}
