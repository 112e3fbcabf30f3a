// Node, Deno, Bun, browsers, and every bundle of unknown destination: the module travels as base64 inside JavaScript
// and is compiled when the first client is made. No runtime and no bundler needs to know of it.

import { Client } from "./client.js";
import { decode } from "./decode.js";
import { flights } from "./flights.js";
import { listen, neverLeft } from "./never-left.js";
import { controllerOf, signerOf } from "./node/mark.js";
import { unsent } from "./to-error.js";
import base64 from "./wasm-base64.js";

export * from "./errors.js";

const REFUSED =
  "This runtime does not compile the WebAssembly module of smooch-edge; the cause says why. In a page, allow " +
  "'wasm-unsafe-eval' in the script-src of its Content-Security-Policy; on Cloudflare Workers and Vercel Edge, let the " +
  'bundler resolve the condition "workerd" or "edge-light".';

const compile = () => new WebAssembly.Module(decode(base64));

// Workers may compile only while they start (compatibility dates from 2025-06-01 on); this entry gets there through
// builds that know nothing of the `workerd` condition. If even that is refused, the first client says so.
/** @type {WebAssembly.Module | undefined} */
let started;
if (globalThis.navigator?.userAgent === "Cloudflare-Workers") {
  try {
    started = compile();
  } catch {}
}

/** Throws an error that says what to allow if the runtime does not let the module be compiled. */
function load() {
  try {
    return started ?? compile();
  } catch (cause) {
    throw unsent("SmoochError", "wasm_refused", REFUSED, {}, cause);
  }
}

/** Whether this is a page or one of its workers. The other runtimes that know the scopes of workers tell themselves. */
function isBrowser() {
  return (
    "document" in globalThis ||
    ("WorkerGlobalScope" in globalThis &&
      !("Deno" in globalThis) &&
      globalThis.navigator?.userAgent !== "Cloudflare-Workers")
  );
}

export class Smooch extends Client {
  /** @param {import("smooch-edge").SmoochOptions} options */
  constructor(options) {
    super(options, load, { neverLeft, controllerOf, signerOf, fly: flights() }, isBrowser());
    listen();
  }
}
