// Files against the emulated service: through each kind of fetch they arrive as they left, private ones only to those
// who may read them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { downloadFile, sendFile, uploadFile } from "smooch-edge/files";
import { nodeFetch } from "smooch-edge/node";
import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { failure } from "./service.mjs";

const BYTES = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 7) % 256);

/** A service on a port, and a client of it. */
async function start(context, version, fetchOf = () => undefined, settings = {}) {
  const emulator = createEmulator({ linkDelay: 0, ...settings });
  const server = await serve(emulator);
  context.after(async () => {
    emulator.reset();
    await server.close();
  });
  const { appId, keyId, secret } = emulator.credentials;
  const fetch = fetchOf(emulator);
  const options = { keyId, secret, appId, apiVersion: version, baseUrl: server.url, maxRetries: 0 };
  return { emulator, smooch: new Smooch({ ...options, ...(fetch && { fetch }) }) };
}

/** Kinds of `fetch`. */
const FETCHES = {
  "the runtime's fetch": () => undefined,
  "the transport for Node": () => nodeFetch(),
  "the emulator's own fetch": (emulator) => emulator.fetch,
};

for (const version of ["v1", "v1.1", "v2"]) {
  for (const [name, fetchOf] of Object.entries(FETCHES)) {
    test(`${version}, by ${name}: a file goes up and comes down as it was`, async (context) => {
      const { smooch } = await start(context, version, fetchOf);
      const { mediaUrl, mediaType } = await uploadFile(smooch, BYTES, { name: "dots & dashes.pdf" });
      assert.equal(mediaType, "application/pdf");
      const response = await downloadFile(smooch, mediaUrl);
      assert.equal(response.headers.get("content-type"), "application/pdf");
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), BYTES);
      await smooch.attachments.delete({ mediaUrl });
      assert.equal((await failure(downloadFile(smooch, mediaUrl))).status, 404);
    });
  }

  test(`${version}: a private file is for those with the token`, async (context) => {
    const { smooch } = await start(context, version);
    const { mediaUrl } = await uploadFile(smooch, new Blob(["secret"]), { name: "a.txt", access: "private" });
    const stranger = await fetch(mediaUrl);
    await stranger.body?.cancel();
    assert.equal(stranger.status, 401);
    assert.equal(await (await downloadFile(smooch, mediaUrl)).text(), "secret");
  });
}

test("a file of a conversation goes with it", async (context) => {
  const { smooch } = await start(context, "v2", undefined, { conversations: "several" });
  await smooch.create({ userId: "ada" });
  // The default conversation cannot be deleted: that is the first.
  const participants = [{ userExternalId: "ada" }];
  await smooch.conversations.create({ type: "personal", participants });
  const { conversation } = await smooch.conversations.create({ type: "personal", participants });
  const to = { conversationId: conversation.id };
  const { messages } = await sendFile(smooch, to, BYTES, { name: "a.pdf", message: { altText: "Dots" } });
  const [{ content }] = messages;
  assert.deepEqual([content.type, content.altText], ["file", "Dots"]);
  const response = await downloadFile(smooch, content.mediaUrl);
  await response.body?.cancel();
  await smooch.conversations.delete(conversation.id);
  assert.equal((await failure(downloadFile(smooch, content.mediaUrl))).status, 404);
});
