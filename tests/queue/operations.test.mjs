// Every operation that an item can name: the request is the one that the method makes; the lane; what an engine does
// after a response that never came.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { deliver, laneOf, queue } from "smooch-edge/queue";

import { all, clientOf } from "./place.mjs";

/** The operations on a user or a conversation (`../shared/api/operations.md`), with the versions that have them. */
const ITEMS = [
  ["v1 v1.1 v2", { operation: "create", body: { userId: "ada" } }],
  ["v1 v1.1 v2", { operation: "users.get", id: "ada" }],
  ["v1 v1.1 v2", { operation: "users.update", id: "ada", body: { givenName: "Ada" } }],
  ["v1 v1.1 v2", { operation: "users.delete", id: "ada" }],
  ["v1 v1.1 v2", { operation: "users.deletePersonalInformation", id: "ada" }],
  ["v1 v1.1 v2", { operation: "channels.unlink", id: "ada", channel: "twilio" }],
  ["v1 v1.1 v2", { operation: "channels.getAuthCode", id: "ada" }],
  ["v1 v1.1 v2", { operation: "send", id: "ada", body: { role: "appMaker", type: "text", text: "Hi" } }],
  ["v2", { operation: "send", id: { conversationId: "c" }, body: { role: "appMaker", type: "text", text: "Hi" } }],
  ["v1 v1.1 v2", { operation: "messages.delete", id: "ada", messageId: "m" }],
  ["v2", { operation: "messages.delete", id: { conversationId: "c" }, messageId: "m" }],
  ["v1 v1.1 v2", { operation: "messages.deleteAll", id: "ada" }],
  ["v2", { operation: "conversations.get", id: "c" }],
  ["v2", { operation: "conversations.update", id: "c", body: { displayName: "Parcel" } }],
  ["v2", { operation: "conversations.delete", id: "c" }],
  ["v2", { operation: "conversations.passControl", id: "c", body: { switchboardIntegration: "agents" } }],
  ["v1 v1.1", { operation: "conversations.resetUnreadCount", id: "ada" }],
  ["v2", { operation: "conversations.downloadMessageRef", id: "c", body: { apple: {} } }],
  ["v2", { operation: "conversations.releaseControl", id: "c" }],
  ["v2", { operation: "conversations.releaseControl", id: "c", body: { metadata: { a: "b" } } }],
  ["v2", { operation: "conversations.offerControl", id: "c", body: { switchboardIntegration: "agents" } }],
  ["v2", { operation: "conversations.acceptControl", id: "c" }],
  ["v1 v1.1", { operation: "activities.post", id: "ada", body: { role: "appMaker", type: "typing:start" } }],
  ["v2", { operation: "activities.post", id: "ada", body: { role: "appMaker", type: "typing:start" } }],
  ["v2", { operation: "participants.join", id: "c", body: { userId: "ada" } }],
  ["v2", { operation: "participants.leave", id: "c", body: { participantId: "p" } }],
  ["v2", { operation: "devices.list", id: "ada" }],
  ["v2", { operation: "devices.get", id: "ada", deviceId: "d" }],
  ["v1 v1.1", { operation: "businessSystems.list", id: "ada" }],
  ["v2", { operation: "conversionEvents.post", id: "c", body: { events: [] } }],
];

/** A client whose look-ups find something, and the requests that it makes. */
function recorded(apiVersion, respond = () => Response.json({})) {
  const requests = [];
  const smooch = clientOf(
    async (url, { method, body }) => {
      const isLookUp = method === "GET" && /\/(conversations|clients)\?/.test(url);
      if (isLookUp)
        return Response.json({ conversations: [{ id: "c", isDefault: true }], clients: [{ id: "k", type: "twilio" }] });
      requests.push({ method, url, body: body && JSON.parse(body) });
      return respond();
    },
    { apiVersion, appId: "a", maxRetries: 0 },
  );
  return { smooch, requests };
}

/** The call that an item stands for. */
function called(smooch, { operation, id, channel, messageId, deviceId, body }) {
  const [group, name] = operation.split(".");
  const given = [id, channel, messageId, deviceId, body].filter((one) => one !== undefined);
  return name ? smooch[group][name](...given) : smooch[group](...given);
}

