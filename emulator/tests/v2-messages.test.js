// v2: messages, sent, delivered, listed by page, deleted (docs/api/v2.md, section 7).
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { business, callerOfV2, client, list, personal } from "./caller.js";

const samples = new URL("../../../shared/examples/v2/", import.meta.url);
const skip = existsSync(samples) ? false : "the official examples are not beside this repository (../shared/examples)";

/** @param {Parameters<typeof createEmulator>[0]} [options] */
async function withAda(options) {
  const emulator = createEmulator(options);
  const call = callerOfV2(emulator);
  const { user } = (await call("POST", "/users", { externalId: "ada", profile: { givenName: "Ada" } })).body;
  const { conversation } = (await call("POST", "/conversations", personal("ada"))).body;
  const path = `/conversations/${conversation.id}/messages`;
  return {
    emulator,
    call,
    user,
    conversation,
    path,
    send: (/** @type {object} */ body) => call("POST", path, body),
    link: async (/** @type {string} */ type, /** @type {object} */ criteria) => {
      const integrationId = emulator.state.integrations.find((one) => one.type === type)?._id;
      await call("POST", "/users/ada/clients", client({ type, integrationId, ...criteria }, conversation.id));
      await emulator.settled();
    },
  };
}

describe("messages of v2", () => {
  test("a text is answered with 201 and a list that has it", async () => {
    const { send } = await withAda({ now: () => Date.UTC(2026, 10, 24, 6, 33, 0, 7) });
    const { status, body } = await send(business("Hello!", { metadata: { ticket: 7 } }));
    assert.equal(status, 201);
    assert.deepEqual(body, {
      messages: [
        {
          id: body.messages[0].id,
          received: "2026-11-24T06:33:00.007Z",
          author: { type: "business", avatarUrl: body.messages[0].author.avatarUrl },
          content: { type: "text", text: "Hello!" },
          source: { type: "api:conversations" },
          metadata: { ticket: 7 },
        },
      ],
    });
  });

  test("the author of the business has a name, a picture and a subtype", async () => {
    const { send } = await withAda();
    const author = { type: "business", displayName: "Bot", avatarUrl: "https://a.b/c.png", subtypes: ["bot"] };
    assert.deepEqual((await send(business("Hi", { author }))).body.messages[0].author, author);
  });

  test("the author may be the user of the conversation, by either id, and no one else", async () => {
    const { call, send, user } = await withAda();
    await call("POST", "/users", { externalId: "bob" });
    for (const author of [{ userId: user.id }, { userExternalId: "ada" }]) {
      const { status, body } = await send(business("Hi", { author: { type: "user", ...author } }));
      assert.equal(status, 201);
      const { type, userId, displayName } = body.messages[0].author;
      assert.deepEqual([type, userId, displayName], ["user", user.id, "Ada"]);
    }
    const statusBy = async (/** @type {object} */ author) =>
      (await send(business("Hi", { author: { type: "user", ...author } }))).status;
    assert.equal(await statusBy({ userExternalId: "bob" }), 400);
    assert.equal(await statusBy({ userExternalId: "nobody" }), 404);
    assert.equal(await statusBy({}), 400);
  });

  for (const name of ["text", "image", "file", "carousel", "list", "location", "form"]) {
    test(
      `the official example of a ${name} is accepted, and answered with all that its answer shows`,
      { skip },
      async () => {
        const { send } = await withAda();
        const read = (/** @type {string} */ part) =>
          JSON.parse(readFileSync(new URL(`postMessage.${name}.${part}.json`, samples), "utf8"));
        const { status, body } = await send(read("request"));
        assert.equal(status, 201);
        const { content } = read("response").messages[0];
        // What only the real service can know, and a typing error of the file.
        for (const field of ["mediaSize", "mediaType", "text", 'text"']) delete content[field];
        for (const item of content.items ?? []) delete item.mediaType;
        for (const [field, value] of Object.entries(content)) {
          const own = structuredClone(body.messages[0].content[field]);
          if (field === "items") for (const item of own) delete item.mediaType;
          assert.deepEqual(own, value, field);
        }
      },
    );
  }

  test("markdown and HTML stay as they are, and reach a channel as text", async () => {
    const { emulator, send, link } = await withAda();
    await link("twilio", { phoneNumber: "+15145555555" });
    const author = { type: "business" };
    await send({ author, content: { type: "text", markdownText: "**Hi**" } });
    const { body } = await send({ author, content: { type: "text", htmlText: "<b>Hi</b>" } });
    assert.equal(body.messages[0].content.htmlText, "<b>Hi</b>");
    assert.deepEqual(
      emulator
        .inbox("twilio")
        .slice(1)
        .map((item) => item.text),
      ["**Hi**", "Hi"],
    );
  });

  test("a WhatsApp template keeps its content", async () => {
    const { send } = await withAda();
    const content = {
      type: "template",
      template: { name: "hello_world", language: { policy: "deterministic", code: "en" } },
    };
    const { status, body } = await send({ author: { type: "business" }, schema: "whatsapp", content });
    assert.equal(status, 201);
    assert.deepEqual(body.messages[0].content, content);
  });

  test("shorthand becomes buttons and more messages", async () => {
    const { send } = await withAda();
    const { messages } = (await send(business("Look %[More](https://a.b) ![](https://a.b/c.png)"))).body;
    assert.deepEqual(
      list(messages).map(({ content }) => content.type),
      ["text", "image"],
    );
    assert.deepEqual(messages[0].content.actions, [{ type: "link", text: "More", uri: "https://a.b" }]);
  });

  test("a destination chooses the client, and none of them gets a silent message", async () => {
    const { emulator, send, link } = await withAda();
    await link("twilio", { phoneNumber: "+15145555555" });
    await link("mailgun", { address: "a@b.co" });
    const twilio = emulator.state.integrations.find(({ type }) => type === "twilio")?._id;
    await send(business("one", { destination: { integrationType: "twilio" } }));
    await send(business("two", { destination: { integrationId: twilio } }));
    const silent = await send(business("three", { destination: { integrationType: "none" } }));
    assert.equal(silent.status, 201);
    assert.deepEqual(
      emulator
        .inbox()
        .filter(({ kind }) => kind === "message")
        .map(({ channel, text }) => [channel, text]),
      [
        ["twilio", "one"],
        ["twilio", "two"],
      ],
    );
  });

  for (const destination of [
    { integrationType: "whatsapp" },
    { integrationId: "0".repeat(24) },
    {},
    { integrationId: "a", integrationType: "b" },
    "twilio",
  ]) {
    test(`the destination ${JSON.stringify(destination)} is refused, and nothing is sent`, async () => {
      const { call, send, link, path } = await withAda();
      await link("twilio", { phoneNumber: "+15145555555" });
      const { status, body } = await send(business("hi", { destination }));
      assert.equal(status, 400);
      assert.match(body.errors[0].title, /destination/);
      assert.deepEqual((await call("GET", path)).body.messages, []);
    });
  }

  for (const [body, says] of /** @type {[object, RegExp][]} */ ([
    [{ content: { type: "text", text: "hi" } }, /^author /],
    [business("hi", { author: { type: "appMaker" } }), /^author\.type /],
    [{ author: { type: "business" } }, /^content /],
    [business("hi", { content: "hi" }), /^content/],
    [business("hi", { content: { text: "hi" } }), /^content\.type /],
    [business("hi", { content: { type: "text", text: 7 } }), /^content\.text /],
    [business("hi", { content: { type: "image" } }), /^content\.mediaUrl /],
    [business("hi", { content: { type: "carousel" } }), /^content\.items /],
    [business("hi", { content: { type: "list", items: [7] } }), /^content\.items\[0\] /],
    [
      business("hi", { content: { type: "list", items: [{ title: "a", actions: {} }] } }),
      /^content\.items\[0\]\.actions /,
    ],
    [business("hi", { content: { type: "text", text: "a", actions: "b" } }), /^content\.actions /],
    [business("hi", { content: { type: "form", fields: [null] } }), /^content\.fields\[0\] /],
    [business("hi", { content: { type: "location" } }), /^content\.coordinates /],
    [business("hi", { content: { type: "location", coordinates: { lat: 1 } } }), /^content\.coordinates\.long /],
    [business("hi", { content: { type: "template" } }), /^content\.type /],
    [business("hi", { schema: "whatsapp", content: { type: "template" } }), /^content\.template /],
    [business("hi", { metadata: { nested: {} } }), /^metadata\.nested /],
    [business("hi", { metadata: { k: "x".repeat(4096) } }), /^metadata .*4096/],
  ])) {
    test(`${JSON.stringify(body).slice(0, 100)} is refused with its field`, async () => {
      const { call, send, path } = await withAda();
      const answer = await send(body);
      assert.equal(answer.status, 400);
      assert.match(answer.body.errors[0].title, says);
      assert.deepEqual((await call("GET", path)).body.messages, []);
    });
  }

  test("messages are deleted one by one, or all at once", async () => {
    const { call, send, path } = await withAda();
    const { id } = (await send(business("one"))).body.messages[0];
    await send(business("two"));
    assert.deepEqual((await call("DELETE", `${path}/${id}`)).body, {});
    assert.equal((await call("DELETE", `${path}/${id}`)).body.errors[0].code, "not_found");
    assert.deepEqual(
      list((await call("GET", path)).body.messages).map(({ content }) => content.text),
      ["two"],
    );
    assert.deepEqual((await call("DELETE", path)).body, {});
    assert.deepEqual((await call("GET", path)).body.messages, []);
  });

  test("a conversation takes 30,000 messages, then it is locked until some are deleted", async () => {
    const { call, send, path } = await withAda();
    // Each text becomes 500 images.
    const many = business("![](a:b)".repeat(500));
    for (let index = 0; index < 59; index += 1) await send(many);
    assert.equal(list((await send(many)).body.messages).length, 500);
    const { status, body } = await send(business("one more"));
    assert.equal(status, 423);
    assert.deepEqual(body, { errors: [{ code: "locked", title: "Message limit of 30000 per conversation reached." }] });
    const [first] = (await call("GET", path)).body.messages;
    await call("DELETE", `${path}/${first.id}`);
    assert.equal((await send(business("one more"))).status, 201);
  });
});

