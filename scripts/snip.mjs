// Takes the text out of panics.
//
// With `panic = "abort"` a panic ends in the instruction `unreachable`; on the way there the standard library formats a
// message that in WebAssembly goes nowhere. Here the functions on that way become `unreachable` themselves, and
// wasm-opt then drops all formatting that only they needed: 3 kB gz. What JavaScript sees is the same RuntimeError.
// (A nightly toolchain has `-Cpanic=immediate-abort` for this.)

import { readFileSync, writeFileSync } from "node:fs";

import binaryen from "binaryen";

/** Functions of the standard library that end in a panic, by their names without crate hashes. */
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
];

/** Fewer than this, and the names have changed: then the list above needs a look. */
const EXPECTED = 12;

/**
 * @param {string} from a module with its names
 * @param {string} to the same without the text of panics
 */
export function snip(from, to) {
  // The names stay for now: wasm-opt sorts by them.
  binaryen.setDebugInfo(true);
  const module = binaryen.readBinary(readFileSync(from));
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
  if (count < EXPECTED) throw new Error(`Only ${count} panic functions were found; see the list in scripts/snip.mjs.`);
  writeFileSync(to, module.emitBinary());
  module.dispose();
}

/**
 * Blanks the names of source files, which only messages of panics would show.
 *
 * @param {string} path a module
 */
export function blank(path) {
  const bytes = readFileSync(path);
  for (const { index, 0: name } of bytes.toString("latin1").matchAll(/[\w./-]+\.rs/g)) {
    bytes.fill(0, index, index + name.length);
  }
  writeFileSync(path, bytes);
}
