// Removes the formatting of panic messages: 3 kB gz (docs/decisions/0009-build.md).
//
// With `panic = "abort"` a panic ends in the instruction `unreachable`. Before it, the standard library formats a message
// that nobody sees in WebAssembly. This script replaces the bodies of those functions with `unreachable`; wasm-opt then
// drops all that only they used. JavaScript sees the same RuntimeError.

import { readFileSync, writeFileSync } from "node:fs";

import binaryen from "binaryen";

import { fail } from "./run.mjs";

/** Functions of the standard library that never return, by their names without crate hashes. */
const PANICS = [
  /^core::panicking::/,
  /^core::(option|result)::(expect|unwrap)_failed$/,
  /^core::slice::index::slice_index_fail$/,
  /^core::str::slice_error_fail$/,
  /^core::cell::panic_already/,
  /^std::panicking::/,
  /^std::alloc::(rust_oom|default_alloc_error_hook)/,
  /^alloc::alloc::handle_alloc_error$/,
  /^alloc::raw_vec::(capacity_overflow|handle_error)$/,
  /^__rustc::(rust_panic|rust_begin_unwind|__rust_start_panic)$/,
  // Thrown if an object is used during its own call or after `free()`. Only the package's own code holds these objects.
  /^wasm_bindgen::(throw_str|__rt::throw_null)$/,
];

/** If fewer functions match, the standard library has renamed some, and the list above must follow. */
const EXPECTED = 12;

/**
 * Changes the module in place.
 *
 * @param {string} path a module with the names of its functions; they are gone afterwards
 */
export function stripPanics(path) {
  const module = binaryen.readBinary(readFileSync(path));
  let count = 0;
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const reference = module.getFunctionByIndex(index);
    const { name, body } = binaryen.getFunctionInfo(reference);
    const plain = name.replace(/\[[0-9a-f]{16}\]/g, "").replace(/::h[0-9a-f]{16}$/, "");
    if (body && PANICS.some((pattern) => pattern.test(plain))) {
      /** @type {any} */ (binaryen).Function.setBody(reference, module.unreachable());
      count++;
    }
  }
  if (count < EXPECTED) fail(`only ${count} panic functions were found; compare the list in scripts/strip-panics.mjs`);
  writeFileSync(path, module.emitBinary());
  module.dispose();
}
