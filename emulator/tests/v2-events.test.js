// v2: what a webhook gets, and that each payload has the official shape (docs/api/v2.md, sections 5 and 10).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { business, caller, callerOfV2, client, list, personal, twilio } from "./caller.js";
import { checkWebhook } from "./openapi.js";
import { receiver } from "./receiver.js";

const PHONE = "+15145555555";
const TARGET = "http://example.com/v2";

/** @param {object} [webhook] @param {Parameters<typeof receiver>[0]} [answers] */
async function withAda(webhook = {}, answers = []) {
  const hook = receiver(answers);
  const emulator = createEmulator({ fetch: hook.fetch, linkDelay: 1, webhookBackoff: 1 });
  const call = callerOfV2(emulator);
  const custom = { type: "custom", webhooks: [{ target: TARGET, triggers: ["*"], ...webhook }] };
  const { integration } = (await call("POST", "/integrations", custom)).body;
  const { user } = (await call("POST", "/users", { externalId: "ada", profile: { givenName: "Ada" } })).body;
  const { conversation } = (await call("POST", "/conversations", personal("ada"))).body;
  const integrationId = emulator.state.integrations.find(({ type }) => type === "twilio")?._id;
  const bodies = () => hook.received.filter(({ target }) => target === TARGET).map(({ payload }) => payload);
  const events = () => bodies().flatMap((body) => list(body.events));
  return {
    emulator,
    call,
    callV1: caller(emulator),
    integration,
    user,
    conversation,
    received: hook.received,
    bodies,
    /** @param {string} type */
    payloads: (type) =>
      events()
        .filter((event) => event.type === type)
        .map((event) => event.payload),
    /** Types, with the reason where there is one. */
    told: () => events().map(({ type, payload: { reason } }) => (reason === undefined ? type : `${type} ${reason}`)),
    link: (/** @type {string} */ phoneNumber, more = {}) =>
      call("POST", "/users/ada/clients", client({ integrationId, phoneNumber }, conversation.id, more)),
    send: (/** @type {object} */ body) => call("POST", `/conversations/${conversation.id}/messages`, body),
    /** Every body that came has the official shape. */
    check: () => bodies().forEach(checkWebhook),
  };
}

