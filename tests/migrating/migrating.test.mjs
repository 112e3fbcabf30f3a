// MIGRATING.md says "this call becomes that one". Here both run, each section against a service of its own a side, and
// call by call they have to leave the same there and to print the same.
//
// Run with: node --test tests/migrating/*.test.mjs

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { sections } from "./snippets.mjs";
import { run } from "./world.mjs";

/** What a request changes; reads may differ, since this client looks for ids itself. */
const writes = ({ requests }) => requests.filter(({ method }) => method !== "GET");

for (const { name, before, after, calls } of sections.filter(({ calls }) => calls.length > 0)) {
  describe(name, async () => {
    const side = (key) => run(calls.map((call) => ({ name: call.name, code: call[key] })));
    const outcomes = Promise.all([side("before"), side("after")]);
    outcomes.catch(() => {});
    test(`runs to its end`, async () => assert.equal((await outcomes)[1].length, calls.length));

    for (const [index, call] of calls.entries()) {
      test(`${call.name}: ${after} does what ${before} did`, async () => {
        const [was, is] = (await outcomes).map((told) => told[index]);
        assert.ok(call.name === "A client" || was.requests.length > 0, "nothing was asked of the service");
        assert.equal(was.printed.length > 0, call.before.includes("console.log"), "what should be printed is not");
        assert.deepEqual(is.printed, was.printed);
        assert.deepEqual(is.state, was.state);
        // The two versions say the same in other words.
        if (before !== "v1") assert.deepEqual(writes(is), writes(was));
      });
    }
  });
}
