// The entry `smooch-edge/bot`: what a program does while it thinks.

/** @import { TypingOptions } from "smooch-edge/bot" */

import { isOurs } from "./error-class.js";
import { enter } from "./inside.js";
import { members } from "./members.js";
import { LONGEST } from "./timer.js";
import { invalid } from "./to-error.js";

/**
 * @template T
 * @param {any} smooch
 * @param {any} to
 * @param {Promise<T> | (() => T | Promise<T>)} work
 * @param {TypingOptions} [options]
 * @returns {Promise<T>}
 */
export async function typing(smooch, to, work, options = {}) {
  // If this throws, nobody waits for work that is under way.
  if (typeof work !== "function") Promise.resolve(work).catch(() => {});
  enter(smooch, "typing(smooch, to, work)");
  const { every = 8000, author, ...own } = members(() => ({ ...options }));
  if (!(typeof every === "number" && every > 0))
    throw invalid("every", "every must be a number of milliseconds above 0.", "a number above 0", "something else");
  let isReported = false;
  const post = async (/** @type {string} */ type) => {
    try {
      await smooch.activities.post(to, { role: "appMaker", type, ...author }, { timeout: 5000, maxRetries: 0, ...own });
    } catch (error) {
      // A sign that fails takes nothing from the work. One that can never be shown is a mistake of the program.
      if (isReported || !isOurs(error) || /** @type {any} */ (error).code !== "invalid_input") return;
      isReported = true;
      console.error("smooch-edge: typing cannot be shown.", error);
    }
  };
  /** The sign that is under way. @type {Promise<void> | undefined} */
  let last;
  let isDue = false;
  // None overtakes, and at most one waits behind one that hangs.
  const start = () => {
    isDue = true;
    last ??= show();
  };
  const show = async () => {
    for (; isDue; await post("typing:start")) isDue = false;
    last = undefined;
  };
  start();
  const timer = setInterval(start, Math.min(every, LONGEST));
  try {
    return await (typeof work === "function" ? work() : work);
  } finally {
    clearInterval(timer);
    isDue = false;
    await last;
    await post("typing:stop");
  }
}
