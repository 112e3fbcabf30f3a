// What a call sends: built without sending, with fields of the caller's own, with headers, and set up from variables.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";

import { HELLO, TWILIO, clientOf, failure, service } from "./service.mjs";

const VERBS = { create: [{ userId: "ada", givenName: "Ada" }], link: ["ada", TWILIO], send: ["ada", HELLO] };

/** A client that keeps what it sends, with a service that takes it. */
function recorded(options = {}) {
  const { emulator } = service();
  const { keyId, secret } = emulator.credentials;
  const sent = [];
  const fetch = (url, init) => {
    sent.push({ url, ...init });
    return emulator.fetch(url, init);
  };
  return { emulator, sent, smooch: new Smooch({ keyId, secret, fetch, maxRetries: 0, ...options }) };
}

for (const [verb, args] of Object.entries(VERBS)) {
  test(`build.${verb} gives exactly what ${verb} sends`, async () => {
    const { sent, smooch } = recorded();
    if (verb !== "create") await smooch.create(VERBS.create[0]);
    const built = await smooch.build[verb](...args);
    await smooch[verb](...args);
    const { redirect, signal, ...request } = sent.at(-1);
    assert.deepEqual(built, request);
    assert.equal(redirect, "manual");
    assert.ok(signal instanceof AbortSignal);
  });

  test(`build.${verb} sends nothing`, async () => {
    const { emulator, smooch } = service();
    await smooch.build[verb](...args);
    assert.deepEqual(emulator.requests, []);
  });

  test(`build.${verb} refuses what ${verb} refuses`, async () => {
    const { smooch } = service();
    const wrong = [...args.slice(0, -1), { ...args.at(-1), nonsense: 1 }];
    const built = await failure(smooch.build[verb](...wrong));
    assert.deepEqual(built.toJSON(), (await failure(smooch[verb](...wrong))).toJSON());
  });
}

test("a built request can be sent by hand", async () => {
  const { emulator, smooch } = service();
  const { url, ...init } = await smooch.build.create({ userId: "ada" });
  assert.equal((await emulator.fetch(url, init)).status, 201);
});

test("extraBody goes into the body as it is", async () => {
  const { emulator, smooch } = service();
  await smooch.create({ userId: "ada", givenName: "Ada" }, { extraBody: { nickname: "Countess", nested: [{ a: 1 }] } });
  assert.deepEqual(emulator.requests[0].body, {
    userId: "ada",
    givenName: "Ada",
    nickname: "Countess",
    nested: [{ a: 1 }],
  });
});

test("a message of text goes without a type, with an override or not, as old code sends it", async () => {
  const { emulator, smooch } = service({ apiVersion: "v1.1" });
  await smooch.create({ userId: "ada" });
  const plain = { role: "appMaker", text: "Hello" };
  for (const message of [plain, { ...plain, override: { apple: { payload: {} } } }]) {
    const sent = await smooch.send("ada", message);
    assert.deepEqual(emulator.requests.at(-1).body, message);
    assert.deepEqual([sent.message.type, sent.message.text], ["text", "Hello"]);
  }
});

test("extraBody does not make up for a required field", async () => {
  const { smooch } = service();
  const error = await failure(smooch.create({}, { extraBody: { userId: "ada" } }));
  assert.equal(error.path, "userId");
});

test("a Date is sent as its ISO text", async () => {
  const { emulator, smooch } = service();
  await smooch.create({ userId: "ada", signedUpAt: new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6)) });
  assert.equal(emulator.requests[0].body.signedUpAt, "2026-01-02T03:04:05.006Z");
});

test("absent and undefined fields are not sent, and false, 0 and empty text are", async () => {
  const { emulator, smooch } = service();
  const properties = { zero: 0, no: false, empty: "" };
  await smooch.create({ userId: "ada", givenName: undefined, surname: "", properties });
  assert.deepEqual(emulator.requests[0].body, { userId: "ada", surname: "", properties });
});

