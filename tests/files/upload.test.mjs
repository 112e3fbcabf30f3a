// Uploads: whatever a file is given as, the service gets a form with its bytes, its name and its type.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { test } from "node:test";

import { uploadFile } from "smooch-edge/files";
import { SmoochError, ValidationError } from "smooch-edge";

import { stopClock, until } from "../client/clock.mjs";
import { APP, MEDIA, PNG, clientOf, failure, partsOf, recorder } from "./service.mjs";

const VERSIONS = ["v1", "v1.1", "v2"];

/** The same picture, in every form that it can be given in. */
const FORMS = {
  "a Blob": () => new Blob([PNG]),
  "a File": () => new File([PNG], "a.png", { type: "image/png" }),
  "a Uint8Array": () => PNG,
  "a part of a buffer": () => new Uint8Array([9, 9, ...PNG, 9]).subarray(2, 2 + PNG.length),
  "a DataView": () => new DataView(PNG.buffer),
  "an ArrayBuffer": () => PNG.buffer,
  "a stream": () => new Blob([PNG]).stream(),
  "a stream of Node": () => Readable.from([Buffer.from(PNG.subarray(0, 3)), Buffer.from(PNG.subarray(3))]),
  "a Response": () => new Response(PNG),
};

for (const version of VERSIONS) {
  for (const [name, form] of Object.entries(FORMS)) {
    test(`${version}: ${name} is uploaded`, async () => {
      const { requests, fetch } = recorder();
      const file = await uploadFile(clientOf(fetch, version), form(), { name: "a.png" });
      assert.deepEqual(file, { mediaUrl: MEDIA, mediaType: "image/png" });
      const [{ method, url, parts, headers }, ...others] = requests;
      assert.deepEqual(others, []);
      assert.equal(method, "POST");
      assert.equal(url, `https://api.smooch.io/${version}/apps/${APP}/attachments?access=public`);
      assert.deepEqual(parts, { source: { name: "a.png", type: "image/png", bytes: PNG } });
      assert.ok(!("content-type" in headers), "the runtime sets it, with the boundary");
      assert.match(headers.authorization, /^Bearer /);
    });
  }
}

test("over a real connection the form arrives whole, with its boundary and its length", async (context) => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  let got;
  const server = createServer(async (request, response) => {
    const { "content-type": type, "content-length": length } = request.headers;
    const body = Buffer.concat(await request.toArray());
    const parts = await partsOf(new Response(body, { headers: { "content-type": type } }));
    got = { type, length, size: body.length, parts };
    response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ mediaUrl: MEDIA }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.close());
  const smooch = clientOf(undefined, "v1", { baseUrl: `http://127.0.0.1:${server.address().port}` });
  const file = await uploadFile(smooch, new Blob([bytes]).stream(), { name: 'ümlaut "1".pdf' });
  assert.deepEqual(file, { mediaUrl: MEDIA, mediaType: "application/pdf" });
  assert.match(got.type, /^multipart\/form-data; *boundary=/);
  assert.equal(Number(got.length), got.size);
  assert.deepEqual(got.parts, { source: { name: 'ümlaut "1".pdf', type: "application/pdf", bytes } });
});

/** What a file is called, how it begins, and the type that it is of. */
const TYPES = [
  ["a.JPG", "", "image/jpeg"],
  ["menu.pdf", "", "application/pdf"],
  ["notes.txt", "Hello", "text/plain"],
  ["a.docx", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["a.mov", "\0\0\0\x14ftypqt  ", "video/quicktime"],
  ["voice.opus", "OggS", "audio/ogg"],
  // The bytes go before a name that is wrong.
  ["a.jpg", "\x89PNG\r\n\x1a\n", "image/png"],
  ["", "\xff\xd8\xff\xe0", "image/jpeg"],
  ["", "GIF89a", "image/gif"],
  ["", "RIFF\x01\x02\x03\x04WEBP", "image/webp"],
  ["", "RIFF\x01\x02\x03\x04WAVE", "audio/wav"],
  ["", "%PDF-1.7", "application/pdf"],
  ["", "\0\0\0\x18ftypmp42", "video/mp4"],
  ["", "\0\0\0\x18ftypheic", "image/heic"],
  ["", "\0\0\0\x18ftypM4A ", "audio/mp4"],
  ["", "ID3\x04", "audio/mpeg"],
  ["", "PK\x03\x04", "application/zip"],
  ["archive.unheard-of", "OggS", "audio/ogg"],
];

for (const [name, begins, type] of TYPES) {
  test(`${JSON.stringify(begins)} as ${name || "nothing"} is of type ${type}`, async () => {
    const { requests, fetch } = recorder();
    const bytes = Buffer.from(begins, "latin1");
    await uploadFile(clientOf(fetch), bytes, name ? { name } : {});
    const { source } = requests[0].parts;
    assert.equal(source.type, type);
    assert.match(source.name, name ? new RegExp(`^${name}$`) : /^file\.\w+$/);
  });
}

test("a type that is given goes first, then that of the file", async () => {
  const { requests, fetch } = recorder();
  const smooch = clientOf(fetch);
  await uploadFile(smooch, new File([PNG], "a.png", { type: "image/apng" }));
  await uploadFile(smooch, new File([PNG], "a.png", { type: "image/apng" }), { type: "image/x-own", name: "b" });
  await uploadFile(smooch, new Blob([PNG], { type: "application/octet-stream" }));
  await uploadFile(smooch, new Response("Hi", { headers: { "content-type": "text/plain;charset=utf-8" } }));
  assert.deepEqual(
    requests.map(({ parts: { source } }) => [source.name, source.type]),
    [
      ["a.png", "image/apng"],
      ["b", "image/x-own"],
      ["file.png", "image/png"],
      ["file.txt", "text/plain;charset=utf-8"],
    ],
  );
});

test("a response from elsewhere gives its name and its type", async (context) => {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "image/png" }).end(PNG));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.close());
  const { requests, fetch } = recorder();
  const base = `http://127.0.0.1:${server.address().port}`;
  for (const path of ["/pictures/my%20cat.png?size=large", "/"]) {
    await uploadFile(clientOf(fetch), await globalThis.fetch(base + path));
  }
  assert.deepEqual(
    requests.map(({ parts }) => parts.source.name),
    ["my cat.png", "file.png"],
  );
});

