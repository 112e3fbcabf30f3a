// The errors that a user meets: their classes, their words, and what they never show.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import * as esm from "smooch-edge";

import cjs from "../../pkg/dist/index.cjs";
import { HELLO, TWILIO, clientOf, failure, service } from "./service.mjs";

const { Smooch, SmoochError } = esm;

const user = { userId: "ada" };
const answer = (status, body, headers) => async () =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
const never = () => new Promise(() => {});

test("the two copies of the package are two", () => {
  assert.notEqual(cjs.SmoochError, esm.SmoochError);
  assert.notEqual(cjs.Smooch, esm.Smooch);
});

for (const [name, mine, other] of [
  ["CommonJS", cjs, esm],
  ["ESM", esm, cjs],
]) {
  test(`SmoochError.is knows an error of another copy, made by ${name}`, async () => {
    const smooch = new mine.Smooch({ keyId: "app_1", secret: "s", fetch: answer(404, {}), maxRetries: 0 });
    const error = await failure(smooch.create(user));
    assert.ok(!(error instanceof other.SmoochError));
    assert.ok(other.SmoochError.is(error) && mine.SmoochError.is(error));
  });
}

test("SmoochError.is refuses everything else", () => {
  for (const value of [undefined, null, 7, "no", {}, new Error("no"), { name: "SmoochError" }, () => {}]) {
    assert.equal(SmoochError.is(value), false);
  }
});

/** Each class with the class above it. */
const TREE = {
  ValidationError: "SmoochError",
  ConnectionError: "SmoochError",
  TimeoutError: "SmoochError",
  AbortError: "SmoochError",
  ResponseError: "SmoochError",
  ApiError: "SmoochError",
  BadRequestError: "ApiError",
  AuthenticationError: "ApiError",
  PaymentRequiredError: "ApiError",
  PermissionError: "ApiError",
  NotFoundError: "ApiError",
  ConflictError: "ApiError",
  PayloadTooLargeError: "ApiError",
  LockedError: "ApiError",
  RateLimitError: "ApiError",
  ServerError: "ApiError",
};

test("the classes form a tree under Error", () => {
  for (const [name, parent] of Object.entries(TREE)) {
    assert.equal(Object.getPrototypeOf(esm[name]), esm[parent], name);
  }
  assert.equal(Object.getPrototypeOf(SmoochError), Error);
});

/** The class of each status. */
const STATUSES = [
  [400, "BadRequestError"],
  [401, "AuthenticationError"],
  [402, "PaymentRequiredError"],
  [403, "PermissionError"],
  [404, "NotFoundError"],
  [405, "ApiError"],
  [408, "ApiError"],
  [409, "ConflictError"],
  [413, "PayloadTooLargeError"],
  [418, "ApiError"],
  [423, "LockedError"],
  [429, "RateLimitError"],
  [500, "ServerError"],
  [502, "ServerError"],
  [503, "ServerError"],
  [504, "ServerError"],
  [599, "ServerError"],
];

for (const [status, name] of STATUSES) {
  test(`a ${status} is a ${name}, and an ApiError, a SmoochError and an Error too`, async () => {
    const error = await failure(clientOf(answer(status, {})).create(user));
    assert.deepEqual([error.name, error.constructor, error.status], [name, esm[name], status]);
    for (const type of [esm[name], esm.ApiError, SmoochError, Error]) assert.ok(error instanceof type);
  });
}

for (const [status, concerns] of [
  [400, "request"],
  [401, "account"],
  [402, "account"],
  [403, "account"],
  [404, "request"],
  [413, "request"],
  [429, "request"],
  [500, "request"],
]) {
  test(`a ${status} concerns the ${concerns}`, async () => {
    const error = await failure(clientOf(answer(status, {})).create(user));
    assert.deepEqual([error.concerns, error.toJSON().concerns], [concerns, concerns]);
  });
}

test("no token concerns the account, a body that is refused the request", async () => {
  const token = { keyId: undefined, secret: undefined, token: () => "" };
  assert.equal((await failure(clientOf(answer(201, {}), token).create(user))).concerns, "account");
  assert.equal((await failure(clientOf(answer(201, {})).create({ userId: 7 }))).concerns, "request");
});

test("the message says what the service said", async () => {
  const { smooch } = service();
  const error = await failure(smooch.link("nobody", TWILIO));
  assert.equal(error.message, `404 ${error.code}: ${error.description}.`);
  assert.match(error.stack, /^NotFoundError: 404 /);
});

