// Owns the state of the WebAssembly module: one instance, however many clients there are.
//
// wasm-bindgen's own `initSync` is not used: it asks `instanceof WebAssembly.Module`, which is false for a module of
// another realm, as the edge sandboxes give it.

import { Core, start } from "./smooch_edge_bg.js";

let ready = false;

/**
 * The core of a client.
 *
 * @param {string} options as text
 * @param {() => WebAssembly.Module} load gives the compiled module; called once
 * @param {boolean} inBrowser
 */
export function core(options, load, inBrowser) {
  if (!ready) start(load);
  ready = true;
  return new Core(options, inBrowser);
}