const MB = 1024 * 1024;

for (const [version, most] of [
  ["v1", 10],
  ["v1.1", 10],
  ["v2", 50],
]) {
  test(`${version}: a file of ${most} MB is sent, a larger one is refused before that`, async () => {
    const { requests, fetch } = recorder();
    const smooch = clientOf(fetch, version);
    const options = { type: "text/plain" };
    await uploadFile(smooch, new Uint8Array(most * MB), options);
    assert.equal(requests.length, 1);
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(MB)),
      cancel: () => void (isCancelled = true),
    });
    for (const file of [new Uint8Array(most * MB + 1), new Blob([new Uint8Array(most * MB + 1)]), endless]) {
      const error = await failure(uploadFile(smooch, file, options));
      assert.deepEqual(
        [error.name, error.path, error.message, error.sent],
        ["ValidationError", "file", `file must be of ${most} MB at most.`, "no"],
      );
      assert.ok(error instanceof ValidationError && error instanceof SmoochError);
    }
    assert.ok(isCancelled);
    assert.equal(requests.length, 1);
  });
}

const read = new Response("read");
await read.text();

/** What is no file, and what is said of it. */
const NONE = [
  ["a path", "menu.pdf", /a Blob, a File, bytes, a stream or a Response\. Open a path first: await openAsBlob/],
  ["nothing", undefined, /a Blob, a File, bytes/],
  ["null", null, /a Blob, a File, bytes/],
  ["an object", { path: "a" }, /a Blob, a File, bytes/],
  ["a response of another status", new Response("gone", { status: 404 }), /not with status 404/],
  ["a response that was read", read, /that was not read before/],
  ["a stream of numbers", Readable.from([1, 2]), /a stream of bytes/],
];

for (const [name, file, said] of NONE) {
  test(`${name} is refused, and nothing is sent`, async () => {
    const { requests, fetch } = recorder();
    const error = await failure(uploadFile(clientOf(fetch), file, { type: "text/plain" }));
    assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", "file", "no"]);
    assert.match(error.message, said);
    assert.deepEqual(requests, []);
  });
}

test("a file of unknown type is refused, and so are options that nobody knows", async () => {
  const { requests, fetch } = recorder();
  const smooch = clientOf(fetch);
  const unknown = await failure(uploadFile(smooch, new Uint8Array(3), { name: "data" }));
  assert.deepEqual([unknown.name, unknown.path], ["ValidationError", "type"]);
  assert.match(unknown.message, /type must be given/);
  const slip = await failure(uploadFile(smooch, PNG, { nmae: "a.png" }));
  assert.deepEqual([slip.name, slip.path], ["ValidationError", "nmae"]);
  assert.deepEqual(requests, []);
  await assert.rejects(uploadFile({}, PNG), { name: "TypeError", message: /needs a client first/ });
});

test("whose a file is stands in the query, as the version has it", async () => {
  const { requests, fetch } = recorder();
  await uploadFile(clientOf(fetch), PNG, { for: "message", userId: "ada l" });
  await uploadFile(clientOf(fetch), PNG, { for: "message", appUserId: "5ec0de", access: "private" });
  await uploadFile(clientOf(fetch, "v2"), PNG, { for: "message", conversationId: "c" });
  assert.deepEqual(
    requests.map(({ url }) => new URL(url).search),
    [
      "?access=public&for=message&userId=ada%20l",
      "?access=private&for=message&appUserId=5ec0de",
      "?access=public&for=message&conversationId=c",
    ],
  );
});