test("an error names the operation and its path without the ids", async () => {
  const { smooch } = service({ apiVersion: "v1.1", appId: "5ec0de5ec0de5ec0de5ec0de" });
  const { operation, endpoint } = await failure(smooch.channels.unlink("nobody", "twilio"));
  assert.deepEqual(
    [operation, endpoint],
    ["channels.unlink", "DELETE /v1.1/apps/{appId}/appusers/{userId}/channels/{channel}"],
  );
});

test("headers are a plain object in lower case, without cookies", async () => {
  const headers = { "X-Request-Id": "r-1", "Set-Cookie": "session=s3cret", "X-Smooch-App-Id": "5ec0de" };
  const error = await failure(clientOf(answer(403, {}, headers)).create(user));
  assert.equal(error.requestId, "r-1");
  assert.deepEqual([error.headers["x-request-id"], error.headers["x-smooch-app-id"]], ["r-1", "5ec0de"]);
  assert.equal(error.headers["set-cookie"], undefined);
  assert.equal(Object.getPrototypeOf(error.headers), Object.prototype);
});

for (const [what, headers] of [
  ["an empty header", new Headers({ "x-request-id": "" })],
  ["a mock that gives an empty text for every header", { get: () => "" }],
  ["a mock that gives a number for every header", { get: () => 7 }],
  ["no header", new Headers()],
]) {
  test(`a response without an id of the request gives none: ${what}`, async () => {
    const told = [];
    const clientFor = (status) => {
      const fetch = async () => ({ status, headers, text: async () => "{}" });
      return clientOf(fetch, { onResponse: ({ requestId }) => told.push(requestId) });
    };
    const error = await failure(clientFor(403).create(user));
    assert.equal(error.status, 403);
    assert.ok(!error.requestId);
    assert.ok(!("requestId" in error.toJSON()));
    const { status, requestId } = await clientFor(201).create(user).withResponse();
    assert.deepEqual([status, requestId], [201, undefined]);
    assert.deepEqual(told, [undefined, undefined]);
  });
}

test("a 401 is answered with one new token, and a second one is the error", async () => {
  const tokens = [];
  const fetch = async (_, { headers }) => {
    tokens.push(headers.authorization);
    return new Response('{"error":{"code":"invalid_auth","description":"Invalid JWT"}}', { status: 401 });
  };
  const error = await failure(clientOf(fetch).create(user));
  assert.deepEqual([error.name, error.code, error.attempts], ["AuthenticationError", "invalid_auth", 2]);
  assert.equal(tokens.length, 2);
});

test("after a 401 the new token is signed at the clock of that moment, and the call succeeds", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 1_790_000_000_000 });
  const tokens = [];
  const fetch = async (_, { headers }) => {
    tokens.push(JSON.parse(Buffer.from(headers.authorization.split(".")[1], "base64url")).exp);
    context.mock.timers.setTime(1_790_000_100_000);
    return new Response('{"a":1}', { status: tokens.length === 1 ? 401 : 200 });
  };
  const smooch = clientOf(fetch);
  assert.deepEqual(await smooch.create(user), { a: 1 });
  await smooch.create(user);
  assert.deepEqual(tokens, [1_790_000_600, 1_790_000_700, 1_790_000_700]);
});

for (const [name, options] of [
  ["Basic", { auth: "basic" }],
  ["a given token", { keyId: undefined, secret: undefined, token: "t" }],
]) {
  test(`a 401 to ${name} is the error at once`, async () => {
    const error = await failure(clientOf(answer(401, {}), options).create(user));
    assert.deepEqual([error.name, error.attempts], ["AuthenticationError", 1]);
  });
}

/** What must never be shown: credentials, and what is personal. */
const HIDDEN = {
  keyId: "app_6b6579206964",
  secret: "the secret of the key",
  token: "a-token-of-the-caller",
  userId: "user+7/of mine",
  phoneNumber: "+15145550199",
  address: "somebody@example.org",
  text: "What I have to say",
};

const credentials = { keyId: HIDDEN.keyId, secret: HIDDEN.secret };

/** All the ways in which a developer looks at a value; the cause of an error is the runtime's own. */
function looks(value) {
  return [
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    inspect(value),
    JSON.stringify(value) ?? "",
    `${value}`,
    value.stack ?? "",
    JSON.stringify({ ...value }),
  ].join("\n");
}

