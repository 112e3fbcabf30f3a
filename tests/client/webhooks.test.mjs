// Managing webhooks, on all versions.

import assert from "node:assert/strict";
import { test } from "node:test";

import { stopClock, until } from "./clock.mjs";
import { clientOf, failure, service } from "./service.mjs";

const TARGET = "https://example.com/webhooks";

/** What a webhook may be registered for in each version. */
const TRIGGERS = {
  v1: ["link:success", "message:appUser"],
  "v1.1": ["client:add", "message:delivery:failure"],
  v2: ["client:update", "conversation:message"],
};

/** A service whose clock is behind: what is made there is old enough for `ensure` to settle on it at once. */
const OLD = { now: () => Date.now() - 5000 };

/** A client of a version, with the operation and the body of every request that it makes. */
function of(apiVersion, options = {}, settings = OLD) {
  const requests = [];
  const onRequest = ({ operation, body }) => requests.push({ operation, body: body && JSON.parse(body) });
  const { appId } = service().emulator.credentials;
  const { emulator, smooch } = service({ apiVersion, appId, onRequest, verboseHooks: true, ...options }, settings);
  return { emulator, smooch, requests, operations: () => requests.map(({ operation }) => operation) };
}

const idOf = (webhook) => webhook.id ?? webhook._id;

/** The operation that creates a webhook where no integration is named. */
const creating = (version) => (version === "v2" ? "integrations.create" : "webhooks.create");

/** The custom integrations of an emulator. */
const customIn = (emulator) => emulator.state.integrations.filter(({ type }) => type === "custom");