describe("the request of an item is the one that the method makes", () => {
  for (const [versions, item] of ITEMS) {
    for (const apiVersion of versions.split(" ")) {
      test(`${apiVersion}: ${JSON.stringify(item)}`, async () => {
        const [byMethod, byEngine, byQueue] = [recorded(apiVersion), recorded(apiVersion), recorded(apiVersion)];
        await called(byMethod.smooch, item);
        assert.equal(byMethod.requests.length, 1);

        // An engine carries it as JSON.
        const verdict = await deliver(byEngine.smooch, JSON.parse(JSON.stringify(item)), { key: "1", attempt: 1 });
        assert.equal(verdict.do, "ack", String(verdict.error));
        const [request] = byEngine.requests;
        if (item.operation === "send") {
          assert.equal(request.body.metadata.dedupeKey, "1");
          delete request.body.metadata;
        }
        assert.deepEqual(byEngine.requests, byMethod.requests);

        assert.equal((await queue(byQueue.smooch).run([item])).sent, 1);
        assert.deepEqual(byQueue.requests, byMethod.requests);
      });
    }
  }
});

test("the types name these operations", () => {
  const types = readFileSync(new URL(import.meta.resolve("smooch-edge/queue").replace(/mjs$/, "d.mts")), "utf8");
  const [, named] = /interface QueueArguments {\n([^}]*)}/.exec(types);
  const names = [...named.matchAll(/^ *"?([\w.]+)"?:/gm)].map(([, name]) => name);
  const items = new Set([...ITEMS.map(([, { operation }]) => operation), "link"]);
  assert.deepEqual(names.sort(), [...items].sort());
});

test("an item of one conversation waits for no other, nor does one of a user", () => {
  const lanes = [
    [{ operation: "conversations.passControl", id: "c" }, "conversation:c"],
    [{ operation: "participants.join", id: "c" }, "conversation:c"],
    [{ operation: "messages.deleteAll", id: { conversationId: "c" } }, "conversation:c"],
    [{ operation: "messages.deleteAll", id: "ada" }, "ada"],
    [{ operation: "conversations.resetUnreadCount", id: "ada" }, "ada"],
    [{ operation: "activities.post", id: "ada", key: "k" }, "k"],
  ];
  for (const [item, lane] of lanes) assert.equal(laneOf(item), lane, item.operation);
});

describe("a member that the operation does not take, or an operation that is none of a user or a conversation", () => {
  const refused = [
    [{ operation: "users.delete", id: "ada", body: {} }, "body", /^body must be left out: users\.delete does not/],
    [{ operation: "send", id: "ada", messageId: "m", body: {} }, "messageId", /^messageId must be left out: send/],
    [{ operation: "messages.delete", id: "ada" }, "messageId", /messageId/],
    [{ operation: "notify", body: {} }, "operation", /^operation must be one of create, users\.get, .*send/],
    [{ operation: "users.list" }, "operation", /^operation must be one of/],
    [{ operation: "toString", id: "ada" }, "operation", /^operation must be one of/],
    [{ id: "ada" }, "operation", /^operation must be one of/],
  ];
  for (const [item, path, message] of refused) {
    test(JSON.stringify(item), async () => {
      const { smooch, requests } = recorded("v2");
      const { do: what, error } = await deliver(smooch, item, { key: "1", attempt: 1 });
      assert.deepEqual([what, error.name, error.path, error.sent], ["dead", "ValidationError", path, "no"]);
      assert.match(error.message, message);
      const [outcome] = await all(queue(smooch).run([item]));
      assert.deepEqual([outcome.status, outcome.error.path], ["not sent", path]);
      assert.deepEqual(requests, []);
    });
  }
});

