// Gives the imports and exports of the module short names, in the module and in its glue.
//
// wasm-bindgen names each import with a hash, which no compression makes smaller: 1.5 kB gz in all.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail, output, root } from "./run.mjs";
import { nameByPlace } from "./sort.mjs";

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
  const map = optimised(...options, minify);
  nameByPlace(module);
  optimised("--reorder-functions-by-name", "--strip-debug");
  const { imports, exports } = JSON.parse(map);
  let text = readFileSync(glue, "utf8");
  for (const [, name, short] of imports) text = text.replaceAll(new RegExp(`\\b${name}\\b`, "g"), `i_${short}`);
  for (const [name, short] of exports) text = text.replaceAll(new RegExp(`\\bwasm\\.${name}\\b`, "g"), `wasm.${short}`);
  text = withEncodeInto(text);
  // Nobody but the package itself holds the classes. It frees every call when it is over (`pkg/src/client.js`), so that
  // calls need no finalizer; clients do.
  text = text.replace(/^const CallFinalization[^;]*;/m, "").replaceAll(/^ *CallFinalization\..*$/gm, "");
  text = text.replaceAll(/^if \(Symbol\.dispose\).*$/gm, "");
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
 * The glue with strings written by `encodeInto` alone. wasm-bindgen copies ASCII byte by byte first, which from 40
 * characters on is slower (ten times at 300), and has a fallback for engines that lack `encodeInto`.
 *
 * @param {string} glue
 */
function withEncodeInto(glue) {
  const short = `function passStringToWasm0(arg, malloc, realloc) {
  const size = arg.length * 3;
  const ptr = malloc(size, 1) >>> 0;
  WASM_VECTOR_LEN = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + size)).written;
  return realloc(ptr, size, WASM_VECTOR_LEN, 1) >>> 0;
}`;
  const patched = glue
    .replace(/^function passStringToWasm0[^]*?^\}/m, short)
    .replace(/^if \(!\('encodeInto' in cachedTextEncoder\)\)[^]*?^\}/m, "");
  if (patched.split("encodeInto").length !== 2) fail("the glue of wasm-bindgen has changed; see scripts/shorten.mjs");
  return patched;
}