describe("events of v2", () => {
  test("the envelope has the app, the webhook and events with ids, and the secret stands in X-API-Key", async () => {
    const { emulator, bodies, received, integration, check } = await withAda();
    await emulator.settled();
    const [body] = bodies();
    const [webhook] = integration.webhooks;
    assert.deepEqual(body, {
      app: { id: emulator.credentials.appId },
      webhook: { id: webhook.id, version: "v2" },
      events: [
        {
          id: body.events[0].id,
          type: "conversation:create",
          createdAt: body.events[0].createdAt,
          payload: body.events[0].payload,
        },
      ],
    });
    assert.equal(received[0]?.headers.get("x-api-key"), webhook.secret);
    check();
  });

  test("a conversation is created by itself, or with its first message", async () => {
    const { emulator, callV1, call, user, conversation, payloads, check } = await withAda();
    await call("POST", "/users", { externalId: "bob" });
    await callV1("POST", "/v1/appusers/bob/messages", { role: "appMaker", type: "text", text: "hi" });
    await emulator.settled();
    const [first, second] = payloads("conversation:create");
    assert.deepEqual(first, {
      conversation: { id: conversation.id, type: "personal" },
      user: { id: user.id, externalId: "ada", authenticated: false },
      creationReason: "none",
      source: { type: "api:conversations" },
    });
    assert.deepEqual([second.creationReason, second.user.externalId], ["message", "bob"]);
    check();
  });

  test("a link is added as pending, matched and confirmed", async () => {
    const { emulator, link, told, payloads, conversation, check } = await withAda();
    const pending = (await link(PHONE)).body.client;
    await emulator.settled();
    assert.deepEqual(told().slice(1), [
      "client:add channelLinking",
      "client:update matched",
      "client:update confirmed",
    ]);
    const [added] = payloads("client:add");
    assert.deepEqual(added.client, pending);
    assert.deepEqual(added.conversation, { id: conversation.id, type: "personal" });
    const [matched, confirmed] = payloads("client:update");
    assert.deepEqual([matched.client.id, matched.client.status], [pending.id, "pending"]);
    assert.deepEqual(
      [confirmed.client.id, confirmed.client.status, confirmed.client.externalId],
      [pending.id, "active", PHONE],
    );
    check();
  });

  test("a link of v1 tells a webhook of v2 the same", async () => {
    const { emulator, callV1, told } = await withAda();
    await callV1("POST", "/v1/appusers/ada/channels", twilio(PHONE));
    await emulator.settled();
    assert.deepEqual(told().slice(1), [
      "client:add channelLinking",
      "client:update matched",
      "client:update confirmed",
    ]);
  });

  test("a number that cannot be reached: the client is removed, with the error", async () => {
    const { emulator, link, told, payloads, check } = await withAda();
    const pending = (await link("+15145550001")).body.client;
    await emulator.settled();
    assert.deepEqual(told().slice(1), ["client:add channelLinking", "client:remove linkFailed"]);
    const [removed] = payloads("client:remove");
    assert.equal(removed.client.id, pending.id);
    assert.deepEqual(Object.keys(removed.error).sort(), ["code", "message"]);
    check();
  });

  test("a refused prompt: the link is cancelled", async () => {
    const { emulator, link, told, payloads, check } = await withAda();
    await link("+15145550002", { confirmation: { type: "prompt" } });
    await emulator.settled();
    assert.deepEqual(told().slice(1), [
      "client:add channelLinking",
      "client:update matched",
      "client:remove linkCancelled",
    ]);
    assert.equal(typeof payloads("client:remove")[0].error.code, "string");
    check();
  });

  test("a number of another user: theft there, confirmed here", async () => {
    const { emulator, link, told, payloads, check } = await withAda();
    await link("+15145550003");
    await emulator.settled();
    assert.deepEqual(told().slice(1), [
      "client:add channelLinking",
      "client:update matched",
      "client:remove theft",
      "client:update confirmed",
    ]);
    assert.equal(payloads("client:remove")[0].user.externalId, "owner-of-+15145550003");
    check();
  });

  test("a client that is removed by the caller, linked or pending, tells so", async () => {
    const { emulator, call, link, told, payloads, check } = await withAda();
    const { id } = (await link(PHONE)).body.client;
    await call("DELETE", `/users/ada/clients/${id}`);
    await emulator.settled();
    // The link may have gone on meanwhile.
    const ends = told().filter((one) => !one.startsWith("client:update"));
    assert.deepEqual(ends.slice(1), ["client:add channelLinking", "client:remove api"]);
    const again = (await link(PHONE)).body.client;
    await emulator.settled();
    await call("DELETE", `/users/ada/clients/${again.id}`);
    await emulator.settled();
    assert.equal(told().at(-1), "client:remove api");
    assert.equal(payloads("client:remove")[1].client.externalId, PHONE);
    check();
  });

  test("a repeated link adds no client, and its refused prompt removes none", async () => {
    const { emulator, link, told } = await withAda();
    await link("+15145550002");
    await emulator.settled();
    const before = told().length;
    await link("+15145550002", { confirmation: { type: "prompt" } });
    await emulator.settled();
    assert.deepEqual(told().slice(before), ["client:update matched"]);
  });

  test("another number in place of the first removes its client", async () => {
    const { emulator, link, told, payloads } = await withAda();
    const first = (await link(PHONE)).body.client;
    await emulator.settled();
    await link("+15145555556");
    await emulator.settled();
    assert.deepEqual(told().slice(-4), [
      "client:add channelLinking",
      "client:update matched",
      "client:remove api",
      "client:update confirmed",
    ]);
    assert.equal(payloads("client:remove")[0].client.id, first.id);
  });

  test("a message of the business is told, and its delivery to the channel and to the person", async () => {
    const { emulator, link, send, told, payloads, conversation, check } = await withAda();
    await link(PHONE);
    await emulator.settled();
    const { id } = (await send(business("hi", { metadata: { ticket: 7 } }))).body.messages[0];
    await emulator.settled();
    assert.deepEqual(told().slice(-3), [
      "conversation:message",
      "conversation:message:delivery:channel",
      "conversation:message:delivery:user",
    ]);
    const [{ message, ...rest }] = payloads("conversation:message");
    assert.deepEqual(rest, { conversation: { id: conversation.id, type: "personal" } });
    assert.deepEqual(
      [message.id, message.author.type, message.content, message.metadata],
      [id, "business", { type: "text", text: "hi" }, { ticket: 7 }],
    );
    assert.deepEqual(message.source, { type: "api:conversations" });
    const [channel] = payloads("conversation:message:delivery:channel");
    const [person] = payloads("conversation:message:delivery:user");
    assert.deepEqual([channel.isFinalEvent, person.isFinalEvent], [false, true]);
    assert.deepEqual([channel.message, channel.destination.type], [{ id }, "twilio"]);
    assert.equal(channel.externalMessages.length, 1);
    check();
  });

  test("a message that is lost is told as a failure", async () => {
    const { emulator, link, send, payloads, check } = await withAda();
    await link(PHONE);
    await emulator.settled();
    await send(business("#undeliverable"));
    await emulator.settled();
    const [failure] = payloads("conversation:message:delivery:failure");
    assert.deepEqual(Object.keys(failure.error).sort(), ["code", "message"]);
    assert.equal(failure.isFinalEvent, true);
    assert.equal("externalMessages" in failure, false);
    check();
  });

  test("messages that come of one request are several events of one delivery", async () => {
    const { emulator, send, bodies } = await withAda();
    await send(business("Look ![](https://a.b/c.png)"));
    await emulator.settled();
    const { events } = bodies().at(-1);
    assert.deepEqual(
      list(events).map(({ payload }) => payload.message.content.type),
      ["text", "image"],
    );
    assert.notEqual(events[0].id, events[1].id);
  });

  test("the person writes, taps, types and reads", async () => {
    const { emulator, call, link, send, told, payloads, user, conversation, check } = await withAda();
    await link(PHONE);
    await emulator.settled();
    await send({
      author: { type: "business" },
      content: {
        type: "text",
        text: "More?",
        actions: [{ type: "postback", text: "Yes", payload: "YES", metadata: { n: 1 } }],
      },
    });
    await emulator.settled();
    const before = told().length;
    emulator.reply("ada", { text: "Hello" });
    emulator.tap("ada", "YES");
    emulator.type("ada", "start");
    emulator.type("ada", "stop");
    const author = { type: "user", userExternalId: "ada" };
    await call("POST", `/conversations/${conversation.id}/activity`, { author, type: "conversation:read" });
    await emulator.settled();
    assert.deepEqual(told().slice(before), [
      "conversation:message",
      "conversation:postback",
      "conversation:typing",
      "conversation:typing",
      "conversation:read",
    ]);
    const { message } = payloads("conversation:message")[1];
    const person = { id: user.id, externalId: "ada", authenticated: false };
    assert.deepEqual(message.author.user, person);
    assert.equal(message.source.type, "twilio");
    const [postback] = payloads("conversation:postback");
    assert.deepEqual([postback.postback, postback.source.type], [{ payload: "YES", metadata: { n: 1 } }, "twilio"]);
    assert.deepEqual(
      payloads("conversation:typing").map(({ activity }) => activity.type),
      ["typing:start", "typing:stop"],
    );
    const [read] = payloads("conversation:read");
    assert.deepEqual(read.activity.author, { type: "user", userId: user.id, user: person });
    check();
  });

  test("a business that types or reads is no event", async () => {
    const { emulator, call, conversation, told } = await withAda();
    for (const type of ["typing:start", "conversation:read"])
      await call("POST", `/conversations/${conversation.id}/activity`, { author: { type: "business" }, type });
    await emulator.settled();
    assert.deepEqual(told(), ["conversation:create"]);
  });

  test("a deleted user is told", async () => {
    const { emulator, call, user, payloads, check } = await withAda();
    await call("DELETE", "/users/ada");
    await emulator.settled();
    assert.deepEqual(payloads("user:remove"), [{ user: { id: user.id, externalId: "ada", authenticated: false } }]);
    check();
  });

  test("includeFullUser and includeFullSource add what they say", async () => {
    const { emulator, link, payloads, bodies } = await withAda({ includeFullUser: true, includeFullSource: true });
    await link(PHONE);
    await emulator.settled();
    emulator.reply("ada", { text: "Hello" });
    await emulator.settled();
    const [{ message }] = payloads("conversation:message");
    assert.deepEqual(message.author.user.profile, { givenName: "Ada" });
    assert.equal(message.source.client.externalId, PHONE);
    assert.deepEqual(payloads("client:add")[0].user.profile, { givenName: "Ada" });
    // The official shape of client events knows the truncated user alone.
    const ofConversations = bodies().filter(({ events }) => events[0].type.startsWith("conversation:"));
    assert.equal(ofConversations.length, 2);
    ofConversations.forEach(checkWebhook);
  });

  test("a webhook gets only its triggers, and their names are case-sensitive", async () => {
    const { emulator, link, send, told } = await withAda({ triggers: ["client:update", "Conversation:Message"] });
    await link(PHONE);
    await emulator.settled();
    await send(business("hi"));
    await emulator.settled();
    assert.deepEqual(told(), ["client:update matched", "client:update confirmed"]);
  });

  test("a retry brings the same event id", async () => {
    const { emulator, bodies } = await withAda({}, [500]);
    await emulator.settled();
    assert.equal(bodies().length, 2);
    assert.deepEqual(bodies()[0], bodies()[1]);
  });

  test("every webhook gets what happens in the form of its own version", async () => {
    const { emulator, callV1, send, received } = await withAda({ triggers: ["conversation:message"] });
    for (const version of ["v1", "v1.1"])
      await callV1("POST", `/${version}/webhooks`, { target: `http://example.com/${version}`, triggers: ["*"] });
    await send(business("hi"));
    await emulator.settled();
    const at = (/** @type {string} */ version) =>
      received.filter(({ target }) => target === `http://example.com/${version}`).map(({ payload }) => payload);
    assert.deepEqual([at("v1").length, at("v1.1").length, at("v2").length], [1, 1, 1]);
    assert.deepEqual(
      [
        at("v1")[0].messages[0].text,
        at("v1.1")[0].messages[0].text,
        at("v2")[0].events[0].payload.message.content.text,
      ],
      ["hi", "hi", "hi"],
    );
    assert.deepEqual(
      [at("v1")[0].version, at("v1.1")[0].version, at("v2")[0].webhook.version],
      [undefined, "v1.1", "v2"],
    );
  });
});