const LOST = () => Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });

test("an upload that may have happened is not repeated, one that was turned away is", async () => {
  const lost = recorder(LOST);
  const error = await failure(uploadFile(clientOf(lost.fetch, "v2", { maxRetries: 2 }), PNG));
  assert.deepEqual([error.name, error.sent, error.attempts], ["ConnectionError", "maybe", 1]);
  const busy = recorder((_, count) => (count === 1 ? new Response("", { status: 429 }) : undefined));
  await uploadFile(clientOf(busy.fetch, "v2", { maxRetries: 2 }), new Blob([PNG]).stream());
  assert.deepEqual(
    busy.requests.map(({ parts }) => parts.source.bytes),
    [PNG, PNG],
    "a stream was read before: its bytes are there again",
  );
});

test("the service's refusal is the error that it is elsewhere", async () => {
  const { fetch } = recorder(() => Response.json({ error: { code: "too_large", description: "no" } }, { status: 413 }));
  const error = await failure(uploadFile(clientOf(fetch), PNG));
  assert.deepEqual([error.name, error.status, error.operation], ["PayloadTooLargeError", 413, "attachments.upload"]);
});

test("a signal ends the reading of a stream", async () => {
  const { requests, fetch } = recorder();
  let isCancelled = false;
  const never = new ReadableStream({ cancel: () => void (isCancelled = true) });
  const controller = new AbortController();
  const upload = failure(uploadFile(clientOf(fetch), never, { signal: controller.signal, type: "text/plain" }));
  controller.abort(new Error("enough"));
  const error = await upload;
  assert.deepEqual([error.name, error.sent, error.cause?.message], ["AbortError", "no", "enough"]);
  assert.ok(isCancelled);
  assert.deepEqual(requests, []);
});

test("an error of the stream is the cause, and nothing is sent", async () => {
  const { requests, fetch } = recorder();
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("the disk is gone")) });
  const error = await failure(uploadFile(clientOf(fetch), broken, { type: "text/plain" }));
  assert.ok(error instanceof SmoochError);
  assert.deepEqual([error.code, error.sent, error.cause.message], ["unreadable_file", "no", "the disk is gone"]);
  assert.deepEqual(requests, []);
});

// The row itself, without this entry.

test("attachments.upload takes a form, a file or its members", async () => {
  const { requests, fetch } = recorder();
  const { attachments, build } = clientOf(fetch, "v2");
  const file = new File([PNG], "a.png", { type: "image/png" });
  const form = new FormData();
  form.append("source", file);
  const query = { access: "public" };
  for (const body of [form, file, { source: file }]) {
    const { attachment } = await attachments.upload(body, query, { timeout: 60_000 });
    assert.equal(attachment.mediaUrl, MEDIA);
  }
  for (const { url, parts, headers } of requests) {
    assert.ok(url.endsWith("/attachments?access=public"), url);
    assert.deepEqual(parts, { source: { name: "a.png", type: "image/png", bytes: PNG } });
    assert.ok(!("content-type" in headers));
  }
  const built = await build.attachments.upload({ source: file }, query);
  assert.deepEqual([built.method, built.url, "body" in built], ["POST", requests[0].url, false]);
});

for (const [name, body] of Object.entries({
  nothing: undefined,
  "a path": { source: "a.png" },
  "an object": { source: {} },
  "other members": { file: new Blob([PNG]) },
})) {
  test(`attachments.upload of ${name} is refused`, async () => {
    const { requests, fetch } = recorder();
    const error = await failure(clientOf(fetch).attachments.upload(body, { access: "public" }));
    assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", "source", "no"]);
    assert.deepEqual(requests, []);
  });
}

// Files that fail, never end, or are no files.

const endless = () => new ReadableStream({ pull: () => new Promise(() => {}) });
const iterable = (...chunks) =>
  (async function* () {
    yield* chunks;
  })();
const locked = (stream) => (stream.getReader(), stream);
const lockedResponse = () => {
  const response = new Response("a");
  locked(response.body);
  return response;
};

for (const [name, place] of [
  ["an upload", (deadline) => [{}, { deadline }]],
  ["a client", (deadline) => [{ deadline }, {}]],
]) {
  test(`the deadline of ${name} ends the reading of a stream that never ends`, async () => {
    const { requests, fetch } = recorder();
    const [client, options] = place(50);
    const smooch = clientOf(fetch, "v1", client);
    const error = await failure(uploadFile(smooch, endless(), { name: "a.txt", ...options }));
    assert.deepEqual(
      [error.name, error.code, error.sent, error.retryable, requests.length],
      ["TimeoutError", "deadline", "no", true, 0],
    );
  });
}