test("a phone number is sent as + and digits", async () => {
  const { emulator, smooch } = service();
  await smooch.create({ userId: "ada" });
  await smooch.link("ada", { ...TWILIO, phoneNumber: "+1 514-555-5555" });
  assert.equal(emulator.requests.at(-1).body.phoneNumber, "+15145555555");
});

test("what the caller gave is not changed", async () => {
  const { smooch } = service();
  const user = Object.freeze({ userId: "ada", properties: Object.freeze({ plan: "pro" }) });
  const link = Object.freeze({ ...TWILIO, phoneNumber: "+1 514-555-5555" });
  await smooch.create(user);
  await smooch.link("ada", link);
  assert.equal(link.phoneNumber, "+1 514-555-5555");
});

test("headers of the client and of the call are sent, and the call's go first", async () => {
  const { emulator, smooch } = service({ headers: { "X-App": "client", "x-tenant": 7 } });
  await smooch.create({ userId: "ada" }, { headers: { "x-app": "call" } });
  const { headers } = emulator.requests[0];
  assert.deepEqual([headers["x-app"], headers["x-tenant"]], ["call", "7"]);
});

test("a request without a body has no content type", async () => {
  const { sent, smooch } = recorded();
  await smooch.create({ userId: "ada" });
  await smooch.users.get("ada");
  assert.deepEqual(
    sent.map(({ headers }) => [headers["content-type"], headers.accept]),
    [
      ["application/json", "application/json"],
      [undefined, "application/json"],
    ],
  );
});

test("fetch is called unbound, with a string and plain objects", async () => {
  let seen;
  const smooch = clientOf(function (...args) {
    seen = { self: this, args };
    return Promise.resolve(new Response("{}"));
  });
  await smooch.create({ userId: "ada" });
  const [url, init, ...more] = seen.args;
  assert.equal(seen.self, undefined);
  assert.equal(typeof url, "string");
  assert.deepEqual([Object.getPrototypeOf(init), Object.getPrototypeOf(init.headers)], Array(2).fill(Object.prototype));
  assert.equal(typeof init.body, "string");
  assert.deepEqual(more, []);
});

test("the global fetch is looked up at each call", async (context) => {
  const { emulator } = service();
  const { keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, maxRetries: 0 });
  context.mock.method(globalThis, "fetch", emulator.fetch);
  await smooch.create({ userId: "ada" });
  context.mock.method(globalThis, "fetch", () => Promise.resolve(new Response('{"another":1}')));
  assert.deepEqual(await smooch.create({ userId: "ada" }), { another: 1 });
});

test("fromEnv reads the five variables, an empty one counts as unset, and options go first", async (context) => {
  const { appId, keyId, secret } = createEmulator().credentials;
  const before = { ...process.env };
  context.after(() => (process.env = before));
  Object.assign(process.env, {
    SMOOCH_KEY_ID: keyId,
    SMOOCH_SECRET: `${secret}\n`,
    SMOOCH_APP_ID: appId,
    SMOOCH_BASE_URL: " ",
    SMOOCH_API_VERSION: "v1.1",
  });
  const url = async (options) => (await Smooch.fromEnv(options).build.create({ userId: "ada" })).url;
  assert.equal(await url(), `https://api.smooch.io/v1.1/apps/${appId}/appusers`);
  assert.equal(await url({ apiVersion: "v1", region: "eu" }), `https://api.eu-1.smooch.io/v1/apps/${appId}/appusers`);
  process.env.SMOOCH_BASE_URL = "http://localhost:4010/proxy/";
  assert.equal(await url(), `http://localhost:4010/proxy/v1.1/apps/${appId}/appusers`);
});

test("fromEnv without a key says what is missing", (context) => {
  const before = { ...process.env };
  context.after(() => (process.env = before));
  for (const name of ["SMOOCH_KEY_ID", "SMOOCH_SECRET"]) delete process.env[name];
  assert.throws(() => Smooch.fromEnv(), { name: "ValidationError", path: "keyId" });
});
