// v2: conversations and activities (docs/api/v2.md, sections 6 and 7).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { business, callerOfV2, list, personal } from "./caller.js";

/** @param {Parameters<typeof createEmulator>[0]} [options] */
async function withAda(options) {
  const emulator = createEmulator(options);
  const call = callerOfV2(emulator);
  const { user } = (await call("POST", "/users", { externalId: "ada" })).body;
  return { emulator, call, user };
}

describe("conversations of v2", () => {
  test("a new one is the user's default and has the fields of the examples", async () => {
    const { call } = await withAda({ now: () => Date.UTC(2026, 10, 24, 6, 33, 0, 7) });
    const { status, body } = await call("POST", "/conversations", {
      ...personal("ada"),
      displayName: "Order 7",
      description: "Tacos",
      iconUrl: "https://a.b/c.png",
      metadata: { lang: "en-ca" },
    });
    assert.equal(status, 201);
    assert.deepEqual(body.conversation, {
      id: body.conversation.id,
      type: "personal",
      isDefault: true,
      displayName: "Order 7",
      description: "Tacos",
      iconUrl: "https://a.b/c.png",
      metadata: { lang: "en-ca" },
      lastUpdatedAt: "2026-11-24T06:33:00.007Z",
      createdAt: "2026-11-24T06:33:00.007Z",
    });
    assert.deepEqual((await call("GET", `/conversations/${body.conversation.id}`)).body, body);
  });

  test("the participant may be named by userId as well", async () => {
    const { call, user } = await withAda();
    const body = { type: "personal", participants: [{ userId: user.id, subscribeSDKClient: false }] };
    assert.equal((await call("POST", "/conversations", body)).status, 201);
  });

  test("userId takes no externalId, and userExternalId no id", async () => {
    const { call, user } = await withAda();
    for (const participant of [{ userId: "ada" }, { userExternalId: user.id }]) {
      const answer = await call("POST", "/conversations", { type: "personal", participants: [participant] });
      assert.deepEqual([answer.status, answer.body.errors[0].code], [404, "user_not_found"]);
    }
  });

  test("a second one is refused: several conversations are a setting that the app does not have", async () => {
    const { call } = await withAda();
    assert.equal((await call("POST", "/conversations", personal("ada"))).status, 201);
    const { status, body } = await call("POST", "/conversations", personal("ada"));
    assert.deepEqual([status, body.errors[0].code], [400, "bad_request"]);
  });

  for (const [body, says] of /** @type {[object, RegExp][]} */ ([
    [{ participants: [{ userExternalId: "ada" }] }, /^type /],
    [personal("ada", { type: "group" }), /^type /],
    [personal("ada", { type: "sdkGroup" }), /^type /],
    [{ type: "personal" }, /^participants /],
    [personal("ada", { participants: {} }), /^participants /],
    [personal("ada", { participants: [] }), /^participants /],
    [personal("ada", { participants: [{ userExternalId: "ada" }, { userExternalId: "bob" }] }), /^participants /],
    [personal("ada", { participants: ["ada"] }), /^participants\[0\] /],
    [personal("ada", { participants: [{}] }), /^participants\[0\]/],
    [personal("ada", { participants: [{ userId: 7 }] }), /^participants\[0\]/],
    [personal("ada", { displayName: 7 }), /^displayName /],
    [personal("ada", { metadata: { nested: [] } }), /^metadata\.nested /],
    [personal("ada", { metadata: { k: "x".repeat(4096) } }), /^metadata .*4096/],
  ])) {
    test(`${JSON.stringify(body).slice(0, 80)} is refused with its field`, async () => {
      const { call } = await withAda();
      const answer = await call("POST", "/conversations", body);
      assert.equal(answer.status, 400);
      assert.match(answer.body.errors[0].title, says);
      assert.deepEqual((await call("GET", "/conversations?filter[userExternalId]=ada")).body.conversations, []);
    });
  }

  test("they are listed by either id of the user, none for a fresh one", async () => {
    const { call, user } = await withAda();
    const byId = `/conversations?filter[userId]=${user.id}`;
    const byExternalId = "/conversations?filter%5BuserExternalId%5D=ada";
    for (const path of [byId, byExternalId])
      assert.deepEqual((await call("GET", path)).body, { conversations: [], meta: { hasMore: false } });
    const { conversation } = (await call("POST", "/conversations", personal("ada"))).body;
    for (const path of [byId, byExternalId])
      assert.deepEqual((await call("GET", path)).body.conversations, [conversation]);
  });

  for (const [query, status, code] of /** @type {[string, number, string][]} */ ([
    ["", 400, "bad_request"],
    ["?filter[userId]=", 400, "bad_request"],
    ["?filter[userId]=1&filter[userExternalId]=ada", 400, "bad_request"],
    ["?filter[name]=ada", 400, "bad_request"],
    ["?filter=ada", 400, "bad_request"],
    ["?filter[userId]=ada", 404, "user_not_found"],
    ["?filter[userExternalId]=bob", 404, "user_not_found"],
  ])) {
    test(`the list with "${query}" is refused`, async () => {
      const { call } = await withAda();
      const answer = await call("GET", `/conversations${query}`);
      assert.deepEqual([answer.status, answer.body.errors[0].code], [status, code]);
    });
  }

  test("an update changes what it names, null clears, and the time moves on", async () => {
    let now = Date.UTC(2026, 10, 24);
    const { call } = await withAda({ now: () => now });
    const fields = { displayName: "Order 7", description: "Tacos", metadata: { lang: "en" } };
    const { conversation } = (await call("POST", "/conversations", personal("ada", fields))).body;
    now += 1000;
    const { status, body } = await call("PATCH", `/conversations/${conversation.id}`, {
      displayName: null,
      metadata: { seats: 2 },
    });
    assert.equal(status, 200);
    const { displayName: _displayName, ...rest } = conversation;
    assert.deepEqual(body.conversation, {
      ...rest,
      metadata: { lang: "en", seats: 2 },
      lastUpdatedAt: "2026-11-24T00:00:01.000Z",
    });
    assert.equal((await call("PATCH", `/conversations/${conversation.id}`, { description: [] })).status, 400);
  });

  test("the default conversation cannot be deleted, in the words of the service", async () => {
    const { call } = await withAda();
    const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    const { status, body } = await call("DELETE", `/conversations/${id}`);
    assert.equal(status, 400);
    assert.deepEqual(body, {
      errors: [{ code: "bad_request", title: `Conversation ${id} cannot be deleted because it is the default.` }],
    });
  });

  test("an unknown conversation is answered with 404 by every operation", async () => {
    const { call } = await withAda();
    for (const [method, path, body] of /** @type {const} */ ([
      ["GET", ""],
      ["PATCH", "", {}],
      ["DELETE", ""],
      ["GET", "/messages"],
      ["POST", "/messages", business("hi")],
      ["DELETE", "/messages"],
      ["DELETE", "/messages/x"],
      ["POST", "/activity", { author: { type: "business" }, type: "typing:start" }],
    ])) {
      const answer = await call(method, `/conversations/${"0".repeat(24)}${path}`, body);
      assert.equal(answer.status, 404, `${method} ${path}`);
      assert.deepEqual(answer.body, { errors: [{ code: "conversation_not_found", title: "Conversation not found" }] });
    }
  });
});