function assertHides(shown) {
  const basic = Buffer.from(`${HIDDEN.keyId}:${HIDDEN.secret}`).toString("base64");
  for (const hidden of [
    ...Object.values(HIDDEN),
    basic,
    encodeURIComponent(HIDDEN.userId),
    HIDDEN.phoneNumber.slice(1),
    "eyJ", // how every JWT begins
  ]) {
    assert.ok(!shown.includes(hidden), `${hidden} is shown:\n${shown}`);
  }
}

test("inspecting, logging or serialising a client shows nothing of what is in it", async () => {
  for (const options of [credentials, { ...credentials, auth: "basic" }, { token: HIDDEN.token }]) {
    const smooch = new Smooch({ ...options, fetch: answer(200, {}) });
    await smooch.create(user);
    assertHides(looks(smooch));
    assertHides(looks(smooch.users));
  }
});

const link = { ...TWILIO, phoneNumber: HIDDEN.phoneNumber };
const mail = { type: "mailgun", address: HIDDEN.address, confirmation: { type: "immediate" } };

/** Every kind of error, with the calls that carry what is hidden. */
const CASES = [
  ["ApiError", answer(418, {})],
  ["ConflictError", answer(409, { error: { code: "conflict", description: "User already exists" } })],
  ["ServerError", answer(500, "<html>")],
  ["ConnectionError", () => Promise.reject(new TypeError("fetch failed"))],
  ["TimeoutError", never],
  ["ResponseError", answer(200, "[]")],
  ["AbortError", never, { signal: AbortSignal.abort() }],
];

for (const [name, fetch, options] of CASES) {
  test(`a logged ${name} shows no secret, nothing personal and no filled path`, async () => {
    // Short only where the time is to end it: a busy machine may take 20 ms to sign.
    const timeout = fetch === never ? 20 : undefined;
    const smooch = new Smooch({ ...credentials, fetch, maxRetries: 0, timeout });
    for (const call of [
      () => smooch.create({ userId: HIDDEN.userId, email: HIDDEN.address }, options),
      () => smooch.link(HIDDEN.userId, link, options),
      () => smooch.link(HIDDEN.userId, mail, options),
      () => smooch.send(HIDDEN.userId, { ...HELLO, text: HIDDEN.text }, options),
      () => smooch.users.get(HIDDEN.userId, options),
    ]) {
      const error = await failure(call());
      assert.equal(error.name, name);
      assertHides(looks(error));
    }
  });
}

test("a logged ValidationError shows no secret and nothing personal", async () => {
  const smooch = new Smooch({ ...credentials, fetch: never });
  const wrong = { [HIDDEN.phoneNumber]: 1 };
  for (const call of [
    async () => new Smooch({ ...credentials, baseUrl: `http://${HIDDEN.secret}@example.com` }),
    async () => new Smooch({ keyId: HIDDEN.keyId, auth: "basic" }),
    async () => new Smooch({ ...credentials, token: HIDDEN.token }),
    async () => new Smooch({ token: `${HIDDEN.token}\n` }),
    () => smooch.create({ userId: [HIDDEN.userId] }),
    () => smooch.link(HIDDEN.userId, { ...link, phoneNumber: HIDDEN.phoneNumber.slice(1) }),
    () => smooch.link(HIDDEN.userId, { ...mail, address: HIDDEN.address.replace("@", " at ") }),
    () => smooch.send(HIDDEN.userId, { ...HELLO, text: { [HIDDEN.text]: wrong } }),
    () => smooch.send(HIDDEN.userId, HIDDEN.text),
    () => smooch.send({ id: HIDDEN.userId }, { ...HELLO, role: 7 }),
  ]) {
    const error = await failure(call());
    assert.equal(error.name, "ValidationError");
    assertHides(looks(error));
  }
});

test("toJSON has what can be logged and branched on, and neither headers nor cause", async () => {
  const error = await failure(clientOf(answer(409, {}, { "x-request-id": "r-1" })).create(user));
  assert.deepEqual(JSON.parse(JSON.stringify(error)), {
    name: "ConflictError",
    message: "409 http_409: The service gave no description.",
    concerns: "request",
    code: "http_409",
    sent: "no",
    retryable: false,
    attempts: 1,
    operation: "create",
    endpoint: "POST /v1/appusers",
    status: 409,
    requestId: "r-1",
  });
});
