// Node, Deno, Bun, browsers, and every bundle of unknown destination: the module travels as base64 inside JavaScript
// and is compiled when the first client is made. No runtime and no bundler needs to know of it.

import { Client } from "./client.js";
import { decode } from "./decode.js";
import { flights } from "./flights.js";
import { listen, neverLeft } from "./never-left.js";
import base64 from "./wasm-base64.js";

export * from "./errors.js";

const compile = () => new WebAssembly.Module(decode(base64));

// Workers may compile only while they start (compatibility dates from 2025-06-01 on); this entry gets there through
// builds that know nothing of the `workerd` condition. Where even that is refused, the first client says so.
let started = null;
if (globalThis.navigator?.userAgent === "Cloudflare-Workers") {
  try {
    started = compile();
  } catch {}
}

const load = () => started ?? compile();

export class Smooch extends Client {
  /** @param {import("smooch-edge").SmoochOptions} options */
  constructor(options) {
    super(options, load, { neverLeft, fly: flights() });
    listen();
  }
}
