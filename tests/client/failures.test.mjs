// Everything that a `fetch` can do to a call, and what the call then says of itself.

import assert from "node:assert/strict";
import { test } from "node:test";

import { clientOf, failure } from "./service.mjs";

/** An answer of the service. */
const answer = (status, text, headers) => new Response(text, { status, headers });

/** An error as undici throws it. */
const failed = (code) => Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(), { code }) });

const never = () => new Promise(() => {});

/** A response that is nobody's class. */
const duck = (status, text, more = {}) => ({ status, headers: new Map(), text: async () => text, ...more });

/** A body that begins, and then does this. */
const stream = (beginning, then) =>
  new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode(beginning)), pull: then });

const boom = new Error("boom");

const lost = { name: "ConnectionError", code: "connection_lost", sent: "maybe", attempts: 1, retryable: true };
const timeout = { name: "TimeoutError", code: "timeout", sent: "maybe", attempts: 1, retryable: true };
const unreadable = { name: "ResponseError", code: "unreadable_response", sent: "yes", attempts: 1, retryable: false };
const server = (status, more) => ({
  name: "ServerError",
  code: `http_${status}`,
  status,
  sent: "maybe",
  attempts: 1,
  retryable: true,
  ...more,
});
const redirect = (status) => ({
  name: "ApiError",
  code: "redirect",
  status,
  sent: "no",
  attempts: 1,
  retryable: false,
});

const FORBIDDEN = {
  name: "PermissionError",
  code: "http_403",
  status: 403,
  sent: "no",
  attempts: 1,
  retryable: false,
};

/** A response whose body somebody has read. */
async function used(text) {
  const response = answer(201, text);
  await response.text();
  return response;
}

/** What `fetch` does, and what the error that comes of it says of itself. */
const FAILURES = [
  ["throws at once", () => raise(boom), { ...lost, cause: boom }],
  ["throws a string at once", () => raise("no"), { ...lost, cause: "no" }],
  ["rejects with a string", () => Promise.reject("no"), { ...lost, cause: "no" }],
  ["rejects with undefined", () => Promise.reject(), lost],
  ["rejects with null", () => Promise.reject(null), { ...lost, cause: null }],
  ["rejects with an error that has no code", () => Promise.reject(boom), { ...lost, cause: boom }],
  ["rejects with a frozen object", () => Promise.reject(Object.freeze({ code: 7 })), lost],
  // A code proves nothing: `never-left.test.mjs`.
  ...["ECONNREFUSED", "ENOTFOUND", "UND_ERR_CONNECT_TIMEOUT", "CERT_HAS_EXPIRED", "ECONNRESET", "EPIPE", ""].map(
    (code) => [`rejects because of ${code || "an empty code"}`, () => Promise.reject(failed(code)), lost],
  ),
  [
    "rejects with a code of its own, without a cause (Bun, Deno)",
    () => Promise.reject(Object.assign(new Error(), { code: "ECONNREFUSED" })),
    lost,
  ],
  ["gives undefined", async () => undefined, lost],
  ["gives undefined without a promise", () => undefined, lost],
  ["gives null", async () => null, lost],
  ["gives text", async () => "{}", lost],
  ["gives an object that is no response", async () => ({ ok: true, json: async () => ({}) }), lost],
  ["gives a response whose status is text", async () => duck("200", "{}"), lost],
  ["never settles", never, timeout],
  ["gives a body that never ends", async () => new Response(stream('{"a":', never)), { ...unreadable, status: 200 }],
  ["gives a body that never begins", async () => duck(201, "", { text: never }), { ...unreadable, status: 201 }],
  ["gives a 500 that never ends", async () => new Response(stream("{", never), { status: 500 }), server(500)],
  ["gives a 403 that never ends", async () => new Response(stream("{", never), { status: 403 }), FORBIDDEN],
  ["gives a 403 that breaks off", async () => duck(403, "", { text: () => Promise.reject(boom) }), FORBIDDEN],
  ["gives a stream that breaks off", async () => new Response(stream('{"a":', () => raise(boom))), unreadable],
  ["gives a body that breaks off", async () => duck(200, "", { text: () => Promise.reject(boom) }), unreadable],
  ["gives a body whose reading throws at once", async () => duck(201, "", { text: () => raise(boom) }), unreadable],
  ["gives a body that its fetch has read already", async () => used('{"a":1}'), unreadable],
  ["gives a body of undefined", async () => duck(200, undefined), { ...unreadable, status: 200 }],
  ["gives a success that is no JSON", async () => answer(200, "ok"), { ...unreadable, status: 200 }],
  ["gives a success that is cut", async () => answer(201, '{"appUser":{"_id'), { ...unreadable, status: 201 }],
  ["gives a success that is a list", async () => answer(200, "[]"), { ...unreadable, status: 200 }],
  ["gives a success that is null", async () => answer(200, "null"), { ...unreadable, status: 200 }],
  ["gives a 302", async () => answer(302, "", { location: "https://elsewhere.example/" }), redirect(302)],
  ["gives a 307", async () => answer(307, "", { location: "/" }), redirect(307)],
  ["gives a redirect that is hidden (status 0)", async () => duck(0, "", { type: "opaqueredirect" }), redirect(0)],
  ["gives a 502 of HTML", async () => answer(502, "<html>Bad Gateway</html>"), server(502)],
  ["gives an empty 503", async () => answer(503, ""), server(503)],
  ["gives a 500 that breaks off", async () => duck(500, "", { text: () => Promise.reject(boom) }), server(500)],
  ["gives a 501", async () => answer(501, "{}"), server(501)],
];

