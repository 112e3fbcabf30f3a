// When a request that failed is told as not sent, and so sent again: only where it is proven that it never left.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { test } from "node:test";

import { HELLO, clientOf, failure, served } from "./service.mjs";
import { CERTIFICATE, KEY } from "./certificate.mjs";

/** A port on which nobody listens: it was handed out, and closed. */
async function closedPort() {
  const server = createServer();
  const port = await open(server);
  server.close();
  await once(server, "close");
  return port;
}

async function open(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

/** What a send comes to: the class, the code, what was sent, how often it was tried. */
async function told(smooch) {
  const { name, code, sent, attempts } = await failure(smooch.send("ada", HELLO));
  assert.equal(name, "ConnectionError");
  return { code, sent, attempts };
}

const NOT_SENT = { code: "connection_failed", sent: "no", attempts: 2 };
const MAYBE = { code: "connection_lost", sent: "maybe", attempts: 1 };

const to = (baseUrl) => clientOf(undefined, { baseUrl, maxRetries: 1 });

test("the runtime's own fetch that cannot connect: not sent", async () => {
  const port = await closedPort();
  assert.deepEqual(await told(to(`http://127.0.0.1:${port}`)), NOT_SENT);
  assert.deepEqual(await told(to(`http://localhost:${port}`)), NOT_SENT);
  assert.deepEqual(await told(to("https://smooch.invalid")), NOT_SENT);
});

test("the same fetch, given as the option", async () => {
  const baseUrl = `http://127.0.0.1:${await closedPort()}`;
  assert.deepEqual(await told(clientOf(globalThis.fetch, { baseUrl, maxRetries: 1 })), NOT_SENT);
});

test("a TLS handshake that fails: not sent, whatever the code", async (context) => {
  const untrusted = createTlsServer({ key: KEY, cert: CERTIFICATE }).on("tlsClientError", () => {});
  const plain = createServer((socket) =>
    socket.on("error", () => {}).once("data", () => socket.end("HTTP/1.1 400\r\n\r\n")),
  );
  const closing = createServer((socket) => socket.on("error", () => {}).once("data", () => socket.destroy()));
  for (const server of [untrusted, plain, closing]) {
    const port = await open(server);
    context.after(() => server.close());
    assert.deepEqual(await told(to(`https://localhost:${port}`)), NOT_SENT);
  }
});

test("a connection that is reset after the request: maybe", async (context) => {
  const server = createServer((socket) => socket.on("error", () => {}).once("data", () => socket.resetAndDestroy()));
  const port = await open(server);
  context.after(() => server.close());
  assert.deepEqual(await told(to(`http://127.0.0.1:${port}`)), MAYBE);
});

/** An error as Node's `fetch` rejects with. */
const failed = (cause) =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("no"), cause) });

/** A real error of a connection to the place of the service itself. */
const refusedBy = async (port) => failure(fetch(`http://127.0.0.1:${port}/`, { method: "POST" }));

/** What a caller's own code may do after the request was sent. */
const AFTER = {
  "its Redis refuses": () => Promise.reject(failed({ code: "ECONNREFUSED", syscall: "connect", port: 6379 })),
  "its audit at the same place refuses": async (port) => Promise.reject(await refusedBy(port)),
  "it knows no host": () => Promise.reject(failed({ code: "ENOTFOUND", syscall: "getaddrinfo", hostname: "audit" })),
  "its certificate is out of date": () => Promise.reject(failed({ code: "CERT_HAS_EXPIRED" })),
  "it cannot write": () => Promise.reject(failed({ code: "EPIPE", syscall: "write" })),
};

for (const [what, fail] of Object.entries(AFTER)) {
  for (const place of ["option", "global"]) {
    test(`a fetch over the runtime's (${place}) that sends, and then ${what}: maybe, and sent once`, async (context) => {
      const { emulator, server } = await served(context);
      const own = globalThis.fetch;
      const port = await closedPort();
      const wrapped = async (url, init) => {
        await (await own(url, init)).text();
        return fail(port);
      };
      const options = { ...emulator.credentials, baseUrl: server.url, maxRetries: 2 };
      if (place === "global") {
        globalThis.fetch = wrapped;
        context.after(() => (globalThis.fetch = own));
      }
      const smooch = clientOf(place === "global" ? undefined : wrapped, options);
      assert.deepEqual(await told(smooch), MAYBE);
      assert.equal(emulator.requests.length, 1);
    });
  }
}

test("a fetch that sends and then throws at once: maybe, and sent once", async () => {
  let sends = 0;
  const fetch = () => {
    sends += 1;
    throw Object.assign(new Error("audit"), { code: "ECONNREFUSED" });
  };
  assert.deepEqual(await told(clientOf(fetch, { maxRetries: 2 })), MAYBE);
  assert.equal(sends, 1);
});

test("a wrapper that gives itself the text of the runtime's fetch proves nothing", async (context) => {
  const own = globalThis.fetch;
  const wrapped = (...given) => own(...given);
  const { toString } = Function.prototype;
  // As Sentry does.
  Function.prototype.toString = function () {
    return toString.call(this === wrapped ? own : this);
  };
  context.after(() => (Function.prototype.toString = toString));
  const baseUrl = `http://127.0.0.1:${await closedPort()}`;
  assert.deepEqual(await told(clientOf(wrapped, { baseUrl, maxRetries: 1 })), MAYBE);
});

/** What the transport of this package says, by its mark. */
const MARKED = [
  [{ code: "ECONNREFUSED", syscall: "connect" }, NOT_SENT],
  [{ code: "EHOSTUNREACH", syscall: "connect" }, NOT_SENT],
  [{ code: "ENOTFOUND", syscall: "getaddrinfo" }, NOT_SENT],
  [{ code: "ECONNREFUSED", errors: [{ syscall: "connect" }, { syscall: "connect" }] }, NOT_SENT],
  [{ code: "ECONNRESET", syscall: "write" }, NOT_SENT],
  [{ code: "EPIPE", syscall: "write" }, NOT_SENT],
  [{ code: "EHOSTUNREACH", syscall: "read" }, MAYBE],
  [{ code: "ECONNRESET", syscall: "read" }, MAYBE],
  [{ code: "ETIMEDOUT", syscall: "write" }, MAYBE],
  [{ code: "ECONNREFUSED", errors: [{ syscall: "connect" }, { syscall: "read" }] }, MAYBE],
  [{ code: "ECONNREFUSED" }, MAYBE],
];

for (const [cause, expected] of MARKED) {
  const { errors, syscall = errors?.map(({ syscall }) => syscall) } = cause;
  test(`the transport of this package with ${cause.code} of ${syscall}: ${expected.sent}`, async () => {
    const fetch = () => Promise.reject(failed(cause));
    fetch[Symbol.for("smooch-edge.transport")] = true;
    assert.deepEqual(await told(clientOf(fetch, { maxRetries: 1 })), expected);
    const unmarked = () => Promise.reject(failed(cause));
    assert.deepEqual(await told(clientOf(unmarked, { maxRetries: 1 })), MAYBE);
  });
}
