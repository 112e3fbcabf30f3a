// A clock that a test moves itself: on a slow machine no time-out ends what the test wants to see begun.

import { setTimeout as pause } from "node:timers/promises";

/**
 * Stops `setTimeout` and `performance.now` until the test is over. Node 20's own mock never runs a timer without a delay.
 *
 * @param {import("node:test").TestContext} context
 */
export function stopClock({ mock }) {
  let now = performance.now();
  const timers = new Map();
  const clear = clearTimeout;
  mock.method(performance, "now", () => now);
  mock.method(globalThis, "setTimeout", (end, milliseconds = 0, ...args) => {
    const timer = { ref: () => timer, unref: () => timer, refresh: () => timer };
    timers.set(timer, { at: now + milliseconds, end: () => end(...args) });
    return timer;
  });
  mock.method(globalThis, "clearTimeout", (timer) => timers.delete(timer) || clear(timer));
  const move = (milliseconds) => {
    now += milliseconds;
    const due = () => [...timers].find(([, { at }]) => at <= now);
    for (let one = due(); one; one = due()) {
      timers.delete(one[0]);
      one[1].end();
    }
  };
  return {
    move,
    /** Lets time pass, and what it has begun go on. @param {number} milliseconds */
    async pass(milliseconds) {
      move(milliseconds);
      await pause(20);
    },
  };
}

/**
 * Lets time pass with the event loop until the test is over: however long the machine stands still meanwhile, no more than
 * a millisecond is over. `Date.now` tells the same time.
 *
 * @param {import("node:test").TestContext} context
 */
export function steadyClock(context) {
  const { move } = stopClock(context);
  const epoch = Date.now() - performance.now();
  context.mock.method(Date, "now", () => Math.floor(epoch + performance.now()));
  const ticks = setInterval(move, 1, 1);
  context.after(() => clearInterval(ticks));
}

/** Resolves as soon as something is there. @param {() => unknown} there */
export async function until(there) {
  while (!there()) await pause(1);
}
