// Links: accepted at once, confirmed on the channel, then linked, failed or moved (docs/api/v1.md, section 5).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, list, twilio } from "./caller.js";
import { stopClock } from "./clock.js";

const message = { role: "appMaker", type: "text", text: "Let’s connect" };
const PHONE = "+15145555555";

/** @param {Parameters<typeof createEmulator>[0]} [options] */
async function withAda(options) {
  const emulator = createEmulator(options);
  const call = caller(emulator);
  await call("POST", "/v1.1/appusers", { userId: "ada" });
  const link = (/** @type {object} */ body, user = "ada") => call("POST", `/v1.1/appusers/${user}/channels`, body);
  const user = async (id = "ada") => (await call("GET", `/v1.1/appusers/${id}`)).body.appUser;
  return { emulator, call, link, user, triggers: () => emulator.events.map(({ trigger }) => trigger) };
}

describe("links", () => {
  test("an immediate link is pending at first, then a client", async () => {
    const { emulator, link, user, triggers } = await withAda();
    const { status, body } = await link(twilio("+1 514-555-5555"));
    assert.equal(status, 200);
    const [pending] = body.appUser.pendingClients;
    assert.deepEqual(pending, { id: pending.id, platform: "twilio", displayName: "+1 514-555-5555" });
    assert.deepEqual(body.appUser.clients, []);
    await emulator.settled();
    const { clients, pendingClients } = await user();
    assert.deepEqual(pendingClients, []);
    assert.equal(clients.length, 1);
    const { id, platform, status: state, active, primary, externalId, displayName, integrationId } = clients[0];
    assert.deepEqual(
      { id, platform, state, active, primary, externalId, displayName, integrationId },
      {
        id: pending.id,
        platform: "twilio",
        state: "active",
        active: true,
        primary: true,
        externalId: PHONE,
        displayName: PHONE,
        integrationId: emulator.state.integrations[0]?._id,
      },
    );
    assert.match(clients[0].linkedAt, /^\d{4}-.*\.\d{3}Z$/);
    assert.deepEqual(triggers(), ["link:match", "link:success", "client:add"]);
    assert.deepEqual(emulator.events[0]?.criteria, { phoneNumber: "+1 514-555-5555" });
  });

  test("the three links of the guide all succeed, and the list of channels has them", async () => {
    const { emulator, call, link } = await withAda();
    await link(twilio(PHONE));
    await link({
      type: "messenger",
      phoneNumber: PHONE,
      givenName: "Ada",
      confirmation: { type: "immediate", message },
    });
    await link({
      type: "mailgun",
      address: "their@email.com",
      confirmation: { type: "immediate" },
      subject: "This will be the subject of the email",
    });
    await emulator.settled();
    const { body } = await call("GET", "/v1/appusers/ada/channels");
    assert.deepEqual(
      list(body.channels).map(({ type }) => type),
      ["twilio", "messenger", "mailgun"],
    );
    assert.equal(body.channels[0].phoneNumber, PHONE);
    assert.match(body.channels[1].userId, /^\d+$/);
    assert.equal(body.channels[2].address, "their@email.com");
    assert.equal(emulator.inbox("messenger")[0]?.text, "Let’s connect");
    assert.equal(emulator.inbox("mailgun")[0]?.subject, "This will be the subject of the email");
  });

  test("an e-mail link without subject names the app", async () => {
    const { emulator, link } = await withAda({ app: { name: "Tacos" } });
    await link({ type: "mailgun", address: "a@b.co", confirmation: { type: "immediate" } });
    await emulator.settled();
    assert.equal(emulator.inbox("mailgun")[0]?.subject, "New message from Tacos");
  });

  test("a channel that is not integrated is refused with 404, in the exact words of the service", async () => {
    const { link, call } = await withAda({ integrations: [{ type: "mailgun" }] });
    const { status, body } = await link(twilio(PHONE));
    assert.equal(status, 404);
    assert.deepEqual(body, { error: { code: "integration_not_found", description: "Integration not found" } });
    assert.deepEqual((await call("GET", "/v1.1/appusers/ada")).body.appUser.pendingClients, []);
  });

  test("integrationId chooses the integration, and must be one of the type", async () => {
    const { emulator, link, user } = await withAda({
      integrations: [{ type: "twilio" }, { type: "twilio", _id: "second" }, { type: "mailgun", _id: "mail" }],
    });
    assert.equal((await link(twilio(PHONE, { integrationId: "nowhere" }))).status, 404);
    assert.equal((await link(twilio(PHONE, { integrationId: "mail" }))).status, 400);
    assert.equal((await link(twilio(PHONE, { integrationId: "second" }))).status, 200);
    await emulator.settled();
    assert.equal((await user()).clients[0].integrationId, "second");
  });

  test("userActivity waits until the person writes", async () => {
    const { emulator, link, user, triggers } = await withAda();
    await link(twilio(PHONE, { confirmation: { type: "userActivity", message } }));
    await emulator.settled();
    assert.equal((await user()).pendingClients.length, 1);
    assert.deepEqual(triggers(), ["link:match"]);
    emulator.reply("ada", { text: "Yes!", channel: "twilio" });
    assert.equal((await user()).clients.length, 1);
    assert.deepEqual(triggers(), ["link:match", "link:success", "client:add", "conversation:start", "message:appUser"]);
  });

  for (const accepts of [true, false]) {
    test(`a prompt that is ${accepts ? "accepted" : "refused"} ${accepts ? "links" : "fails"}`, async () => {
      const { emulator, link, user, triggers } = await withAda();
      await link(twilio(PHONE, { confirmation: { type: "prompt" } }));
      await emulator.settled();
      assert.equal(emulator.inbox("twilio")[0]?.kind, "prompt");
      assert.deepEqual(triggers(), ["link:match"]);
      emulator.answer("ada", "twilio", accepts);
      const { clients, pendingClients } = await user();
      assert.deepEqual([clients.length, pendingClients.length], [accepts ? 1 : 0, 0]);
      assert.equal(triggers()[1], accepts ? "link:success" : "link:failure");
    });
  }

  test("a number that belongs to another user moves", async () => {
    const { emulator, call, link, user } = await withAda();
    await call("POST", "/v1.1/appusers", { userId: "bob" });
    await link(twilio(PHONE), "bob");
    await emulator.settled();
    await link(twilio(PHONE));
    await emulator.settled();
    assert.equal((await user("bob")).clients.length, 0);
    assert.equal((await user()).clients.length, 1);
    const removal = emulator.events.find(({ trigger }) => trigger === "client:remove");
    assert.equal(removal?.appUser.userId, "bob");
  });

  test("a repeated link sends the confirmation again and keeps one client", async () => {
    const { emulator, link, user } = await withAda();
    const waiting = twilio(PHONE, { confirmation: { type: "userActivity", message } });
    const first = (await link(waiting)).body.appUser.pendingClients;
    await emulator.settled();
    assert.deepEqual((await link(waiting)).body.appUser.pendingClients, first);
    await emulator.settled();
    assert.equal(emulator.inbox("twilio").length, 2);
    emulator.reply("ada", { text: "Yes" });
    await link(twilio(PHONE));
    await emulator.settled();
    const { clients, pendingClients } = await user();
    assert.deepEqual([clients.length, pendingClients.length], [1, 0]);
    assert.equal(clients[0].id, first[0].id);
    assert.equal(emulator.inbox("twilio").length, 3);
    assert.equal(emulator.events.filter(({ trigger }) => trigger === "client:add").length, 1);
  });

  test("a link that is repeated before its first step sends one confirmation", async (context) => {
    const { emulator, link } = await withAda({ linkDelay: 30 });
    const clock = stopClock(context);
    await link(twilio(PHONE));
    await clock.pass(29);
    await link(twilio(PHONE));
    await clock.pass(29);
    assert.equal(emulator.inbox("twilio").length, 0, "the second link begins anew");
    await clock.pass(1);
    assert.equal(emulator.inbox("twilio").length, 1);
    await clock.pass(30);
    await emulator.settled();
    assert.equal(emulator.inbox("twilio").length, 1);
  });

  test("a new number on a linked channel replaces the old one", async () => {
    const { emulator, link, user } = await withAda();
    await link(twilio(PHONE));
    await emulator.settled();
    await link(twilio("+15145555556"));
    await emulator.settled();
    assert.deepEqual(
      list((await user()).clients).map(({ externalId }) => externalId),
      ["+15145555556"],
    );
  });

  test("primary moves to the newest link, unless it asks not to", async () => {
    const { emulator, link, user } = await withAda();
    for (const body of [
      twilio(PHONE),
      { type: "mailgun", address: "a@b.co", primary: false, confirmation: { type: "immediate" } },
    ]) {
      await link(body);
      await emulator.settled();
    }
    assert.deepEqual(
      list((await user()).clients).map(({ platform, primary }) => [platform, primary]),
      [
        ["twilio", true],
        ["mailgun", false],
      ],
    );
    await link({ type: "messagebird", phoneNumber: PHONE, confirmation: { type: "immediate" } });
    await emulator.settled();
    assert.deepEqual(
      list((await user()).clients)
        .filter(({ primary }) => primary)
        .map(({ platform }) => platform),
      ["messagebird"],
    );
  });

  test("unlinking removes a client", async () => {
    const { emulator, call, link, user, triggers } = await withAda();
    await link(twilio(PHONE));
    await emulator.settled();
    const answer = await call("DELETE", "/v1.1/appusers/ada/channels/twilio", { type: "twilio" });
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    assert.deepEqual((await user()).clients, []);
    assert.equal(triggers().at(-1), "client:remove");
  });

  test("unlinking stops a link that is pending", async (context) => {
    const { emulator, call, link, user } = await withAda({ linkDelay: 30 });
    const clock = stopClock(context);
    await link(twilio(PHONE));
    await clock.pass(29);
    assert.equal((await call("DELETE", "/v1.1/appusers/ada/channels/twilio")).status, 200);
    await clock.pass(60);
    await emulator.settled();
    assert.deepEqual([(await user()).clients, emulator.events], [[], []]);
  });

  test("unlinking what is not linked is refused in the exact words of the service", async () => {
    const { call } = await withAda();
    const { status, body } = await call("DELETE", "/v1.1/appusers/ada/channels/twilio");
    assert.equal(status, 400);
    assert.deepEqual(body, { error: { code: "bad_request", description: "This user is not linked to twilio." } });
  });

  test("the confirmation is not part of the conversation", async () => {
    const { emulator, call, link } = await withAda();
    await link(twilio(PHONE, { confirmation: { type: "immediate", message } }));
    await emulator.settled();
    assert.equal(emulator.inbox("twilio")[0]?.kind, "confirmation");
    assert.equal((await call("GET", "/v1.1/appusers/ada/messages")).status, 404);
  });
});
