// Templates, menus, profiles, deployments, link requests, merges and logins: what they keep and what they refuse
// (docs/api/v1.md, sections 4.3, 6.5 and 12).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, callerOfV2, list, text, twilio } from "./caller.js";
import { checkWebhook } from "./openapi.js";
import { receiver } from "./receiver.js";

async function world() {
  const emulator = createEmulator({ linkDelay: 0, fetch: receiver([]).fetch });
  const call = caller(emulator);
  await call("POST", "/v1.1/appusers", { userId: "ada", givenName: "Ada" });
  const ids = Object.fromEntries(emulator.state.integrations.map(({ type, _id }) => [type, _id]));
  return { emulator, call, ids, v2: callerOfV2(emulator) };
}

describe("templates", () => {
  test("are kept, changed, listed by page and deleted", async () => {
    const { call } = await world();
    const { template } = (await call("POST", "/v1.1/templates", { name: "a", message: text("one") })).body;
    await call("POST", "/v1.1/templates", { name: "b", message: text("two") });
    const { templates, hasMore } = (await call("GET", "/v1.1/templates?limit=1")).body;
    assert.deepEqual([list(templates).map(({ name }) => name), hasMore], [["a"], true]);
    const path = `/v1.1/templates/${template._id}`;
    assert.equal((await call("PUT", path, { name: "c" })).body.template.message.text, "one");
    await call("DELETE", path);
    assert.equal((await call("GET", path)).status, 404);
  });

  test("an invalid message is refused, with its path", async () => {
    const { call } = await world();
    const { status, body } = await call("POST", "/v1.1/templates", { name: "a", message: { role: "appMaker" } });
    assert.equal(status, 400);
    assert.match(body.error.description, /^message\./);
  });

  test("stand in for the shorthand of a text, in v2 as well", async () => {
    const { emulator, call, v2 } = await world();
    const actions = [{ type: "postback", text: "Yes", payload: "YES" }];
    await call("POST", "/v1.1/templates", { name: "ask", message: text("Sure?", { actions }) });
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    const { conversations } = (await v2("GET", "/conversations?filter[userExternalId]=ada")).body;
    const sent = { author: { type: "business" }, content: { type: "text", text: "%{{template: ask}}%" } };
    const { messages } = (await v2("POST", `/conversations/${conversations[0].id}/messages`, sent)).body;
    assert.deepEqual([messages.length, messages[0].content.text], [1, "Sure?"]);
    emulator.tap("ada", "YES");
    assert.equal(emulator.events.at(-1)?.trigger, "postback");
  });
});

describe("menus", () => {
  const item = (/** @type {number} */ index) => ({ type: "postback", text: `${index}`, payload: `P${index}` });

  test("the person taps an item of the app's menu, or of their channel's", async () => {
    const { emulator, call, ids } = await world();
    await call("PUT", "/v1.1/menu", { items: [{ type: "submenu", text: "More", items: [item(1)] }] });
    emulator.tap("ada", "P1");
    await call("POST", `/v1.1/integrations/${ids.twilio}/menu`, { items: [item(2)] });
    assert.throws(() => emulator.tap("ada", "P2"));
    await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555"));
    await emulator.settled();
    emulator.tap("ada", "P2");
    const taps = emulator.events.filter(({ trigger }) => trigger === "postback");
    assert.deepEqual(
      taps.map(({ postbacks }) => postbacks[0].action.payload),
      ["P1", "P2"],
    );
  });

  test("a deleted menu is empty", async () => {
    const { call } = await world();
    await call("PUT", "/v1.1/menu", { items: [item(1)] });
    assert.match((await call("GET", "/v1.1/menu")).body.menu.items[0]._id, /^[0-9a-f]{24}$/);
    assert.deepEqual((await call("DELETE", "/v1.1/menu")).body, { menu: { items: [] } });
  });

  for (const [what, items] of /** @type {[string, object[]][]} */ ([
    ["no items", []],
    ["four items", [1, 2, 3, 4].map(item)],
    ["six items in a submenu", [{ type: "submenu", text: "x", items: [1, 2, 3, 4, 5, 6].map(item) }]],
    ["a submenu in a submenu", [{ type: "submenu", text: "x", items: [{ type: "submenu", text: "y", items: [] }] }]],
    ["a link without its address", [{ type: "link", text: "x" }]],
    ["another type", [{ type: "buy", text: "x" }]],
  ]))
    test(`${what}: refused`, async () => {
      const { call } = await world();
      assert.equal((await call("PUT", "/v1.1/menu", { items })).status, 400);
    });
});

