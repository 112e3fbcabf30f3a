// v2: clients, pending at first, then active, failed, moved or removed (docs/api/v2.md, section 5).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { business, callerOfV2, client, list, personal } from "./caller.js";
import { settled, stopClock } from "./clock.js";

const PHONE = "+1 514-555-5555";

/** @param {Parameters<typeof createEmulator>[0]} [options] */
async function withAda(options) {
  const emulator = createEmulator(options);
  const call = callerOfV2(emulator);
  await call("POST", "/users", { externalId: "ada" });
  const { conversation } = (await call("POST", "/conversations", personal("ada"))).body;
  const ids = Object.fromEntries(emulator.state.integrations.map(({ type, _id }) => [type, _id]));
  return {
    emulator,
    call,
    conversation,
    ids,
    link: (/** @type {Partial<Parameters<typeof client>[0]>} */ criteria, more = {}) =>
      call(
        "POST",
        "/users/ada/clients",
        client({ integrationId: ids[criteria.type ?? "twilio"], ...criteria }, conversation.id, more),
      ),
    clients: async (user = "ada") => list((await call("GET", `/users/${user}/clients`)).body.clients),
  };
}

describe("clients of v2", () => {
  test("an immediate link is pending at first, then active", async (context) => {
    const { emulator, link, clients, ids } = await withAda({ linkDelay: 30 });
    const clock = stopClock(context);
    const { status, body } = await link({ phoneNumber: PHONE });
    assert.equal(status, 201);
    const pending = { id: body.client.id, type: "twilio", status: "pending", integrationId: ids.twilio };
    assert.deepEqual(body.client, pending);
    await clock.pass(29);
    assert.deepEqual(await clients(), [pending]);
    await clock.pass(1);
    await clock.pass(30);
    await emulator.settled();
    const [linked] = await clients();
    const { id, type, status: state, integrationId, externalId, displayName } = linked;
    assert.deepEqual(
      { id, type, state, integrationId, externalId, displayName },
      {
        id: pending.id,
        type: "twilio",
        state: "active",
        integrationId: ids.twilio,
        externalId: "+15145555555",
        displayName: "+15145555555",
      },
    );
    assert.match(linked.linkedAt, /^\d{4}-.*\.\d{3}Z$/);
  });

  test("the four channels of v2 are linked", async () => {
    const { emulator, link, clients } = await withAda();
    for (const type of ["twilio", "messagebird", "whatsapp"])
      assert.equal((await link({ type, phoneNumber: PHONE })).status, 201);
    assert.equal((await link({ type: "mailgun", address: "their@email.com" })).status, 201);
    await emulator.settled();
    assert.deepEqual(
      (await clients()).map(({ type, status }) => [type, status]),
      [
        ["twilio", "active"],
        ["messagebird", "active"],
        ["whatsapp", "active"],
        ["mailgun", "active"],
      ],
    );
    assert.equal(emulator.inbox("mailgun")[0]?.subject, "New message from Emulated App");
  });

  test("a message of the confirmation goes out and does not stand in the conversation", async () => {
    const { emulator, call, link, conversation } = await withAda();
    await link({ phoneNumber: PHONE }, { confirmation: { type: "userActivity", message: business("Shall we?") } });
    await emulator.settled();
    assert.equal(emulator.inbox("twilio")[0]?.text, "Shall we?");
    assert.deepEqual((await call("GET", `/conversations/${conversation.id}/messages`)).body.messages, []);
  });

  test("userActivity waits until the person writes", async () => {
    const { emulator, link, clients } = await withAda();
    await link({ phoneNumber: PHONE }, { confirmation: { type: "userActivity", message: business("Shall we?") } });
    await emulator.settled();
    assert.equal((await clients())[0].status, "pending");
    emulator.reply("ada", { text: "Yes!", channel: "twilio" });
    assert.equal((await clients())[0].status, "active");
  });

  test("a prompt that is refused leaves no client", async () => {
    const { emulator, link, clients } = await withAda();
    await link({ phoneNumber: PHONE }, { confirmation: { type: "prompt" } });
    await emulator.settled();
    emulator.answer("ada", "twilio", false);
    assert.deepEqual(await clients(), []);
  });

  test("a number that cannot be reached leaves no client", async () => {
    const { emulator, link, clients } = await withAda();
    assert.equal((await link({ phoneNumber: "+15145550001" })).status, 201);
    await emulator.settled();
    assert.deepEqual(await clients(), []);
  });

  test("a repeated link answers with the client that is there", async (context) => {
    const { emulator, link, clients } = await withAda();
    const clock = stopClock(context);
    const first = (await link({ phoneNumber: PHONE })).body.client;
    assert.deepEqual((await link({ phoneNumber: PHONE })).body.client, first);
    await settled(emulator, clock);
    const again = (await link({ phoneNumber: PHONE })).body.client;
    assert.deepEqual([again.id, again.status], [first.id, "active"]);
    await settled(emulator, clock);
    assert.equal((await clients()).length, 1);
  });

  test("another number on the integration is another client, in place of the first", async (context) => {
    const { emulator, link, clients } = await withAda();
    const clock = stopClock(context);
    const first = (await link({ phoneNumber: PHONE })).body.client;
    await settled(emulator, clock);
    const second = (await link({ phoneNumber: "+15145555556" })).body.client;
    assert.notEqual(second.id, first.id);
    assert.equal((await clients()).length, 2);
    await settled(emulator, clock);
    assert.deepEqual(
      (await clients()).map(({ id, externalId }) => [id, externalId]),
      [[second.id, "+15145555556"]],
    );
  });

  test("the first link takes the messages, unless it asks not to be primary", async () => {
    const { emulator, call, link, conversation } = await withAda();
    await link({ phoneNumber: PHONE });
    await emulator.settled();
    await link({ type: "mailgun", address: "a@b.co", primary: false });
    await emulator.settled();
    await call("POST", `/conversations/${conversation.id}/messages`, business("Hi"));
    assert.equal(emulator.inbox("twilio").at(-1)?.text, "Hi");
  });

  test("a client is removed, linked or pending, and only once", async () => {
    const { emulator, call, link, clients } = await withAda();
    const linked = (await link({ phoneNumber: PHONE })).body.client;
    await emulator.settled();
    const pending = (await link({ type: "mailgun", address: "a@b.co" })).body.client;
    for (const { id } of [linked, pending]) {
      const { status, body } = await call("DELETE", `/users/ada/clients/${id}`);
      assert.deepEqual([status, body], [200, {}]);
      const again = await call("DELETE", `/users/ada/clients/${id}`);
      assert.deepEqual(
        [again.status, again.body],
        [404, { errors: [{ code: "client_not_found", title: "Client not found" }] }],
      );
    }
    await emulator.settled();
    assert.deepEqual(await clients(), []);
  });

  test("another user's client is not found", async () => {
    const { call, link } = await withAda();
    await call("POST", "/users", { externalId: "bob" });
    const { id } = (await link({ phoneNumber: PHONE })).body.client;
    assert.equal((await call("DELETE", `/users/bob/clients/${id}`)).status, 404);
  });

  test("the integration must be there, and of the type", async () => {
    const { link, clients, ids } = await withAda();
    const unknown = await link({ phoneNumber: PHONE, integrationId: "0".repeat(24) });
    assert.equal(unknown.status, 404);
    assert.deepEqual(unknown.body, { errors: [{ code: "integration_not_found", title: "Integration not found" }] });
    const other = await link({ phoneNumber: PHONE, integrationId: ids.mailgun ?? "" });
    assert.deepEqual([other.status, other.body.errors[0].code], [400, "bad_request"]);
    assert.deepEqual(await clients(), []);
  });

  test("the conversation must be one of the user", async () => {
    const { call, ids } = await withAda();
    await call("POST", "/users", { externalId: "bob" });
    const { conversation } = (await call("POST", "/conversations", personal("bob"))).body;
    for (const id of [conversation.id, "0".repeat(24)]) {
      const answer = await call(
        "POST",
        "/users/ada/clients",
        client({ integrationId: ids.twilio, phoneNumber: PHONE }, id),
      );
      assert.deepEqual([answer.status, answer.body.errors[0].code], [404, "conversation_not_found"]);
    }
  });

  for (const [name, criteria, more, says] of /** @type {[string, object, object, RegExp][]} */ ([
    ["no matchCriteria", {}, { matchCriteria: undefined }, /^matchCriteria /],
    ["matchCriteria of another kind", {}, { matchCriteria: "twilio" }, /^matchCriteria/],
    ["messenger, which v2 cannot link", { type: "messenger", phoneNumber: PHONE }, {}, /^matchCriteria\.type /],
    ["an unknown type", { type: "fax", phoneNumber: PHONE }, {}, /^matchCriteria\.type /],
    ["no integrationId", { phoneNumber: PHONE, integrationId: undefined }, {}, /^matchCriteria\.integrationId /],
    ["no phoneNumber", {}, {}, /^matchCriteria\.phoneNumber /],
    ["a phoneNumber without its country", { phoneNumber: "212 555 2368" }, {}, /^matchCriteria\.phoneNumber .*\+/],
    ["a phoneNumber of another kind", { phoneNumber: 15145555555 }, {}, /^matchCriteria\.phoneNumber /],
    ["no address", { type: "mailgun" }, {}, /^matchCriteria\.address /],
    ["no confirmation", { phoneNumber: PHONE }, { confirmation: undefined }, /^confirmation /],
    ["an unknown confirmation", { phoneNumber: PHONE }, { confirmation: { type: "later" } }, /^confirmation\.type /],
    [
      "a message of another kind",
      { phoneNumber: PHONE },
      { confirmation: { type: "immediate", message: "Hi" } },
      /^confirmation\.message /,
    ],
    [
      "a message without content",
      { phoneNumber: PHONE },
      { confirmation: { type: "immediate", message: { author: { type: "business" } } } },
      /^confirmation\.message\.content /,
    ],
    ["no target", { phoneNumber: PHONE }, { target: undefined }, /^target /],
    ["no conversation", { phoneNumber: PHONE }, { target: {} }, /^target\.conversationId /],
  ])) {
    test(`${name} is refused with its field`, async () => {
      const { link, clients } = await withAda();
      const { status, body } = await link(criteria, more);
      assert.deepEqual([status, body.errors[0].code], [400, "bad_request"]);
      assert.match(body.errors[0].title, says);
      assert.deepEqual(await clients(), []);
    });
  }
});
