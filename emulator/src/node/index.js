// @ts-check
// What needs Node: the emulator on a real port.
export { serve } from "./server.js";
/** @typedef {import("./server.js").ServeOptions} ServeOptions */
/** @typedef {import("./server.js").Server} Server */