describe("pages of messages of v2", () => {
  test("100 a page, the newest page first, and the cursors lead through all of them", async () => {
    const { call, send, path } = await withAda();
    for (let index = 0; index < 250; index += 1) await send(business(`${index}`));
    const read = async (/** @type {string} */ query) => (await call("GET", path + query)).body;
    const words = (/** @type {any} */ page) => list(page.messages).map(({ content }) => Number(content.text));
    const range = (/** @type {number} */ from, /** @type {number} */ to) =>
      Array.from({ length: to - from }, (_, index) => from + index);

    const newest = await read("");
    assert.deepEqual(words(newest), range(150, 250));
    assert.deepEqual(newest.meta, { hasMore: true, beforeCursor: newest.messages[0].id });
    assert.deepEqual(Object.keys(newest.links), ["prev"]);
    const middle = await read(`?page[before]=${newest.meta.beforeCursor}`);
    assert.deepEqual(words(middle), range(50, 150));
    const oldest = await read(`?page[before]=${middle.meta.beforeCursor}`);
    assert.deepEqual(words(oldest), range(0, 50));
    assert.deepEqual(oldest.meta, { hasMore: false, afterCursor: oldest.messages[49].id });
    assert.deepEqual(words(await read(`?page[after]=${oldest.meta.afterCursor}`)), range(50, 150));
    assert.equal(words(await read("?page[size]=10")).length, 100);
    const { pathname, search } = new URL(newest.links.prev);
    assert.deepEqual(words(await read(search)), range(50, 150));
    assert.ok(pathname.endsWith(path));
  });
});
