// Messages: sent to the right channel, completed as the service does, read page by page (docs/api/v1.md, sections 6, 7).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, list, text, twilio } from "./caller.js";

/** @param {Parameters<typeof createEmulator>[0]} [options] */
async function withAda(options) {
  const emulator = createEmulator({ linkDelay: 1, ...options });
  const call = caller(emulator);
  await call("POST", "/v1.1/appusers", { userId: "ada", givenName: "Ada" });
  const send = (/** @type {object} */ body) => call("POST", "/v1.1/appusers/ada/messages", body);
  const link = async (/** @type {object} */ body) => {
    await call("POST", "/v1.1/appusers/ada/channels", body);
    await emulator.settled();
  };
  return { emulator, call, send, link };
}
const mail = { type: "mailgun", address: "a@b.co", confirmation: { type: "immediate" } };

describe("messages", () => {
  test("a message is answered with 201, itself and the conversation", async () => {
    const { send } = await withAda({ now: () => 1_439_220_041_586 });
    const { status, body } = await send(text("Hello"));
    assert.equal(status, 201);
    assert.match(body.message._id, /^[0-9a-f]{24}$/);
    assert.match(body.message.authorId, /^[0-9a-z]{22}$/);
    assert.deepEqual(
      { ...body.message, _id: "", authorId: "", avatarUrl: "" },
      {
        _id: "",
        role: "appMaker",
        type: "text",
        text: "Hello",
        authorId: "",
        avatarUrl: "",
        received: 1439220041.586,
        source: { type: "api" },
      },
    );
    assert.equal(body.extraMessages, undefined);
    assert.match(body.conversation._id, /^[0-9a-f]{24}$/);
    assert.equal(body.conversation.unreadCount, 1);
    assert.equal(body.conversation.appMakerLastRead, 1439220041.586);
  });

  test("it goes to the primary channel, and the channel reports on it", async () => {
    const { emulator, send, link } = await withAda();
    await link(mail);
    await link(twilio("+15145555555"));
    const { body } = await send(text("A message over Twilio SMS, as requested."));
    await emulator.settled();
    const received = emulator.inbox("twilio").at(-1);
    assert.deepEqual(
      [received?.kind, received?.to, received?.text],
      ["message", "+15145555555", "A message over Twilio SMS, as requested."],
    );
    assert.deepEqual(received?.message, body.message);
    assert.equal(emulator.inbox("mailgun").length, 1);
    const events = emulator.events.slice(-3).map(({ trigger, isFinalEvent }) => [trigger, isFinalEvent]);
    assert.deepEqual(events, [
      ["message:appMaker", undefined],
      ["message:delivery:channel", false],
      ["message:delivery:user", true],
    ]);
  });

  test("a destination chooses the channel, by type or by integration", async () => {
    const { emulator, send, link } = await withAda();
    await link(mail);
    await link(twilio("+15145555555"));
    const mailgun = emulator.state.integrations.find(({ type }) => type === "mailgun");
    await send(text("one", { destination: { integrationType: "mailgun" } }));
    await send(text("two", { destination: { integrationId: mailgun?._id } }));
    assert.deepEqual(
      emulator
        .inbox("mailgun")
        .slice(1)
        .map((item) => item.text),
      ["one", "two"],
    );
    assert.equal(emulator.inbox("mailgun")[1]?.subject, "New message from Emulated App");
  });

  test("a destination on which the user has no client is refused", async () => {
    const { send, link, call } = await withAda();
    await link(mail);
    const { status, body } = await send(text("hi", { destination: { integrationType: "twilio" } }));
    assert.equal(status, 400);
    assert.match(body.error.description, /no client on the destination twilio/);
    assert.equal((await call("GET", "/v1.1/appusers/ada/messages")).status, 404);
  });

  test("a message of the role appUser comes from the user", async () => {
    const { emulator, send } = await withAda();
    const { body } = await send(text("Hi", { role: "appUser" }));
    assert.equal(body.message.authorId, emulator.state.users[0]?._id);
    assert.equal(body.message.name, "Ada");
    assert.equal(emulator.events.at(-1)?.trigger, "message:appUser");
    assert.equal(body.conversation.unreadCount, 0);
  });

  test("actions and items get ids, links and media types", async () => {
    const { send } = await withAda();
    const { body } = await send({
      role: "appMaker",
      type: "carousel",
      items: [
        {
          title: "Tacos",
          description: "Beef",
          mediaUrl: "http://example.org/image.jpg?x",
          actions: [
            { text: "Select", type: "postback", payload: "TACOS" },
            { text: "More", type: "link", uri: "http://example.org" },
          ],
        },
      ],
    });
    const [item] = body.message.items;
    assert.equal(item.mediaType, "image/jpeg");
    assert.match(item._id, /^[0-9a-f]{24}$/);
    assert.deepEqual(
      list(item.actions).map(({ uri }) => uri),
      ["", "http://example.org"],
    );
    assert.equal(body.message.text, "1. Tacos\nBeef\nMore: http://example.org");
    assert.deepEqual(body.message.displaySettings, { imageAspectRatio: "horizontal" });
  });

  test("a location gets a text, a buy action a checkout", async () => {
    const { send } = await withAda();
    const place = await send({ role: "appUser", type: "location", coordinates: { lat: 45.5261583, long: -73.595346 } });
    assert.equal(place.body.message.text, "Location shared:\nhttps://maps.google.com/maps?q=45.5261583,-73.595346");
    const [buy] = (await send(text("Buy", { actions: [{ type: "buy", text: "Buy", amount: 1000 }] }))).body.message
      .actions;
    assert.deepEqual([buy.state, buy.currency, buy.amount], ["offered", "usd", 1000]);
    assert.match(buy.uri, /checkout/);
  });

  test("shorthand becomes buttons and more messages", async () => {
    const { send } = await withAda();
    const { body } = await send(
      text("Look %[More](https://a.b) %[Yes](postback:YES) $[Pay](25.00) ![](https://a.b/c.png)"),
    );
    assert.equal(body.message.text, "Look");
    assert.deepEqual(
      list(body.message.actions).map(({ type }) => type),
      ["link", "postback", "buy"],
    );
    assert.equal(body.message.actions[2].amount, 2500);
    assert.deepEqual(
      list(body.extraMessages).map(({ type, mediaUrl }) => [type, mediaUrl]),
      [["image", "https://a.b/c.png"]],
    );
  });

  test("a WhatsApp template is accepted in v1.1", async () => {
    const { send } = await withAda();
    const hsm = {
      namespace: "n",
      element_name: "welcome",
      language: { policy: "fallback", code: "en" },
      localizable_params: [{ default: "Ada" }],
    };
    const { status, body } = await send({ role: "appMaker", messageSchema: "whatsapp", message: { type: "hsm", hsm } });
    assert.equal(status, 201);
    assert.match(body.message.text, /welcome/);
  });

  test("metadata beyond 4 KB is refused", async () => {
    const { send } = await withAda();
    assert.equal((await send(text("hi", { metadata: { long: "x".repeat(4093) } }))).status, 400);
  });

  test("messages are deleted one by one, or all at once", async () => {
    const { call, send } = await withAda();
    const { body } = await send(text("one"));
    await send(text("two"));
    const path = "/v1.1/appusers/ada/messages";
    assert.deepEqual((await call("DELETE", `${path}/${body.message._id}`)).body, {});
    assert.equal((await call("DELETE", `${path}/${body.message._id}`)).status, 404);
    assert.deepEqual(
      list((await call("GET", path)).body.messages).map((one) => one.text),
      ["two"],
    );
    assert.deepEqual((await call("DELETE", path)).body, {});
    assert.deepEqual((await call("GET", path)).body.messages, []);
  });
});