for (const version of Object.keys(TRIGGERS)) {
  const [first, second] = TRIGGERS[version];
  const wanted = { target: TARGET, triggers: [first, second] };

  test(`${version}: a webhook is created, listed, read, changed and removed`, async () => {
    const { emulator, smooch } = of(version);
    const { webhook } = await smooch.webhooks.create(wanted);
    assert.deepEqual([webhook.target, webhook.triggers], [TARGET, [first, second]]);
    assert.ok(webhook.secret);
    assert.deepEqual(await smooch.webhooks.list(), { webhooks: [webhook] });
    const id = idOf(webhook);
    assert.deepEqual(await smooch.webhooks.get(id), { webhook });
    const changed = await smooch.webhooks.update(id, { triggers: [first] });
    assert.deepEqual(changed, { webhook: { ...webhook, triggers: [first] } });
    assert.deepEqual(await smooch.webhooks.delete(id), {});
    assert.deepEqual(emulator.state.webhooks, []);
    const gone = await failure(smooch.webhooks.get(id));
    assert.deepEqual([gone.name, gone.operation, gone.sent], ["NotFoundError", "webhooks.get", "no"]);
  });

  for (const [name, body, path] of [
    ["without a target", { triggers: [first] }, "target"],
    ["without any trigger", { target: TARGET, triggers: [] }, "triggers"],
    ["with a slip in a name", { ...wanted, trigger: first }, "trigger"],
    ["of another version", { ...wanted, [version === "v2" ? "includeClient" : "includeFullUser"]: true }],
  ]) {
    test(`${version}: a webhook ${name} is refused before anything is sent`, async () => {
      const { smooch, operations } = of(version);
      for (const verb of ["create", "ensure"]) {
        const error = await failure(smooch.webhooks[verb](body));
        assert.equal(error.name, "ValidationError", error.message);
        if (path) assert.equal(error.path, path);
      }
      assert.deepEqual(operations(), []);
    });
  }

  test(`${version}: a create whose answer was lost is not repeated`, async () => {
    const { emulator, smooch, operations } = of(version, { maxRetries: 2 });
    await smooch.webhooks.create({ ...wanted, target: `${TARGET}/other` });
    const before = operations().length;
    emulator.faults.add({ match: { operation: creating(version) }, phase: "after", reset: true });
    const error = await failure(smooch.webhooks.create(wanted));
    assert.deepEqual([error.name, error.sent, error.attempts], ["ConnectionError", "maybe", 1]);
    const made = operations().slice(before);
    assert.equal(made.filter((operation) => operation === creating(version)).length, 1);
    assert.equal(emulator.state.webhooks.length, 2);
  });

  test(`${version}: changing and removing are repeated`, async () => {
    const { emulator, smooch } = of(version, { maxRetries: 2 });
    const id = idOf((await smooch.webhooks.create(wanted)).webhook);
    emulator.faults.add({ match: { operation: "webhooks.update" }, phase: "after", reset: true });
    await smooch.webhooks.update(id, { triggers: [second] });
    assert.deepEqual(emulator.state.webhooks[0].triggers, [second]);
    emulator.faults.add({ match: { operation: "webhooks.delete" }, phase: "before", reset: true });
    await smooch.webhooks.delete(id);
    assert.deepEqual(emulator.state.webhooks, []);
  });

  test(`${version}: ensure leaves one webhook, however often it is called`, async () => {
    const { emulator, smooch, operations } = of(version);
    const ensured = await smooch.webhooks.ensure(wanted);
    const { webhook } = ensured;
    assert.deepEqual([webhook.target, webhook.triggers], [TARGET, [first, second]]);
    const before = operations().length;
    for (const triggers of [
      [second, first],
      [first, second, first],
    ]) {
      assert.deepEqual(await smooch.webhooks.ensure({ target: TARGET, triggers }), ensured);
    }
    const read = version === "v2" ? "integrations.list" : "webhooks.list";
    assert.deepEqual(operations().slice(before), [read, read]);
    assert.equal(emulator.state.webhooks.length, 1);
  });

  test(`${version}: ensure changes one that differs, and leaves alone those with another target`, async () => {
    const { emulator, smooch } = of(version);
    const other = { ...wanted, target: `${TARGET}/other` };
    await smooch.webhooks.create(other);
    const { webhook, ...place } = await smooch.webhooks.create({ ...wanted, triggers: [first] });
    const ensured = await smooch.webhooks.ensure(wanted);
    assert.deepEqual(ensured, { webhook: { ...webhook, triggers: [first, second] }, ...place });
    const more = version === "v1" ? {} : { [version === "v2" ? "includeFullUser" : "includeFullAppUser"]: true };
    await smooch.webhooks.ensure({ ...wanted, ...more });
    assert.deepEqual(
      emulator.state.webhooks.map(({ target, triggers, includeFullAppUser }) => [target, triggers, includeFullAppUser]),
      [
        [other.target, [first, second], false],
        [TARGET, [first, second], version !== "v1"],
      ],
    );
  });

  test(`${version}: ensure removes what is too many with the target, and keeps the oldest`, async () => {
    const { emulator, smooch } = of(version);
    for (const triggers of [[first], [second]]) await smooch.webhooks.create({ ...wanted, triggers });
    await smooch.webhooks.create({ ...wanted, target: "HTTPS://Example.com:443/webhooks" });
    const [{ _id: id }] = emulator.state.webhooks;
    const { webhook } = await smooch.webhooks.ensure(wanted);
    assert.deepEqual([idOf(webhook), webhook.target, webhook.triggers], [id, TARGET, [first, second]]);
    assert.deepEqual(
      emulator.state.webhooks.map((one) => one._id),
      [id],
    );
    assert.equal(customIn(emulator).length, version === "v2" ? 1 : 0);
  });

  for (const [name, fault] of [
    ["lost before it was done", { phase: "before", reset: true }],
    ["done, and its answer lost", { phase: "after", reset: true }],
    ["done, and its answer cut short", { cutAt: 5 }],
    ["done, and answered with 500", { phase: "after", status: 500 }],
    ["silent", { phase: "after", silence: true }],
  ]) {
    test(`${version}: ensure finds what a create made that was ${name}`, async (context) => {
      const { emulator, smooch, operations } = of(version, { timeout: 400 });
      const clock = stopClock(context);
      emulator.faults.add({ match: { operation: creating(version) }, ...fault });
      const ensured = smooch.webhooks.ensure(wanted);
      if (fault.silence) {
        await until(() => operations().includes(creating(version)) && emulator.state.webhooks.length === 1);
        await clock.pass(400);
      }
      if (fault.phase === "before") assert.equal((await failure(ensured)).sent, "maybe");
      else await ensured;
      await smooch.webhooks.ensure(wanted);
      assert.equal(emulator.state.webhooks.length, 1);
      assert.equal(customIn(emulator).length, version === "v2" ? 1 : 0);
    });
  }

  test(`${version}: what the service refuses is the error of ensure`, async () => {
    const { emulator, smooch, operations } = of(version, { maxRetries: 2 });
    const error = await failure(smooch.webhooks.ensure({ ...wanted, target: "ftp://example.com" }));
    assert.deepEqual([error.name, error.sent], ["BadRequestError", "no"]);
    assert.equal(operations().filter((operation) => operation.endsWith(".create")).length, 1);
    assert.deepEqual(emulator.state.webhooks, []);
  });

  test(`${version}: ensure heeds its signal and its deadline`, async () => {
    const { emulator, smooch } = of(version);
    const aborted = await failure(smooch.webhooks.ensure(wanted, { signal: AbortSignal.abort(new Error("enough")) }));
    assert.deepEqual([aborted.name, aborted.sent, aborted.cause.message], ["AbortError", "no", "enough"]);
    await smooch.webhooks.create(wanted);
    const operation = version === "v2" ? "integrations.list" : "webhooks.list";
    emulator.faults.add({ match: { operation }, silence: true, times: "always" });
    const from = performance.now();
    const late = await failure(smooch.webhooks.ensure(wanted, { deadline: 100 }));
    assert.equal(late.name, "TimeoutError");
    assert.ok(performance.now() - from < 20_000);
  });
}

