// A file as a message: uploaded, then sent once, whatever goes wrong between.

import assert from "node:assert/strict";
import { test } from "node:test";

import { sendFile } from "smooch-edge/files";
import { SmoochError } from "smooch-edge";

import { stopClock } from "../client/clock.mjs";
import { MEDIA, PNG, clientOf, failure, recorder } from "./service.mjs";

const LOST = () => Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
const isUpload = ({ parts }) => parts !== undefined;
const isSend = ({ method, url }) => method === "POST" && url.endsWith("/messages");

/** A message without its key. */
const bare = ({ metadata: _, ...message }) => message;

for (const version of ["v1", "v1.1"]) {
  test(`${version}: a picture is sent as an image, anything else as a file`, async () => {
    const { requests, fetch } = recorder();
    const smooch = clientOf(fetch, version);
    const { message } = await sendFile(smooch, "ada", PNG, { message: { altText: "A cat" } });
    assert.equal(message._id, "1");
    await sendFile(smooch, "ada", Buffer.from("Hi"), { name: "notes.txt", message: { text: "My notes" } });
    await sendFile(smooch, "ada", Buffer.from("<svg/>"), { name: "a.svg" });
    assert.ok(requests.filter(isSend).every(({ url }) => url.endsWith("/appusers/ada/messages")));
    const file = { role: "appMaker", mediaUrl: MEDIA };
    assert.deepEqual(
      requests.filter(isSend).map(({ json }) => bare(json)),
      [
        { ...file, type: "image", mediaType: "image/png", altText: "A cat" },
        { ...file, type: "file", mediaType: "text/plain", text: "My notes" },
        { ...file, type: "file", mediaType: "image/svg+xml" },
      ],
    );
  });
}

test("v2: the file belongs to the conversation that is named, and the message goes into it", async () => {
  const { requests, fetch } = recorder();
  const smooch = clientOf(fetch, "v2");
  await sendFile(smooch, { conversationId: "c" }, PNG);
  await sendFile(smooch, "ada", Buffer.from("Hi"), {
    name: "a.txt",
    conversationId: "d",
    message: { altText: "Notes" },
  });
  assert.deepEqual(
    requests.filter(isUpload).map(({ url }) => new URL(url).search),
    ["?access=public&for=message&conversationId=c", "?access=public&for=message&conversationId=d"],
  );
  const sent = requests.filter(isSend);
  assert.deepEqual(
    sent.map(({ url }) => new URL(url).pathname.split("/").slice(-3).join("/")),
    ["conversations/c/messages", "conversations/d/messages"],
  );
  assert.deepEqual(
    sent.map(({ json }) => bare(json)),
    [
      { author: { type: "business" }, content: { type: "image", mediaUrl: MEDIA } },
      { author: { type: "business" }, content: { type: "file", mediaUrl: MEDIA, altText: "Notes" } },
    ],
  );
});

test("a lost upload is repeated, a lost message is looked for and sent once", async () => {
  const { requests, fetch } = recorder(({ method, url, parts }, count) => {
    if (count === 1 && parts) return LOST();
    if (method === "GET") {
      const { json } = requests.find(isSend);
      return Response.json({ conversation: {}, messages: [{ _id: "1", ...json }] });
    }
    // It arrived, and its response did not.
    return url.endsWith("/messages") ? LOST() : undefined;
  });
  const smooch = clientOf(fetch, "v1", { maxRetries: 2 });
  const { message } = await sendFile(smooch, "ada", new Blob([PNG]).stream());
  assert.equal(message._id, "1");
  assert.deepEqual([requests.filter(isUpload).length, requests.filter(isSend).length], [2, 1]);
});