describe("activities of v2", () => {
  test("the business types and reads, and its reading shows on the conversation", async () => {
    const { call } = await withAda();
    const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    for (const type of ["typing:start", "typing:stop"]) {
      const { status, body } = await call("POST", `/conversations/${id}/activity`, {
        author: { type: "business" },
        type,
      });
      assert.deepEqual([status, body], [200, {}]);
    }
    assert.equal("businessLastRead" in (await call("GET", `/conversations/${id}`)).body.conversation, false);
    await call("POST", `/conversations/${id}/activity`, { author: { type: "business" }, type: "conversation:read" });
    const { conversation } = (await call("GET", `/conversations/${id}`)).body;
    assert.equal(typeof conversation.businessLastRead, "string");
  });

  test("a user reads, named by either id, and may not type", async () => {
    const { call, user } = await withAda();
    const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    for (const author of [{ userId: user.id }, { userExternalId: "ada" }]) {
      const act = (/** @type {string} */ type) =>
        call("POST", `/conversations/${id}/activity`, { author: { type: "user", ...author }, type });
      assert.equal((await act("conversation:read")).status, 200);
      assert.equal((await act("typing:start")).status, 400);
    }
  });

  for (const [body, says] of /** @type {[object, RegExp][]} */ ([
    [{ type: "typing:start" }, /^author /],
    [{ author: "business", type: "typing:start" }, /^author /],
    [{ author: { type: "appMaker" }, type: "typing:start" }, /^author\.type /],
    [{ author: { type: "business" } }, /^type /],
    [{ author: { type: "business" }, type: "dancing" }, /^type /],
    [{ author: { type: "user" }, type: "conversation:read" }, /^author\.userId /],
    [{ author: { type: "user", userExternalId: "bob" }, type: "conversation:read" }, /^author /],
  ])) {
    test(`${JSON.stringify(body)} is refused`, async () => {
      const { call } = await withAda();
      await call("POST", "/users", { externalId: "bob" });
      const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
      const answer = await call("POST", `/conversations/${id}/activity`, body);
      assert.equal(answer.status, 400);
      assert.match(answer.body.errors[0].title, says);
    });
  }
});

test("conversations of several users do not mix", async () => {
  const { call } = await withAda();
  await call("POST", "/users", { externalId: "bob" });
  const ids = [];
  for (const name of ["ada", "bob"]) {
    const { id } = (await call("POST", "/conversations", personal(name))).body.conversation;
    await call("POST", `/conversations/${id}/messages`, business(`Hi ${name}`));
    ids.push(id);
  }
  const texts = await Promise.all(
    ids.map(async (id) =>
      list((await call("GET", `/conversations/${id}/messages`)).body.messages).map(({ content }) => content.text),
    ),
  );
  assert.deepEqual(texts, [["Hi ada"], ["Hi bob"]]);
});
