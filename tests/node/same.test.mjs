// The transport against Node's own `fetch`, request by request: what the server sees, and what the caller gets.
//
// Run with: node --test tests/node/*.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";

import { bytes, failure, http, transport } from "./world.mjs";

/** What `fetch` sends and the transport does not, or differently: of no use to an API. */
const OTHERWISE = ["accept-language", "sec-fetch-mode", "accept-encoding", "host", "connection"];

/** What the server saw of a request, as the request's answer. */
async function echo(context) {
  return http(context, async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray()).toString("latin1");
    const { method, url } = incoming;
    const headers = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !OTHERWISE.includes(name)));
    outgoing.end(JSON.stringify({ method, url, headers, body }));
  });
}

/** The boundary of a form is random. */
const plain = (text) => text.replace(/-{2,}formdata-undici-\d+/g, "boundary");

function form() {
  const form = new FormData();
  form.append("role", "appMaker");
  form.append("näme\r\n", "a\nb");
  form.append("source", new File(["\u0000\u00ff", new Uint8Array([1, 2, 255])], 'a "file".bin'), 'a "file".bin');
  form.append("empty", new File([], "empty.txt", { type: "text/plain" }));
  return form;
}

async function* chunks() {
  yield new Uint8Array([1, 2]);
  yield new Uint8Array([]);
  yield new Uint8Array([3]);
}

/** The same without an empty chunk, on which Node's `fetch` never ends. */
async function* some() {
  for await (const chunk of chunks()) if (chunk.length) yield chunk;
}

/** Each gives the arguments anew: a stream can be sent once. */
const REQUESTS = {
  "a GET": () => ["/a", {}],
  "no init": () => ["/a", undefined],
  "a query and a fragment": () => ["/a b?c=d e&f=ü#g", {}],
  "a path with dots and escapes": () => ["/a/../b/%2e%2E/c%2Fd/ü", {}],
  "a method in lower case": () => ["/", { method: "post", body: "{}" }],
  "a PATCH": () => ["/", { method: "PATCH", body: "{}" }],
  "a DELETE": () => ["/", { method: "DELETE" }],
  "a DELETE with a body": () => ["/", { method: "DELETE", body: "{}" }],
  "a POST without a body": () => ["/", { method: "POST" }],
  "an empty body": () => ["/", { method: "POST", body: "" }],
  "text beyond ASCII": () => ["/", { method: "POST", body: "größe \u{1f600}" }],
  "a lone surrogate": () => ["/", { method: "POST", body: "\ud800" }],
  "headers as an object": () => ["/", { headers: { "X-One": "1", "content-type": "a/b" }, method: "POST", body: "x" }],
  "headers as pairs": () => ["/", { headers: [["x-one", "1"]] }],
  "headers as Headers": () => ["/", { headers: new Headers({ "x-one": "1", accept: "text/plain" }) }],
  "a header beyond ASCII, and text": () => ["/", { headers: { "x-one": "é" }, method: "POST", body: "é" }],
  bytes: () => ["/", { method: "POST", body: new Uint8Array([0, 255, 10]) }],
  "part of a buffer": () => ["/", { method: "POST", body: new Uint16Array([1, 2, 3]).subarray(1, 2) }],
  "an ArrayBuffer": () => ["/", { method: "POST", body: new Uint8Array([7]).buffer }],
  parameters: () => ["/", { method: "POST", body: new URLSearchParams({ a: "b c", ü: "&" }) }],
  "a Blob": () => ["/", { method: "POST", body: new Blob(["abc", "def"], { type: "image/png" }) }],
  "a Blob without a type": () => ["/", { method: "POST", body: new Blob(["abc"]) }],
  "a form": () => ["/", { method: "POST", body: form() }],
  "an empty form": () => ["/", { method: "POST", body: new FormData() }],
  "a stream": () => ["/", { method: "POST", body: ReadableStream.from(chunks()), duplex: "half" }],
  "an async iterable": () => ["/", { method: "POST", body: some(), duplex: "half" }],
};

for (const [name, make] of Object.entries(REQUESTS)) {
  test(`the server sees the same: ${name}`, async (context) => {
    const { url } = await echo(context);
    const seen = async (fetch) => {
      const [path, init] = make();
      return JSON.parse(plain(await (await fetch(url + path, init)).text()));
    };
    assert.deepEqual(await seen(transport(context)), await seen(fetch));
  });
}