test("the same key after a crash uploads again and sends nothing twice", async () => {
  const messages = [];
  const { requests, fetch } = recorder(({ method, url, json }) => {
    if (method === "GET") return Response.json({ conversation: {}, messages });
    if (!url.endsWith("/messages")) return undefined;
    messages.push({ _id: String(messages.length + 1), ...json });
    return Response.json({ message: messages.at(-1) }, { status: 201 });
  });
  for (let round = 0; round < 2; round++) {
    const { message } = await sendFile(clientOf(fetch), "ada", PNG, { dedupeKey: "menu-47" });
    assert.equal(message._id, "1");
  }
  assert.equal(messages[0].metadata.dedupeKey, "menu-47");
  assert.deepEqual([requests.filter(isUpload).length, requests.filter(isSend).length], [2, 1]);
});

test("with dedupe: false no key is sent", async () => {
  const { requests, fetch } = recorder();
  await sendFile(clientOf(fetch), "ada", PNG, { dedupe: false });
  assert.ok(!("metadata" in requests.find(isSend).json));
});

test("what is wrong with the file or the message is said, and no message is sent", async () => {
  const { requests, fetch } = recorder();
  const smooch = clientOf(fetch);
  const file = await failure(sendFile(smooch, "ada", "a.png"));
  assert.deepEqual([file.path, requests.length], ["file", 0]);
  const slip = await failure(sendFile(smooch, "ada", PNG, { captoin: "A cat" }));
  assert.deepEqual([slip.name, slip.path, requests.length], ["ValidationError", "captoin", 0]);
  const message = await failure(sendFile(smooch, "ada", PNG, { message: { titel: "A cat" } }));
  assert.deepEqual([message.name, message.path, requests.filter(isSend).length], ["ValidationError", "titel", 0]);
  assert.ok(message instanceof SmoochError);
});

test("upload and message share one deadline", async (context) => {
  const clock = stopClock(context);
  const { requests, fetch } = recorder(({ parts, signal }) =>
    parts ? undefined : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  // 60 ms each.
  const slow = async (url, init) => {
    const [response] = await Promise.all([fetch(url, init), clock.pass(60)]);
    return response;
  };
  const error = await failure(sendFile(clientOf(slow), "ada", PNG, { deadline: 100, dedupe: false }));
  assert.equal(error.name, "TimeoutError");
  assert.deepEqual([requests.filter(isUpload).length, requests.filter(isSend).length], [1, 1]);
});

for (const [what, to, options, message] of [
  ["an unknown field", "ada", { message: { txt: "Hi" } }, /^txt is not a field/],
  ["no user", undefined, {}, /^userId must be an id/],
  ["a conversation in v1", { conversationId: "c" }, {}, /^userId must be an id/],
]) {
  test(`a message that can never be sent (${what}) leaves no file behind`, async () => {
    const { requests, fetch } = recorder();
    const error = await failure(sendFile(clientOf(fetch), to, PNG, options));
    assert.equal(error.name, "ValidationError");
    assert.match(error.message, message);
    assert.deepEqual(requests, []);
  });
}

for (const [what, answer] of [
  ["is lost", LOST],
  ["has no readable response", () => new Response("<html>", { status: 201 })],
  ["has no URL in its response", () => Response.json({}, { status: 201 })],
]) {
  test(`an upload that ${what}: the message was not sent, and a repeat is safe`, async () => {
    const { requests, fetch } = recorder(answer);
    const error = await failure(sendFile(clientOf(fetch), "ada", PNG));
    assert.deepEqual([error.sent, error.retryable], ["no", true]);
    assert.match(error.message, /The message was not sent\.$/);
    assert.equal(requests.filter(isSend).length, 0);
  });
}

test("an upload that is refused is that error; a message that may have arrived is told as that", async () => {
  const refused = recorder(() => Response.json({ error: { code: "forbidden", description: "No" } }, { status: 403 }));
  const { status, sent, retryable } = await failure(sendFile(clientOf(refused.fetch), "ada", PNG));
  assert.deepEqual([status, sent, retryable], [403, "no", false]);
  const lost = recorder(({ url }) => (url.endsWith("/messages") ? LOST() : undefined));
  assert.equal((await failure(sendFile(clientOf(lost.fetch), "ada", PNG))).sent, "maybe");
});
