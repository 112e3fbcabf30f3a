// What the credentials and the address of a client may be, as far as a good one shows it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";

import { HELLO, clientOf } from "./service.mjs";

/** The scope that the token of a client has. */
async function scopeOf(options) {
  const { headers } = await clientOf(undefined, options).build.create({ userId: "ada" });
  return JSON.parse(Buffer.from(headers.authorization.split(".")[1], "base64url")).scope;
}

test("the scope of a token is that of its key", async () => {
  assert.equal(await scopeOf({ keyId: "app_1" }), "app");
  assert.equal(await scopeOf({ keyId: "int_1" }), "integration");
  assert.equal(await scopeOf({ keyId: "int_1", scope: "integration" }), "integration");
  assert.equal(await scopeOf({ keyId: "act_1", scope: "account", appId: "5ec0de" }), "account");
  assert.equal(await scopeOf({ keyId: "anything" }), "app");
});

test("with allowHttp another machine may be called over http", async () => {
  const options = { baseUrl: "http://emulator:4010", allowHttp: true };
  const { url } = await clientOf(undefined, options).build.send("ada", HELLO);
  assert.equal(url, "http://emulator:4010/v1/appusers/ada/messages");
});

test("fromEnv reads the variables that are passed", async () => {
  const env = { SMOOCH_KEY_ID: "app_1", SMOOCH_SECRET: "s3cret", SMOOCH_API_VERSION: "v1.1", OTHER: {} };
  const { url } = await Smooch.fromEnv({}, env).build.send("ada", HELLO);
  assert.equal(url, "https://api.smooch.io/v1.1/appusers/ada/messages");
});

test("fromEnv says how to pass the variables where there is no process.env", (context) => {
  const { process } = globalThis;
  context.after(() => Object.defineProperty(globalThis, "process", { value: process, configurable: true }));
  Object.defineProperty(globalThis, "process", { value: undefined, configurable: true });
  let error;
  try {
    Smooch.fromEnv();
  } catch (thrown) {
    error = thrown;
  }
  const whole = Smooch.fromEnv({ keyId: "app_1", secret: "s3cret" });
  Object.defineProperty(globalThis, "process", { value: process, configurable: true });
  assert.equal(error?.name, "ValidationError");
  assert.match(error.message, /Smooch\.fromEnv\(\{\}, env\)\.$/);
  assert.ok(whole instanceof Smooch);
});