const PIECES = ["a", ".", "..", "...", ".a", "a.", "%2e", "%2E.", "%2ea", "%zz", "", "ä", "a b", "a;b", "a'b", "a&b=c"];
const ENDS = ["", "/", "?", "?q=a&b=%20.", "?q=a b", "?q='", "#f", "?q#f", "\\a", "\t", "@b", ":1"];

test("the server sees the same path, and the response says the same URL, whatever is in them", async (context) => {
  const { url } = await http(context, (incoming, outgoing) => outgoing.end(incoming.url));
  const own = transport(context);
  const seen = async (fetch, path) => {
    const response = await fetch(url + path);
    return [await response.text(), response.url];
  };
  await seen(own, "/");
  const pairs = PIECES.flatMap((one) => PIECES.map((other) => `/${one}/${other}`));
  for (const path of [...pairs, ...ENDS.flatMap((end) => [`/a${end}`, end])]) {
    const by = await Promise.all([own, fetch].map((fetch) => seen(fetch, path).catch(({ name }) => name)));
    assert.deepEqual(by[0], by[1], path);
  }
});

const REFUSED = {
  "no URL": () => ["nowhere", {}],
  "a file": () => ["file:///etc/passwd", {}],
  "a user name in the URL": ({ port }) => [`http://user:secret@localhost:${port}/`, {}],
  "a GET with a body": ({ url }) => [url, { body: "x" }],
  "a method that is none": ({ url }) => [url, { method: "A B" }],
  "a CONNECT": ({ url }) => [url, { method: "CONNECT" }],
  "a line break in a header": ({ url }) => [url, { headers: { "x-one": "a\r\nx-two: b" } }],
  "a name that is none": ({ url }) => [url, { headers: { "x one": "a" } }],
  "a header beyond Latin-1": ({ url }) => [url, { headers: { "x-one": "\u{1f600}" } }],
  "a transfer coding of the caller's": ({ url }) => [
    url,
    { method: "POST", body: "x", headers: { "transfer-encoding": "chunked" } },
  ],
  "a length that is not the body's": ({ url }) => [
    url,
    { method: "POST", body: "x", headers: { "content-length": "2" } },
  ],
  "a stream without duplex": ({ url }) => [url, { method: "POST", body: ReadableStream.from(chunks()) }],
};

for (const [name, make] of Object.entries(REFUSED)) {
  test(`both refuse, and send nothing: ${name}`, async (context) => {
    const server = await echo(context);
    for (const send of [transport(context), fetch]) {
      const error = await failure(send(...make(server)));
      assert(error instanceof TypeError, String(error));
    }
    assert.equal(server.requests(), 0);
  });
}

const answer = (head, body = "") => `HTTP/1.1 ${head.join("\r\n")}\r\nconnection: close\r\n\r\n${body}`;

const ANSWERS = {
  "a length": answer(["200 OK", "content-length: 2"], "{}"),
  "chunks, and a trailer": answer(
    ["200 OK", "transfer-encoding: chunked"],
    "2\r\n{}\r\n3;a=b\r\nabc\r\n0\r\nx: y\r\n\r\n",
  ),
  "no length": answer(["200 OK"], "until the end"),
  "a status of our own": answer(["299 Well then", "content-length: 0"]),
  "no text of the status": answer(["200", "content-length: 0"]),
  "a 204": answer(["204 No Content"]),
  "a 304": answer(["304 Not Modified"]),
  "a 404": answer(["404 Not Found", "content-length: 2"], "{}"),
  "a redirect": answer(["302 Found", "location: http://localhost:1/", "content-length: 2"], "{}"),
  "a redirect that keeps the method": answer(["307 Again", "location: /again", "content-length: 0"]),
  "102 and 103 before it": `HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${answer(["200 OK", "content-length: 2"], "{}")}`,
  "headers that stand twice": answer([
    "200 OK",
    "X-One: 1",
    "x-one: 2",
    "retry-after: 1",
    "retry-after: 2",
    "content-length: 0",
  ]),
  cookies: answer(["200 OK", "set-cookie: a=b", "set-cookie: c=d", "content-length: 0"]),
  "a header beyond ASCII": answer(["200 OK", "x-one: \u00e9", "content-length: 0"]),
  "a byte order mark": answer(["200 OK", "content-length: 5"], "\u00ef\u00bb\u00bf{}"),
  "text that is no UTF-8": answer(["200 OK", "content-length: 1"], "\u00ff"),
  "a coding that nobody knows": answer(["200 OK", "content-encoding: rot13", "content-length: 2"], "{}"),
  "HTTP/1.0": "HTTP/1.0 200 OK\r\n\r\nold",
};

