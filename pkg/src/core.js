// Owns the state of the WebAssembly module: one instance, however many clients and entries there are.
//
// wasm-bindgen's own `initSync` is not used: it asks `instanceof WebAssembly.Module`, which is false for a module of
// another realm, as the edge sandboxes give it.

import * as glue from "./smooch_edge_bg.js";

const REFUSED =
  "This runtime does not compile the WebAssembly module of smooch-edge; the cause says why. In a page, allow " +
  "'wasm-unsafe-eval' in the script-src of its Content-Security-Policy; on Cloudflare Workers and Vercel Edge, let the " +
  'bundler resolve the condition "workerd" or "edge-light".';

let ready = false;

/** @typedef {typeof import("./smooch_edge_bg.js")} Glue */
/** @typedef {import("./smooch_edge_bg.js").Core} Core */
/** @typedef {import("./smooch_edge_bg.js").Call} Call */
/** @typedef {import("./smooch_edge_bg.js").Step} Step */

/**
 * What the Rust core exports.
 *
 * @param {() => WebAssembly.Module} load gives the compiled module; called once
 */
export function core(load) {
  if (!ready) {
    start(load);
    ready = true;
  }
  return glue;
}

/**
 * Instantiates the module. Where the runtime does not let it, throws the record of an error that says what to allow.
 *
 * @param {() => WebAssembly.Module} load
 */
function start(load) {
  try {
    glue.start(load);
  } catch (cause) {
    throw {
      name: "SmoochError",
      code: "wasm_refused",
      message: REFUSED,
      sent: "no",
      retryable: false,
      attempts: 0,
      cause,
    };
  }
}
