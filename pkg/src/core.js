// Owns the state of the WebAssembly module: one instance, however many clients and entries there are.
//
// wasm-bindgen's own `initSync` is not used: it asks `instanceof WebAssembly.Module`, which is false for a module of
// another realm, as the edge sandboxes give it.

import * as glue from "./smooch_edge_bg.js";

let ready = false;

/** @typedef {typeof import("./smooch_edge_bg.js")} Glue */

/**
 * What the Rust core exports.
 *
 * @param {() => WebAssembly.Module} load gives the compiled module; called once
 */
export function core(load) {
  if (!ready) {
    const { exports } = new WebAssembly.Instance(load(), { "./smooch_edge_bg.js": { ...glue } });
    glue.__wbg_set_wasm(exports);
    exports.__wbindgen_start();
    ready = true;
  }
  return glue;
}