describe("pages of messages", () => {
  test("there is nothing to read before the first message", async () => {
    const { call } = await withAda();
    const { status, body } = await call("GET", "/v1.1/appusers/ada/messages");
    assert.deepEqual([status, body.error.code], [404, "conversation_not_found"]);
  });

  test("no two messages share a time, even of one millisecond", async () => {
    const { call, send } = await withAda({ now: () => 1_439_220_041_586 });
    for (const word of ["a", "b", "c"]) await send(text(word));
    const { body } = await call("GET", "/v1.1/appusers/ada/messages");
    assert.deepEqual(
      list(body.messages).map(({ received }) => received),
      [1439220041.586, 1439220041.587, 1439220041.588],
    );
  });

  test("100 a page, ascending, the newest first; both bounds are exclusive and lose nothing", async () => {
    const { call, send } = await withAda({ now: () => 1_439_220_041_586 });
    for (let index = 0; index < 250; index += 1) await send(text(`${index}`));
    const read = async (/** @type {string} */ query) => (await call("GET", `/v1.1/appusers/ada/messages${query}`)).body;
    const words = (/** @type {any} */ page) => page.messages.map((/** @type {any} */ one) => Number(one.text));
    const range = (/** @type {number} */ from, /** @type {number} */ to) =>
      Array.from({ length: to - from }, (_, index) => from + index);

    const newest = await read("");
    assert.deepEqual(words(newest), range(150, 250));
    assert.equal(newest.next, undefined);
    const middle = await read(`?before=${newest.messages[0].received}`);
    assert.deepEqual(words(middle), range(50, 150));
    const oldest = await read(`?before=${middle.messages[0].received}`);
    assert.deepEqual(words(oldest), range(0, 50));
    assert.equal(oldest.previous, undefined);
    assert.deepEqual(words(await read(`?after=${oldest.messages[49].received}`)), range(50, 150));
    assert.deepEqual(words(await read(`?after=${newest.messages[99].received}`)), []);
  });

  test("next is an absolute URL that leads to newer messages, also after a before query", async () => {
    const { emulator, call, send } = await withAda();
    for (let index = 0; index < 120; index += 1) await send(text(`${index}`));
    const newest = (await call("GET", "/v1/appusers/ada/messages")).body.messages;
    const { body } = await call("GET", `/v1/appusers/ada/messages?before=${newest[0].received}`);
    assert.equal(
      body.next,
      `https://api.smooch.io/v1/apps/${emulator.credentials.appId}/appusers/${emulator.state.users[0]?._id}/messages?after=${body.messages.at(-1).received}`,
    );
    const { pathname, search } = new URL(body.next);
    assert.deepEqual((await call("GET", pathname + search)).body.messages, newest);
  });

  for (const query of ["?before=1&after=2", "?before=yesterday", "?after=", "?before=1e3"]) {
    test(`${query} is refused`, async () => {
      const { call, send } = await withAda();
      await send(text("hi"));
      assert.equal((await call("GET", `/v1.1/appusers/ada/messages${query}`)).status, 400);
    });
  }
});

