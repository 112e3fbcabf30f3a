// Payloads of webhooks: those of v1 have every field of the published samples, with the same types; those of v1.1
// have what is known of them (docs/api/v1.md, section 11.4).
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, text } from "./caller.js";
import { receiver } from "./receiver.js";

const samples = new URL("../../../shared/examples/v1/", import.meta.url);
const skip = existsSync(samples) ? false : "the published samples are not beside this repository (../shared/examples)";

const message = { role: "appMaker", type: "text", text: "Hello" };
const messenger = {
  type: "messenger",
  phoneNumber: "+15141234567",
  givenName: "bleep",
  surname: "bloop",
  confirmation: { type: "immediate", message },
};
const items = [
  {
    title: "Tacos",
    description: "Beef",
    size: "large",
    mediaUrl: "http://a.b/c.png",
    actions: [{ type: "postback", text: "Oh yeah!", payload: "TACOS" }],
  },
];

/** Everything that can happen, seen by one webhook. @param {"v1" | "v1.1"} version @param {object} [webhook] */
async function everything(version, webhook = {}) {
  const hook = receiver();
  const emulator = createEmulator({ fetch: hook.fetch, linkDelay: 1 });
  const call = caller(emulator);
  await call("POST", `/${version}/webhooks`, { target: "http://example.com", triggers: ["*"], ...webhook });
  await call("POST", "/v1.1/appusers", { userId: "ada" });
  await call("POST", "/v1.1/appusers/ada/channels", { ...messenger, phoneNumber: "+15141230001" });
  await emulator.settled();
  await call("POST", "/v1.1/appusers/ada/channels", messenger);
  await emulator.settled();
  emulator.reply("ada", { text: "Hi! Do you have time to chat?" });
  const send = (/** @type {object} */ body) => call("POST", "/v1.1/appusers/ada/messages", body);
  await send({ role: "appMaker", type: "carousel", items });
  await send({
    role: "appMaker",
    type: "list",
    items,
    actions: [{ type: "postback", text: "More Choices!", payload: "MORE" }],
  });
  await send({ role: "appUser", type: "image", mediaUrl: "http://a.b/c.png" });
  await send({ role: "appUser", type: "location", coordinates: { lat: 45.5, long: -73.5 } });
  await send(
    text("Do you want to see more options?", {
      name: "LunchBot",
      actions: [{ type: "postback", text: "Yes", payload: "YES" }],
    }),
  );
  emulator.tap("ada", "YES");
  await emulator.settled();
  await send(text("#undeliverable", { name: "Danny" }));
  await call("POST", "/v1.1/appusers/ada/conversation/read");
  await call("DELETE", "/v1.1/appusers/ada/channels/messenger");
  await call("DELETE", "/v1.1/appusers/ada");
  await emulator.settled();
  return { ...hook, emulator };
}

/** Every field of the sample is there, with the same type. @param {any} actual @param {any} sample @param {string} path */
function hasShape(actual, sample, path) {
  const kind = (/** @type {unknown} */ value) => (Array.isArray(value) ? "array" : typeof value);
  assert.equal(kind(actual), kind(sample), path);
  if (sample === null || typeof sample !== "object") return;
  for (const [name, value] of Object.entries(sample)) {
    // A sample shows an app's phone among the clients; its fields are not those of a channel.
    if (path.endsWith("clients[0]") && !(name in actual)) continue;
    hasShape(actual[name], value, Array.isArray(sample) ? `${path}[${name}]` : `${path}.${name}`);
  }
}

