// The switchboard: who has control of a conversation, how it changes hands, and the event of each hand-over
// (docs/api/v2.md, section 9).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { business, callerOfV2, list, personal } from "./caller.js";
import { checkWebhook } from "./openapi.js";
import { receiver } from "./receiver.js";

/** A bot with control and agents who may get it, both custom integrations; all events go to the bot's webhook. */
async function world() {
  const hook = receiver([]);
  const emulator = createEmulator({ linkDelay: 0, fetch: hook.fetch });
  const call = callerOfV2(emulator);
  const webhooks = [{ target: "http://a.b/", triggers: ["*"] }];
  const made = async (/** @type {object[]} */ hooks) =>
    (await call("POST", "/integrations", { type: "custom", webhooks: hooks })).body.integration;
  const bot = await made(webhooks);
  const human = await made([{ target: "http://a.b/", triggers: ["user:merge"] }]);
  const { switchboard } = (await call("POST", "/switchboards")).body;
  const board = `/switchboards/${switchboard.id}`;
  const add = async (/** @type {object} */ body) =>
    (await call("POST", `${board}/switchboardIntegrations`, body)).body.switchboardIntegration;
  const agents = await add({ name: "agents", integrationId: human.id });
  const first = await add({ name: "bot", integrationId: bot.id, nextSwitchboardIntegrationId: agents.id });
  await call("PATCH", board, { enabled: true, defaultSwitchboardIntegrationId: first.id });
  await call("POST", "/users", { externalId: "ada" });
  const { conversation } = (await call("POST", "/conversations", personal("ada"))).body;
  const path = `/conversations/${conversation.id}`;
  const keyOf = async (/** @type {{ id: string }} */ { id }) => {
    const { key } = (await call("POST", `/integrations/${id}/keys`, { displayName: "key" })).body;
    return callerOfV2(emulator, { authorization: `Basic ${btoa(`${key.id}:${key.secret}`)}` });
  };
  return {
    ...{ emulator, call, board, conversation, path, bot: first, agents },
    act: (/** @type {string} */ action, /** @type {unknown} */ body = undefined, by = call) =>
      by("POST", `${path}/${action}`, body),
    asBot: await keyOf(bot),
    asAgents: await keyOf(human),
    /** Who has control, and who was offered it. */
    holders: async () => {
      const { activeSwitchboardIntegration: active, pendingSwitchboardIntegration: pending } = (await call("GET", path))
        .body.conversation;
      return [active?.name, pending?.name];
    },
    /** The events of the switchboard so far. */
    events: async () => {
      await emulator.settled();
      const bodies = emulator.state.deliveries.map(({ payload }) => payload);
      return bodies
        .filter(({ events }) => events[0].type.startsWith("switchboard:"))
        .map(({ events: [{ type, payload }] }) => ({ type, ...payload }));
    },
  };
}

const to = (/** @type {string} */ switchboardIntegration, more = {}) => ({ switchboardIntegration, ...more });