describe("if nobody can tell whether it was done", () => {
  const lost = () => new Response("{}", { status: 500 });
  const pass = (switchboardIntegration) => ({
    operation: "conversations.passControl",
    id: "c",
    body: { switchboardIntegration },
  });
  const once = [
    { operation: "create", body: { givenName: "Ada" } },
    pass("next"),
    { operation: "conversations.releaseControl", id: "c" },
    { operation: "conversations.acceptControl", id: "c" },
    { operation: "conversionEvents.post", id: "c", body: { events: [] } },
  ];
  for (const item of once) {
    test(`${item.operation} ${JSON.stringify(item.body)} is put aside: once more would do harm`, async () => {
      const { smooch, requests } = recorded("v2", lost);
      const { do: what, error } = await deliver(smooch, item, { key: "1", attempt: 1 });
      assert.deepEqual([what, error.sent, requests.length], ["dead", "maybe", 1]);
    });

    test(`${item.operation} ${JSON.stringify(item.body)} is made again if it was turned away`, async () => {
      const { smooch } = recorded("v2", () => new Response("{}", { status: 429, headers: { "retry-after": "2" } }));
      const { do: what, after } = await deliver(smooch, item, { key: "1", attempt: 1 });
      assert.deepEqual([what, after], ["retry", 2]);
    });
  }

  for (const item of [
    pass("agents"),
    { operation: "create", body: { externalId: "ada" } },
    { operation: "messages.delete", id: "ada", messageId: "m" },
  ]) {
    test(`${item.operation} is made again: once more changes nothing`, async () => {
      const { do: what, after } = await deliver(recorded("v2", lost).smooch, item, { key: "1", attempt: 1 });
      assert.deepEqual([what, after], ["retry", 10]);
    });
  }
});

test("a redelivery of a leave that was done is done; an app that is not there buries no removal silently", async () => {
  const respond = (code) => () => Response.json({ errors: [{ code }] }, { status: 404 });
  const leave = { operation: "participants.leave", id: "c", body: { participantId: "p" } };
  const remove = { operation: "users.delete", id: "ada" };
  const verdict = async (item, code) =>
    (await deliver(recorded("v2", respond(code)).smooch, item, { key: "1", attempt: 2 })).do;
  assert.deepEqual([await verdict(leave, "not_found"), await verdict(remove, "not_found")], ["ack", "ack"]);
  assert.deepEqual([await verdict(leave, "app_not_found"), await verdict(remove, "app_not_found")], ["dead", "dead"]);
});

test("a conversation that was just looked up is not looked up again", async () => {
  const { smooch, requests } = recorded("v2", () =>
    Response.json({ errors: [{ code: "not_found" }] }, { status: 404 }),
  );
  await deliver(smooch, { operation: "messages.delete", id: "ada", messageId: "m" }, { key: "1", attempt: 1 });
  assert.equal(requests.length, 1);
});

test("an item whose body cannot be read is dead, and nothing is sent", async () => {
  const { smooch, requests } = recorded("v2");
  const body = {
    get switchboardIntegration() {
      throw new Error("boom");
    },
  };
  const { do: what, error } = await deliver(
    smooch,
    { operation: "conversations.passControl", id: "c", body },
    { key: "1", attempt: 1 },
  );
  assert.deepEqual([what, error.sent, requests.length], ["dead", "no", 0]);
});

test("a key that has expired is waited for longer and longer, and no other worker waits so long", async () => {
  const waits = [];
  const pauses = [];
  const pace = { take: () => 0, pause: (milliseconds) => void pauses.push(milliseconds) };
  for (const attempt of [undefined, 1, 20, 21, 26, 99]) {
    const { smooch } = recorded("v1", () => new Response("{}", { status: 401 }));
    const item = { operation: "users.get", id: "ada" };
    waits.push((await deliver(smooch, item, { key: "1", attempt, pace })).after);
  }
  assert.deepEqual(waits, [60, 60, 60, 120, 3600, 3600]);
  assert.ok(
    pauses.every((pause) => pause === 60_000),
    String(pauses),
  );
});

test("what a later delivery would remove and is gone is done; for a first one it was never there", async () => {
  const gone = () => Response.json({ errors: [{ code: "not_found" }] }, { status: 404 });
  for (const item of [
    { operation: "messages.delete", id: "ada", messageId: "m" },
    { operation: "messages.deleteAll", id: "ada" },
    { operation: "conversations.delete", id: "c" },
  ]) {
    const verdicts = [];
    for (const attempt of [1, 2, undefined])
      verdicts.push((await deliver(recorded("v2", gone).smooch, item, { key: "1", attempt })).do);
    assert.deepEqual(verdicts, ["dead", "ack", "ack"], item.operation);
  }
});
