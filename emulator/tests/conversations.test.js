// How many conversations a user may have, and lists that are longer than a page: what the options say.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { business, caller, callerOfV2, client, list, personal, text } from "./caller.js";
import { checkWebhook } from "./openapi.js";
import { receiver } from "./receiver.js";

/** @param {Parameters<typeof createEmulator>[0]} [options] */
async function withAda(options) {
  const emulator = createEmulator({ linkDelay: 1, ...options });
  const call = callerOfV2(emulator);
  await call("POST", "/users", { externalId: "ada" });
  /** @param {string} path @param {string} [query] */
  const pages = async (path, query = "") => {
    const found = [];
    for (let after = "", more = true; more;) {
      const { body } = await call("GET", `${path}?${query}${after && `&page[after]=${after}`}`);
      const [items] = Object.entries(body)
        .filter(([name]) => name !== "meta" && name !== "links")
        .map(([, value]) => list(value));
      found.push(items ?? []);
      more = body.meta.hasMore;
      after = body.meta.afterCursor;
    }
    return found;
  };
  return { emulator, call, pages };
}

const OF_ADA = "filter[userExternalId]=ada";

describe("a second conversation of a user", () => {
  for (const [conversations, statuses, made] of /** @type {const} */ ([
    [undefined, [201, 400], 1],
    ["one", [201, 400], 1],
    ["same", [201, 201], 1],
    ["several", [201, 201], 2],
  ])) {
    test(`of two machines that create one at the same moment, with ${conversations ?? "no option"}`, async () => {
      const { emulator, call } = await withAda(conversations === undefined ? {} : { conversations });
      const answers = await Promise.all([1, 2].map(() => call("POST", "/conversations", personal("ada"))));
      assert.deepEqual(answers.map(({ status }) => status).sort(), statuses);
      const ids = answers.flatMap(({ body }) => body.conversation?.id ?? []);
      assert.equal(new Set(ids).size, made);
      assert.equal(emulator.state.conversations.length, made);
      assert.equal(emulator.state.conversations.filter(({ isDefault }) => isDefault).length, 1);
    });
  }

  test("another value is refused", () => {
    assert.throws(() => createEmulator({ conversations: /** @type {any} */ ("two") }), /one, same, several/);
  });
});

