// @ts-check
// The emulator behind the signature of a server: for Workers, Deno, Bun and whatever else hands over a `Request`.
import { Door } from "./door.js";

/** @import { DoorOptions } from "./door.js" */
/** @import { Emulator } from "./emulator.js" */

/**
 * A function from a request to its answer, with the checks of a server: which host names it answers to, and which
 * origins may read. `emulator.fetch` has none, since it is for callers in the same program.
 *
 * @example
 * const emulator = createEmulator();
 * const handle = createHandler(emulator);
 * export default {
 *   fetch(request, env, context) {
 *     const response = handle(request);
 *     context.waitUntil(response.then(() => emulator.settled()));
 *     return response;
 *   },
 * };
 *
 * @param {Emulator} emulator
 * @param {DoorOptions} [options]
 * @returns {(request: Request) => Promise<Response>}
 */
export function createHandler(emulator, options = {}) {
  const door = new Door(options);
  return async (request) => {
    const { method, headers } = request;
    const early = door.answer({ method, url: new URL(request.url), headers });
    if (early !== undefined) return early;
    const response = await emulator.fetch(request, { redirect: "manual" });
    for (const [name, value] of Object.entries(door.headers(headers))) response.headers.set(name, value);
    return response;
  };
}
