// Files: uploaded as multipart, served at their address, gone when they are removed or their owner goes
// (docs/api/v1.md, section 9; docs/api/v2.md, section 8).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { serve } from "../src/node/index.js";
import { caller, personal, token } from "./caller.js";

const BYTES = new Uint8Array([0xff, 0xd8, 0, 13, 10, 13, 10, 45, 45, 0xfe]);

/** @param {import("../src/index.js").EmulatorOptions} [options] */
async function world(options) {
  const emulator = createEmulator({ linkDelay: 0, ...options });
  const call = caller(emulator);
  const app = `apps/${emulator.credentials.appId}`;
  await call("POST", `/v2/${app}/users`, { externalId: "ada" });
  const { conversation } = (await call("POST", `/v2/${app}/conversations`, personal("ada"))).body;
  return {
    ...{ emulator, call, app, conversation },
    upload: (/** @type {string} */ path, bytes = BYTES, name = "picture.jpg", base = "https://api.smooch.io") =>
      send(emulator, base + path, bytes, name),
  };
}

/** @param {import("../src/index.js").Emulator} emulator @param {string} url @param {Uint8Array<ArrayBuffer>} bytes @param {string} name */
async function send(emulator, url, bytes, name, fetch = emulator.fetch) {
  const body = new FormData();
  body.set("source", new Blob([bytes], { type: "image/jpeg" }), name);
  const headers = { authorization: `Bearer ${token(emulator.credentials)}` };
  const response = await fetch(url, { method: "POST", body, headers });
  return { status: response.status, body: /** @type {any} */ (await response.json()) };
}

describe("attachments", () => {
  test("a file comes back as it was, whoever asks", async () => {
    const { emulator, upload } = await world();
    const { status, body } = await upload("/v1.1/attachments?access=public");
    assert.deepEqual([status, body.mediaType], [201, "image/jpeg"]);
    const response = await emulator.fetch(body.mediaUrl);
    assert.equal(response.headers.get("content-type"), "image/jpeg");
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), BYTES);
    const [file] = emulator.state.attachments;
    assert.deepEqual([file?.mediaUrl, file?.size, file?.access], [body.mediaUrl, BYTES.length, "public"]);
  });

  test("on a real port as well, with the base of a Zendesk account", async (context) => {
    const { emulator, app } = await world();
    const server = await serve(emulator);
    context.after(() => server.close());
    const url = `${server.url}/sc/v2/${app}/attachments?access=public`;
    const { body } = await send(emulator, url, BYTES, "a.jpg", globalThis.fetch);
    assert.ok(body.attachment.mediaUrl.startsWith(`${server.url}/sc/attachments/`));
    const response = await fetch(body.attachment.mediaUrl);
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), BYTES);
  });

  test("a removed file is gone; one of another host is refused", async () => {
    const { emulator, call, app, upload } = await world();
    const { mediaUrl } = (await upload("/v1.1/attachments?access=public")).body;
    assert.deepEqual((await call("POST", "/v1.1/attachments/remove", { mediaUrl })).body, {});
    assert.equal((await emulator.fetch(mediaUrl)).status, 404);
    const again = await call("POST", `/v2/${app}/attachments/remove`, { mediaUrl });
    assert.deepEqual([again.status, again.body.errors[0].title], [404, "Attachment not found"]);
    const elsewhere = { mediaUrl: "https://badhost.com/image.png" };
    assert.equal((await call("POST", "/v1.1/attachments/remove", elsewhere)).status, 400);
  });

  test("a file for a conversation goes with it, one for a user with them, others stay", async () => {
    const { emulator, call, app, upload } = await world({ conversations: "several" });
    const second = (await call("POST", `/v2/${app}/conversations`, personal("ada"))).body.conversation;
    /** @type {string[]} */
    const urls = [];
    for (const query of ["", `&for=message&conversationId=${second.id}`])
      urls.push((await upload(`/v2/${app}/attachments?access=public${query}`)).body.attachment.mediaUrl);
    urls.push((await upload("/v1.1/attachments?access=public&for=message&userId=ada")).body.mediaUrl);
    const statuses = async () => Promise.all(urls.map(async (url) => (await emulator.fetch(url)).status));
    assert.deepEqual(await statuses(), [200, 200, 200]);
    await call("DELETE", `/v2/${app}/conversations/${second.id}`);
    assert.deepEqual(await statuses(), [200, 404, 200]);
    await call("DELETE", `/v2/${app}/users/ada`);
    assert.deepEqual(await statuses(), [200, 404, 404]);
  });

  for (const [path, limit] of /** @type {const} */ ([
    ["/v1.1/attachments?access=public", 10],
    [`/v2/apps/5ec0de5ec0de5ec0de5ec0de/attachments?access=public`, 50],
  ])) {
    test(`${path}: ${limit} MB are taken, a byte more is refused with 413`, async () => {
      const { upload } = await world();
      assert.equal((await upload(path, new Uint8Array(limit * 1024 * 1024))).status, 201);
      assert.equal((await upload(path, new Uint8Array(limit * 1024 * 1024 + 1))).status, 413);
    });
  }

  test("too large a file on a real port is refused with 413", async (context) => {
    const { emulator } = await world();
    const server = await serve(emulator);
    context.after(() => server.close());
    const url = `${server.url}/v1.1/attachments?access=public`;
    assert.equal((await send(emulator, url, new Uint8Array(12 << 20), "a", globalThis.fetch)).status, 413);
  });

  test("what is no multipart, has no file, or no access, is refused", async () => {
    const { emulator, call, upload } = await world();
    assert.equal((await call("POST", "/v1.1/attachments?access=public", { source: "x" })).status, 400);
    assert.equal((await upload("/v1.1/attachments")).status, 400);
    const body = new FormData();
    body.set("source", "a text");
    const headers = { authorization: `Bearer ${token(emulator.credentials)}` };
    const response = await emulator.fetch("https://a.b/v1.1/attachments?access=public", {
      method: "POST",
      body,
      headers,
    });
    assert.equal(response.status, 400);
  });

  test("the log shows the parts of an upload, not its bytes", async () => {
    const { emulator, upload } = await world();
    await upload("/v1.1/attachments?access=public");
    const { operation, body } = /** @type {any} */ (emulator.requests.at(-1));
    const source = { filename: "picture.jpg", type: "image/jpeg", size: BYTES.length };
    assert.deepEqual([operation, body], ["attachments.upload", { source }]);
  });

  test("an image is uploaded and sent in one request", async () => {
    const { emulator } = await world();
    const body = new FormData();
    body.set("source", new Blob([BYTES], { type: "image/png" }), "a.png");
    body.set("role", "appMaker");
    body.set("text", "Look");
    const headers = { authorization: `Bearer ${token(emulator.credentials)}` };
    const url = "https://api.smooch.io/v1.1/appusers/ada/images";
    const { message } = /** @type {any} */ (
      await (await emulator.fetch(url, { method: "POST", body, headers })).json()
    );
    assert.deepEqual([message.type, message.text, message.mediaType], ["image", "Look", "image/png"]);
    assert.equal((await emulator.fetch(message.mediaUrl)).status, 200);
  });
});