describe("several conversations", () => {
  test("keep their messages, reads and names apart; v1 writes into the default one", async () => {
    const { emulator, call } = await withAda({ conversations: "several" });
    const create = async (/** @type {string} */ displayName) =>
      (await call("POST", "/conversations", personal("ada", { displayName }))).body.conversation;
    const first = await create("One");
    const second = await create("Two");
    assert.deepEqual([first.isDefault, second.isDefault], [true, false]);
    await call("POST", `/conversations/${second.id}/messages`, business("into the second"));
    await call("POST", `/conversations/${second.id}/messages`, {
      ...business("from ada"),
      author: { type: "user", userExternalId: "ada" },
    });
    await caller(emulator)("POST", "/v1.1/appusers/ada/messages", text("by v1.1"));
    const textsOf = async (/** @type {string} */ id) =>
      list((await call("GET", `/conversations/${id}/messages`)).body.messages).map(({ content }) => content.text);
    assert.deepEqual(await textsOf(first.id), ["by v1.1"]);
    assert.deepEqual(await textsOf(second.id), ["into the second", "from ada"]);
    assert.deepEqual(
      emulator.state.conversations.map(({ _id, isDefault, messages }) => [_id, isDefault, messages.length]),
      [
        [first.id, true, 1],
        [second.id, false, 2],
      ],
    );
    await call("PATCH", `/conversations/${second.id}`, { displayName: "Three" });
    assert.equal((await call("GET", `/conversations/${first.id}`)).body.conversation.displayName, "One");
    await call("DELETE", `/conversations/${second.id}/messages`);
    assert.deepEqual([await textsOf(first.id), await textsOf(second.id)], [["by v1.1"], []]);
  });

  test("one that is not the default can be deleted, and webhooks name the conversation of each event", async () => {
    const hook = receiver([]);
    const { emulator, call } = await withAda({ conversations: "several", fetch: hook.fetch });
    await call("POST", "/integrations", { type: "custom", webhooks: [{ target: "http://a.b", triggers: ["*"] }] });
    const first = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    const second = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    await call("POST", `/conversations/${second.id}/messages`, business("hi"));
    const { integrations } = (await call("GET", "/integrations?filter[types]=twilio")).body;
    const place = { integrationId: integrations[0].id, phoneNumber: "+15145555555" };
    await call("POST", "/users/ada/clients", client(place, second.id));
    assert.equal((await call("DELETE", `/conversations/${first.id}`)).status, 400);
    assert.equal((await call("DELETE", `/conversations/${second.id}`)).status, 200);
    assert.equal((await call("GET", `/conversations/${second.id}`)).status, 404);
    await emulator.settled();
    for (const { payload } of hook.received) checkWebhook(payload);
    const events = hook.received.flatMap(({ payload }) => list(payload.events));
    const named = events.map(({ type, payload }) => [type, payload.conversation.id]);
    assert.deepEqual(
      named.filter(([type]) => type !== "client:update"),
      [
        ["conversation:create", first.id],
        ["conversation:create", second.id],
        ["conversation:message", second.id],
        ["client:add", second.id],
        ["conversation:remove", second.id],
      ],
    );
  });

  test("a conversation of somebody else is no target of a link", async () => {
    const { emulator, call } = await withAda();
    await call("POST", "/users", { externalId: "bob" });
    const { id } = (await call("POST", "/conversations", personal("bob"))).body.conversation;
    const place = { integrationId: emulator.state.integrations[0]?._id, phoneNumber: "+15145555555" };
    const { status, body } = await call("POST", "/users/ada/clients", client(place, id));
    assert.deepEqual([status, body.errors[0].code], [404, "conversation_not_found"]);
  });
});

describe("lists that are longer than a page", () => {
  test("the default conversation is on page 2 where the newest come first", async () => {
    const { call, pages } = await withAda({ conversations: "several", newestFirst: true });
    const first = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    for (let index = 0; index < 30; index += 1) await call("POST", "/conversations", personal("ada"));
    const [page1, page2] = await pages("/conversations", OF_ADA);
    assert.deepEqual([page1?.length, page2?.length], [25, 6]);
    assert.equal(
      page1?.some(({ isDefault }) => isDefault),
      false,
    );
    assert.deepEqual(
      page2?.filter(({ isDefault }) => isDefault).map(({ id }) => id),
      [first.id],
    );
  });

  test("a pending client is on page 2, and more than 100 clients and integrations are all there", async () => {
    const integrations = Array.from({ length: 130 }, () => ({ type: "twilio" }));
    const { emulator, call, pages } = await withAda({ integrations, linkDelay: 0 });
    const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
    const ids = emulator.state.integrations.map(({ _id }) => _id);
    assert.equal(new Set(ids).size, 130);
    const link = (/** @type {number} */ index, type = "immediate") => {
      const place = { integrationId: ids[index], phoneNumber: `+1514555${1000 + index * 10 + 6}` };
      return call("POST", "/users/ada/clients", client(place, id, { confirmation: { type } }));
    };
    for (let index = 0; index < 129; index += 1) assert.equal((await link(index)).status, 201);
    await emulator.settled();
    await link(129, "prompt");
    const found = await pages("/users/ada/clients");
    assert.deepEqual(
      found.map(({ length }) => length),
      [25, 25, 25, 25, 25, 5],
    );
    const big = await pages("/users/ada/clients", "page[size]=100");
    assert.deepEqual(
      big.map((page) => page.map(({ status }) => status).includes("pending")),
      [false, true],
    );
    assert.equal((await pages("/integrations", "filter[types]=twilio")).flat().length, 130);
  });

  test("newestFirst is true or false", () => {
    assert.throws(() => createEmulator({ newestFirst: /** @type {any} */ ("yes") }), /newestFirst/);
  });
});