describe("integrations", () => {
  test("are changed in both versions, and keep their type and their secrets", async () => {
    const { call, ids, v2 } = await world();
    const changed = await call("PUT", `/v1.1/integrations/${ids.mailgun}`, { fromAddress: "a@b.c", type: "twilio" });
    assert.deepEqual([changed.body.integration.type, changed.body.integration.fromAddress], ["mailgun", "a@b.c"]);
    const path = `/integrations/${ids.mailgun}`;
    assert.equal((await v2("PATCH", path, { displayName: "Post" })).body.integration.displayName, "Post");
    assert.equal((await v2("PATCH", path, { displayName: 7 })).status, 400);
  });

  test("a profile of WhatsApp keeps its fields and its photo, and shows in no integration", async () => {
    const { emulator, call, ids } = await world();
    const path = `/v1.1/integrations/${ids.whatsapp}/profile`;
    await call("PUT", path, { about: "About us" });
    await call("PUT", path, { websites: ["https://example.com"] });
    assert.deepEqual((await call("GET", path)).body.profile, {
      about: "About us",
      websites: ["https://example.com"],
    });
    const { integration } = (await call("GET", `/v1.1/integrations/${ids.whatsapp}`)).body;
    assert.equal(integration.profile, undefined);
    assert.equal(emulator.state.integrations.length, 5);
  });
});

describe("moves to another channel", () => {
  test("an auth code, and a link for each integration that is asked for", async () => {
    const { call, ids } = await world();
    assert.match((await call("GET", "/v1.1/appusers/ada/authcode")).body.authCode, /^ac_\w+$/);
    const query = `integrationIds=${ids.messenger},${ids.whatsapp}`;
    const { linkRequests } = (await call("GET", `/v1.1/appusers/ada/linkrequest?${query}`)).body;
    assert.deepEqual(
      list(linkRequests).map(({ type, integrationId, code, url }) => [type, integrationId, url.includes(code)]),
      [
        ["messenger", ids.messenger, true],
        ["whatsapp", ids.whatsapp, true],
      ],
    );
    assert.equal((await call("GET", "/v1.1/appusers/ada/linkrequest")).status, 400);
    const missing = await call("GET", `/v1.1/appusers/ada/linkrequest?integrationIds=${"0".repeat(24)}`);
    assert.deepEqual(missing.body.error, { code: "integration_not_found", description: "Integration not found" });
  });
});

describe("merges", () => {
  test("the survivor has the channels and messages of both, and an event tells it", async () => {
    const { emulator, call, v2 } = await world();
    await v2("POST", "/integrations", { type: "custom", webhooks: [{ target: "http://a.b/", triggers: ["*"] }] });
    await call("POST", "/v1.1/appusers", { userId: "twin", surname: "Lovelace" });
    for (const [user, number] of /** @type {const} */ ([
      ["ada", "+15145555555"],
      ["twin", "+15145556666"],
    ])) {
      const link = user === "ada" ? twilio(number) : { ...twilio(number), type: "whatsapp" };
      await call("POST", `/v1.1/appusers/${user}/channels`, link);
      await call("POST", `/v1.1/appusers/${user}/messages`, text(`to ${user}`));
    }
    await emulator.settled();
    const [ada, twin] = emulator.state.users;
    const body = { surviving: { _id: ada?._id }, discarded: { _id: twin?._id } };
    assert.deepEqual((await call("POST", "/v1.1/appusers/merge", body)).body, {});
    const { appUser } = (await call("GET", "/v1.1/appusers/ada")).body;
    assert.deepEqual(
      [appUser.givenName, appUser.surname, list(appUser.clients).map(({ platform }) => platform)],
      ["Ada", "Lovelace", ["twilio", "whatsapp"]],
    );
    const { messages } = (await call("GET", "/v1.1/appusers/ada/messages")).body;
    assert.deepEqual(
      list(messages).map(({ text: words }) => words),
      ["to ada", "to twin"],
    );
    assert.equal((await call("GET", "/v1.1/appusers/twin")).status, 404);
    const { trigger, surviving, discarded } = /** @type {any} */ (emulator.events.at(-1));
    assert.deepEqual(
      [trigger, surviving.userId, list(discarded).map(({ userId }) => userId)],
      ["merge:appUser", "ada", ["twin"]],
    );
    await emulator.settled();
    const told = emulator.state.deliveries.at(-1)?.payload ?? {};
    assert.equal(told.events[0].type, "user:merge");
    checkWebhook(told);
    assert.equal((await call("POST", "/v1.1/appusers/merge", body)).body.error.code, "user_not_found");
  });

  test("with themselves: refused", async () => {
    const { emulator, call } = await world();
    const _id = emulator.state.users[0]?._id;
    assert.equal((await call("POST", "/v1.1/appusers/merge", { surviving: { _id }, discarded: { _id } })).status, 400);
  });
});

