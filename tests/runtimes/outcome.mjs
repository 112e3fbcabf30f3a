// How a run of the scenario tells how it went, wherever it ran: as a text that begins with `passed: ` and names the
// steps, or else says what went wrong.

import assert from "node:assert/strict";

/** Fails with the text of the run, unless it says that the scenario passed on v2; `where` tells one run from others. */
export function expectPassed(text, where = "") {
  if (!text.startsWith("passed: ") || !text.includes(", v2 create, "))
    assert.fail(`${where} ${text.trim() || "the run said nothing"}`.trim());
}
