// One state for all versions: what one makes, the others see (docs/api/mapping.md: mapping of the versions).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { business, caller, callerOfV2, client, list, personal, text, twilio } from "./caller.js";
import { settled, stopClock } from "./clock.js";

const PHONE = "+15145555555";

function connect() {
  const emulator = createEmulator();
  return { emulator, callV1: caller(emulator), call: callerOfV2(emulator) };
}

describe("one state", () => {
  test("a user of v1 is one of v2", async () => {
    const { callV1, call } = connect();
    const { appUser } = (
      await callV1("POST", "/v1/appusers", {
        userId: "ada",
        givenName: "Ada",
        surname: "Lovelace",
        email: "ada@example.com",
        signedUpAt: "2020-01-02T03:04:05.000Z",
        properties: { plan: "pro", seats: 4 },
      })
    ).body;
    const { user } = (await call("GET", "/users/ada")).body;
    assert.deepEqual(user, {
      id: appUser._id,
      externalId: "ada",
      authenticated: false,
      signedUpAt: "2020-01-02T03:04:05.000Z",
      hasPaymentInfo: false,
      identities: [],
      profile: { givenName: "Ada", surname: "Lovelace", email: "ada@example.com" },
      metadata: { plan: "pro", seats: 4 },
    });
    assert.equal((await call("POST", "/users", { externalId: "ada" })).status, 409);
  });

  test("a user of v2 is one of v1", async () => {
    const { callV1, call } = connect();
    const { user } = (
      await call("POST", "/users", { externalId: "ada", profile: { givenName: "Ada" }, metadata: { plan: "pro" } })
    ).body;
    const { appUser } = (await callV1("GET", "/v1.1/appusers/ada")).body;
    const { _id, userId, givenName, signedUpAt, properties, conversationStarted } = appUser;
    assert.deepEqual(
      { _id, userId, givenName, signedUpAt, properties, conversationStarted },
      {
        _id: user.id,
        userId: "ada",
        givenName: "Ada",
        signedUpAt: user.signedUpAt,
        properties: { plan: "pro" },
        conversationStarted: false,
      },
    );
    await call("PATCH", "/users/ada", { profile: { givenName: null } });
    assert.equal("givenName" in (await callV1("GET", "/v1.1/appusers/ada")).body.appUser, false);
    await callV1("DELETE", "/v1/appusers/ada");
    assert.equal((await call("GET", "/users/ada")).status, 404);
  });

  test("a user of v1 has no conversation in v2 before the first message, not even after a link", async () => {
    const { emulator, callV1, call } = connect();
    await callV1("POST", "/v1/appusers", { userId: "ada" });
    await callV1("POST", "/v1/appusers/ada/channels", twilio(PHONE));
    await emulator.settled();
    const read = async () => (await call("GET", "/conversations?filter[userExternalId]=ada")).body.conversations;
    assert.deepEqual(await read(), []);
    const { conversation } = (await callV1("POST", "/v1/appusers/ada/messages", text("hi"))).body;
    const [seen] = await read();
    assert.deepEqual([seen.id, seen.type, seen.isDefault], [conversation._id, "personal", true]);
    assert.equal((await call("POST", "/conversations", personal("ada"))).status, 400);
  });

  test("a conversation of v2 is that of v1", async () => {
    const { callV1, call } = connect();
    await call("POST", "/users", { externalId: "ada" });
    const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    const { conversation, messages } = (await callV1("GET", "/v1.1/appusers/ada/messages")).body;
    assert.deepEqual([conversation._id, conversation.unreadCount, messages], [id, 0, []]);
    assert.equal((await callV1("GET", "/v1.1/appusers/ada")).body.appUser.conversationStarted, true);
    await call("POST", `/conversations/${id}/messages`, business("hi"));
    assert.equal((await callV1("GET", "/v1.1/appusers/ada/messages")).body.conversation.unreadCount, 1);
    const author = { type: "user", userExternalId: "ada" };
    await call("POST", `/conversations/${id}/activity`, { author, type: "conversation:read" });
    assert.equal((await callV1("GET", "/v1.1/appusers/ada/messages")).body.conversation.unreadCount, 0);
  });

  test("messages of v1 are messages of v2", async () => {
    const { callV1, call } = connect();
    await callV1("POST", "/v1/appusers", { userId: "ada", givenName: "Ada" });
    const { message, conversation } = (
      await callV1(
        "POST",
        "/v1/appusers/ada/messages",
        text("hi", { name: "Bot", metadata: { n: 1 }, actions: [{ type: "link", text: "More", uri: "https://a.b" }] }),
      )
    ).body;
    await callV1("POST", "/v1/appusers/ada/messages", text("hello", { role: "appUser" }));
    const [first, second] = (await call("GET", `/conversations/${conversation._id}/messages`)).body.messages;
    assert.deepEqual(first, {
      id: message._id,
      received: new Date(message.received * 1000).toISOString(),
      author: { type: "business", displayName: "Bot", avatarUrl: message.avatarUrl },
      content: { type: "text", text: "hi", actions: [{ type: "link", text: "More", uri: "https://a.b" }] },
      source: { type: "api:conversations" },
      metadata: { n: 1 },
    });
    assert.deepEqual([second.author.type, second.author.displayName], ["user", "Ada"]);
  });

  test("messages of v2 are messages of v1, every type of them", async () => {
    const { callV1, call } = connect();
    await call("POST", "/users", { externalId: "ada" });
    const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    const author = { type: "business", displayName: "Bot", subtypes: ["bot"] };
    const send = (/** @type {object} */ content, more = {}) =>
      call("POST", `/conversations/${id}/messages`, { author, content, ...more });
    await send({ type: "text", text: "hi" }, { metadata: { n: 1 } });
    await send({ type: "image", mediaUrl: "https://a.b/c.png" });
    await send({ type: "text", markdownText: "**hi**" });
    const language = { policy: "deterministic", code: "en" };
    await send({ type: "template", template: { name: "welcome", language } }, { schema: "whatsapp" });
    const { messages } = (await callV1("GET", "/v1.1/appusers/ada/messages")).body;
    assert.deepEqual(
      list(messages).map(({ type, role, name, text: words }) => [type, role, name, words]),
      [
        ["text", "appMaker", "Bot", "hi"],
        ["image", "appMaker", "Bot", ""],
        ["text", "appMaker", "Bot", "**hi**"],
        ["text", "appMaker", "Bot", "[WhatsApp template welcome]"],
      ],
    );
    assert.deepEqual([messages[0].metadata, messages[0].source], [{ n: 1 }, { type: "api" }]);
    for (const message of list(messages)) assert.equal("subtypes" in message || "template" in message, false);
    assert.equal(typeof messages[0].received, "number");
  });

  test("a link of v1, pending or done, is a client of v2", async (context) => {
    const { emulator, callV1, call } = connect();
    await callV1("POST", "/v1/appusers", { userId: "ada" });
    const clock = stopClock(context);
    await callV1("POST", "/v1/appusers/ada/channels", twilio(PHONE));
    const read = async () => list((await call("GET", "/users/ada/clients")).body.clients);
    const [pending] = await read();
    assert.deepEqual([pending.type, pending.status], ["twilio", "pending"]);
    await settled(emulator, clock);
    const [linked] = await read();
    const { clients } = (await callV1("GET", "/v1.1/appusers/ada")).body.appUser;
    assert.deepEqual([linked.id, linked.status, linked.externalId], [pending.id, "active", PHONE]);
    assert.equal(clients[0]._id, linked.id);
    await call("DELETE", `/users/ada/clients/${linked.id}`);
    assert.deepEqual((await callV1("GET", "/v1.1/appusers/ada")).body.appUser.clients, []);
  });

  test("a link of v2, pending or done, is one of v1", async (context) => {
    const { emulator, callV1, call } = connect();
    await call("POST", "/users", { externalId: "ada" });
    const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    const integrationId = emulator.state.integrations[0]?._id;
    const clock = stopClock(context);
    await call("POST", "/users/ada/clients", client({ integrationId, phoneNumber: "+1 514-555-5555" }, id));
    const read = async () => (await callV1("GET", "/v1.1/appusers/ada")).body.appUser;
    assert.equal((await read()).pendingClients[0].displayName, "+1 514-555-5555");
    await settled(emulator, clock);
    assert.equal((await read()).clients[0].externalId, PHONE);
    await callV1("DELETE", "/v1.1/appusers/ada/channels/twilio");
    assert.deepEqual((await call("GET", "/users/ada/clients")).body.clients, []);
    assert.deepEqual(
      emulator.events.map(({ trigger }) => trigger),
      ["link:match", "link:success", "client:add", "client:remove"],
    );
  });

  test("an integration of v2 is one that v1 links to", async () => {
    const emulator = createEmulator({ integrations: [] });
    const callV1 = caller(emulator);
    await callV1("POST", "/v1/appusers", { userId: "ada" });
    assert.equal((await callV1("POST", "/v1/appusers/ada/channels", twilio(PHONE))).status, 404);
    await callerOfV2(emulator)("POST", "/integrations", { type: "twilio", accountSid: "AC1", authToken: "secret" });
    assert.equal((await callV1("POST", "/v1/appusers/ada/channels", twilio(PHONE))).status, 200);
  });
});
