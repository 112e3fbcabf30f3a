// What fails: that it is an error of the shape of `fetch`, what its cause says of where the request had come, and that no
// connection is left.

import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { Socket } from "node:net";
import { test } from "node:test";

import { TLS, bytes, failure, http, https, tcp, transport } from "./world.mjs";

const POST = { method: "POST", body: "{}" };

test("refused: connect, with address and port, as from fetch", async (context) => {
  // Below the ports that are handed out, so that nobody can be there.
  const url = "http://127.0.0.1:4/";
  const [ours, theirs] = [await failure(transport(context)(url, POST)), await failure(fetch(url, POST))];
  for (const { name, message, cause } of [ours, theirs]) {
    assert.deepEqual([name, message], ["TypeError", "fetch failed"]);
    const { code, syscall, address, port } = cause;
    assert.deepEqual([code, syscall, address, port], ["ECONNREFUSED", "connect", "127.0.0.1", 4]);
  }
});

test("refused at each of several addresses: the code, and an error for each", async (context) => {
  const lookup = (_host, _options, done) => {
    done(null, [
      { address: "127.0.0.1", family: 4 },
      { address: "127.0.0.2", family: 4 },
    ]);
  };
  const fetch = transport(context, { httpAgent: new Agent({ lookup }) });
  const { cause } = await failure(fetch("http://service.example:4/", POST));
  assert.equal(cause.code, "ECONNREFUSED");
  assert.deepEqual(
    cause.errors.map(({ syscall, address, port }) => [syscall, address, port]),
    [
      ["connect", "127.0.0.1", 4],
      ["connect", "127.0.0.2", 4],
    ],
  );
});

test("no such host: getaddrinfo, with the host", async (context) => {
  const { cause } = await failure(transport(context)("https://smooch.invalid/", POST));
  assert.deepEqual([cause.syscall, cause.hostname], ["getaddrinfo", "smooch.invalid"]);
});

test("a certificate that nobody trusts: connect, and the server gets nothing of the request", async (context) => {
  const server = await https(context, (_, outgoing) => outgoing.end("{}"));
  const fetch = transport(context);
  const headers = { authorization: "Bearer secret" };
  const errors = await Promise.all(Array.from({ length: 30 }, () => failure(fetch(server.url, { ...POST, headers }))));
  for (const { cause } of errors) {
    const { code, syscall, address, port } = cause;
    assert.deepEqual(
      [code, syscall, address, port],
      ["DEPTH_ZERO_SELF_SIGNED_CERT", "connect", "localhost", server.port],
    );
    assert.match(cause.message, /^The TLS handshake with localhost:\d+ failed: self-signed certificate/);
  }
  assert.equal(server.requests(), 0);
  await server.deserted();
});

