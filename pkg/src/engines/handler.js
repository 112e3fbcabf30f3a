// The steps of all adapters for a message: deliver it, call the caller's hook, and put aside a dead one.

/** @import { EngineOptions, Verdict } from "smooch-edge/queue" */

import { hook } from "../hooks.js";
import { deliver } from "./deliver.js";

/** The wait if the dead cannot be put aside, in seconds. */
const AGAIN = 60;

/**
 * @param {any} smooch
 * @param {EngineOptions<any>} options
 * @returns {(item: any, delivery: { key: string, attempt?: number, timeLeft?: number, signal?: AbortSignal | undefined }, message: unknown)
 *   => Promise<Verdict & { isAside?: boolean }>} the engine acts on a `dead` verdict only if there is no
 *   `onDead`; else the message is put aside (`isAside`)
 */
export function handlerOf(smooch, { onDead, onVerdict, look, pace, patience, maybeAfter }) {
  const told = hook(/** @type {any} */ (onVerdict), "onVerdict");
  return async (item, delivery, message) => {
    const verdict = await deliver(smooch, item, { look, pace, patience, maybeAfter, ...delivery });
    told?.(/** @type {any} */ ({ verdict, item, message }));
    if (verdict.do !== "dead" || !onDead) return verdict;
    try {
      await onDead({ item, error: verdict.error, message });
      return { do: "ack", error: verdict.error, isAside: true };
    } catch (thrown) {
      console.error("smooch-edge: onDead failed; the message is delivered again.", thrown);
      return { do: "retry", after: AGAIN, pause: false, error: verdict.error };
    }
  };
}

/**
 * Engines that have no place of their own for what is dead need one.
 *
 * @param {{ onDead?: unknown }} options
 * @param {string} name of the adapter
 */
export function needsOnDead(options, name) {
  if (typeof options?.onDead !== "function")
    throw new TypeError(`${name} needs { onDead }, a function that puts aside what can never be sent.`);
}

const warned = new Set();

/**
 * Says once what is wrong with the settings of an engine.
 *
 * @param {unknown} isWrong
 * @param {string} text
 */
export function warn(isWrong, text) {
  if (!isWrong || warned.has(text)) return;
  warned.add(text);
  console.error(`smooch-edge: ${text} See docs/guide/engines.md.`);
}
