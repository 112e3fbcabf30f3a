// Proxies: which requests go through one, what it sees, and what its failures prove.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";

import { nodeFetch } from "smooch-edge/node";

import { proxies, proxyOf } from "../../pkg/src/node/proxy.js";
import { TLS, failure, http, https, tcp, transport } from "./world.mjs";

/** Runs with these variables in the environment instead of whatever is there. */
function within(env, run) {
  const names = ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "REQUEST_METHOD"];
  const before = names.map((name) => [name, process.env[name]]);
  const set = (name, value) => (value === undefined ? delete process.env[name] : (process.env[name] = value));
  for (const name of names) set(name, env[name]);
  try {
    return run();
  } finally {
    for (const [name, value] of before) set(name, value);
  }
}

/** A proxy that forwards and makes tunnels, whatever the host, to the service; it remembers what it was asked. */
async function proxy(context, service, serve = http) {
  const asked = [];
  const forward = (incoming, outgoing) => {
    asked.push([incoming.method, incoming.url, incoming.headers.host, incoming.headers["proxy-authorization"]]);
    incoming.resume().on("end", () => outgoing.end("forwarded"));
  };
  const made = await serve(context, forward);
  made.server.on("connect", (incoming, socket) => {
    asked.push(["CONNECT", incoming.url, incoming.headers.host, incoming.headers["proxy-authorization"]]);
    const onward = connect(service.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    for (const one of [socket, onward]) one.on("error", () => [socket, onward].forEach((other) => other.destroy()));
  });
  return { ...made, asked };
}

const secret = async (context) =>
  https(context, (incoming, outgoing) => outgoing.end(`${incoming.headers.authorization} ${incoming.headers.host}`));

const POST = { method: "POST", body: "{}", headers: { authorization: "Bearer token" } };
const BASIC = `Basic ${Buffer.from("ada:p@ss").toString("base64")}`;

test("https: a tunnel, whose proxy sees no header but its own; the connection is kept", async (context) => {
  const service = await secret(context);
  const { asked, port } = await proxy(context, service);
  const fetch = transport(context, { proxy: `http://ada:p%40ss@localhost:${port}`, tls: { ca: TLS.certificate } });
  const url = `https://localhost:${service.port}/v1`;
  for (let count = 0; count < 3; count++) {
    assert.equal(await (await fetch(url, POST)).text(), `Bearer token localhost:${service.port}`);
  }
  assert.deepEqual(asked, [["CONNECT", `localhost:${service.port}`, `localhost:${service.port}`, BASIC]]);
});

test("https, at its own port and with requests at once", async (context) => {
  const service = await secret(context);
  const { asked, port } = await proxy(context, service);
  const fetch = transport(context, { proxy: new URL(`http://localhost:${port}`), tls: { ca: TLS.certificate } });
  const all = Array.from({ length: 10 }, async () => (await fetch("https://localhost/", POST)).text());
  assert.deepEqual(new Set(await Promise.all(all)), new Set(["Bearer token localhost"]));
  assert.deepEqual(new Set(asked.map(([, url]) => url)), new Set(["localhost:443"]));
});

test("http: the whole URL, and the proxy's authorisation", async (context) => {
  const { asked, port } = await proxy(context);
  const fetch = transport(context, { proxy: `http://ada:p%40ss@localhost:${port}` });
  assert.equal(await (await fetch("http://service.example/v1?a=b", POST)).text(), "forwarded");
  assert.deepEqual(asked, [["POST", "http://service.example/v1?a=b", "service.example", BASIC]]);
});

test("the certificate of the service is checked through a tunnel as without one", async (context) => {
  const service = await secret(context);
  const { port } = await proxy(context, service);
  const fetch = transport(context, { proxy: `http://localhost:${port}` });
  const { cause } = await failure(fetch(`https://localhost:${service.port}`, POST));
  assert.deepEqual([cause.code, cause.syscall, cause.port], ["DEPTH_ZERO_SELF_SIGNED_CERT", "connect", service.port]);
  assert.equal(service.requests(), 0);
});

for (const [how, answer] of Object.entries({
  "wants a password": "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n",
  "finds no host": "HTTP/1.1 502 Bad Gateway\r\n\r\n",
  "says nothing": "",
})) {
  test(`a proxy that ${how} instead of making a tunnel: not connected`, async (context) => {
    const { port, deserted } = await tcp(context, (socket) => socket.once("data", () => socket.end(answer)));
    const fetch = transport(context, { proxy: `http://ada:secret@localhost:${port}` });
    const error = await failure(fetch("https://service.example/", POST));
    const { syscall, address, port: target, message } = error.cause;
    assert.deepEqual([syscall, address, target], ["connect", "service.example", 443]);
    assert.match(message, /proxy/);
    assert.doesNotMatch(JSON.stringify([error.cause, error.stack]), /secret|token/);
    await deserted();
  });
}

test("a proxy that refuses the connection: not connected, for both schemes", async (context) => {
  const fetch = transport(context, { proxy: "http://127.0.0.1:4" });
  for (const scheme of ["http", "https"]) {
    const { cause } = await failure(fetch(`${scheme}://service.example/`, POST));
    assert.deepEqual([cause.code, cause.syscall, cause.port], ["ECONNREFUSED", "connect", 4]);
  }
});

test("the environment is read when the transport is made; an upper-case HTTP_PROXY not in CGI", async (context) => {
  const { asked, port } = await proxy(context);
  const HTTP_PROXY = `http://localhost:${port}`;
  const url = "http://service.invalid/";
  const sent = async (env) => {
    const fetch = within(env, () => nodeFetch());
    return await fetch(url).then(
      (response) => response.text(),
      (error) => error.cause.syscall,
    );
  };
  assert.equal(await sent({ HTTP_PROXY }), "forwarded");
  assert.equal(await sent({ http_proxy: HTTP_PROXY, HTTP_PROXY: "http://127.0.0.1:4" }), "forwarded");
  assert.equal(await sent({ HTTPS_PROXY: HTTP_PROXY }), "getaddrinfo");
  assert.equal(await sent({ HTTP_PROXY, NO_PROXY: "service.invalid" }), "getaddrinfo");
  assert.equal(await sent({ HTTP_PROXY, REQUEST_METHOD: "GET" }), "getaddrinfo");
  assert.equal(await sent({ HTTP_PROXY: "" }), "getaddrinfo");
  assert.equal(asked.length, 2);
  const bad = { HTTPS_PROXY: "socks5://ada:secret@localhost" };
  assert.throws(() => within(bad, () => nodeFetch()), /^TypeError: HTTPS_PROXY must be the URL of an HTTP proxy/);
  within(bad, () => nodeFetch({ proxy: false }));
});

/** An entry of NO_PROXY, the URL, and whether it is reached without the proxy. */
const EXCEPTIONS = [
  ["service.example", "https://service.example/", true],
  ["SERVICE.example", "https://service.EXAMPLE/", true],
  ["service.example", "https://api.service.example/", true],
  [".service.example", "https://api.service.example/", true],
  ["*.service.example", "https://api.service.example/", true],
  ["service.example", "https://otherservice.example/", false],
  ["service.example", "https://service.example.org/", false],
  ["a.example, service.example", "https://service.example/", true],
  ["a.example service.example", "https://service.example/", true],
  ["*", "https://service.example/", true],
  ["", "https://service.example/", false],
  [",", "https://service.example/", false],
  ["service.example:443", "https://service.example/", true],
  ["service.example:80", "https://service.example/", false],
  ["service.example:8443", "https://service.example:8443/", true],
  ["127.0.0.1", "https://127.0.0.1/", true],
  ["127.0.0.0/8", "https://127.9.8.7/", true],
  ["127.0.0.0/8", "https://128.0.0.1/", false],
  ["127.0.0.0/33", "https://127.0.0.1/", false],
  ["10.0.0.0/8", "https://service.example/", false],
  ["10.0.0.0/8", "https://[::1]/", false],
  ["::1", "https://[::1]/", true],
  ["[::1]:8443", "https://[::1]:8443/", true],
  ["[::1]:8443", "https://[::1]/", false],
  ["fd00::/8", "https://[fd12::1]/", true],
  ["fd00::/8", "https://[fe80::1]/", false],
];

for (const [entry, url, expected] of EXCEPTIONS) {
  test(`NO_PROXY="${entry}": ${url} is reached ${expected ? "without" : "through"} the proxy`, () => {
    const all = proxies(undefined, { https_proxy: "http://proxy.example", NO_PROXY: entry });
    assert.equal(proxyOf(new URL(url), all) === undefined, expected);
  });
}

test("a proxy over TLS", async (context) => {
  // NODE_EXTRA_CA_CERTS is how a process trusts such a proxy: it is read at the start of one.
  const { execute } = await import("../runtimes/programs.mjs");
  const { temporary } = await import("../runtimes/tarball.mjs");
  const { writeFileSync } = await import("node:fs");
  const service = await secret(context);
  const { port, asked } = await proxy(context, service, https);
  const folder = temporary("certificate");
  writeFileSync(`${folder}/ca.pem`, TLS.certificate);
  const program = `
    import { nodeFetch } from ${JSON.stringify(import.meta.resolve("smooch-edge/node"))};
    const fetch = nodeFetch({ proxy: "https://localhost:${port}" });
    for (const url of ["http://service.example/", "https://localhost:${service.port}/"])
      console.log(await (await fetch(url, ${JSON.stringify(POST)})).text());`;
  const env = { NODE_EXTRA_CA_CERTS: `${folder}/ca.pem` };
  const { stdout, stderr } = await execute([process.execPath, "--input-type=module", "-e", program], { folder, env });
  assert.deepEqual([stdout, stderr], [`forwarded\nBearer token localhost:${service.port}\n`, ""]);
  assert.deepEqual(
    asked.map(([method]) => method),
    ["POST", "CONNECT"],
  );
});

test("the server that a tunnel leads to closes: the next request takes another", async (context) => {
  const service = await secret(context);
  const { asked, port } = await proxy(context, service);
  const fetch = transport(context, { proxy: `http://localhost:${port}`, tls: { ca: TLS.certificate } });
  const url = `https://localhost:${service.port}/`;
  await (await fetch(url, POST)).text();
  const [socket] = service.sockets;
  socket.destroy();
  if (!socket.closed) await once(socket, "close");
  await failure(fetch(url, POST).then(() => Promise.reject()));
  assert.equal((await fetch(url, POST)).status, 200);
  assert(asked.length >= 2);
});
