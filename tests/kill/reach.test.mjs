// The guide as one call, killed between its steps and within them, and called again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { crash, moments, operationsOf } from "./reach.mjs";

/** How many processes at once. */
const AT_ONCE = 3;

/** What the second call finds and does: what the first has surely done is found. */
function expected(operations, { number, moment }) {
  const isDone = (operation) => {
    const place = operations.indexOf(operation);
    return place < number || (place === number && moment.startsWith("once"));
  };
  return [
    isDone("create") ? "found" : "created",
    isDone("link") ? "found" : "asked",
    isDone("send") ? "found" : "sent",
  ];
}

for (const version of ["v1", "v1.1", "v2"]) {
  test(`${version}: killed at any moment, and called again, it leaves one user, one link and one message`, async (context) => {
    const operations = await operationsOf(version);
    const left = moments(operations.length);
    context.diagnostic(`${left.length} moments of ${operations.join(", ")}`);
    const work = async () => {
      for (let when; (when = left.shift());) {
        // A link that is there by then, and one that is pending.
        const link = when.number % 2 ? "prompt" : "immediate";
        const name = `${operations[when.number]}, ${when.moment}, ${link}`;
        const did = expected(operations, when);
        assert.deepEqual(
          await crash(version, when, link),
          { signal: "SIGKILL", did, users: 1, linked: 1, asked: 1, messages: 1 },
          name,
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });
}
