// In v2 a webhook belongs to a custom integration, which may be somebody else's. What is not ours is read and never written
// to; what is ours is known by its name, on every machine.

import assert from "node:assert/strict";
import { test } from "node:test";

import { clientOf, failure, service } from "./service.mjs";

const TARGET = "https://example.com/webhooks?token=7";
const wanted = { target: TARGET, triggers: ["client:update", "conversation:message"] };

/** A service whose clock is behind: what is made there is old enough for `ensure` to settle on it at once. */
const OLD = { now: () => Date.now() - 5000 };

/** A client of v2 and the operations of its requests; in the app is a vendor's bot, unless there is none. */
async function app({ bot = { target: "https://bot.example/events", triggers: ["conversation:message"] } } = {}) {
  const operations = [];
  const onRequest = ({ operation }) => operations.push(operation);
  const { appId } = service().emulator.credentials;
  const { emulator, smooch } = service({ apiVersion: "v2", appId, onRequest }, OLD);
  let vendor;
  if (bot) ({ integration: vendor } = await smooch.integrations.create(custom("Bot", bot)));
  operations.length = 0;
  return { emulator, smooch, operations, vendor };
}

const custom = (displayName, webhook) => ({ type: "custom", displayName, webhooks: [webhook] });

/** The custom integrations: their names, and the targets of their webhooks. */
async function customOf(smooch) {
  const found = [];
  for await (const { integrations } of smooch.integrations.list({ filter: { types: "custom" } }))
    found.push(...integrations);
  return found.map(({ displayName, webhooks }) => [displayName, ...webhooks.map(({ target }) => target)]);
}

const OURS = /^smooch-edge example\.com\/webhooks [0-9a-f]{8}$/;

for (const verb of ["create", "ensure"]) {
  test(`${verb} leaves the app's only custom integration alone, makes one of its own, and says which`, async () => {
    const { smooch, vendor } = await app();
    const before = vendor.webhooks;
    const { webhook, integrationId } = await smooch.webhooks[verb](wanted);
    assert.notEqual(integrationId, vendor.id);
    assert.deepEqual(await smooch.webhooks.list({ integrationId: vendor.id }), { webhooks: before });
    assert.deepEqual(await smooch.webhooks.list({ integrationId }), { webhooks: [webhook] });
    const [, [name, ...targets]] = await customOf(smooch);
    assert.match(name, OURS);
    assert.deepEqual(targets, [TARGET]);
  });

  test(`${verb} with an integrationId stays in that integration`, async () => {
    const { smooch, vendor } = await app();
    const integrationId = vendor.id;
    const [{ id }] = vendor.webhooks;
    await smooch.webhooks.delete(id, { integrationId });
    const made = await smooch.webhooks[verb](wanted, { integrationId });
    assert.equal(made.integrationId, integrationId);
    assert.deepEqual(await customOf(smooch), [["Bot", TARGET]]);
  });
}

test("each target has an integration of its own, and what tells them apart may be anywhere in the target", async () => {
  const { smooch } = await app({ bot: null });
  const long = `https://example.com/${"a".repeat(200)}`;
  const targets = [TARGET, "https://example.com/webhooks?token=8", "https://example.com/", long, `${long}b`];
  for (let times = 0; times < 2; times++) {
    for (const target of targets) await smooch.webhooks.ensure({ ...wanted, target });
  }
  const found = await customOf(smooch);
  assert.deepEqual(
    found.map(([, target]) => target),
    targets,
  );
  assert.equal(new Set(found.map(([name]) => name)).size, targets.length);
  for (const [name] of found) assert.ok(name.length <= 100 && !name.includes("token"), name);
});

test("a webhook that somebody made by hand for the target is kept as it is where it is as wanted", async () => {
  const { smooch, operations, vendor } = await app({
    bot: { ...wanted, target: "https://EXAMPLE.com/webhooks?token=7" },
  });
  const [webhook] = vendor.webhooks;
  assert.deepEqual(await smooch.webhooks.ensure(wanted), { webhook, integrationId: vendor.id });
  assert.deepEqual(operations, ["integrations.list"]);
});

test("where it differs, ensure changes nothing and names the integration; with its id it changes it", async () => {
  const { smooch, operations, vendor } = await app({ bot: { ...wanted, triggers: ["user:merge"] } });
  const error = await failure(smooch.webhooks.ensure(wanted));
  assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", "integrationId", "no"]);
  assert.match(error.message, new RegExp(`${vendor.id} \\(Bot\\)`));
  assert.deepEqual(operations, ["integrations.list"]);
  const integrationId = vendor.id;
  const { webhook } = await smooch.webhooks.ensure(wanted, { integrationId });
  assert.deepEqual([webhook.id, webhook.triggers], [vendor.webhooks[0].id, wanted.triggers]);
});

test("an integration of ours whose webhook somebody turned to another target is theirs now", async () => {
  const { smooch } = await app({ bot: null });
  const { webhook, integrationId } = await smooch.webhooks.ensure(wanted);
  const target = "https://elsewhere.example/";
  await smooch.webhooks.update(webhook.id, { target }, { integrationId });
  const again = await smooch.webhooks.ensure(wanted);
  assert.notEqual(again.integrationId, integrationId);
  assert.deepEqual(
    (await customOf(smooch)).map(([, target]) => target),
    [target, TARGET],
  );
});

