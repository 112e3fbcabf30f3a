// v2: integrations and the webhooks of custom ones (docs/api/v2.md, sections 10 and 12).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, callerOfV2, client, list, personal, twilio } from "./caller.js";

const TYPES = ["twilio", "messenger", "mailgun", "messagebird", "whatsapp"];
const ACCOUNT = { type: "twilio", accountSid: "AC1", authToken: "secret", phoneNumberSid: "PN1" };
const WEBHOOK = { target: "http://example.com/callback", triggers: ["conversation:message"] };
const CUSTOM = { type: "custom", displayName: "Bot", webhooks: [WEBHOOK] };

describe("integrations of v2", () => {
  test("each channel has one, the same ids every time", async () => {
    const read = async () => (await callerOfV2(createEmulator())("GET", "/integrations")).body;
    const { integrations, meta } = await read();
    assert.deepEqual(
      list(integrations).map(({ type, status }) => [type, status]),
      TYPES.map((type) => [type, "active"]),
    );
    assert.deepEqual(meta, { hasMore: false });
    assert.deepEqual((await read()).integrations, integrations);
  });

  test("they are listed by types and read by id", async () => {
    const call = callerOfV2(createEmulator());
    const { integrations } = (await call("GET", "/integrations?filter[types]=mailgun,twilio,web")).body;
    assert.deepEqual(
      list(integrations).map(({ type }) => type),
      ["twilio", "mailgun"],
    );
    const [first] = integrations;
    assert.deepEqual((await call("GET", `/integrations/${first.id}`)).body, { integration: first });
  });

  for (const query of ["?filter[types]=", "?filter[type]=twilio", "?filter=twilio"]) {
    test(`the list with ${query} is refused`, async () => {
      const { status, body } = await callerOfV2(createEmulator())("GET", `/integrations${query}`);
      assert.equal(status, 400);
      assert.deepEqual(body, { errors: [{ code: "bad_request", title: "Invalid query parameters" }] });
    });
  }

  test("a new one of a channel is answered without its secrets, and can be linked to", async () => {
    const emulator = createEmulator();
    const call = callerOfV2(emulator);
    const { status, body } = await call("POST", "/integrations", { ...ACCOUNT, displayName: "Second number" });
    assert.equal(status, 201);
    const { id } = body.integration;
    assert.deepEqual(body.integration, {
      id,
      type: "twilio",
      status: "active",
      displayName: "Second number",
      accountSid: "AC1",
      phoneNumberSid: "PN1",
    });
    assert.equal(list((await call("GET", "/integrations?filter[types]=twilio")).body.integrations).length, 2);
    await call("POST", "/users", { externalId: "ada" });
    const { conversation } = (await call("POST", "/conversations", personal("ada"))).body;
    const linked = await call(
      "POST",
      "/users/ada/clients",
      client({ integrationId: id, phoneNumber: "+15145555555" }, conversation.id),
    );
    assert.equal(linked.body.client.integrationId, id);
  });

  test("one of each type can be made", async () => {
    const call = callerOfV2(createEmulator());
    /** @type {object[]} */
    const bodies = [
      { type: "mailgun", apiKey: "k", domain: "a.b", incomingAddress: "c@a.b" },
      { type: "messagebird", accessKey: "k", signingKey: "s", originator: "+1" },
      { type: "messenger", pageAccessToken: "t", appId: "1", appSecret: "s" },
      { type: "instagram", pageAccessToken: "t", appId: "1", appSecret: "s" },
      { type: "apple", businessId: "b", apiSecret: "s", mspId: "m" },
      { type: "telegram", token: "t" },
      { type: "viber", token: "t" },
      {
        type: "twitter",
        tier: "enterprise",
        consumerKey: "a",
        consumerSecret: "b",
        accessTokenKey: "c",
        accessTokenSecret: "d",
      },
      ...["android", "ios", "line", "unity", "web", "whatsapp"].map((type) => ({ type })),
    ];
    for (const body of bodies)
      assert.equal((await call("POST", "/integrations", body)).status, 201, JSON.stringify(body));
  });

  test("a custom one is made with exactly one webhook", async () => {
    const call = callerOfV2(createEmulator());
    const { status, body } = await call("POST", "/integrations", CUSTOM);
    assert.equal(status, 201);
    const { id, webhooks } = body.integration;
    assert.deepEqual(body.integration, { id, type: "custom", status: "active", displayName: "Bot", webhooks });
    assert.deepEqual(webhooks, [
      {
        id: webhooks[0].id,
        version: "v2",
        ...WEBHOOK,
        secret: webhooks[0].secret,
        includeFullUser: false,
        includeFullSource: false,
      },
    ]);
    assert.deepEqual((await call("GET", `/integrations/${id}/webhooks`)).body, { webhooks });
  });

  for (const [body, says] of /** @type {[object, RegExp][]} */ ([
    [{}, /^type /],
    [{ type: "fax" }, /^Invalid integration type$/],
    [{ type: "constructor" }, /^Invalid integration type$/],
    [{ type: "twilio", authToken: "secret" }, /^accountSid /],
    [{ ...ACCOUNT, authToken: 7 }, /^authToken /],
    [{ ...ACCOUNT, displayName: [] }, /^displayName /],
    [{ type: "custom" }, /^webhooks /],
    [{ type: "custom", webhooks: {} }, /^webhooks /],
    [{ type: "custom", webhooks: [] }, /^webhooks /],
    [{ type: "custom", webhooks: [WEBHOOK, WEBHOOK] }, /^webhooks /],
    [{ type: "custom", webhooks: ["http://a.b"] }, /^webhooks\[0\] /],
    [{ type: "custom", webhooks: [{ triggers: [] }] }, /^webhooks\[0\]\.target /],
    [{ type: "custom", webhooks: [{ target: "http://a.b" }] }, /^webhooks\[0\]\.triggers /],
    [{ type: "custom", webhooks: [{ target: "callback", triggers: [] }] }, /^target must be/],
  ])) {
    test(`${JSON.stringify(body)} is refused`, async () => {
      const call = callerOfV2(createEmulator());
      const answer = await call("POST", "/integrations", body);
      assert.deepEqual([answer.status, answer.body.errors[0].code], [400, "bad_request"]);
      assert.match(answer.body.errors[0].title, says);
      assert.equal(list((await call("GET", "/integrations")).body.integrations).length, TYPES.length);
    });
  }

  test("a deleted one is gone with its clients and its webhooks, for every version", async () => {
    const emulator = createEmulator();
    const call = callerOfV2(emulator);
    const callV1 = caller(emulator);
    await callV1("POST", "/v1/appusers", { userId: "ada" });
    await callV1("POST", "/v1/appusers/ada/channels", twilio("+15145555555"));
    await emulator.settled();
    const id = emulator.state.integrations[0]?._id;
    const answer = await call("DELETE", `/integrations/${id}`);
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    assert.equal((await call("GET", `/integrations/${id}`)).status, 404);
    assert.deepEqual((await call("GET", "/users/ada/clients")).body.clients, []);
    const link = await callV1("POST", "/v1/appusers/ada/channels", twilio("+15145555555"));
    assert.deepEqual([link.status, link.body.error.code], [404, "integration_not_found"]);

    const custom = (await call("POST", "/integrations", CUSTOM)).body.integration;
    await call("DELETE", `/integrations/${custom.id}`);
    assert.deepEqual(emulator.state.webhooks, []);
  });

  test("a reset brings back those of the options", async () => {
    const emulator = createEmulator();
    const call = callerOfV2(emulator);
    const { integrations } = (await call("GET", "/integrations")).body;
    await call("DELETE", `/integrations/${integrations[0].id}`);
    await call("POST", "/integrations", ACCOUNT);
    emulator.reset();
    assert.deepEqual((await call("GET", "/integrations")).body.integrations, integrations);
  });

  test("an unknown one is answered with 404 by every operation", async () => {
    const call = callerOfV2(createEmulator());
    for (const [method, path, body] of /** @type {const} */ ([
      ["GET", ""],
      ["DELETE", ""],
      ["GET", "/webhooks"],
      ["POST", "/webhooks", WEBHOOK],
      ["GET", "/webhooks/x"],
      ["PATCH", "/webhooks/x", {}],
      ["DELETE", "/webhooks/x"],
    ])) {
      const answer = await call(method, `/integrations/${"0".repeat(24)}${path}`, body);
      assert.deepEqual(
        [answer.status, answer.body.errors[0].code],
        [404, "integration_not_found"],
        `${method} ${path}`,
      );
    }
  });
});