test("a trigger that this package does not know is passed on", async () => {
  const { smooch } = of("v1.1");
  const { webhook } = await smooch.webhooks.create({ target: TARGET, triggers: ["conversation:paused"] });
  assert.deepEqual(webhook.triggers, ["conversation:paused"]);
});

test("in v1 the triggers may be left out, and ensure does not touch them", async () => {
  const { smooch } = of("v1");
  const { webhook } = await smooch.webhooks.create({ target: TARGET });
  assert.deepEqual(webhook.triggers, ["message"]);
  assert.deepEqual(await smooch.webhooks.ensure({ target: TARGET }), { webhook });
});

test("ensure takes no webhook of another version for its own: that brings other events", async () => {
  const { emulator, smooch } = of("v1.1");
  const { keyId, secret } = emulator.credentials;
  const wanted = { target: TARGET, triggers: TRIGGERS["v1.1"] };
  await clientOf(emulator.fetch, { keyId, secret }).webhooks.create({ target: TARGET, triggers: ["message"] });
  await smooch.webhooks.ensure(wanted);
  await smooch.webhooks.ensure(wanted);
  assert.deepEqual(
    emulator.state.webhooks.map(({ version, triggers }) => [version, triggers]),
    [
      ["v1", ["message"]],
      ["v1.1", wanted.triggers],
    ],
  );
});

const wanted = { target: TARGET, triggers: TRIGGERS.v2 };

test("v2: a custom integration has exactly one webhook when it is made", async () => {
  const { smooch, operations } = of("v2");
  for (const webhooks of [[], [wanted, wanted]]) {
    const error = await failure(smooch.integrations.create({ type: "custom", webhooks }));
    assert.deepEqual([error.name, error.path], ["ValidationError", "webhooks"]);
  }
  const other = await failure(smooch.integrations.create({ type: "telegram", token: "t", webhooks: [wanted] }));
  assert.deepEqual([other.name, other.path], ["ValidationError", "webhooks"]);
  assert.deepEqual(operations(), []);
});

test("v2: a read that fails says that no change was sent", async () => {
  const { emulator, smooch } = of("v2");
  emulator.faults.add({ match: { operation: "integrations.list" }, status: 500 });
  const error = await failure(smooch.webhooks.update("5ec0de5ec0de5ec0de5ec0de", { triggers: ["user:merge"] }));
  assert.deepEqual([error.name, error.sent, error.operation], ["ServerError", "no", "integrations.list"]);
});

test("integrationId is of v2", async () => {
  const error = await failure(of("v1").smooch.webhooks.list({ integrationId: "5ec0de" }));
  assert.deepEqual([error.name, error.path], ["ValidationError", "integrationId"]);
  assert.match(error.message, /exists only in v2/);
});

for (const version of ["v1.1", "v2"]) {
  test(`${version}: extraBody goes with the bodies alone, of ensure and of update`, async () => {
    const { smooch, requests } = of(version);
    const triggers = TRIGGERS[version];
    const extraBody = { note: "ours" };
    const { webhook } = await smooch.webhooks.ensure({ target: TARGET, triggers }, { extraBody });
    await smooch.webhooks.ensure({ target: TARGET, triggers: [triggers[0]] }, { extraBody });
    await smooch.webhooks.update(idOf(webhook), { triggers }, { extraBody });
    const written = requests.filter(({ body }) => body);
    assert.deepEqual(
      written.map(({ body }) => body.note),
      ["ours", "ours", "ours"],
    );
  });
}

test("v2: an integration that is listed without its webhooks is asked for them", async () => {
  const urls = [];
  const fetch = async (url, { method }) => {
    urls.push(`${method} ${new URL(url).pathname}`);
    if (url.includes("/integrations?")) return Response.json({ integrations: [{ id: "i", type: "custom" }] });
    return Response.json({ webhooks: [{ id: "w", target: TARGET }], webhook: { id: "w" } });
  };
  const smooch = clientOf(fetch, { apiVersion: "v2", appId: "a" });
  assert.deepEqual((await smooch.webhooks.list()).webhooks, [{ id: "w", target: TARGET }]);
  await smooch.webhooks.delete("w");
  assert.equal(urls.at(-1), "DELETE /v2/apps/a/integrations/i/webhooks/w");
});

for (const version of ["v1", "v2"]) {
  test(`${version}: users.ensure takes extraBody, for the user who is made`, async () => {
    const { smooch } = of(version);
    for (let time = 0; time < 2; time++) await smooch.users.ensure({ userId: "ada" }, { extraBody: {} });
  });
}
