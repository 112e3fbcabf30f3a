// How long the service asks to be left alone, in all forms of the header Retry-After (RFC 9110, section 10.2.3).

import assert from "node:assert/strict";
import { test } from "node:test";

import { clientOf, failure } from "./service.mjs";

const NOW = Date.UTC(2026, 10, 28, 12, 0, 0);

/** `retryAfter` of the error of a 429 with this header, in seconds. */
async function asked(context, header, now = NOW) {
  context.mock.timers.enable({ apis: ["Date"], now });
  const fetch = async () => new Response("{}", { status: 429, headers: { "retry-after": header } });
  const { retryAfter } = await failure(clientOf(fetch).users.get("ada"));
  context.mock.timers.reset();
  return retryAfter;
}

const year = (count) => (Date.UTC(2026 + count, 10, 28, 12) - NOW) / 1000;

for (const [header, seconds] of [
  ["120", 120],
  ["0.5", 1],
  ["Sat, 28 Nov 2026 12:01:00 GMT", 60],
  ["Saturday, 28-Nov-26 12:01:00 GMT", 60],
  ["Sat Nov 28 12:01:00 2026", 60],
  ["Tue Dec  1 12:00:00 2026", 3 * 86_400],
  ["Sunday, 06-Nov-94 08:49:37 GMT", 0],
  ["Sun Nov  6 08:49:37 1994", 0],
  ["Saturday, 28-Nov-76 12:00:00 GMT", year(50)],
  ["Sunday, 28-Nov-77 12:00:00 GMT", 0],
  ["soon", undefined],
  ["Sat, 28 Nov 2026 12:01:00", undefined],
  ["Sat, 32 Nov 2026 12:01:00 GMT", undefined],
  ["Nov 28 2026", undefined],
]) {
  test(`${header} asks for ${seconds} seconds`, async (context) => {
    assert.equal(await asked(context, header), seconds);
  });
}

test("a year of two digits is the nearest one", async (context) => {
  const now = Date.UTC(2099, 11, 31, 23, 59, 0);
  assert.equal(await asked(context, "Friday, 01-Jan-00 00:00:00 GMT", now), 60);
});
