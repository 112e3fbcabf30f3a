// The call option extraBody: what it adds, and what it never replaces.

import assert from "node:assert/strict";
import { test } from "node:test";

import { HELLO, TWILIO, clientOf, failure } from "./service.mjs";

const v1 = clientOf(undefined);
const v2 = clientOf(undefined, { apiVersion: "v2", appId: "5ec0de" });
const OF_V2 = { conversationId: "c" };
const PICTURE = { author: { type: "business" }, content: { type: "image", mediaUrl: "https://example.com/a.png" } };

const bodyOf = async (built) => JSON.parse((await built).body);

test("it is merged member by member, at any depth", async () => {
  const extraBody = { content: { focus: { x: 1 } }, metadata: { more: 1 }, new: [1] };
  const message = { ...PICTURE, metadata: { mine: 2 } };
  assert.deepEqual(await bodyOf(v2.build.send("ada", message, { ...OF_V2, extraBody })), {
    author: { type: "business" },
    content: { ...PICTURE.content, focus: { x: 1 } },
    metadata: { mine: 2, more: 1 },
    new: [1],
  });
  assert.deepEqual(await bodyOf(v1.build.link("ada", TWILIO, { extraBody: { confirmation: { hurry: true } } })), {
    ...TWILIO,
    confirmation: { type: "immediate", hurry: true },
  });
});

test("a field of another version goes through", async () => {
  const extraBody = { override: { line: { payload: {} } } };
  assert.deepEqual(await bodyOf(v1.build.send("ada", HELLO, { extraBody })), { ...HELLO, ...extraBody });
});

/** A body, what is added, and where the fault is. */
const REFUSED = [
  ["a word of the body", v1, HELLO, { role: "appUser" }, {}, "extraBody.role"],
  ["the text of the body", v1, HELLO, { text: 5 }, {}, "extraBody.text"],
  ["a nested value", v2, PICTURE, { content: { mediaUrl: "x" } }, OF_V2, "extraBody.content.mediaUrl"],
  ["an object by a word", v2, PICTURE, { content: "x" }, OF_V2, "extraBody.content"],
  [
    "a list by a list",
    v1,
    { ...HELLO, actions: [{ type: "link", text: "a", uri: "b" }] },
    { actions: [] },
    {},
    "extraBody.actions",
  ],
  ["the key", v1, HELLO, { metadata: { dedupeKey: "x" } }, { dedupeKey: "k" }, "extraBody.metadata.dedupeKey"],
  ["all of the metadata", v1, HELLO, { metadata: 1 }, { dedupeKey: "k" }, "extraBody.metadata"],
];

for (const [what, client, body, extraBody, options, path] of REFUSED) {
  test(`it does not replace ${what}`, async () => {
    const error = await failure(client.build.send("ada", body, { ...options, extraBody }));
    assert.deepEqual([error.name, error.path], ["ValidationError", path]);
    assert.match(error.message, new RegExp(`^${path.replaceAll(".", "\\.")} must be left out`));
  });
}

test("what is known is checked, though the body has none of it", async () => {
  for (const [extraBody, path] of [
    [{ name: 5 }, "name"],
    [{ metadata: { deep: {} } }, "metadata.deep"],
    [{ destination: { integrationType: 1 } }, "destination.integrationType"],
  ]) {
    assert.equal((await failure(v1.build.send("ada", HELLO, { extraBody }))).path, path);
  }
  const error = await failure(v2.build.send("ada", PICTURE, { ...OF_V2, extraBody: { content: { altText: 5 } } }));
  assert.equal(error.path, "content.altText");
});