describe("webhooks of v2", () => {
  async function withCustom() {
    const emulator = createEmulator();
    const call = callerOfV2(emulator);
    const { integration } = (await call("POST", "/integrations", CUSTOM)).body;
    return { emulator, call, path: `/integrations/${integration.id}/webhooks`, first: integration.webhooks[0] };
  }

  test("a second one is refused: the official shape of a custom integration has exactly one", async () => {
    const { call, path, first } = await withCustom();
    const { status, body, headers } = await call("POST", path, WEBHOOK);
    assert.deepEqual([status, body.errors[0].code], [400, "bad_request"]);
    assert.equal(headers.get("x-emulator-invention"), "second-webhook");
    assert.deepEqual((await call("GET", path)).body, { webhooks: [first] });
  });

  test("they are made, listed, read, changed and deleted", async () => {
    const { call, path, first } = await withCustom();
    assert.equal((await call("DELETE", `${path}/${first.id}`)).status, 200);
    const made = await call("POST", path, { target: "http://b.c", triggers: ["client:add"], includeFullUser: true });
    assert.equal(made.status, 201);
    const { webhook } = made.body;
    assert.deepEqual(
      [webhook.version, webhook.includeFullUser, webhook.includeFullSource, /^[0-9a-f]+$/.test(webhook.secret)],
      ["v2", true, false, true],
    );
    assert.deepEqual((await call("GET", path)).body, { webhooks: [webhook] });
    assert.deepEqual((await call("GET", `${path}/${webhook.id}`)).body, { webhook });
    const changed = (await call("PATCH", `${path}/${webhook.id}`, { includeFullSource: true })).body.webhook;
    assert.deepEqual(changed, { ...webhook, includeFullSource: true });
    const answer = await call("DELETE", `${path}/${webhook.id}`);
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    for (const [method, body] of /** @type {const} */ ([["GET"], ["PATCH", {}], ["DELETE"]]))
      assert.equal((await call(method, `${path}/${webhook.id}`, body)).body.errors[0].code, "not_found");
  });

  for (const body of [
    {},
    { target: "http://a.b" },
    { triggers: [] },
    { target: "http://a.b", triggers: "client:add" },
    { target: "http://a.b", triggers: [7] },
    { target: "callback", triggers: [] },
    { target: "http://a.b", triggers: [], includeFullUser: "yes" },
  ]) {
    test(`${JSON.stringify(body)} is refused`, async () => {
      const { call, path, first } = await withCustom();
      await call("DELETE", `${path}/${first.id}`);
      const answer = await call("POST", path, body);
      assert.equal(answer.status, 400);
      assert.notEqual(answer.headers.get("x-emulator-invention"), "second-webhook");
      assert.deepEqual((await call("GET", path)).body.webhooks, []);
    });
  }

  test("an app has ten webhooks at most, those of v1 counted in", async () => {
    const { emulator, call } = await withCustom();
    await caller(emulator)("POST", "/v1/webhooks", { target: "http://a.b" });
    for (let index = 0; index < 8; index += 1) assert.equal((await call("POST", "/integrations", CUSTOM)).status, 201);
    const eleventh = await call("POST", "/integrations", CUSTOM);
    assert.deepEqual([eleventh.status, eleventh.headers.get("x-emulator-invention")], [400, "webhook-limit"]);
  });

  test("only a custom integration has webhooks", async () => {
    const { emulator, call } = await withCustom();
    const path = `/integrations/${emulator.state.integrations[0]?._id}/webhooks`;
    assert.equal((await call("POST", path, WEBHOOK)).status, 400);
    assert.deepEqual((await call("GET", path)).body, { webhooks: [] });
  });

  test("the webhooks of an integration and those of the app are apart", async () => {
    const { emulator, call, path, first } = await withCustom();
    const callV1 = caller(emulator);
    const { webhook } = (await callV1("POST", "/v1.1/webhooks", { target: "http://a.b" })).body;
    assert.deepEqual((await callV1("GET", "/v1.1/webhooks")).body.webhooks, [webhook]);
    assert.equal((await callV1("GET", `/v1.1/webhooks/${first.id}`)).status, 404);
    assert.equal((await call("GET", `${path}/${webhook._id}`)).status, 404);
  });

  test("credentials of the account may make an integration, and not touch its webhooks", async () => {
    const emulator = createEmulator({ app: { keyId: "act_5ec0de5ec0de5ec0de5ec0df" } });
    const { keyId, secret } = emulator.credentials;
    const call = callerOfV2(emulator, { authorization: `Basic ${btoa(`${keyId}:${secret}`)}` });
    const { integration } = (await call("POST", "/integrations", CUSTOM)).body;
    const { status, body } = await call("GET", `/integrations/${integration.id}/webhooks`);
    assert.deepEqual([status, body.errors[0].code], [403, "forbidden"]);
  });
});
