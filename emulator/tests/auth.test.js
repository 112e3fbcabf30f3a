// Who may call: the credentials that are accepted and the ones that are refused (docs/api/v1.md, section 2).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, token } from "./caller.js";

const emulator = createEmulator();
const key = emulator.credentials;
const long = (/** @type {string} */ appId) => `/v1.1/apps/${appId}/appusers/nobody`;
const seconds = Math.floor(Date.now() / 1000);

const account = createEmulator({ app: { keyId: "act_5ec0de5ec0de5ec0de5ec0df", secret: "account secret" } });
const accountToken = token(account.credentials, { claims: { scope: "account" } });

/** @type {{ name: string, of?: typeof emulator, authorization: string, path?: string, status: number, code: string, says?: RegExp, words?: string }[]}
 * `says` is what the emulator adds for the reader; the body keeps to the words that are published */
const cases = [
  {
    name: "no Authorization is answered with 401 unauthorized",
    authorization: "",
    status: 401,
    code: "unauthorized",
  },
  { name: "a signed token passes", authorization: `Bearer ${token(key)}`, status: 404, code: "user_not_found" },
  {
    name: "a token with a later exp passes",
    authorization: `Bearer ${token(key, { claims: { exp: seconds + 60 } })}`,
    status: 404,
    code: "user_not_found",
  },
  {
    name: "Basic credentials pass",
    authorization: `Basic ${btoa(`${key.keyId}:${key.secret}`)}`,
    status: 404,
    code: "user_not_found",
  },
  {
    name: "Basic credentials with a wrong secret are refused",
    authorization: `Basic ${btoa(`${key.keyId}:wrong`)}`,
    status: 401,
    code: "invalid_auth",
    says: /secret is wrong/,
  },
  { name: "another scheme is refused", authorization: token(key), status: 401, code: "invalid_auth", says: /Bearer/ },
  {
    name: "what is no token is refused",
    authorization: "Bearer rubbish",
    status: 401,
    code: "invalid_auth",
    says: /not a JSON Web Token/,
  },
  {
    name: "an unsigned token is refused",
    authorization: `Bearer ${token(key, { header: { alg: "none" } })}`,
    status: 401,
    code: "invalid_auth",
    says: /HS256/,
  },
  {
    name: "a token that claims RS256 is refused",
    authorization: `Bearer ${token(key, { header: { alg: "RS256" } })}`,
    status: 401,
    code: "invalid_auth",
    says: /HS256/,
  },
  {
    name: "a token without kid is refused",
    authorization: `Bearer ${token(key, { header: { kid: undefined } })}`,
    status: 401,
    code: "invalid_auth",
    words: "The kid is missing from the JWT header",
  },
  {
    name: "an unknown kid is refused",
    authorization: `Bearer ${token(key, { header: { kid: "app_other" } })}`,
    status: 401,
    code: "invalid_auth",
    says: /kid/,
  },
  {
    name: "a wrong secret is refused",
    authorization: `Bearer ${token({ ...key, secret: "wrong" })}`,
    status: 401,
    code: "invalid_auth",
    says: /signature/,
  },
  {
    name: "an expired token is refused",
    authorization: `Bearer ${token(key, { claims: { exp: seconds - 1 } })}`,
    status: 401,
    code: "invalid_auth",
    says: /expired/,
  },
  {
    name: "a token without scope is refused",
    authorization: `Bearer ${token(key, { claims: { scope: undefined } })}`,
    status: 401,
    code: "invalid_auth",
    says: /scope/,
  },
  {
    name: "scope appUser is refused with 403",
    authorization: `Bearer ${token(key, { claims: { scope: "appUser", userId: "ada" } })}`,
    status: 403,
    code: "forbidden",
    says: /login of a user/,
  },
  {
    name: "an app key cannot claim account scope",
    authorization: `Bearer ${token(key, { claims: { scope: "account" } })}`,
    status: 401,
    code: "invalid_auth",
    says: /app scope/,
  },
  {
    name: "app scope passes on a long path",
    authorization: `Bearer ${token(key)}`,
    path: long(key.appId),
    status: 404,
    code: "user_not_found",
  },
  {
    name: "app scope is refused on the path of another app",
    authorization: `Bearer ${token(key)}`,
    path: long("0123456789abcdef01234567"),
    status: 403,
    code: "forbidden",
    says: /another app/,
  },
  {
    name: "account scope passes on a long path",
    of: account,
    authorization: `Bearer ${accountToken}`,
    path: long(account.credentials.appId),
    status: 404,
    code: "user_not_found",
  },
  {
    name: "account scope is refused on a short path",
    of: account,
    authorization: `Bearer ${accountToken}`,
    status: 403,
    code: "forbidden",
    says: /apps/,
  },
  {
    name: "account scope finds no app that is not there",
    of: account,
    authorization: `Bearer ${accountToken}`,
    path: long("0123456789abcdef01234567"),
    status: 404,
    code: "app_not_found",
  },
];

describe("credentials", () => {
  for (const {
    name,
    of = emulator,
    authorization,
    path = "/v1.1/appusers/nobody",
    status,
    code,
    says = /^$/,
    words = { 401: "Authorization is required", 403: "Forbidden" }[status],
  } of cases) {
    test(name, async () => {
      const answer = await caller(of, { authorization })("GET", path);
      assert.equal(answer.status, status);
      assert.equal(answer.body.error.code, code);
      assert.match(answer.headers.get("x-emulator-hint") ?? "", says);
      if (words !== undefined) assert.equal(answer.body.error.description, words);
    });
  }

  test("the published test vector verifies", async () => {
    const published = createEmulator({ app: { keyId: "vienas", secret: "a random, long, sequence of characters" } });
    const jwt =
      "eyJhbGciOiJIUzI1NiIsImtpZCI6InZpZW5hcyIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6ImFwcCJ9.LDWhsxgx-E6zcPQr3Am2eD0nsTU6mD-ogRirbB2Pkdc";
    assert.equal((await caller(published, { authorization: `Bearer ${jwt}` })("GET", "/v1/webhooks")).status, 200);
  });

  test("a secret that is not ASCII is used as its UTF-8 bytes", async () => {
    const other = createEmulator({ app: { secret: "clé sécrète 🔑" } });
    assert.equal((await caller(other)("GET", "/v1/webhooks")).status, 200);
    const basic = `Basic ${Buffer.from(`${other.credentials.keyId}:${other.credentials.secret}`).toString("base64")}`;
    assert.equal((await caller(other, { authorization: basic })("GET", "/v1/webhooks")).status, 200);
  });
});
