// The scenario in a page and, imported by a module worker, in that. The test calls `runScenario` in the one and posts
// settings to the other.

import * as smoochEdge from "smooch-edge";
import { typing } from "smooch-edge/bot";
import * as files from "smooch-edge/files";
import { queue } from "smooch-edge/queue";
import { run } from "./scenario.mjs";

const unhandled = [];
globalThis.addEventListener("unhandledrejection", (event) => unhandled.push(event.reason));
globalThis.addEventListener("error", (event) => unhandled.push(event.error ?? event.message));

/** Runs the scenario; gives the outcome as text, since errors do not cross to the test. */
globalThis.runScenario = async (settings) => {
  try {
    const steps = await run({ ...smoochEdge, queue, files, typing, ...settings });
    if (unhandled.length > 0) throw new Error(`unhandled: ${unhandled[0]}`, { cause: unhandled[0] });
    return `passed: ${steps.join(", ")}`;
  } catch (error) {
    return `${error.message}\n${(error.cause ?? error).stack}`;
  }
};

if (typeof document === "undefined") {
  globalThis.onmessage = async ({ data }) => globalThis.postMessage(await globalThis.runScenario(data));
}