for (const [how, cut] of Object.entries({
  reset: (socket) => socket.resetAndDestroy(),
  closed: (socket) => socket.end(),
  "answered in plain text": (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
})) {
  test(`a TLS handshake that is ${how}: connect`, async (context) => {
    const { port } = await tcp(context, (socket) => socket.once("data", () => cut(socket)));
    const { cause } = await failure(transport(context)(`https://localhost:${port}/v1/appusers/ada`, POST));
    assert.deepEqual([cause.syscall, cause.address, cause.port], ["connect", "localhost", port]);
    assert.doesNotMatch(JSON.stringify([cause, { ...cause.cause }]), /ada/);
  });
}

for (const [how, cut] of Object.entries({
  reset: (socket) => socket.resetAndDestroy(),
  closed: (socket) => socket.end(),
  "no HTTP": (socket) => socket.end("Welcome!\r\n"),
  "a head that breaks off": (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-le"),
  "a head of 1 MB": (socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${"a".repeat(1_000_000)}\r\n\r\n`),
  "two lengths": (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}"),
  "an upgrade that nobody asked for": (socket) => {
    socket.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
  },
})) {
  test(`after the request, ${how}: an error that proves nothing`, async (context) => {
    const server = await bytes(context, cut);
    const error = await failure(transport(context)(server.url, POST));
    assert.deepEqual([error.name, error.message], ["TypeError", "fetch failed"]);
    assert.ok(error.cause instanceof Error);
    assert.doesNotMatch(String(error.cause.syscall), /connect|getaddrinfo|write/);
    await server.deserted();
  });
}

/** An agent whose connections were made by somebody else before, and so never say that they are. */
class Ready extends Agent {
  constructor(socket) {
    super();
    this.createConnection = () => socket;
  }
}

test("an agent that gives a ready connection is not taken for one that could not connect", async (context) => {
  const { port } = await bytes(context, (socket) => socket.resetAndDestroy());
  const socket = new Socket().connect(port, "127.0.0.1");
  await once(socket, "connect");
  const fetch = transport(context, { httpAgent: new Ready(socket) });
  const { cause } = await failure(fetch(`http://localhost:${port}`, POST));
  assert.deepEqual([cause.code, cause.syscall], ["ECONNRESET", "read"]);
});

/** A connection that fails as the kernel makes it fail: at a write, or at a read after it. */
class Failing extends Socket {
  #syscall;
  #code;

  constructor(syscall, code) {
    super();
    this.#syscall = syscall;
    this.#code = code;
    this.connecting = false;
  }

  _error() {
    return Object.assign(new Error(`${this.#syscall} ${this.#code}`), { code: this.#code, syscall: this.#syscall });
  }

  _writev(_chunks, done) {
    this._write(undefined, undefined, done);
  }

  _write(_chunk, _encoding, done) {
    if (this.#syscall === "write") return done(this._error());
    done();
    setImmediate(() => this.destroy(this._error()));
  }

  _read() {}
}

for (const code of ["ECONNRESET", "EPIPE"]) {
  test(`a write that fails with ${code} says so; it proves that the request did not arrive`, async (context) => {
    const fetch = transport(context, { httpAgent: new Ready(new Failing("write", code)) });
    const { cause } = await failure(fetch("http://localhost/", POST));
    assert.deepEqual([cause.code, cause.syscall], [code, "write"]);
  });
}

test("a read that fails proves nothing, and says so", async (context) => {
  const fetch = transport(context, { httpAgent: new Ready(new Failing("read", "ECONNRESET")) });
  const { cause } = await failure(fetch("http://localhost/", POST));
  assert.deepEqual([cause.code, cause.syscall], ["ECONNRESET", "read"]);
});

const HEAD = "HTTP/1.1 200 OK\r\n";

for (const [how, text] of Object.entries({
  "before its length": `${HEAD}content-length: 10\r\n\r\n{}`,
  "between chunks": `${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`,
  "within a chunk": `${HEAD}transfer-encoding: chunked\r\n\r\n9\r\n{}`,
  "in chunks that are none": `${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
})) {
  for (const cut of ["end", "resetAndDestroy"]) {
    test(`a body that ends ${how} is an error, by ${cut}`, async (context) => {
      const server = await bytes(context, (socket) => socket.write(text, () => setImmediate(() => socket[cut]())));
      const error = await failure(transport(context)(server.url).then((response) => response.text()));
      assert.equal(error.name, "TypeError");
      assert.ok(error.cause instanceof Error);
      await server.deserted();
    });
  }
}

test("a connection that fails leaves the next request to another", async (context) => {
  let first = true;
  const server = await http(context, ({ socket }, outgoing) => {
    if (first) socket.destroy();
    else outgoing.end("{}");
    first = false;
  });
  const fetch = transport(context);
  await failure(fetch(server.url, POST));
  assert.equal((await fetch(server.url, POST)).status, 200);
  assert.equal(server.connections(), 2);
});

test("TLS options: of the transport, or of an agent", async (context) => {
  const server = await https(context, (_, outgoing) => outgoing.end("{}"));
  const get = async (options) => (await transport(context, options)(server.url)).text();
  assert.equal(await get({ tls: { ca: TLS.certificate } }), "{}");
  assert.equal(await get({ httpsAgent: new SecureAgent({ ca: TLS.certificate }) }), "{}");
  assert.equal(await get({ tls: { rejectUnauthorized: false } }), "{}");
  const wrong = await failure(get({ tls: { ca: TLS.certificate, servername: "else.example" } }));
  assert.deepEqual([wrong.cause.code, wrong.cause.syscall], ["ERR_TLS_CERT_ALTNAME_INVALID", "connect"]);
});