test("the time that reading takes is part of the deadline of the upload", async (context) => {
  const clock = stopClock(context);
  const { requests, fetch } = recorder(() => new Promise(() => {}));
  const slow = iterable(new Promise((resolve) => setTimeout(resolve, 100, PNG)));
  let error;
  const upload = failure(uploadFile(clientOf(fetch), slow, { deadline: 400 })).then((it) => (error = it));
  await clock.pass(100);
  await until(() => requests.length === 1);
  await clock.pass(299);
  assert.equal(error, undefined, "400 ms are not over");
  await clock.pass(1);
  await upload;
  assert.deepEqual([error.name, error.sent, requests.length], ["TimeoutError", "maybe", 1]);
});

for (const [name, form] of Object.entries({
  "that fails": () => new ReadableStream({ start: (controller) => controller.error(new Error("own")) }),
  "whose iterator throws, and its end, too": () => ({
    [Symbol.asyncIterator]: () => ({
      next() {
        throw new Error("own");
      },
      return() {
        throw new Error("end");
      },
    }),
  }),
  "whose reader throws, and its end, too": () => ({
    getReader: () => ({
      read() {
        throw new Error("own");
      },
      cancel() {
        throw new Error("end");
      },
    }),
  }),
  "without an iterator": () => ({ [Symbol.asyncIterator]: () => undefined }),
  "that is a Blob which is gone": () => ({
    size: 3,
    type: "",
    arrayBuffer: () => {},
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error("own")) }),
  }),
  "whose getter throws": () => ({
    arrayBuffer() {},
    get size() {
      throw new Error("own");
    },
  }),
})) {
  test(`a file ${name} is an error of this package, with its cause`, async () => {
    const { requests, fetch } = recorder();
    const error = await failure(uploadFile(clientOf(fetch), form(), { name: "a" }));
    assert.ok(error instanceof SmoochError);
    assert.deepEqual([error.code, error.sent, requests.length], ["unreadable_file", "no", 0]);
    assert.ok(error.cause instanceof Error);
  });
}

for (const [name, form, message] of [
  ["a stream that somebody else reads", () => locked(endless()), /^file must be a stream that nobody else reads/],
  ["a response that somebody else reads", lockedResponse, /^file must be a response that was not read before/],
  ["chunks that only look like bytes", () => iterable({ byteLength: 3 }), /^file must be a stream of bytes/],
  ["chunks of no bytes", () => iterable(null), /^file must be a stream of bytes/],
  ["a chunk above the limit", () => iterable(new ArrayBuffer(11 * 1024 * 1024)), /^file must be of 10 MB at most/],
]) {
  test(`${name}: refused, and nothing is sent`, async () => {
    const { requests, fetch } = recorder();
    const error = await failure(uploadFile(clientOf(fetch), form(), { name: "a.txt" }));
    assert.ok(error instanceof ValidationError);
    assert.match(error.message, message);
    assert.equal(requests.length, 0);
  });
}

for (const [options, message] of [
  [{ name: 5 }, /^name must be a string/],
  [{ type: 5 }, /^type must be a string/],
  [{ type: "picture" }, /^type must be a media type/],
  [{ type: "image/png\r\nX: y" }, /^type must be a media type/],
  [{ signal: 5 }, /^signal must be an AbortSignal/],
  [{ signal: {} }, /^signal must be an AbortSignal/],
  [{ deadline: "soon" }, /^deadline must be/],
  [{ nam: "a.txt" }, /^nam is not a field/],
]) {
  test(`uploadFile(…, ${JSON.stringify(options)}) is refused before the file is read`, async () => {
    const { requests, fetch } = recorder();
    const error = await failure(uploadFile(clientOf(fetch), endless(), options));
    assert.ok(error instanceof ValidationError, `${error}`);
    assert.match(error.message, message);
    assert.equal(requests.length, 0);
  });
}

test("a type may have parameters, and an empty name is none", async () => {
  const { requests, fetch } = recorder();
  await uploadFile(clientOf(fetch), Buffer.from("Hi"), { type: 'text/plain; charset="utf-8"', name: "" });
  const { name, type } = requests[0].parts.source;
  assert.deepEqual([name, type], ["file.txt", 'text/plain; charset="utf-8"']);
});

for (const answer of [{}, { attachment: null }, { mediaUrl: 5 }]) {
  test(`a response without the URL (${JSON.stringify(answer)}) is told: the file is there`, async () => {
    const { fetch } = recorder(() => Response.json(answer, { status: 201 }));
    const error = await failure(uploadFile(clientOf(fetch), PNG));
    assert.deepEqual([error.name, error.code, error.sent], ["ResponseError", "no_media_url", "yes"]);
  });
}
