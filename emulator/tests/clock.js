// Time in tests. A slow machine must not fail one: they wait for events, or the test itself moves the clock.
import { setTimeout as pause } from "node:timers/promises";

/** @import { TestContext } from "node:test" */

/** Resolves as soon as something is there. @param {() => unknown} there */
export async function until(there) {
  while (!there()) await pause(1);
}

/** Stops the emulator's clock until the test is over. @param {TestContext} context */
export function stopClock({ mock }) {
  mock.timers.enable({ apis: ["setTimeout"] });
  return {
    /** Lets time pass, and what it has begun go on. @param {number} ms */
    async pass(ms) {
      mock.timers.tick(ms);
      await pause(20);
    },
  };
}

/**
 * Lets both steps of a link happen while the clock is stopped.
 *
 * @param {{ settled(): Promise<void> }} emulator
 * @param {ReturnType<typeof stopClock>} clock
 */
export async function settled(emulator, clock) {
  for (let step = 0; step < 2; step++) await clock.pass(1000);
  await emulator.settled();
}