describe("the conversation", () => {
  test("reading resets the unread count, and is an event", async () => {
    const { emulator, call, send } = await withAda();
    await send(text("one"));
    assert.equal((await send(text("two"))).body.conversation.unreadCount, 2);
    assert.deepEqual((await call("POST", "/v1.1/appusers/ada/conversation/read")).body, {});
    assert.equal((await call("GET", "/v1.1/appusers/ada/messages")).body.conversation.unreadCount, 0);
    assert.equal(emulator.events.at(-1)?.trigger, "conversation:read");
  });

  test("activities are answered with the conversation", async () => {
    const { call, send } = await withAda();
    await send(text("one"));
    for (const type of ["typing:start", "typing:stop", "conversation:read"]) {
      const { status, body } = await call("POST", "/v1.1/appusers/ada/conversation/activity", {
        role: "appMaker",
        type,
      });
      assert.equal(status, 200);
      assert.match(body.conversation._id, /^[0-9a-f]{24}$/);
    }
  });

  test("an activity of another role or type is refused", async () => {
    const { call, send } = await withAda();
    await send(text("one"));
    const path = "/v1.1/appusers/ada/conversation/activity";
    assert.match(
      (await call("POST", path, { role: "appUser", type: "typing:start" })).body.error.description,
      /^role /,
    );
    assert.match((await call("POST", path, { role: "appMaker", type: "dancing" })).body.error.description, /^type /);
  });

  test("without a conversation there is nothing to read and nowhere to type", async () => {
    const { call } = await withAda();
    assert.equal((await call("POST", "/v1.1/appusers/ada/conversation/read")).status, 404);
    assert.equal(
      (await call("POST", "/v1.1/appusers/ada/conversation/activity", { role: "appMaker", type: "typing:start" }))
        .status,
      404,
    );
  });
});
