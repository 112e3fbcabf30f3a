// `doctor`: says which of key, scope, app, host and version is wrong, and what to set.

import assert from "node:assert/strict";
import { test } from "node:test";

import { place } from "./program.mjs";

test("Where all is right it ends with 0 and lists integrations and webhooks, without secrets", async (context) => {
  const { run, env, emulator } = await place(context);
  await run(["webhooks.create", "target=https://example.com/w", 'triggers:=["message:appUser"]']);
  for (const version of ["v1", "v1.1", "v2"]) {
    const { code, stdout } = await run(["doctor"], { env: { ...env, SMOOCH_API_VERSION: version } });
    assert.equal(code, 0, stdout);
    assert.doesNotMatch(stdout, /^NO/m);
    assert.match(stdout, new RegExp(`^ok {2}version {2}${version}$`, "m"));
    assert.match(stdout, /^Integrations: \d+\n.*twilio/m);
  }
  const { stdout } = await run(["doctor"]);
  assert.match(stdout, /https:\/\/example\.com\/w/);
  const [{ secret }] = emulator.state.webhooks;
  assert.ok(secret && !stdout.includes(secret));
  const { ok, findings, integrations, webhooks } = JSON.parse((await run(["doctor", "--json"])).stdout);
  assert.equal(ok, true);
  assert.deepEqual([findings.length, integrations.length > 1, webhooks.length], [6, true, 1]);
});

test("What is wrong is named, with what to set", async (context) => {
  const { run, env } = await place(context);
  for (const [wrong, says] of [
    [{ SMOOCH_SECRET: "another" }, /^NO {2}secret .*SMOOCH_KEY_ID and SMOOCH_SECRET/m],
    [{ SMOOCH_SECRET: "" }, /^NO {2}secret .*SMOOCH_SECRET is not set/m],
    [{ SMOOCH_KEY_ID: "" }, /^NO {2}key .*SMOOCH_KEY_ID is not set/m],
    [{ SMOOCH_KEY_ID: "key_1" }, /^NO {2}scope .*app_, act_, svc_ or int_/m],
    [{ SMOOCH_APP_ID: "5ec0de5ec0de5ec0de5ec0d0" }, /^NO {2}scope .*SMOOCH_APP_ID/m],
    [{ SMOOCH_API_VERSION: "v2", SMOOCH_APP_ID: "" }, /^NO {2}app .*v2 needs the id of the app/m],
    [{ SMOOCH_BASE_URL: "http://127.0.0.1:1" }, /^NO {2}host .*Check SMOOCH_BASE_URL/m],
    [{ SMOOCH_BASE_URL: "http://example.com" }, /^NO {2}options .*https/m],
  ]) {
    const { code, stdout, stderr } = await run(["doctor", "--max-retries", "0"], { env: { ...env, ...wrong } });
    assert.equal(code, 1, stdout + stderr);
    assert.match(stdout, says);
  }
});

test("A version that is not there: the one that is, is named", async (context) => {
  const { run, emulator, env } = await place(context);
  emulator.faults.add({ match: { path: "/v2/**" }, status: 404, times: "always" });
  const { code, stdout } = await run(["doctor"], { env: { ...env, SMOOCH_API_VERSION: "v2" } });
  assert.equal(code, 1);
  assert.match(stdout, /^NO {2}version .*set SMOOCH_API_VERSION=v1\.1/m);
});

test("A key of the account works with its app, and says that it needs one", async (context) => {
  const { run, env } = await place(context, { app: { keyId: "act_5ec0de5ec0de5ec0de5ec0df" } });
  const { code, stdout } = await run(["doctor"]);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^ok {2}scope {4}account$/m);
  assert.equal((await run(["create", "userId=ada"])).code, 0);
  const none = await run(["doctor"], { env: { ...env, SMOOCH_APP_ID: "" } });
  assert.match(none.stdout, /^NO {2}app .*a key of the account needs the id of the app/m);
});

test("An id and a secret that are swapped: the secret does not show", async (context) => {
  const { run, env } = await place(context);
  const swapped = { ...env, SMOOCH_KEY_ID: env.SMOOCH_SECRET, SMOOCH_SECRET: env.SMOOCH_KEY_ID };
  for (const form of [[], ["--json"]]) {
    // `run` refuses an output that has the secret.
    const { code, stdout } = await run(["doctor", ...form], { env: swapped });
    assert.equal(code, 1);
    assert.match(stdout, /app_, act_, svc_ or int_/);
  }
});

test("All integrations are listed, not the first page only", async (context) => {
  const { run, env } = await place(context);
  const { Smooch } = await import("smooch-edge");
  const smooch = Smooch.fromEnv({ apiVersion: "v2" }, env);
  for (let number = 0; number < 26; number++)
    await smooch.integrations.create({ type: "viber", token: "t", displayName: `Own${number}` });
  const { stdout } = await run(["doctor", "--json", "--api-version", "v2"]);
  const own = JSON.parse(stdout).integrations.filter(({ name }) => /^Own\d/.test(name));
  assert.equal(own.length, 26);
});

test("Webhooks that cannot be read are a finding among the others", async (context) => {
  const { run, emulator } = await place(context);
  emulator.faults.add({ match: { operation: "webhooks.list" }, status: 403, times: "always" });
  const { code, stdout } = await run(["doctor"]);
  assert.equal(code, 1);
  assert.match(stdout, /^ok {2}secret/m);
  assert.match(stdout, /^NO {2}webhooks They cannot be read/m);
});
