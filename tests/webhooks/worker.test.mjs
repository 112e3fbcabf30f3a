// From end to end, on real ports: a Worker in workerd that links, receives the webhooks of the emulator and answers with
// the outcome; secrets that are wrong, missing, or rotated meanwhile; a handler that fails; deliveries that come twice.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { packages } from "../../scripts/setup.mjs";
import { until } from "../client/clock.mjs";

const here = fileURLToPath(new URL("worker/", import.meta.url));
const runtimes = fileURLToPath(new URL("../runtimes", import.meta.url));
packages(runtimes);
const { Log, LogLevel, Miniflare } = await import(join(runtimes, "node_modules/miniflare/dist/src/index.js"));
const dist = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));

const WASM = "smooch_edge_bg.wasm";
const MODULES = [
  { type: "ESModule", path: "worker.mjs", contents: readFileSync(join(here, "worker.mjs"), "utf8") },
  { type: "ESModule", path: "smooch-edge", contents: readFileSync(join(dist, "workerd.mjs"), "utf8") },
  { type: "ESModule", path: "smooch-edge/webhooks", contents: readFileSync(join(dist, "webhooks.mjs"), "utf8") },
  { type: "CompiledWasm", path: WASM, contents: readFileSync(join(dist, WASM)) },
];

const TWILIO = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
const BOUNCES = { type: "mailgun", address: "bounce@example.com", confirmation: { type: "immediate" } };

/** The statuses that the emulator's attempts at a delivery were answered with. */
const statuses = ({ attempts }) => attempts.map(({ status }) => status);

/** An emulator and a Worker that know each other; the Worker's secrets are what `secrets` makes of the webhook's. */
async function start(
  context,
  { apiVersion = "v1.1", triggers = ["*"], secrets = (secret) => ({ SECRET: secret }), webhookBackoff = 20 } = {},
) {
  const emulator = createEmulator({ linkDelay: 0, webhookBackoff });
  const server = await serve(emulator);
  const { appId, keyId, secret } = emulator.credentials;
  const base = { port: 0, modules: MODULES, compatibilityDate: "2026-04-01", kvNamespaces: ["STORE"] };
  // What the handler throws is shown by workerd; here it is meant.
  const settings = { ...base, log: new Log(LogLevel.NONE), handleRuntimeStdio: () => {} };
  const bindings = { baseUrl: server.url, keyId, secret, appId, apiVersion };
  const miniflare = new Miniflare({ ...settings, bindings });
  context.after(async () => {
    emulator.reset();
    await miniflare.dispose();
    await server.close();
  });
  const url = await miniflare.ready;
  const webhook = await register(server.url, emulator.credentials, apiVersion, { target: `${url}webhooks`, triggers });
  const reload = (own) =>
    miniflare.setOptions({ ...settings, port: Number(url.port), bindings: { ...bindings, ...own } });
  await reload(secrets(webhook.secret));
  const store = await miniflare.getKVNamespace("STORE");
  return { emulator, webhook, url, store, reload };
}

/** Registers a webhook; gives it. In v2 it belongs to an integration. */
async function register(url, { appId, keyId, secret }, apiVersion, webhook) {
  const [path, body] =
    apiVersion === "v2" ? ["integrations", { type: "custom", webhooks: [webhook] }] : ["webhooks", webhook];
  const answer = await fetch(`${url}/${apiVersion}/apps/${appId}/${path}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${keyId}:${secret}`)}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const made = await answer.json();
  assert.equal(answer.status, 201, JSON.stringify(made));
  return made.webhook ?? made.integration.webhooks[0];
}