describe("control of a conversation", () => {
  test("begins with the default integration", async () => {
    const { emulator, holders } = await world();
    assert.deepEqual(await holders(), ["bot", undefined]);
    assert.equal(/** @type {any} */ (emulator.state.conversations[0]).activeSwitchboardIntegration.name, "bot");
  });

  for (const by of /** @type {const} */ (["id", "name", "next"])) {
    test(`is passed by ${by}, and the event tells who has it now, with the metadata`, async () => {
      const { act, agents, holders, events } = await world();
      const metadata = { "dataCapture.systemField.tags": "vip" };
      const { body } = await act("passControl", to(by === "next" ? "next" : agents[by], { metadata }));
      assert.deepEqual(body, {});
      assert.deepEqual(await holders(), ["agents", undefined]);
      const [event, ...more] = await events();
      assert.deepEqual([event?.type, event?.metadata, more], ["switchboard:passControl", metadata, []]);
      assert.equal(event?.conversation.activeSwitchboardIntegration.name, "agents");
    });
  }

  test("is offered and accepted, with an event each", async () => {
    const { act, holders, events } = await world();
    await act("offerControl", to("agents"));
    assert.deepEqual(await holders(), ["bot", "agents"]);
    await act("acceptControl");
    assert.deepEqual(await holders(), ["agents", undefined]);
    const told = await events();
    assert.deepEqual(
      told.map(({ type, conversation }) => [type, conversation.pendingSwitchboardIntegration?.name]),
      [
        ["switchboard:offerControl", "agents"],
        ["switchboard:acceptControl", undefined],
      ],
    );
  });

  test("is released, and goes to the default integration when the person writes", async () => {
    const { emulator, call, path, act, holders, events } = await world();
    await act("passControl", to("agents"));
    await act("releaseControl");
    assert.deepEqual(await holders(), [undefined, undefined]);
    assert.equal((await events()).at(-1)?.conversation.activeSwitchboardIntegration, undefined);
    await call("POST", `${path}/messages`, business("Bye"));
    assert.deepEqual(await holders(), [undefined, undefined]);
    const author = { type: "user", userExternalId: "ada" };
    await call("POST", `${path}/messages`, { author, content: { type: "text", text: "Hello again" } });
    assert.deepEqual(await holders(), ["bot", undefined]);
    assert.equal(emulator.state.messages.length, 2);
  });

  test("passed to who has it: nothing happens", async () => {
    const { act, events } = await world();
    assert.equal((await act("passControl", to("bot"))).status, 200);
    assert.deepEqual(await events(), []);
  });

  /** @type {[what: string, action: string, body: object, type: string, code: string][]} */
  const failures = [
    ["acceptance of nothing", "acceptControl", {}, "acceptControl", "switchboard_invalid_action"],
    ["an offer to who has it", "offerControl", to("bot"), "offerControl", "switchboard_invalid_target"],
  ];
  for (const [what, action, body, type, code] of failures) {
    test(`${what} is accepted, and its event says that it failed`, async () => {
      const { act, holders, events } = await world();
      assert.equal((await act(action, body)).status, 200);
      assert.deepEqual(await holders(), ["bot", undefined]);
      const [event] = await events();
      assert.deepEqual([event?.type, event?.error.code], [`switchboard:${type}:failure`, code]);
    });
  }

  test("next of who has no next fails by its event", async () => {
    const { act, events } = await world();
    await act("passControl", to("agents"));
    await act("passControl", to("next"));
    assert.equal((await events()).at(-1)?.type, "switchboard:passControl:failure");
  });

  test("next under the key of an integration moves control once, however often it is asked", async () => {
    const { act, asBot, holders } = await world();
    await act("passControl", to("next"), asBot);
    await act("passControl", to("next"), asBot);
    assert.deepEqual(await holders(), ["agents", undefined]);
  });

  test("an integration releases and accepts only what is its own", async () => {
    const { act, asBot, asAgents, holders } = await world();
    assert.equal((await act("releaseControl", undefined, asAgents)).status, 403);
    await act("offerControl", to("agents"));
    assert.equal((await act("acceptControl", undefined, asBot)).status, 403);
    assert.equal((await act("acceptControl", undefined, asAgents)).status, 200);
    assert.deepEqual(await holders(), ["agents", undefined]);
  });

  test("somebody who is not at the switchboard is refused", async () => {
    const { act } = await world();
    const { status, body } = await act("passControl", to("nobody"));
    assert.deepEqual([status, body.errors[0].code], [404, "switchboard_integration_not_found"]);
  });

  test("each event has the official shape", async () => {
    const { emulator, act } = await world();
    await act("passControl", to("agents"));
    await act("releaseControl");
    await emulator.settled();
    for (const { payload } of emulator.state.deliveries) {
      if (!payload.events[0].type.startsWith("switchboard:")) checkWebhook(payload);
      else assert.deepEqual(Object.keys(payload.events[0]).sort(), ["createdAt", "id", "payload", "type"]);
    }
  });
});

describe("the switchboard", () => {
  test("is one for each app", async () => {
    const { call } = await world();
    assert.equal(
      (await call("POST", "/switchboards")).body.errors[0].title,
      "Only one switchboard can be created per app",
    );
  });

  test("is enabled only with a default integration, and loses control with it", async () => {
    const { call, board, bot, holders } = await world();
    await call("DELETE", `${board}/switchboardIntegrations/${bot.id}`);
    assert.deepEqual(await holders(), [undefined, undefined]);
    const { switchboards } = (await call("GET", "/switchboards")).body;
    assert.equal(list(switchboards)[0].enabled, false);
    assert.equal((await call("PATCH", board, { enabled: true })).status, 404);
  });

  test("takes ten integrations", async () => {
    const { call, board } = await world();
    const add = (/** @type {number} */ index) =>
      call("POST", `${board}/switchboardIntegrations`, { name: `n${index}`, integrationType: "zd:answerBot" });
    for (let index = 2; index < 10; index += 1) assert.equal((await add(index)).status, 201);
    const { status, body } = await add(10);
    assert.deepEqual([status, body.errors[0].code], [400, "too_many_switchboard_integrations"]);
  });

  test("takes no integration that is not there, and no name with a space", async () => {
    const { call, board } = await world();
    const at = `${board}/switchboardIntegrations`;
    assert.equal((await call("POST", at, { name: "x", integrationId: "0".repeat(24) })).status, 404);
    assert.equal((await call("POST", at, { name: "a b", integrationType: "zd:answerBot" })).status, 400);
    assert.equal((await call("POST", at, { name: "x" })).status, 400);
  });

  test("is not for the keys of integrations", async () => {
    const { asBot } = await world();
    assert.equal((await asBot("GET", "/switchboards")).status, 403);
  });
});
