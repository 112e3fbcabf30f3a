// Downloads: the file comes as it is, and the token goes to the service only.

import assert from "node:assert/strict";
import { test } from "node:test";

import { downloadFile } from "smooch-edge/files";

import { stopClock } from "../client/clock.mjs";
import { PNG, clientOf, failure, recorder } from "./service.mjs";

const file = () => new Response(PNG, { headers: { "content-type": "image/png" } });
const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());

/** Whether a host gets the token of a client with this base. */
const HOSTS = [
  ["https://media.smooch.io/apps/a/b.png", undefined, true],
  ["https://media.eu-1.smooch.io/apps/a/b.png", undefined, true],
  ["https://api.smooch.io/v2/apps/a/files/b", undefined, true],
  ["https://acme.zendesk.com/sc/attachments/b.png", "https://acme.zendesk.com/sc", true],
  ["http://127.0.0.1:4010/media/b.png", "http://127.0.0.1:4010", true],
  ["https://other.zendesk.com/sc/attachments/b.png", "https://acme.zendesk.com/sc", false],
  ["https://notsmooch.io/b.png", undefined, false],
  ["https://smooch.io.example.com/b.png", undefined, false],
  ["https://media.smooch.io@example.com/b.png", undefined, false],
  ["https://example.com/media.smooch.io", undefined, false],
];

for (const [url, baseUrl, isOwn] of HOSTS) {
  test(`${url} gets ${isOwn ? "the token" : "neither the token nor a header of the client"}`, async () => {
    const { requests, fetch } = recorder(file);
    const smooch = clientOf(fetch, "v2", { headers: { "x-own": "1" }, ...(baseUrl && { baseUrl }) });
    const response = await downloadFile(smooch, url);
    assert.equal(response.headers.get("content-type"), "image/png");
    assert.deepEqual(await bytesOf(response), PNG);
    const [{ method, url: asked, headers }, ...others] = requests;
    assert.deepEqual(others, []);
    assert.deepEqual([method, asked, headers.accept], ["GET", new URL(url).href, "*/*"]);
    assert.deepEqual(["authorization" in headers, "x-own" in headers], [isOwn, isOwn]);
  });
}

test("a redirect is followed, and elsewhere the token does not go with it", async () => {
  const { requests, fetch } = recorder(({ url }) =>
    url.includes("smooch.io")
      ? new Response(null, { status: 302, headers: { location: "https://bucket.example/signed?x=1" } })
      : file(),
  );
  const response = await downloadFile(clientOf(fetch), "https://media.smooch.io/a.png");
  assert.deepEqual(await bytesOf(response), PNG);
  assert.deepEqual(
    requests.map(({ url, headers }) => [url, "authorization" in headers]),
    [
      ["https://media.smooch.io/a.png", true],
      ["https://bucket.example/signed?x=1", false],
    ],
  );
});

for (const url of ["http://media.smooch.io/a.png", "http://example.com/a.png", "file:///etc/passwd", "data:,x"]) {
  test(`${url} is refused, and not asked for`, async () => {
    const { requests, fetch } = recorder(file);
    const error = await failure(downloadFile(clientOf(fetch), url));
    assert.deepEqual([error.name, error.path, requests.length], ["ValidationError", "url", 0]);
  });
}

test("what redirects to an unsafe place is refused", async () => {
  const elsewhere = new Response(null, { status: 307, headers: { location: "http://169.254.169.254/latest" } });
  const { requests, fetch } = recorder(() => elsewhere);
  const error = await failure(downloadFile(clientOf(fetch), "https://media.smooch.io/a.png"));
  assert.deepEqual([error.name, error.path, requests.length], ["ValidationError", "url", 1]);
});

test("a loop of redirects ends", async () => {
  const { requests, fetch } = recorder(({ url }) => new Response(null, { status: 302, headers: { location: url } }));
  const error = await failure(downloadFile(clientOf(fetch), "https://media.smooch.io/a.png"));
  assert.equal(error.status, 302);
  assert.equal(requests.length, 6);
});

test("no URL is an error that says so", async () => {
  const { requests, fetch } = recorder(file);
  for (const url of ["", "a.png", undefined]) {
    const error = await failure(downloadFile(clientOf(fetch), url));
    assert.deepEqual([error.name, error.path], ["ValidationError", "url"]);
  }
  assert.deepEqual(requests, []);
});

test("a file that is gone is the error of any operation, and what is busy is asked again", async () => {
  const gone = recorder(() => new Response("<h1>Gone</h1>", { status: 404 }));
  const error = await failure(downloadFile(clientOf(gone.fetch), "https://media.smooch.io/a.png"));
  assert.deepEqual([error.name, error.status, error.operation], ["NotFoundError", 404, "attachments.download"]);
  assert.ok(!JSON.stringify(error).includes("a.png"));
  const busy = recorder((_, count) => (count === 1 ? new Response("", { status: 503 }) : file()));
  const smooch = clientOf(busy.fetch, "v1", { maxRetries: 1 });
  assert.deepEqual(await bytesOf(await downloadFile(smooch, "https://media.smooch.io/a.png")), PNG);
});

test("a large file is not read by the client, and its reading ends with the signal", async (context) => {
  const clock = stopClock(context);
  let signal;
  const { fetch } = recorder((request) => {
    signal = request.signal;
    const controller = { error() {} };
    const body = new ReadableStream({ start: (own) => void (controller.error = (reason) => own.error(reason)) });
    signal.addEventListener("abort", () => controller.error(signal.reason));
    return new Response(body);
  });
  const stop = new AbortController();
  const smooch = clientOf(fetch, "v1", { maxResponseSize: 100 });
  const response = await downloadFile(smooch, "https://media.smooch.io/a.png", { signal: stop.signal, timeout: 50 });
  const reading = failure(response.text());
  await clock.pass(50);
  stop.abort(new Error("enough"));
  assert.equal((await reading).message, "enough");
});

test("a redirect to what is no URL is told as that", async () => {
  const { requests, fetch } = recorder(() => new Response(null, { status: 302, headers: { location: "https://[" } }));
  const error = await failure(downloadFile(clientOf(fetch), "https://media.smooch.io/a.png"));
  assert.deepEqual([error.name, error.path, requests.length], ["ValidationError", "url", 1]);
});

test("the body of a redirect is let go, and its connection with it", async () => {
  let isCancelled = false;
  const body = new ReadableStream({ cancel: () => void (isCancelled = true) });
  const headers = { location: "https://bucket.example/a.png" };
  const { fetch } = recorder((_, count) => (count === 1 ? new Response(body, { status: 302, headers }) : file()));
  await downloadFile(clientOf(fetch), "https://media.smooch.io/a.png");
  assert.ok(isCancelled);
});

test("a signal that is a polyfill's is taken", async () => {
  const { fetch } = recorder(file);
  class Signal extends EventTarget {
    aborted = false;
  }
  const signal = new Signal();
  const response = await downloadFile(clientOf(fetch), "https://media.smooch.io/a.png", { signal });
  assert.deepEqual(await bytesOf(response), PNG);
});
