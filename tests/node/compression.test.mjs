// Compressed bodies: each coding, those that break off, and bombs.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as zlib from "node:zlib";

import { Smooch } from "smooch-edge";

import { failure, http, transport } from "./world.mjs";

const TEXT = JSON.stringify({ user: { userId: "ada", text: "größe ".repeat(5000) } });

/** Node 22 has zstd, too, but does not notice where it breaks off: the transport does not ask for it there. */
const ZSTD = parseInt(process.versions.node) >= 24;

const CODINGS = {
  gzip: zlib.gzipSync,
  "x-gzip": zlib.gzipSync,
  GZIP: zlib.gzipSync,
  deflate: zlib.deflateSync,
  "deflate ": zlib.deflateRawSync,
  br: zlib.brotliCompressSync,
  ...(ZSTD && { zstd: zlib.zstdCompressSync }),
  "deflate, gzip": (text) => zlib.gzipSync(zlib.deflateSync(text)),
};

/** A server of one body, in pieces of this many bytes. */
function serving(context, coding, body, piece = body.length) {
  return http(context, async (_, outgoing) => {
    outgoing.writeHead(200, { "content-encoding": coding, "content-type": "application/json" });
    for (let at = 0; at < body.length; at += piece) {
      await new Promise((resolve) => outgoing.write(body.subarray(at, at + piece), resolve));
    }
    outgoing.end();
  });
}

for (const [coding, compress] of Object.entries(CODINGS)) {
  const body = compress(TEXT);
  test(`"${coding}": the text, whole or byte by byte`, async (context) => {
    for (const piece of [body.length, 1]) {
      const { url } = await serving(context, coding, body, piece);
      assert.equal(await (await transport(context)(url)).text(), TEXT);
    }
  });

  test(`"${coding}" that breaks off after any byte: an error`, async (context) => {
    const fetch = transport(context);
    for (const at of [1, 2, 5, body.length >> 1, body.length - 5, body.length - 1]) {
      const { url } = await serving(context, coding, body.subarray(0, at));
      assert.equal((await failure(fetch(url).then((response) => response.text()))).name, "TypeError", `at ${at}`);
    }
  });

  test(`"${coding}" that is none: an error`, async (context) => {
    const { url } = await serving(context, coding, Buffer.from("{ this is text }".repeat(10)));
    assert.equal((await failure(transport(context)(url).then((response) => response.text()))).name, "TypeError");
  });

  test(`"${coding}" of nothing: no text`, async (context) => {
    const { url } = await serving(context, coding, Buffer.alloc(0));
    assert.equal(await (await transport(context)(url)).text(), "");
  });
}

test("a request says which codings it takes, zstd if Node can be trusted with it", async (context) => {
  const { url } = await http(context, ({ headers }, outgoing) => outgoing.end(headers["accept-encoding"]));
  const expected = `gzip, deflate, br${ZSTD ? ", zstd" : ""}`;
  assert.equal(await (await transport(context)(url)).text(), expected);
});

test("more codings than five are refused", async (context) => {
  const { url } = await serving(context, Array(6).fill("gzip").join(), Buffer.from("x"));
  assert.match(String((await failure(transport(context)(url))).cause), /more than 5 content codings/);
});

test("a connection is used again after a compressed body", async (context) => {
  const server = await serving(context, "gzip", zlib.gzipSync(TEXT));
  const fetch = transport(context);
  for (let count = 0; count < 3; count++) await (await fetch(server.url)).text();
  assert.equal(server.connections(), 1);
});

for (const [coding, compress] of Object.entries(CODINGS)) {
  test(`a bomb of "${coding}": the client's limit ends it, after little of it`, async (context) => {
    const server = await serving(context, coding, compress(Buffer.alloc(20_000_000, " ")));
    const own = transport(context);
    let read = 0;
    /** Counts what is decompressed. */
    const fetch = async (...given) => {
      const response = await own(...given);
      const { body } = response;
      const counting = { getReader: () => counted(body.getReader(), (size) => (read += size)) };
      return { status: response.status, headers: response.headers, text: () => response.text(), body: counting };
    };
    const smooch = new Smooch({ token: "a", baseUrl: server.url, maxRetries: 0, maxResponseSize: 1_000_000, fetch });
    const { name, sent } = await failure(smooch.users.get("ada"));
    assert.deepEqual([name, sent], ["ResponseError", "yes"]);
    assert(read > 0 && read < 1_200_000, `${read} bytes were read`);
  });
}

function counted(reader, count) {
  return {
    cancel: () => reader.cancel(),
    async read() {
      const chunk = await reader.read();
      count(chunk.value?.byteLength ?? 0);
      return chunk;
    },
  };
}
