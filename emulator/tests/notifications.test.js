// Notifications: a message by address, the events of its way, and whether a person is met (docs/api/v1.md, section 10).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, list, text, twilio } from "./caller.js";

async function world() {
  const emulator = createEmulator({ linkDelay: 0 });
  const call = caller(emulator);
  const ids = Object.fromEntries(emulator.state.integrations.map(({ type, _id }) => [type, _id]));
  return {
    ...{ emulator, call, ids },
    /** @param {string} destinationId @param {object} [more] */
    notify: async (destinationId, more = {}) => {
      const answer = await call("POST", "/v1.1/notifications", {
        destination: { integrationId: ids.twilio, destinationId },
        author: { role: "appMaker" },
        message: { type: "text", text: "Your order is on its way" },
        ...more,
      });
      await emulator.settled();
      return answer;
    },
    triggers: () => emulator.events.map(({ trigger }) => trigger),
  };
}

describe("notifications", () => {
  test("one reaches the address, and two events tell of its way", async () => {
    const { emulator, ids, notify } = await world();
    const { status, body } = await notify("+1 514-555-5555");
    assert.equal(status, 201);
    const { channel, to, kind, text: words } = emulator.inbox("twilio")[0] ?? {};
    assert.deepEqual(
      [channel, to, kind, words],
      ["twilio", "+15145555555", "notification", "Your order is on its way"],
    );
    assert.deepEqual(
      emulator.events.map(({ trigger, notification, isFinalEvent, matchResult }) => [
        ...[trigger, notification._id, isFinalEvent, matchResult],
      ]),
      [
        ["notification:delivery:channel", body.notification._id, false, undefined],
        ["notification:delivery:user", body.notification._id, true, undefined],
      ],
    );
    assert.deepEqual(emulator.events[0]?.destination, {
      ...{ type: "twilio", integrationId: ids.twilio, destinationId: "+15145555555" },
    });
    assert.deepEqual(emulator.state.users, []);
  });

  test("who has the address already is met: the message is theirs, and events name them", async () => {
    const { emulator, call, notify } = await world();
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555"));
    await emulator.settled();
    await notify("+15145555555");
    assert.deepEqual(
      list(emulator.state.messages).map(({ text: words }) => words),
      ["Your order is on its way"],
    );
    assert.equal(emulator.events.at(-1)?.matchResult.appUser.userId, "ada");
    assert.equal(emulator.inbox("twilio").filter(({ kind }) => kind !== "confirmation").length, 1, "sent once");
  });

  test('with storage: "full" somebody unknown becomes a user, who can write back', async () => {
    const { emulator, notify } = await world();
    await notify("+15145555555", { storage: "full" });
    const [user] = emulator.state.users;
    assert.equal(user?.clients[0]?.externalId, "+15145555555");
    emulator.reply(user?._id ?? "", { text: "Thanks" });
    assert.deepEqual(
      emulator.state.messages.map(({ role }) => role),
      ["appMaker", "appUser"],
    );
  });

  for (const [number, trigger] of /** @type {const} */ ([
    ["+15145550001", "notification:delivery:failure"],
    ["+15145550006", "notification:match:failure"],
  ])) {
    test(`${number}: ${trigger}, and nobody gets it`, async () => {
      const { emulator, notify, triggers } = await world();
      assert.equal((await notify(number, { storage: "full" })).status, 201);
      assert.deepEqual(triggers(), [trigger]);
      assert.match(emulator.events[0]?.error.code, /\w/);
      assert.deepEqual([emulator.inbox(), emulator.state.users], [[], []]);
    });
  }

  test("the older shape, with the role in the message, and a template of WhatsApp", async () => {
    const { emulator, ids, notify } = await world();
    assert.equal((await notify("+15145555555", { author: undefined, message: text("hi") })).status, 201);
    const template = { namespace: "n", name: "sale", language: { policy: "deterministic", code: "en" } };
    const answer = await notify("+15145556666", {
      destination: { integrationId: ids.whatsapp, destinationId: "+15145556666" },
      messageSchema: "whatsapp",
      message: { type: "template", template },
    });
    assert.equal(answer.status, 201);
    assert.match(emulator.inbox("whatsapp")[0]?.text ?? "", /sale/);
  });

  /** @type {[what: string, more: object, status: number][]} */
  const refused = [
    ["an unknown integration", { destination: { integrationId: "0".repeat(24), destinationId: "+1514" } }, 404],
    ["no destinationId", { destination: { integrationId: "x" } }, 400],
    ["another role", { author: { role: "appUser" } }, 400],
    ["no message", { message: undefined }, 400],
    ["a message without a type", { message: {} }, 400],
    ["an unknown schema", { messageSchema: "line" }, 400],
  ];
  for (const [what, more, status] of refused)
    test(`${what} is refused`, async () => {
      const { notify, triggers } = await world();
      assert.equal((await notify("+15145555555", more)).status, status);
      assert.deepEqual(triggers(), []);
    });

  test("a number without its country code is refused", async () => {
    const { notify } = await world();
    assert.equal((await notify("514 555 5555")).status, 400);
  });
});
