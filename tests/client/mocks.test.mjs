// Answers that are no `Response` of the runtime: mocks of tests, polyfills, other libraries.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";

import { clientOf, failure } from "./service.mjs";

const USER = { appUser: { userId: "ada" } };
const TEXT = JSON.stringify(USER);
const got = (response, options) => clientOf(async () => response, options).users.get("ada");

for (const [what, response] of [
  ["json() alone", { ok: true, status: 200, json: async () => USER }],
  ["text() alone", { status: 200, text: async () => TEXT }],
  ["a body of text", { status: 200, body: TEXT }],
  ["a body of bytes", { status: 200, body: new TextEncoder().encode(TEXT) }],
  ["a body that is a stream of Node", { status: 200, body: Readable.from([Buffer.from(TEXT)]) }],
  ["a body that is a stream of the web", { status: 200, body: new Response(TEXT).body }],
  ["a body of null and json()", { status: 200, body: null, json: async () => USER }],
]) {
  test(`an answer with ${what} is read`, async () => {
    assert.deepEqual(await got(response), USER);
  });
}

test("an error of a mock without headers is that error", async () => {
  const json = async () => ({ error: { code: "user_not_found", description: "User not found" } });
  const error = await failure(got({ ok: false, status: 404, json }));
  assert.deepEqual([error.name, error.code], ["NotFoundError", "user_not_found"]);
});

for (const response of [undefined, {}, { ok: true }, { status: 200 }, { status: "200", json: async () => USER }]) {
  test(`${JSON.stringify(response)} is no answer`, async () => {
    const error = await failure(got(response));
    assert.deepEqual(
      [error.name, error.cause?.message],
      ["ConnectionError", "The fetch gave something that is no Response."],
    );
  });
}

test("an answer whose body was read before is named", async () => {
  const response = new Response(TEXT);
  await response.text();
  const error = await failure(got(response));
  assert.deepEqual(
    [error.name, error.sent, error.cause?.message],
    ["ResponseError", "yes", "The body of this response was read before."],
  );
  assert.match(error.message, /was read before/);
});
