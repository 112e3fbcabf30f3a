// The server that the clients talk to, in a process of its own: answers every request with the same JSON of 1 kB, over
// HTTP and, given a certificate, over TLS. A path with `missing` in it is answered with 404. Arguments: key and
// certificate files.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";

const [keyFile, certificateFile] = process.argv.slice(2);

const message = { _id: "5d8a1f0c9b1e4d0010a1b2c3", role: "appMaker", type: "text", received: 1479430083.067, text: "" };
message.text = "x".repeat(1000 - JSON.stringify({ message, conversation: { unreadCount: 0 } }).length);
const ANSWER = Buffer.from(JSON.stringify({ message, conversation: { unreadCount: 0 } }));
const MISSING = Buffer.from('{"error":{"code":"user_not_found","description":"There is no such user"}}');

let connections = 0;

function answer(request, response) {
  request.resume().on("end", () => {
    const missing = request.url.includes("missing");
    const body = missing ? MISSING : ANSWER;
    const headers = { "content-type": "application/json", "content-length": body.length };
    response.writeHead(missing ? 404 : 201, headers).end(body);
  });
}

/** Starts a server on a free port. */
function listen(server, scheme) {
  // No client is to lose a connection that it keeps between two rounds.
  server.keepAliveTimeout = 600_000;
  server.on(scheme === "https" ? "secureConnection" : "connection", () => connections++);
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => done(`${scheme}://127.0.0.1:${server.address().port}`));
  });
}

const http = await listen(createServer(answer), "http");
const https = keyFile
  ? await listen(
      createSecureServer({ key: readFileSync(keyFile), cert: readFileSync(certificateFile) }, answer),
      "https",
    )
  : undefined;

process.on("message", () => {
  process.send({ connections });
  connections = 0;
});
process.on("disconnect", () => process.exit(0));
process.send({ http, https });
