// A reporter for Node's test runner: the tests that failed and why, so that `npm test` can name them at its end.

import { relative } from "node:path";

import { root } from "./run.mjs";

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* failures(events) {
  for await (const { type, data } of events) {
    if (type !== "test:fail") continue;
    const { error } = data.details;
    // A suite that only passes on what failed inside it.
    if (error.failureType === "subtestsFailed") continue;
    const { cause = error } = error;
    yield `${relative(root, data.file ?? "")}: ${data.name}\n${indented(cause.stack ?? cause)}\n`;
  }
}

/** @param {unknown} text */
function indented(text) {
  return String(text).replace(/^/gm, "    ");
}