describe("logins", () => {
  test("a person who logs in has an identity and a device, and an event tells it", async () => {
    const { emulator, v2 } = await world();
    await v2("POST", "/integrations", { type: "custom", webhooks: [{ target: "http://a.b/", triggers: ["*"] }] });
    const find = async (/** @type {string} */ email) =>
      list((await v2("GET", `/users?filter[identities.email]=${encodeURIComponent(email)}`)).body.users);
    assert.deepEqual(await find("ada+1@example.com"), []);
    emulator.login("ada", { email: "ada+1@example.com" });
    emulator.login("ada", { email: "ada+1@example.com" });
    const [found, ...others] = await find("ada+1@example.com");
    assert.deepEqual([found.externalId, found.authenticated, found.identities.length, others], ["ada", true, 1, []]);
    assert.equal(list((await v2("GET", "/users/ada/devices")).body.devices).length, 1);
    assert.equal((await v2("GET", `/users/ada/devices/${"0".repeat(24)}`)).body.errors[0].code, "device_not_found");
    await emulator.settled();
    const { payload } = emulator.state.deliveries[0] ?? { payload: {} };
    assert.equal(payload.events[0].type, "user:update");
    checkWebhook(payload);
    assert.equal((await v2("GET", "/users")).status, 400);
  });

  test("a sync finds the same Zendesk user again, and merges two", async () => {
    const { v2 } = await world();
    const one = (await v2("POST", "/users/1/sync")).body.user;
    assert.equal((await v2("POST", "/users/1/sync")).body.user.id, one.id);
    const two = (await v2("POST", "/users/2/sync", { survivingZendeskId: "1" })).body.user;
    assert.deepEqual([two.id, two.zendeskId, two.identities.length], [one.id, "1", 2]);
  });
});

describe("deployments", () => {
  test("a number is active once the code of the text is confirmed, which works once", async () => {
    const emulator = createEmulator({ app: { keyId: `act_${"0".repeat(24)}` } });
    const { keyId, secret } = emulator.credentials;
    const call = caller(emulator, { authorization: `Basic ${btoa(`${keyId}:${secret}`)}` });
    const made = { hosting: "self", baseUrl: "https://a.b", username: "u", password: "hidden" };
    const { deployment } = (await call("POST", "/v1.1/whatsapp/deployments", made)).body;
    assert.equal(deployment.password, undefined);
    const path = `/v1.1/whatsapp/deployments/${deployment._id}`;
    const number = { phoneNumber: "+15145555555", verifiedNameCertificate: "c", method: "voice" };
    assert.equal((await call("POST", `${path}/activate`, number)).body.deployment.status, "pending");
    const [{ text: code, kind } = { text: "", kind: "" }] = emulator.inbox("voice");
    assert.equal(kind, "code");
    assert.equal((await call("POST", `${path}/code/confirm`, { code: `${code}0` })).status, 400);
    assert.equal((await call("POST", `${path}/code/confirm`, { code })).body.deployment.status, "active");
    assert.equal((await call("POST", `${path}/code/confirm`, { code })).status, 400);
    await call("DELETE", path);
    assert.deepEqual((await call("GET", "/v1.1/whatsapp/deployments")).body, { deployments: [] });
  });
});
