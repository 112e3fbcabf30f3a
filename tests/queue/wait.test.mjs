// How long a service asks to be left alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { waitOf } from "../../pkg/src/retry-after.js";

/** Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110, section 5.6.7. */
const EXAMPLE = 784_111_777_000;

function at(context, now) {
  context.mock.method(Date, "now", () => now);
}

test("seconds are seconds", () => {
  for (const [text, wait] of [
    ["0", 0],
    ["1", 1000],
    ["120", 120_000],
    ["1.5", 1500],
    ["0.25", 250],
  ]) {
    assert.equal(waitOf(text), wait, text);
  }
  assert.equal(waitOf("9".repeat(400)), Infinity);
});

test("dates are counted from now", (context) => {
  at(context, EXAMPLE - 1500);
  assert.equal(waitOf("Sun, 06 Nov 1994 08:49:37 GMT"), 1500);
  at(context, EXAMPLE + 1);
  assert.equal(waitOf("Sun, 06 Nov 1994 08:49:37 GMT"), 0);
  at(context, -1000);
  // `date -u -d '…' +%s`
  for (const [text, seconds] of [
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799],
    ["Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800],
    ["Thu, 31 Dec 2099 12:00:00 GMT", 4_102_401_600],
    ["Tue, 24 Nov 2026 06:33:00 GMT", 1_795_501_980],
  ]) {
    assert.equal(waitOf(text), seconds * 1000 + 1000, text);
  }
});

test("what is neither asks for nothing", () => {
  for (const text of [
    ...[undefined, null, "", "soon", "-1", "+1", "1e3", "1.", ".5", "1,5", "NaN", "Infinity", "0x10", "١"],
    "2026-11-24",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 CET",
    "Sun, 32 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 25:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT extra",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37:00 GMT",
  ]) {
    assert.equal(waitOf(text), undefined, text);
  }
});