describe("payloads of v1", { skip }, async () => {
  const { received } = await everything("v1");
  const typed = (/** @type {string} */ type) => (/** @type {any} */ payload) => payload.messages[0].type === type;
  const named = (/** @type {any} */ payload) =>
    payload.messages[0].name === "LunchBot" || payload.messages[0].name === "Danny";
  /** @type {[file: string, which?: (payload: any) => boolean, exact?: boolean][]} */
  const files = [
    ["linking-events.trigger-link-match", undefined, true],
    ["linking-events.trigger-link-success", undefined, true],
    ["linking-events.trigger-link-failure", undefined, true],
    ["message-events.trigger-message-appuser-text", typed("text")],
    ["message-events.trigger-message-appuser-image", typed("image")],
    ["message-events.trigger-message-appuser-location", typed("location")],
    ["message-events.trigger-message-appmaker-carousel", typed("carousel")],
    ["message-events.trigger-message-appmaker-list", typed("list")],
    ["delivery-events.trigger-delivery-success", named],
    ["delivery-events.trigger-delivery-failure", named],
    ["conversation-events.trigger-conversation-start"],
    ["conversation-events.trigger-conversation-read"],
    ["postback-events.trigger-postback"],
  ];
  for (const [file, which = () => true, exact = false] of files) {
    test(`${file} has the shape of its sample`, () => {
      const sample = JSON.parse(readFileSync(new URL(`${file}.webhook.json`, samples), "utf8"));
      const payload = received.map((one) => one.payload).find((one) => one.trigger === sample.trigger && which(one));
      assert.ok(payload, `no ${sample.trigger} came`);
      hasShape(payload, sample, sample.trigger);
      if (exact) assert.deepEqual(Object.keys(payload).sort(), Object.keys(sample).sort());
      if (exact) assert.deepEqual(Object.keys(payload.appUser), ["_id"]);
    });
  }
});

describe("payloads of v1.1", async () => {
  const { received, payloads, emulator } = await everything("v1.1");

  test("all have a version, an app and a user", () => {
    for (const { payload } of received) {
      assert.equal(payload.version, "v1.1");
      assert.deepEqual(payload.app, { _id: emulator.credentials.appId });
      assert.match(payload.appUser._id, /^[0-9a-f]{24}$/);
    }
  });

  test("every trigger came in its v1.1 name", () => {
    assert.deepEqual([...new Set(received.map(({ payload }) => payload.trigger))].sort(), [
      "appUser:delete",
      "client:add",
      "client:remove",
      "conversation:read",
      "conversation:start",
      "link:failure",
      "link:match",
      "link:success",
      "message:appMaker",
      "message:appUser",
      "message:delivery:channel",
      "message:delivery:failure",
      "message:delivery:user",
      "postback",
    ]);
  });

  test("the user is truncated and the conversation is named", () => {
    const [payload] = payloads("message:appMaker");
    assert.deepEqual(Object.keys(payload.appUser).sort(), [
      "_id",
      "conversationStarted",
      "properties",
      "signedUpAt",
      "userId",
    ]);
    assert.match(payload.conversation._id, /^[0-9a-f]{24}$/);
    assert.equal("client" in payload, false);
  });

  test("deliveries name the message, the destination and whether more is to come", () => {
    const [channel] = payloads("message:delivery:channel");
    const [user] = payloads("message:delivery:user");
    const [failure] = payloads("message:delivery:failure");
    assert.deepEqual([channel.isFinalEvent, user.isFinalEvent, failure.isFinalEvent], [false, true, true]);
    assert.equal(channel.destination.type, "messenger");
    assert.match(channel.destination.integrationId, /^[0-9a-f]{24}$/);
    assert.equal(channel.message._id, user.message._id);
    assert.equal(channel.externalMessages.length, 1);
    assert.equal(typeof channel.timestamp, "number");
    assert.equal(typeof failure.error.code, "string");
    assert.equal("externalMessages" in failure, false);
  });

  test("client:add and client:remove list the client", () => {
    for (const trigger of ["client:add", "client:remove"])
      assert.equal(payloads(trigger)[0].clients[0].platform, "messenger");
  });

  test("includeClient and includeFullAppUser add what they say", async () => {
    const [payload] = (await everything("v1.1", { includeClient: true, includeFullAppUser: true })).payloads(
      "message:appUser",
    );
    assert.equal(payload.client.platform, "messenger");
    assert.equal(payload.appUser.clients.length, 1);
  });

  test("emulator.events has the same events in the same order", () => {
    assert.deepEqual(
      emulator.events.map(({ trigger }) => trigger),
      received.map(({ payload }) => payload.trigger),
    );
  });
});
