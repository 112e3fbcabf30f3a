// Takes the text out of panics.
//
// With `panic = "abort"` a panic ends in the instruction `unreachable`; on the way there the standard library formats a
// message that in WebAssembly goes nowhere. Here the functions on that way become `unreachable` themselves, and
// wasm-opt then drops all formatting that only they needed: 3 kB gz. What JavaScript sees is the same RuntimeError.
// (A nightly toolchain has `-Cpanic=immediate-abort` for this.)

import { readFileSync, writeFileSync } from "node:fs";

import binaryen from "binaryen";

import { constant, data, section } from "./binary.mjs";

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
  // Of an object that is used while it is in use, or after it was freed: only the package has them.
  /^wasm_bindgen::(throw_str|__rt::throw_null)$/,
];

/** What only messages of panics show, besides the names of source files. */
const TEXTS = [
  ...["slice index starts at ", " but ends at ", "range start index ", "range end index "],
  ...['" out of range for slice of length ', "mid > len", "capacity overflow"],
  ...["copy_from_slice: source slice length (", ") does not match destination slice length ("],
  ...["attempt to join into collection with len > usize::MAX", "Tried to shrink to a larger capacity"],
  ...["RefCell already mutably borrowed", "RefCell already borrowed"],
  ...["closure invoked recursively or after being dropped"],
  ...["InvalidLengthError", "input is too big", "encoding error"],
  // The digits that numbers are formatted with.
  Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0")).join(""),
];

/** What only `throw_str` shows: an instruction may still name it, and nobody reads it. */
const THROWN = [
  ...["attempted to take ownership of Rust value while it was borrowed", "null pointer passed to rust"],
  "recursive use of an object detected which would lead to unsafe aliasing in rust",
  "called `Option::unwrap_throw()` on a `None` value",
];

/** Fewer than these, and the names or the texts have changed: then the lists above need a look. */
const EXPECTED = 12;
const EXPECTED_TEXTS = 40;

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
 * Blanks what only messages of panics would show: texts, the names of source files, and the places in them. What an
 * instruction still names stays.
 *
 * @param {string} path a module whose data is in one piece
 */
export function blank(path) {
  const bytes = readFileSync(path);
  const code = section(bytes, 10).contents;
  const { address, contents } = data(bytes);
  let count = 0;
  const fill = (/** @type {number} */ at, /** @type {number} */ length, isUnread = false) => {
    if (!isUnread && code.includes(constant(address + at))) return;
    contents.fill(0, at, at + length);
    count++;
  };
  const text = contents.toString("latin1");
  // A place is the address and the length of a name, a line and a column.
  for (let at = 0; at + 16 <= text.length; at += 4) {
    const from = contents.readUInt32LE(at) - address;
    const name = text.slice(from, from + contents.readUInt32LE(at + 4));
    if (from < 0 || !/^[\w./-]+\.rs$/.test(name)) continue;
    fill(at, 16);
    fill(from, name.length);
  }
  for (const panic of [...TEXTS, ...THROWN]) {
    for (let at = -1; (at = text.indexOf(panic, at + 1)) >= 0;) fill(at, panic.length, THROWN.includes(panic));
  }
  if (count < EXPECTED_TEXTS) throw new Error(`Only ${count} texts of panics were found; see scripts/snip.mjs.`);
  writeFileSync(path, bytes);
}