test("an integration of ours that has lost its webhook gets one, and no other is made", async () => {
  const { smooch } = await app({ bot: null });
  const { webhook, integrationId } = await smooch.webhooks.ensure(wanted);
  await smooch.webhooks.delete(webhook.id);
  assert.equal((await smooch.webhooks.ensure(wanted)).integrationId, integrationId);
  assert.equal((await customOf(smooch)).length, 1);
});

test("list shows the webhooks of all custom integrations, and get, update and delete find the one they name", async () => {
  const { smooch, vendor } = await app();
  const { webhook } = await smooch.webhooks.ensure(wanted);
  assert.deepEqual(await smooch.webhooks.list(), { webhooks: [...vendor.webhooks, webhook] });
  assert.deepEqual(await smooch.webhooks.get(webhook.id), { webhook });
  const { webhook: changed } = await smooch.webhooks.update(webhook.id, { triggers: ["user:merge"] });
  assert.deepEqual(changed, { ...webhook, triggers: ["user:merge"] });
  await smooch.webhooks.delete(webhook.id);
  assert.deepEqual(await smooch.webhooks.list(), { webhooks: vendor.webhooks });
});

test("without any custom integration the list is empty, and what is named is not found", async () => {
  const { smooch } = await app({ bot: null });
  assert.deepEqual(await smooch.webhooks.list(), { webhooks: [] });
  const error = await failure(smooch.webhooks.delete("5ec0de5ec0de5ec0de5ec0de"));
  assert.deepEqual([error.name, error.code, error.sent], ["NotFoundError", "webhook_not_found", "no"]);
});

test("what is behind more than a page of other integrations is found", async () => {
  const { appId } = service().emulator.credentials;
  const integrations = Array.from({ length: 230 }, (_, index) => ({ type: "custom", displayName: `Bot ${index}` }));
  const { emulator, smooch } = service({ apiVersion: "v2", appId }, { ...OLD, integrations });
  const made = await smooch.webhooks.ensure(wanted);
  assert.deepEqual(await smooch.webhooks.ensure(wanted), made);
  assert.deepEqual(await smooch.webhooks.get(made.webhook.id), { webhook: made.webhook });
  assert.deepEqual(await smooch.webhooks.list(), { webhooks: [made.webhook] });
  assert.equal(emulator.state.integrations.length, 231);
});

/** The orders in which a service may list what was made in the same second: nobody says which one it is. */
const ORDERS = {
  "in the order of their making": (list) => list,
  "by their ids": (list) => list.toSorted((a, b) => ((a.id ?? a._id) < (b.id ?? b._id) ? -1 : 1)),
  "the newest first": (list) => list.toReversed(),
};

/** A machine of its own: its requests take a while, and lists come in an order. */
function machine(emulator, apiVersion, order, latency) {
  const { keyId, secret, appId } = emulator.credentials;
  const fetch = async (url, init) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * latency));
    const response = await emulator.fetch(url, init);
    if (init.method !== "GET") return response;
    const { integrations, webhooks, ...more } = await response.json();
    return Response.json({
      ...(integrations && { integrations: order(integrations) }),
      ...(webhooks && { webhooks: order(webhooks) }),
      ...more,
    });
  };
  return clientOf(fetch, { apiVersion, keyId, secret, ...(apiVersion === "v2" && { appId }), maxRetries: 2 });
}

const TRIGGERS = { v1: ["link:success"], "v1.1": ["client:add"], v2: ["client:update"] };

for (const version of Object.keys(TRIGGERS)) {
  for (const [name, order] of Object.entries(ORDERS)) {
    test(`${version}: twenty machines at once agree on one webhook, and nobody fails (listed ${name})`, async () => {
      const { emulator } = service();
      const body = { target: TARGET, triggers: TRIGGERS[version] };
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => machine(emulator, version, order, 60).webhooks.ensure(body)),
      );
      const [{ _id, secret }, ...more] = emulator.state.webhooks;
      assert.deepEqual(more, []);
      for (const { webhook } of answers) assert.deepEqual([webhook.id ?? webhook._id, webhook.secret], [_id, secret]);
      assert.equal(
        emulator.state.integrations.filter(({ type }) => type === "custom").length,
        version === "v2" ? 1 : 0,
      );
    });
  }

  test(`${version}: machines that come one after another within two seconds all have the secret that counts`, async () => {
    const { emulator } = service();
    const body = { target: TARGET, triggers: TRIGGERS[version] };
    const order = ORDERS["by their ids"];
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 150));
        return machine(emulator, version, order, 250).webhooks.ensure(body);
      }),
    );
    const [{ secret }, ...more] = emulator.state.webhooks;
    assert.deepEqual(more, []);
    for (const { webhook } of answers) assert.equal(webhook.secret, secret);
  });
}

test("v2: two machines at once leave one integration, and list goes on working, in twenty of twenty", async () => {
  const trials = Array.from({ length: 20 }, async () => {
    const { emulator } = service();
    const two = [0, 1].map(() => machine(emulator, "v2", ORDERS["by their ids"], 20));
    const [a, b] = await Promise.all(two.map((one) => one.webhooks.ensure(wanted)));
    assert.deepEqual(a, b);
    assert.deepEqual(await two[0].webhooks.list(), { webhooks: [a.webhook] });
    assert.equal(emulator.state.integrations.filter(({ type }) => type === "custom").length, 1);
  });
  await Promise.all(trials);
});
