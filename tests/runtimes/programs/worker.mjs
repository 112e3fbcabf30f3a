// The scenario in a worker that answers requests: settings come as the body of one, the steps go into its answer.

import * as smoochEdge from "smooch-edge";
import { typing } from "smooch-edge/bot";
import * as files from "smooch-edge/files";
import { queue } from "smooch-edge/queue";
import { run } from "./scenario.mjs";

const unhandled = [];
globalThis.addEventListener?.("unhandledrejection", (event) => unhandled.push(event.reason));

/** Runs the scenario; gives the answer that says how it went. */
export async function answer(request) {
  try {
    const steps = await run({ ...smoochEdge, queue, files, typing, ...(await request.json()) });
    if (unhandled.length > 0) throw new Error(`unhandled rejection: ${unhandled[0]}`, { cause: unhandled[0] });
    return new Response(`passed: ${steps.join(", ")}`);
  } catch (error) {
    return new Response(`${error.message}\n${(error.cause ?? error).stack}`, { status: 500 });
  }
}

export default { fetch: answer };
