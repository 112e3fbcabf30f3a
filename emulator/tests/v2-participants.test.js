// Groups: several people in one conversation, who join, read and leave (docs/api/v2.md, section 6).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { business, callerOfV2, list, personal } from "./caller.js";
import { checkWebhook } from "./openapi.js";
import { receiver } from "./receiver.js";

/** Ada and Bob in a group; Eve in none. */
async function world() {
  const emulator = createEmulator({ conversations: "several", linkDelay: 0, fetch: receiver([]).fetch });
  const call = callerOfV2(emulator);
  for (const externalId of ["ada", "bob", "eve"]) await call("POST", "/users", { externalId });
  const webhooks = [{ target: "http://a.b/", triggers: ["*"] }];
  await call("POST", "/integrations", { type: "custom", webhooks });
  const participants = ["ada", "bob"].map((userExternalId) => ({ userExternalId, subscribeSDKClient: false }));
  const { conversation } = (await call("POST", "/conversations", { type: "sdkGroup", participants })).body;
  const path = `/conversations/${conversation.id}`;
  const people = async () =>
    list((await call("GET", `${path}/participants`)).body.participants).map(({ userExternalId, unreadCount }) => [
      userExternalId,
      unreadCount,
    ]);
  const write = (/** @type {string} */ userExternalId) =>
    call("POST", `${path}/messages`, {
      author: { type: "user", userExternalId },
      content: { type: "text", text: "hi" },
    });
  return { emulator, call, conversation, path, people, write };
}

describe("groups", () => {
  test("a group is nobody's default conversation, and in the list of each of its people", async () => {
    const { call, conversation } = await world();
    assert.deepEqual([conversation.type, conversation.isDefault], ["sdkGroup", false]);
    for (const [user, ids] of /** @type {const} */ ([
      ["ada", [conversation.id]],
      ["bob", [conversation.id]],
      ["eve", []],
    ])) {
      const { conversations } = (await call("GET", `/conversations?filter[userExternalId]=${user}`)).body;
      assert.deepEqual(
        list(conversations).map(({ id }) => id),
        ids,
        user,
      );
    }
  });

  test("each person counts what they have not read", async () => {
    const { call, path, people, write } = await world();
    await write("ada");
    await call("POST", `${path}/messages`, business("hello"));
    assert.deepEqual(await people(), [
      ["ada", 1],
      ["bob", 2],
    ]);
    const author = { type: "user", userExternalId: "bob" };
    await call("POST", `${path}/activity`, { author, type: "conversation:read" });
    assert.deepEqual(await people(), [
      ["ada", 1],
      ["bob", 0],
    ]);
  });

  test("people join and leave, with an event each; who joins twice is one participant", async () => {
    const { emulator, call, path, people, write } = await world();
    const first = (await call("POST", `${path}/join`, { userExternalId: "eve" })).body.participant;
    const again = (await call("POST", `${path}/join`, { userExternalId: "eve" })).body.participant;
    assert.equal(again.id, first.id);
    assert.equal((await write("eve")).status, 201);
    assert.equal((await call("POST", `${path}/leave`, { participantId: first.id })).status, 200);
    assert.equal((await write("eve")).status, 400);
    assert.deepEqual(
      (await people()).map(([name]) => name),
      ["ada", "bob"],
    );
    await emulator.settled();
    const told = emulator.state.deliveries.map(({ payload }) => payload);
    for (const body of told) checkWebhook(body);
    assert.deepEqual(
      told.map(({ events }) => events[0].type).filter((type) => /:(join|leave)$/.test(type)),
      ["conversation:join", "conversation:leave"],
    );
  });

  test("who is no member cannot leave; when all have left, the group is still there", async () => {
    const { call, path } = await world();
    const { status, body } = await call("POST", `${path}/leave`, { userExternalId: "eve" });
    assert.deepEqual([status, body.errors[0].title], [404, "User is not a member of the conversation"]);
    for (const userExternalId of ["ada", "bob"]) await call("POST", `${path}/leave`, { userExternalId });
    assert.equal((await call("POST", `${path}/messages`, business("anybody?"))).status, 201);
  });

  test("a deleted user is in no group, a deleted group is gone", async () => {
    const { call, path, people } = await world();
    await call("DELETE", "/users/ada");
    assert.deepEqual(await people(), [["bob", 0]]);
    await call("DELETE", path);
    assert.equal((await call("GET", path)).status, 404);
  });

  test("a personal conversation has its one participant, with the channels that are linked", async () => {
    const { emulator, call } = await world();
    const { conversation } = (await call("POST", "/conversations", personal("eve"))).body;
    const path = `/conversations/${conversation.id}`;
    assert.equal(
      (await call("POST", `${path}/join`, { userExternalId: "ada" })).body.errors[0].title,
      "Too many participants",
    );
    const integrationId = emulator.state.integrations[0]?._id;
    await call("POST", "/users/eve/clients", {
      matchCriteria: { type: "twilio", integrationId, phoneNumber: "+15145555555" },
      confirmation: { type: "immediate" },
      target: { conversationId: conversation.id },
    });
    await emulator.settled();
    const [participant] = list((await call("GET", `${path}/participants`)).body.participants);
    assert.deepEqual([participant.userExternalId, participant.clientAssociations[0].type], ["eve", "twilio"]);
  });

  test("eleven people at once are too many", async () => {
    const { call } = await world();
    const participants = Array.from({ length: 11 }, () => ({ userExternalId: "ada" }));
    const { status, body } = await call("POST", "/conversations", { type: "sdkGroup", participants });
    assert.equal(status, 400);
    assert.match(body.errors[0].title, /^participants .*10/);
  });
});
