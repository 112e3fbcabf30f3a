// The example requests of the official document reach the wire as they are; and the validator is no rubber stamp.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

import { clientOf } from "../client/service.mjs";
import { BODIES, ID, OPERATIONS, judged, options, read, skip } from "./wire.mjs";

const FOLDER = "../../../shared/examples/v2/";

/** How the bodies of an operation are built. */
const WAYS = Object.fromEntries(
  BODIES.filter(({ build }) => build).map(({ operation, build }) => [operation.toLowerCase(), build]),
);

test("every example of the document reaches the wire as it is", { skip }, async () => {
  const ours = OPERATIONS.map((operation) => operation.toLowerCase());
  const files = readdirSync(new URL(FOLDER, import.meta.url)).filter((file) => file.endsWith(".request.json"));
  const of = (file) => file.split(".")[0].toLowerCase();
  const requests = files.filter((file) => ours.includes(of(file)));
  assert.ok(requests.length >= 12, `${requests.length} examples`);
  for (const file of requests) {
    const example = read(FOLDER + file);
    const request = await WAYS[of(file)](example);
    assert.deepEqual(JSON.parse(request.body), example, file);
    // The key of a WhatsApp template's parts is the example's own (docs/api/v2.md, section 13); the document takes any.
    assert.deepEqual(judged(request).faults, [], file);
  }
});

test("the validator finds what is wrong", { skip }, async () => {
  const request = await clientOf(undefined, options).build.send(
    "ada",
    { role: "appMaker", type: "text", text: "Hi" },
    { conversationId: ID },
  );
  const faulty = (change) =>
    judged({ ...request, ...change(structuredClone(JSON.parse(request.body))) }).faults.length > 0;
  assert.ok(!faulty((body) => ({ body: JSON.stringify(body) })));
  assert.ok(
    faulty((body) => ({ body: JSON.stringify({ ...body, source: {} }) })),
    "a member at the top",
  );
  assert.ok(
    faulty((body) => ({ body: JSON.stringify({ ...body, content: { type: "text", txt: "a" } }) })),
    "a member",
  );
  assert.ok(
    faulty((body) => ({ body: JSON.stringify({ ...body, content: { type: "image" } }) })),
    "a missing member",
  );
  assert.ok(
    faulty((body) => ({ body: JSON.stringify({ ...body, author: { type: "appMaker" } }) })),
    "a word",
  );
  assert.ok(
    faulty((body) => ({ body: JSON.stringify({ ...body, metadata: [] }) })),
    "a type",
  );
  assert.ok(
    faulty(() => ({ url: `${request.url}?page[size]=1` })),
    "a query",
  );
  assert.ok(
    faulty(() => ({ url: request.url.replace("v2", "v1.1") })),
    "a path",
  );
  assert.ok(
    faulty(() => ({ method: "PUT" })),
    "a method",
  );
  assert.ok(
    faulty(() => ({ headers: { ...request.headers, "content-type": "text/plain" } })),
    "a header",
  );
  assert.ok(
    faulty(() => ({ body: undefined })),
    "no body",
  );
});
