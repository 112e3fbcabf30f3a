// Vercel Edge and Next.js edge routes, where `?module` is the one form of import that gives a compiled module and
// where compiling bytes is forbidden.

import module from "./smooch_edge_bg.wasm?module";

import { Client } from "./client.js";

export * from "./errors.js";

export class Smooch extends Client {
  /** @param {import("smooch-edge").SmoochOptions} options */
  constructor(options) {
    super(options, () => module);
  }
}
