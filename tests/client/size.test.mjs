// Bodies that have no end, or one that is far: they are refused at once, with the place.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { test } from "node:test";

import { HELLO, clientOf, failure } from "./service.mjs";

const smooch = clientOf(() => assert.fail("nothing is sent"));
const refused = (metadata, options) => failure(smooch.send("ada", { ...HELLO, metadata }, options));

/** How much work a refusal may be, in milliseconds of a processor: some three times what the slowest needs. */
const SOON = 10_000;

const loop = { title: "Loop" };
loop.self = loop;
const deep = { a: [{ "b c": {} }] };
deep.a[0]["b c"].d = deep.a;

test("a body that contains itself is refused with the place", async () => {
  for (const [metadata, path] of [
    [loop, "metadata.self"],
    [{ first: loop }, "metadata.first.self"],
    [deep, 'metadata.a[0]["b c"].d'],
  ]) {
    const error = await refused(metadata);
    assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", path, "no"]);
    assert.ok(error.message.startsWith(`${path} is metadata`), error.message);
  }
  const extra = await failure(smooch.send("ada", HELLO, { extraBody: { loop } }));
  assert.equal(extra.path, "extraBody.loop.self");
  const inV2 = clientOf(() => assert.fail("nothing is sent"), { apiVersion: "v2", appId: "5ec0de" });
  assert.equal((await failure(inV2.send("ada", { ...HELLO, metadata: loop }))).path, "metadata.self");
});

test("what stands twice in a body, but not in itself, is no fault", async () => {
  const action = { type: "link", text: "More", uri: "https://example.com" };
  const { body } = await smooch.build.send("ada", { ...HELLO, actions: [action, action] });
  assert.deepEqual(JSON.parse(body).actions, [action, action]);
});

/** An object of 2^60 paths. */
const wide = () => Array.from({ length: 60 }).reduce((of) => ({ one: of, two: of }), {});

for (const [what, metadata] of [
  ["a list with a hole of 1e8", () => ({ list: Object.assign([], { length: 1e8 }) })],
  ["a node:http request", () => new IncomingMessage(new Socket())],
  ["a stream", () => ({ stream: new Readable() })],
  ["an entity whose relations lead everywhere", wide],
  ["50 MB of text", () => ({ text: "a".repeat(50_000_000) })],
]) {
  test(`${what} in metadata is refused soon`, async () => {
    const from = process.cpuUsage();
    const error = await refused(metadata());
    assert.deepEqual([error.name, error.sent], ["ValidationError", "no"]);
    const { user, system } = process.cpuUsage(from);
    assert.ok((user + system) / 1000 < SOON);
  });
}

test("maxRequestSize counts bytes of UTF-8", async () => {
  const bytes = (text) => Buffer.byteLength(JSON.stringify({ ...HELLO, text }));
  for (const text of ["a".repeat(1000), "é".repeat(500), "用".repeat(400), "😀".repeat(300)]) {
    const size = bytes(text);
    const built = (maxRequestSize) => clientOf(undefined, { maxRequestSize }).build.send("ada", { ...HELLO, text });
    assert.equal(Buffer.byteLength((await built(size)).body), size);
    const error = await failure(built(size - 1));
    assert.deepEqual([error.name, error.code], ["ValidationError", "invalid_input"]);
    assert.equal(
      error.message,
      `What was given is larger than ${size - 1} bytes. Make it smaller, or raise maxRequestSize.`,
    );
  }
});

test("by default 10 000 000 bytes go, and no more", async () => {
  const of = (size) => smooch.build.send("ada", { ...HELLO, text: "a".repeat(size) });
  assert.ok((await of(9_999_000)).body.length < 10_000_000);
  assert.match((await failure(of(10_000_000))).message, /larger than 10000000 bytes/);
});