function raise(thrown) {
  throw thrown;
}

const user = { userId: "ada" };

/** A token that need not be signed: the first signature of a process may take longer than a short timeout. */
const SIGNED = { keyId: undefined, secret: undefined, token: "a-token" };

for (const [name, fetch, expected, options] of FAILURES) {
  test(`a fetch that ${name}: ${expected.name} ${expected.code}, sent: ${expected.sent}`, options, async () => {
    const error = await failure(clientOf(fetch, { timeout: 20, ...SIGNED }).create(user));
    const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, error[key]]));
    assert.deepEqual(seen, expected);
    assert.deepEqual([error.operation, error.endpoint], ["create", "POST /v1/appusers"]);
  });
}

const BODY = '{"a":[1.5,12345678901,null]}';

/** A body of single bytes. */
function pieces(text) {
  const bytes = [...new TextEncoder().encode(text)];
  return new ReadableStream({
    pull: (body) => (bytes.length ? body.enqueue(Uint8Array.of(bytes.shift())) : body.close()),
  });
}

/** Answers that are a success. */
const SUCCESSES = [
  ["a 204", async () => new Response(null, { status: 204 }), {}],
  ["an empty 200", async () => answer(200, ""), {}],
  ["an empty 202", async () => answer(202, ""), {}],
  ["a response that is nobody's class", async () => duck(201, BODY), null],
  ["a response whose text is there at once", async () => duck(200, "", { text: () => BODY }), null],
  ["a body in pieces that cut characters", async () => new Response(pieces('{"owl":"🦉"}')), { owl: "🦉" }],
  ["a response without a promise", () => answer(200, BODY), null],
  ["a thenable", () => ({ then: (done) => done(answer(200, BODY)) }), null],
  ["JSON with a byte order mark", async () => answer(200, `\ufeff${BODY}`), null],
  ["JSON under another content type", async () => answer(200, BODY), null],
];

for (const [name, fetch, result, options] of SUCCESSES) {
  test(`${name} is a success`, options, async () => {
    assert.deepEqual(await clientOf(fetch).create(user), result ?? { a: [1.5, 12345678901, null] });
  });
}

test("a call that could not be authorised was not sent", async () => {
  let calls = 0;
  const fetch = async () => answer(200, `${++calls}`);
  for (const token of [
    () => Promise.reject(boom),
    () => raise(boom),
    () => undefined,
    async () => 7,
    () => "",
    () => "two\nlines",
  ]) {
    const error = await failure(clientOf(fetch, { keyId: undefined, secret: undefined, token }).create(user));
    const { name, code, sent, attempts, cause } = error;
    assert.deepEqual([name, code, sent, attempts], ["ConnectionError", "token_failed", "no", 0]);
    assert.ok(cause === boom || cause instanceof TypeError);
  }
  assert.equal(calls, 0);
});

test("where the runtime has no fetch, nothing was sent", async (context) => {
  const { fetch } = globalThis;
  context.after(() => (globalThis.fetch = fetch));
  delete globalThis.fetch;
  const error = await failure(clientOf(undefined).create(user));
  assert.deepEqual([error.name, error.code, error.sent], ["ConnectionError", "connection_failed", "no"]);
});

test("a token function that never settles: a timeout, and nothing was sent", async () => {
  const smooch = clientOf(never, { keyId: undefined, secret: undefined, token: never, timeout: 15 });
  const { name, sent, attempts, message } = await failure(smooch.create(user));
  assert.deepEqual([name, sent, attempts], ["TimeoutError", "no", 0]);
  assert.equal(message, "No answer within 15 ms: there was no token by then; nothing was sent.");
});

test("the timeout of a call goes before that of its client, and the message names it", async () => {
  const smooch = clientOf(never, { timeout: 60_000, ...SIGNED });
  const error = await failure(smooch.create(user, { timeout: 15 }));
  assert.equal(error.message, "No answer within 15 ms; the service may have got the request.");
});

test("a fetch that heeds its signal is ended by the timeout", async () => {
  let reason;
  const fetch = (_, { signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject((reason = signal.reason))));
  assert.equal((await failure(clientOf(fetch, { timeout: 15, ...SIGNED }).create(user))).name, "TimeoutError");
  assert.equal(reason?.name, "AbortError");
});

test("an answer that cannot be read, of a user whom no path can name: created, and that cannot be checked", async () => {
  const smooch = clientOf(async () => answer(201, "not JSON"), { maxRetries: 1 });
  const { name, code, sent, message } = await failure(smooch.create({ userId: ".." }));
  assert.deepEqual({ name, code, sent }, { name: "ResponseError", code: "unreadable_response", sent: "yes" });
  assert.equal(message, "The service accepted the request (201), but its answer is not JSON.");
});

test("calls that run at the same time do not touch each other", async () => {
  const fetch = async (url, { body }) => {
    const { userId } = JSON.parse(body);
    await new Promise((resolve) => setTimeout(resolve, 10 - Number(userId)));
    return userId % 2 ? answer(500, "") : answer(200, body);
  };
  const smooch = clientOf(fetch);
  const outcomes = await Promise.allSettled([..."0123456789"].map((userId) => smooch.create({ userId })));
  assert.deepEqual(
    outcomes.map(({ value, reason }) => value?.userId ?? reason.name),
    [..."0123456789"].map((userId) => (userId % 2 ? "ServerError" : userId)),
  );
});
