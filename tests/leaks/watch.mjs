// Sees what the package holds, from outside of it: imported first, it stands between the package and the runtime.

import { wasmMemory } from "./memory.mjs";

/** Clients that have not been given back. Calls have no finalizer: one that is not freed shows in the memory. */
let live = 0;

// The glue registers each object of the core when it is made, and no longer when it is freed. Nothing is freed here on
// behalf of the package: what it forgets stays.
globalThis.FinalizationRegistry = class {
  register() {
    live++;
  }
  unregister() {
    live--;
  }
};

// Waits of random length are none, so that many calls with repeats take no time.
Math.random = () => 0;

/** What is held at the moment, after a collection. */
export async function held() {
  await new Promise((done) => setTimeout(done, 100));
  for (let times = 0; times < 3; times++) gc();
  const timers = process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const { heapUsed: heap, rss } = process.memoryUsage();
  return { heap, rss, wasm: wasmMemory(), live, timers };
}