/** Asks the Worker for something; gives its answer. */
async function ask(url, path, body) {
  const answer = await fetch(`${url}${path}`, { method: "POST", body: JSON.stringify({ userId: "ada", ...body }) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}

/** Asks the Worker to link; gives the id of the user. */
const link = async (url, link) => (await ask(url, "link", { link })).user;

/** Asks the Worker what became of it. */
async function outcome(url, user, channel, state) {
  return (await fetch(`${url}outcome?${new URLSearchParams({ user, channel, state })}`)).json();
}

for (const apiVersion of ["v1", "v1.1", "v2"]) {
  test(`a Worker links, receives the webhooks and answers with the outcome, in ${apiVersion}`, async (context) => {
    const { emulator, url } = await start(context, { apiVersion });
    const user = await link(url, TWILIO);
    await emulator.settled();
    for (const state of ["matched", "linked"]) {
      const { outcome: told, times } = await outcome(url, user, "twilio", state);
      assert.deepEqual([told.user, told.channel, told.state, times >= 1], [user, "twilio", state, true]);
    }
    const { message } = await ask(url, "send", { text: "Hello, Ada." });
    await emulator.settled();
    const { outcome: sent } = await outcome(url, user, "twilio", "sent");
    assert.deepEqual([sent.user, sent.messages], [user, [message]]);
    for (const delivery of emulator.state.deliveries) assert.deepEqual(statuses(delivery), [200], delivery.trigger);
  });

  test(`a link that fails says so, with its error, in ${apiVersion}`, async (context) => {
    const { emulator, url } = await start(context, { apiVersion });
    const user = await link(url, BOUNCES);
    await emulator.settled();
    const { outcome: told } = await outcome(url, user, "mailgun", "failed");
    assert.equal(told.state, "failed");
    assert.equal(typeof told.error.code, "string");
  });
}

test("a handler that fails twice gets the event a third time", async (context) => {
  const { emulator, url, store } = await start(context, { triggers: ["link:success"] });
  await store.put("failures", "2");
  const user = await link(url, TWILIO);
  await emulator.settled();
  const [delivery] = emulator.state.deliveries;
  assert.deepEqual([statuses(delivery), delivery.status], [[500, 500, 200], "delivered"]);
  assert.equal((await outcome(url, user, "twilio", "linked")).times, 1);
});

test("what is delivered twice is handled once", async (context) => {
  const { emulator, url, webhook } = await start(context, { triggers: ["link:success"] });
  const user = await link(url, TWILIO);
  await emulator.settled();
  const [{ payload }] = emulator.state.deliveries;
  const headers = { "content-type": "application/json", "x-api-key": webhook.secret };
  for (let repeat = 0; repeat < 3; repeat++) {
    const answer = await fetch(`${url}webhooks`, { method: "POST", headers, body: JSON.stringify(payload) });
    assert.equal(answer.status, 200);
  }
  assert.equal((await outcome(url, user, "twilio", "linked")).times, 1);
});

const WRONG = {
  "a wrong secret": [() => ({ SECRET: "another" }), 409],
  "no secret in the Worker": [() => ({}), 500],
};
for (const [name, [secrets, status]] of Object.entries(WRONG)) {
  test(`${name}: nothing is handled, and the service goes on trying`, async (context) => {
    const { emulator, url } = await start(context, { triggers: ["link:success"], secrets });
    const user = await link(url, TWILIO);
    await emulator.settled();
    const [delivery] = emulator.state.deliveries;
    assert.deepEqual([statuses(delivery), delivery.status], [Array(5).fill(status), "failed"]);
    assert.deepEqual(await outcome(url, user, "twilio", "linked"), { outcome: null, times: 0 });
  });
}

test("a delivery without a secret is refused", async (context) => {
  const { url } = await start(context);
  const answer = await fetch(`${url}webhooks`, { method: "POST", body: '{"trigger":"link:success"}' });
  assert.equal(answer.status, 409);
});

test("the old secret and the new one are taken while they are rotated", async (context) => {
  for (const secrets of [
    (secret) => ({ SECRET: secret, NEXT_SECRET: "next" }),
    (secret) => ({ SECRET: "last", NEXT_SECRET: secret }),
  ]) {
    const { emulator, url } = await start(context, { triggers: ["link:success"], secrets });
    const user = await link(url, TWILIO);
    await emulator.settled();
    assert.deepEqual(statuses(emulator.state.deliveries[0]), [200]);
    assert.equal((await outcome(url, user, "twilio", "linked")).times, 1);
  }
});

test("a secret that arrives too late still gets the event", async (context) => {
  const secrets = () => ({ SECRET: "not yet" });
  // Long enough for the Worker to be loaded again before the last try.
  const place = await start(context, { triggers: ["link:success"], secrets, webhookBackoff: 1500 });
  const { emulator, url, webhook, reload } = place;
  const user = await link(url, TWILIO);
  await until(() => emulator.state.deliveries[0]?.attempts.length);
  await reload({ SECRET: webhook.secret });
  await emulator.settled();
  const [delivery] = emulator.state.deliveries;
  assert.equal(delivery.status, "delivered");
  assert.deepEqual([statuses(delivery)[0], statuses(delivery).at(-1)], [409, 200]);
  assert.equal((await outcome(url, user, "twilio", "linked")).times, 1);
});