describe("typing in v1.1", () => {
  test("is typing:appUser, which * does not bring", async () => {
    const hook = receiver();
    const emulator = createEmulator({ fetch: hook.fetch, linkDelay: 1 });
    const call = caller(emulator);
    for (const trigger of ["*", "typing:appUser"])
      await call("POST", "/v1.1/webhooks", {
        target: `http://example.com/${encodeURIComponent(trigger)}`,
        triggers: [trigger],
      });
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/channels", twilio(PHONE));
    await emulator.settled();
    emulator.reply("ada", { text: "Hello" });
    emulator.type("ada", "start");
    await emulator.settled();
    assert.deepEqual(
      hook.payloads("typing:appUser").map(({ activity }) => activity),
      [{ type: "typing:start" }],
    );
    assert.equal(hook.received.at(-1)?.target, "http://example.com/typing%3AappUser");
  });

  test("needs a conversation, a channel, and a start or a stop", async () => {
    const emulator = createEmulator({ linkDelay: 1 });
    const call = caller(emulator);
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    assert.throws(() => emulator.type("ada", "start"), /Conversation not found/);
    await call("POST", "/v1.1/appusers/ada/messages", { role: "appMaker", type: "text", text: "hi" });
    assert.throws(() => emulator.type("ada", "start"), /not linked/);
    // @ts-expect-error a wrong word
    assert.throws(() => emulator.type("ada", "dance"), /start or stop/);
    assert.throws(() => emulator.type("nobody", "start"), /User not found/);
  });
});
