// What a journal may rely on: that a call which only looked for a message, and did not send it, never says that it was
// sent.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";

const HELLO = { role: "appMaker", type: "text", text: "Hello" };
const KEYED = { dedupe: true, dedupeKey: "k" };

/** What a read can be answered with that says nothing of the message. */
const READS = [
  ["breaks off", () => new Response("{", { status: 200 })],
  ["fails with 500", () => new Response("{}", { status: 500 })],
  ["is lost", () => Promise.reject(new TypeError("fetch failed"))],
];

for (const [name, read] of READS) {
  test(`a message that was looked for before it was sent is not called sent where the read ${name}`, async () => {
    const asked = [];
    const fetch = async (_url, { method }) => {
      asked.push(method);
      return method === "GET" ? read() : new Response("{}", { status: 201 });
    };
    const smooch = new Smooch({ keyId: "app_1", secret: "s3cret", fetch, maxRetries: 0 });
    const error = await smooch.send("ada", HELLO, KEYED).catch((error) => error);
    assert.deepEqual(asked, ["GET"]);
    assert.notEqual(error.sent, "yes");
  });
}

test("an error of such a read does not speak of no tries", async () => {
  const fetch = async () => new Response("{}", { status: 500 });
  const smooch = new Smooch({ keyId: "app_1", secret: "s3cret", fetch, maxRetries: 0 });
  const error = await smooch.send("ada", HELLO, KEYED).catch((error) => error);
  assert.doesNotMatch(error.message, /tried 0 times/);
});