/** All that a caller sees of a response. */
async function told(response) {
  const { status, statusText, ok, redirected, url, bodyUsed, headers } = response;
  const copy = response.clone();
  const pairs = [...headers].filter(([name]) => name !== "connection");
  const cookies = headers.getSetCookie();
  const none = response.body === null;
  const text = await response.text();
  const bytes = [...new Uint8Array(await copy.arrayBuffer())];
  const again = await response.text().catch((error) => error.name);
  return { status, statusText, ok, redirected, url, bodyUsed, pairs, cookies, none, text, bytes, again };
}

for (const [name, text] of Object.entries(ANSWERS)) {
  test(`the caller gets the same: ${name}`, async (context) => {
    const { url } = await bytes(context, (socket) => socket.end(text, "latin1"));
    const get = async (fetch) => told(await fetch(url, { redirect: "manual" }));
    assert.deepEqual(await get(transport(context)), await get(fetch));
  });
}

test("a HEAD has no body, whatever its headers say", async (context) => {
  const { url } = await bytes(context, (socket) =>
    socket.end(answer(["200 OK", "content-length: 7", "content-encoding: gzip"])),
  );
  const get = async (fetch) => told(await fetch(url, { method: "HEAD" }));
  assert.deepEqual(await get(transport(context)), await get(fetch));
});

test("a 100 that nobody waits for is passed over", async (context) => {
  const early = "HTTP/1.1 100 Continue\r\n\r\n";
  const { url } = await bytes(context, (socket) => socket.end(early + answer(["200 OK", "content-length: 2"], "{}")));
  assert.equal(await (await transport(context)(url)).text(), "{}");
});

test("a redirect is never followed, and an error on demand", async (context) => {
  let seen = 0;
  const { url } = await http(context, (_, outgoing) => {
    seen += 1;
    outgoing.writeHead(302, { location: "/" }).end();
  });
  const fetch = transport(context);
  assert.equal((await fetch(url)).status, 302);
  assert.match(String((await failure(fetch(url, { redirect: "error" }))).cause), /redirect, with status 302/);
  assert.match(String(await failure(fetch(url, { redirect: "follow" }))), /follows no redirects/);
  assert.equal(seen, 2);
});

test("a body is a stream: read with a reader, with a loop, through a pipe, as a form, as JSON", async (context) => {
  const { url } = await http(context, (_, outgoing) => {
    outgoing.setHeader("content-type", "application/x-www-form-urlencoded").end("a=1");
  });
  const fetch = transport(context);
  const get = async () => fetch(url);
  const decode = async (chunks) => {
    let text = "";
    for await (const chunk of chunks) text += Buffer.from(chunk);
    return text;
  };
  assert.equal(await decode((await get()).body), "a=1");
  assert.equal(await decode((await get()).body.pipeThrough(new TransformStream())), "a=1");
  assert.equal((await (await get()).formData()).get("a"), "1");
  assert.equal(await (await (await get()).blob()).text(), "a=1");
  assert((await failure((await get()).json())) instanceof SyntaxError);
  const { body } = await get();
  const reader = body.getReader();
  assert.equal(body.locked, true);
  assert.throws(() => body.getReader(), TypeError);
  assert.deepEqual(await reader.read(), { done: false, value: new Uint8Array(Buffer.from("a=1")) });
  assert.deepEqual(await reader.read(), { done: true, value: undefined });
  assert.equal(await reader.closed, undefined);
  reader.releaseLock();
  assert.equal(body.locked, false);
  await assert.rejects(reader.read(), TypeError);
});

test("a body that nobody reads makes the server wait, and is whole when it is read", async (context) => {
  const all = Buffer.alloc(20_000_000, "0123456789");
  let ended = false;
  const { url } = await http(context, (_, outgoing) => outgoing.end(all, () => (ended = true)));
  const response = await transport(context)(url);
  const reader = response.body.getReader();
  let { value } = await reader.read();
  const before = ended;
  let size = 0;
  for (let done = false; !done; { done, value } = await reader.read()) size += value?.byteLength ?? 0;
  assert.deepEqual([before, size], [false, all.length]);
});
