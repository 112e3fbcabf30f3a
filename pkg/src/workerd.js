// Cloudflare Workers: the module is compiled when the Worker is uploaded, so that nothing is decoded or compiled here.

import module from "./smooch_edge_bg.wasm";

import { Client } from "./client.js";

export * from "./errors.js";

export class Smooch extends Client {
  /** @param {import("smooch-edge").SmoochOptions} options */
  constructor(options) {
    super(options, () => module);
  }
}
