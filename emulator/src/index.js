// @ts-check
// The main entry: runs wherever there is `fetch`'s vocabulary (Node, Deno, Bun, Workers, a page under a strict CSP).
// It imports nothing of Node; a real port and the command line stand in `smooch-emulator/node`.
import { Emulator } from "./emulator.js";
import { createHandler } from "./handler.js";

/**
 * Starts an emulated service. Nothing listens: its `fetch` is the way in, or `serve` of `smooch-emulator/node`.
 *
 * @example
 * import { createEmulator } from "smooch-emulator";
 * import { Smooch } from "smooch-edge";
 *
 * const emulator = createEmulator();
 * const smooch = new Smooch({ ...emulator.credentials, fetch: emulator.fetch });
 * await smooch.create({ userId: "ada" });
 *
 * @param {import("./options.js").EmulatorOptions} [options]
 * @returns {Emulator}
 */
export function createEmulator(options = {}) {
  return new Emulator(options);
}

export { createHandler, Emulator };

/** @typedef {import("./options.js").EmulatorOptions} EmulatorOptions */
/** @typedef {import("./door.js").DoorOptions} DoorOptions */
/** @typedef {import("./fault-rule.js").FaultRule} FaultRule */
/** @typedef {import("./events.js").EmulatorEvent} EmulatorEvent */
/** @typedef {import("./service.js").InboxItem} InboxItem */
/** @typedef {import("./request-log.js").RequestEntry} RequestEntry */
