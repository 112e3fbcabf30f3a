// The person at the other end, and the ways to watch what happens: tap, reply, answer, on, next, inbox, reset.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, text, twilio } from "./caller.js";

async function withAda() {
  const emulator = createEmulator({ linkDelay: 1 });
  const call = caller(emulator);
  await call("POST", "/v1.1/appusers", { userId: "ada" });
  await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555"));
  await emulator.settled();
  return { emulator, call, send: (/** @type {object} */ body) => call("POST", "/v1.1/appusers/ada/messages", body) };
}

describe("the person", () => {
  test("taps a postback, by payload, text, _id or object", async () => {
    const { emulator, send } = await withAda();
    const { body } = await send(text("More?", { actions: [{ type: "postback", text: "Yes", payload: "YES" }] }));
    const action = body.message.actions[0];
    for (const way of ["YES", "Yes", action._id, action, { type: "postback", payload: "YES" }]) {
      emulator.tap("ada", way);
      const event = emulator.events.at(-1);
      assert.equal(event?.trigger, "postback");
      assert.deepEqual(event?.postbacks[0].action, action);
      assert.equal(event?.postbacks[0].message._id, body.message._id);
    }
  });

  test("taps an item of a menu, which is in no message", async () => {
    const { emulator } = await withAda();
    emulator.tap("ada", { type: "postback", text: "Help", payload: "HELP" });
    assert.equal("message" in /** @type {any} */ (emulator.events.at(-1)).postbacks[0], false);
  });

  test("taps a reply, which sends its text and payload", async () => {
    const { emulator, send } = await withAda();
    await send(text("Which?", { actions: [{ type: "reply", text: "Tacos", payload: "T" }] }));
    emulator.tap("ada", "T");
    const event = emulator.events.at(-1);
    assert.deepEqual(
      [event?.trigger, event?.messages[0].text, event?.messages[0].payload, event?.messages[0].source.type],
      ["message:appUser", "Tacos", "T", "twilio"],
    );
  });

  test("cannot tap what is not there, or a link", async () => {
    const { emulator, send } = await withAda();
    await send(text("Go", { actions: [{ type: "link", text: "Go", uri: "https://a.b" }] }));
    assert.throws(() => emulator.tap("ada", "NOWHERE"), /No message of this user has a button "NOWHERE"/);
    assert.throws(() => emulator.tap("ada", "Go"), /only postback and reply/);
  });

  test("replies from a channel, which becomes the one for the next message", async () => {
    const { emulator, call, send } = await withAda();
    await call("POST", "/v1.1/appusers/ada/channels", {
      type: "mailgun",
      address: "a@b.co",
      confirmation: { type: "immediate" },
    });
    await emulator.settled();
    const reply = emulator.reply("ada", { text: "By SMS, please", channel: "twilio" });
    assert.equal(reply.role, "appUser");
    assert.equal(reply.source.type, "twilio");
    await send(text("Sure"));
    assert.equal(emulator.inbox("twilio").at(-1)?.text, "Sure");
    assert.equal((await call("GET", "/v1.1/appusers/ada/messages")).body.messages.length, 2);
  });

  test("cannot write from a channel that is not linked", async () => {
    const { emulator } = await withAda();
    assert.throws(() => emulator.reply("ada", { text: "hi", channel: "messenger" }), /not linked to messenger/);
  });

  test("cannot answer a prompt that nobody asked", async () => {
    const { emulator } = await withAda();
    assert.throws(() => emulator.answer("ada", "twilio", true), /No prompt is waiting/);
  });
});

describe("watching", () => {
  test("listeners get their trigger until they are off", async () => {
    const { emulator, send } = await withAda();
    /** @type {string[]} */
    const heard = [];
    const off = emulator.on("message", ({ trigger }) => heard.push(trigger));
    emulator.on("*", ({ trigger }) => heard.push(`* ${trigger}`));
    await send(text("hi", { role: "appUser" }));
    off();
    await send(text("hi", { role: "appUser" }));
    assert.deepEqual(heard, ["* conversation:start", "message:appUser", "* message:appUser", "* message:appUser"]);
  });

  test("next resolves with the event, or rejects and says what came instead", async () => {
    const { emulator, send } = await withAda();
    const event = emulator.next("message:appMaker");
    await send(text("hi"));
    assert.equal((await event).messages[0].text, "hi");
    await emulator.settled();
    await assert.rejects(
      emulator.next("link:failure", { timeout: 5 }),
      /No link:failure event came within 5 ms\. Events so far: link:match/,
    );
  });

  test("an event that does not exist is refused, so that nobody waits for it", async () => {
    const { emulator } = await withAda();
    assert.throws(() => emulator.on("delivery:success", () => {}), /message:delivery:channel/);
    await assert.rejects(emulator.next("link:succes"), /There is no event "link:succes"/);
  });

  test("requests are logged without the credentials", async () => {
    const { emulator, send } = await withAda();
    await send(text("hi"));
    const { at, headers, ...entry } = emulator.requests.at(-1) ?? assert.fail();
    assert.deepEqual(entry, {
      method: "POST",
      path: "/v1.1/appusers/ada/messages",
      query: {},
      body: text("hi"),
      operation: "send",
      status: 201,
    });
    assert.equal(headers.authorization, "Bearer ***");
    assert.equal(JSON.stringify(emulator.requests).includes(emulator.credentials.secret), false);
    assert.equal(typeof at, "number");
  });

  test("a reset forgets everything but the options", async () => {
    const { emulator, call } = await withAda();
    emulator.faults.add({ status: 500 });
    emulator.reset();
    assert.deepEqual(
      [emulator.state.users, emulator.events, emulator.requests, emulator.inbox(), emulator.faults.list()],
      [[], [], [], [], []],
    );
    assert.equal((await call("POST", "/v1/appusers", { userId: "ada" })).status, 201);
  });

  test("what is read from the state are copies", async () => {
    const { emulator } = await withAda();
    const [user] = emulator.state.users;
    if (user !== undefined) user.properties.hacked = true;
    assert.deepEqual(emulator.state.users[0]?.properties, {});
  });

  test("unknown and impossible options are refused", () => {
    assert.throws(() => createEmulator(/** @type {any} */ ({ linkdelay: 5 })), /no option "linkdelay"/);
    assert.throws(() => createEmulator({ linkDelay: -1 }), /linkDelay must be/);
    assert.throws(() => createEmulator({ app: /** @type {any} */ ({ key: "x" }) }), /no app option "key"/);
    assert.throws(() => createEmulator({ faults: [{}] }), /must say what goes wrong/);
  });
});
