// Owns the state of the WebAssembly module: one instance, however many clients and entries there are.
//
// wasm-bindgen's own `initSync` is not used: it asks `instanceof WebAssembly.Module`, which is false for a module of
// another realm, as the edge sandboxes give it.

import { Core, start } from "./smooch_edge_bg.js";
import { unsent } from "./to-error.js";

const REFUSED =
  "This runtime does not compile the WebAssembly module of smooch-edge; the cause says why. In a page, allow " +
  "'wasm-unsafe-eval' in the script-src of its Content-Security-Policy; on Cloudflare Workers and Vercel Edge, let the " +
  'bundler resolve the condition "workerd" or "edge-light".';

let ready = false;

/**
 * The core of a client. Where the runtime does not let the module be instantiated, throws an error that says what
 * to allow.
 *
 * @param {string} options as text
 * @param {() => WebAssembly.Module} load gives the compiled module; called once
 */
export function core(options, load) {
  if (!ready) {
    try {
      start(load);
    } catch (cause) {
      throw unsent("SmoochError", "wasm_refused", REFUSED, {}, cause);
    }
    ready = true;
  }
  return new Core(options, isBrowser());
}

/**
 * Whether this is a page or one of its workers: there a `User-Agent` is not ours to give, and would make the browser ask
 * the service first. The other runtimes that know the scopes of workers tell themselves.
 */
function isBrowser() {
  return (
    "document" in globalThis ||
    ("WorkerGlobalScope" in globalThis &&
      !("Deno" in globalThis) &&
      globalThis.navigator?.userAgent !== "Cloudflare-Workers")
  );
}
