// Every fault: what it is called, and how it is done, by a rule of the emulator, by hand on the socket, or by an address
// where nobody is. `refused` marks those after which a request certainly was not accepted, so that a repeat is harmless.

import { gzipSync } from "node:zlib";

/** The time of a call that nobody answers, in milliseconds: enough for the rest of it on a busy machine. */
const SHORT = 4000;

const timeout = { options: { timeout: SHORT } };
/** A timer may be early by part of a millisecond, and the error then names the other limit. */
const deadline = { options: { deadline: SHORT }, either: ["timeout", "deadline"] };

/** A message is looked for once more after as long as an attempt may take, where the service was too slow. */
const slow = (status) => (status === 408 || status === 504 ? timeout : {});

const DEEP = 100_000;
const DEEP_JSON = `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`;
const BOMB = gzipSync(Buffer.alloc(50_000_000, " "));

const head = (status, headers) =>
  `HTTP/1.1 ${status}\r\n${Object.entries({ ...headers, connection: "close" })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;

/** @type {Record<string, (elsewhere: string) => Record<string, any>>} */
export const KINDS = {
  // A port below those that are handed out, so that nobody can be there.
  "the port is closed": () => ({ url: "http://localhost:4", refused: true }),
  "the host is unknown": () => ({ url: "https://smooch.invalid", refused: true }),

  "reset at the first byte": () => ({ first: (socket) => socket.resetAndDestroy() }),
  "closed at the first byte": () => ({ first: (socket) => socket.end() }),
  "reset before the body is read": () => ({ rule: { reset: "before-read" } }),
  "reset after it is read, not applied": () => ({ rule: { reset: "after-read" } }),
  "reset after it is read, applied": () => ({ rule: { reset: "after-read", phase: "after" } }),
  "the same, on a connection that was kept": () => ({ rule: { reset: "after-read", phase: "after" }, warm: true }),
  "closed without an answer, applied": () => ({ wire: (socket) => socket.end() }),
  "reset after the headers": () => ({ rule: { reset: "after-headers" } }),
  "reset in the middle of the body": () => ({ rule: { reset: "mid-body" } }),

  "silence, not applied": () => ({ rule: { silence: true }, ...timeout }),
  "silence, applied": () => ({ rule: { silence: true, phase: "after" }, ...timeout }),
  "silence, with a deadline": () => ({ rule: { silence: true }, ...deadline }),
  "silence after the headers": () => ({
    wire: (socket) => socket.write(head("200 OK", { "content-length": 100 })),
    ...timeout,
  }),
  "a body that drips": () => ({ rule: { drip: { bytes: 1, every: 200 } }, ...timeout }),

  "a Content-Length that is too short": () => ({ rule: { contentLength: 10 } }),
  "a Content-Length that is too long": () => ({ rule: { contentLength: 100_000 } }),
  "a Content-Length that is no number": () => ({
    wire: (socket) => socket.end(`${head("200 OK", { "content-length": "many" })}{}`),
  }),
  "chunks that are none": () => ({
    wire: (socket) => socket.end(`${head("200 OK", { "transfer-encoding": "chunked" })}zz\r\n{}\r\n0\r\n\r\n`),
  }),
  "chunks that break off": () => ({
    wire: (socket) => socket.end(`${head("200 OK", { "transfer-encoding": "chunked" })}2\r\n{}\r\n`),
  }),
  "bytes that are no HTTP": () => ({ rule: { garbage: true, phase: "after" } }),
  "a head that breaks off": () => ({ wire: (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-le") }),
  "102 and 103 before the answer": () => ({
    wire: (socket, answer) => {
      const early = "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </>; rel=preload\r\n\r\n";
      socket.end(`${early}${head("200 OK", { "content-length": Buffer.byteLength(answer) })}${answer}`);
    },
  }),

  "JSON that is cut short": () => ({ rule: { invalidJson: true } }),
  "a page of HTML": () => ({ rule: { status: 200, body: "<html>Welcome</html>", phase: "after" } }),
  "a list": () => ({ rule: { status: 200, body: "[]", phase: "after" } }),
  "an empty body": () => ({ rule: { status: 200, body: "", phase: "after" } }),
  [`JSON ${DEEP} deep`]: () => ({
    rule: { status: 200, body: DEEP_JSON, phase: "after" },
  }),
  "lost, and the reads are as deep": () => ({
    rules: [
      { reset: "after-read", phase: "after", times: 1 },
      ...["users.get", "messages.list"].map((operation) => ({
        match: { operation },
        ...{ status: 200, body: DEEP_JSON, phase: "after", times: "always" },
      })),
    ],
  }),
  "keys that stand twice": () => ({
    rule: { status: 200, body: '{"appUser":{"userId":"bob"},"appUser":{"userId":"ada"}}', phase: "after" },
  }),
  "gzip, 50 MB in 49 kB": () => ({
    wire: (socket) => {
      socket.write(head("200 OK", { "content-encoding": "gzip", "content-length": BOMB.length }));
      socket.end(BOMB);
    },
  }),
  "gzip that breaks off": () => ({
    wire: (socket) => {
      socket.write(head("200 OK", { "content-encoding": "gzip", "content-length": 1000 }));
      socket.end(BOMB.subarray(0, 1000));
    },
  }),
  "gzip that is none": () => ({
    wire: (socket) => socket.end(`${head("200 OK", { "content-encoding": "gzip", "content-length": 2 })}{}`),
  }),
  "a header of 8 kB": () => ({ rule: { headers: { "x-large": "a".repeat(8_000) } } }),
  // Far above the 400 kB that Deno holds: near them it depends on how much of it one read brings.
  "a header of 4 MB": () => ({ rule: { headers: { "x-large": "a".repeat(4_000_000) } } }),

  ...Object.fromEntries(
    [408, 500, 502, 503, 504].flatMap((status) => [
      [`status ${status}, not applied`, () => ({ rule: { status }, ...slow(status) })],
      [`status ${status}, applied`, () => ({ rule: { status, phase: "after" }, ...slow(status) })],
    ]),
  ),
  ...Object.fromEntries([400, 401, 403, 413, 423].map((status) => [`status ${status}`, () => ({ rule: { status } })])),
  ...Object.fromEntries([429, 503].flatMap((status) => waits(status))),
  ...Object.fromEntries(
    [301, 302, 303, 307, 308].map((status) => [
      `${status} to another origin`,
      (elsewhere) => ({ rule: { status, redirect: elsewhere, body: "" } }),
    ]),
  ),
};

/** The forms of `Retry-After`. What cannot be read counts as none, and a 503 without one may have been applied. */
function waits(status) {
  const inTime = (seconds) => new Date(Date.now() + seconds * 1000).toUTCString();
  const forms = {
    seconds: () => ({ retryAfter: "1", refused: true, atLeast: 1000 }),
    decimals: () => ({ retryAfter: "0.5", refused: true, atLeast: 500 }),
    "a date to come": () => ({ retryAfter: inTime(3), refused: true }),
    "a date gone by": () => ({ retryAfter: inTime(-3600), refused: true }),
    nonsense: () => ({ retryAfter: "soon", refused: status === 429 }),
    ...(status === 429 && { nothing: () => ({ refused: true }) }),
    "61 seconds": () => ({ retryAfter: "61", refused: true }),
    "a date in an hour": () => ({ retryAfter: inTime(3600), refused: true }),
  };
  return Object.entries(forms).map(([form, make]) => [
    `${status} and Retry-After: ${form}`,
    () => {
      const { retryAfter, ...rest } = make();
      return { rule: { status, ...(retryAfter && { retryAfter }) }, ...rest };
    },
  ]);
}
