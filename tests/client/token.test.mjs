// The tokens of a key: signed by the platform's WebCrypto, checked here by Node's own HMAC.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";

import { HELLO, clientOf, failure } from "./service.mjs";

const ok = async () => new Response("{}");

/** A `fetch` that keeps the tokens that it saw. */
function watched(respond = ok) {
  const tokens = [];
  const fetch = (url, init) => {
    tokens.push(init.headers.authorization.replace("Bearer ", ""));
    return respond(url, init);
  };
  return { tokens, fetch };
}

const decoded = (part) => JSON.parse(Buffer.from(part, "base64url").toString());

for (const [name, secret] of [
  ["a letter", "s"],
  ["the usual length", "a random, long, sequence of characters"],
  ["letters of other alphabets", "sécret-用户-😀"],
  ["more than a block of the hash", "x".repeat(200)],
]) {
  test(`a token is signed by a secret of ${name}, as HS256 asks`, async () => {
    const { tokens, fetch } = watched();
    await clientOf(fetch, { keyId: 'app_"1', secret, scope: "account", appId: "a" }).users.get("ada");
    const [header, payload, signature] = tokens[0].split(".");
    assert.equal(signature, createHmac("sha256", secret).update(`${header}.${payload}`).digest("base64url"));
    assert.deepEqual(decoded(header), { alg: "HS256", typ: "JWT", kid: 'app_"1' });
    const { scope, exp } = decoded(payload);
    assert.equal(scope, "account");
    assert.ok(Math.abs(exp - Date.now() / 1000 - 600) < 30, `expires at ${exp}`);
  });
}

test("one token serves many calls, until it is refused", async () => {
  let status = 200;
  const { tokens, fetch } = watched(async () => new Response("{}", { status }));
  const smooch = clientOf(fetch);
  const realNow = Date.now;
  try {
    await smooch.users.get("ada");
    await smooch.users.get("ada");
    assert.equal(new Set(tokens).size, 1);
    status = 401;
    Date.now = () => realNow() + 2000;
    const error = await failure(smooch.users.get("ada"));
    assert.equal(error.name, "AuthenticationError");
    assert.equal(tokens.length, 4, "once more with a new token");
    assert.notEqual(tokens[3], tokens[2]);
  } finally {
    Date.now = realNow;
  }
});

test("where there is no WebCrypto, the error says what to do, and nothing is sent", async () => {
  const { tokens, fetch } = watched();
  const smooch = clientOf(fetch, { maxRetries: 2 });
  const own = Object.getOwnPropertyDescriptor(globalThis, "crypto");
  try {
    for (const crypto of [undefined, { getRandomValues() {} }]) {
      Object.defineProperty(globalThis, "crypto", { value: crypto, configurable: true });
      const error = await failure(smooch.users.get("ada"));
      assert.deepEqual(
        [error.name, error.code, error.sent, error.retryable, error.attempts],
        ["SmoochError", "no_webcrypto", "no", false, 0],
      );
      assert.match(error.message, /https/);
      assert.match(error.message, /token/);
    }
    // Other credentials need none.
    await clientOf(ok, { auth: "basic" }).users.get("ada");
  } finally {
    Object.defineProperty(globalThis, "crypto", own);
  }
  await smooch.users.get("ada");
  assert.equal(tokens.length, 1);
});

test("a fetch may make other calls of the same client before it returns", async () => {
  const inner = [];
  const smooch = clientOf(async (url) => {
    if (url.endsWith("/messages")) inner.push(smooch.users.get("bob"));
    return new Response(JSON.stringify({ url }));
  });
  const { url } = await smooch.send("ada", HELLO);
  assert.match(url, /ada\/messages$/);
  const [{ url: other }] = await Promise.all(inner);
  assert.match(other, /appusers\/bob$/);
});

for (const [name, given] of [
  ["a line break at its end", "a-token\n"],
  ["a space at its end", "a-token "],
  ["a space before it", " a-token"],
]) {
  test(`the token of a function with ${name} is refused, and nothing is sent`, async () => {
    const { tokens, fetch } = watched();
    const token = { keyId: undefined, secret: undefined, token: async () => given };
    const error = await failure(clientOf(fetch, token).users.get("ada"));
    assert.deepEqual([error.sent, tokens], ["no", []]);
    assert.match(String(error.cause?.message), /without white space at its ends/);
    assert.ok(!`${error.message}${error.cause.message}`.includes("a-token"));
  });
}

test("a code is exchanged without the client's authorisation, and a token function is not asked for one", async () => {
  const request = { code: "c", grant_type: "authorization_code", client_id: "acme", client_secret: "s" };
  for (const own of [{}, { auth: "basic" }, { keyId: undefined, secret: undefined, token: "t" }]) {
    const sent = [];
    const fetch = async (url, init) => {
      sent.push([new URL(url).pathname, init.headers.authorization, init.headers["content-type"]]);
      return new Response("{}");
    };
    const smooch = clientOf(fetch, { apiVersion: "v2", appId: "a", ...own });
    await smooch.oauth.getToken(request);
    await smooch.oauth.getTokenInfo();
    assert.deepEqual(sent[0], ["/oauth/token", undefined, "application/json"]);
    assert.match(sent[1][1], /^(Bearer|Basic) ./);
  }
  let asked = 0;
  const token = { apiVersion: "v2", appId: "a", keyId: undefined, secret: undefined, token: () => `t${++asked}` };
  const smooch = clientOf(ok, token);
  await smooch.oauth.getToken(request);
  assert.equal(asked, 0);
  assert.equal("authorization" in (await smooch.build.oauth.getToken(request)).headers, false);
  assert.equal((await smooch.build.oauth.getTokenInfo()).headers.authorization, "Bearer t1");
});

test("an exchange that may have happened is not repeated: a code works once", async () => {
  let sent = 0;
  const fetch = async () => {
    sent++;
    throw Object.assign(new Error("the audit refuses"), { code: "ECONNREFUSED" });
  };
  const smooch = clientOf(fetch, { apiVersion: "v2", appId: "a", maxRetries: 2 });
  const request = { code: "c", grant_type: "authorization_code", client_id: "acme", client_secret: "s" };
  const error = await failure(smooch.oauth.getToken(request));
  assert.deepEqual([sent, error.sent], [1, "maybe"]);
});
