// Every operation of both official files is there: called with a small body, it succeeds with a status and a body that
// the file allows. A new operation in a file needs a row in the emulator and a call here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { versions } from "../src/versions.js";
import { business, caller, client, personal, text } from "./caller.js";
import * as openapi from "./openapi.js";
import * as swagger from "./swagger.js";

/** @typedef {{ params?: Record<string, string>, query?: string, body?: unknown, form?: Record<string, string | Blob>, as?: "app" | "account" | "token" }} Asked */
/** @typedef {Record<string, any>} World */

const ACCOUNT_KEY = "act_5ec0de5ec0de5ec0de5ec0df";
const FILE = new Blob(["a file"], { type: "text/plain" });
const NAME = { name: "a name" };
const MENU = { items: [{ type: "link", text: "Home", uri: "https://example.com" }] };
const HOOK = { target: "http://example.com", triggers: ["*"] };
const DEPLOYMENT = { hosting: "smooch" };
const ACTIVATION = { phoneNumber: "+15145555555", verifiedNameCertificate: "a certificate", method: "sms" };
const TEMPLATE = { name: "greeting", message: text("hello") };

/** An emulator under an account key, with one of everything. */
async function world() {
  const emulator = createEmulator({ app: { keyId: ACCOUNT_KEY }, linkDelay: 0, conversations: "several" });
  const { appId } = emulator.credentials;
  const call = caller(emulator, { authorization: `Basic ${btoa(`${ACCOUNT_KEY}:${emulator.credentials.secret}`)}` });
  const make = async (/** @type {string} */ path, /** @type {unknown} */ body = undefined) => {
    const answer = await call("POST", path, body);
    assert.ok(answer.status < 300, `${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const old = `/v1.1/apps/${appId}`;
  const v2 = `/v2/apps/${appId}`;
  const { user } = await make(`${v2}/users`, { externalId: "ada" });
  await make(`${v2}/users`, { externalId: "bob" });
  const { conversation } = await make(`${v2}/conversations`, personal("ada"));
  const other = (await make(`${v2}/conversations`, personal("ada"))).conversation;
  const group = (await make(`${v2}/conversations`, { type: "sdkGroup", participants: [{ userExternalId: "ada" }] }))
    .conversation;
  const { messages } = await make(`${v2}/conversations/${conversation.id}/messages`, business("hello"));
  const ids = Object.fromEntries(emulator.state.integrations.map(({ type, _id }) => [type, _id]));
  const linked = client({ integrationId: ids.twilio, phoneNumber: "+15145555555" }, conversation.id);
  const link = (await make(`${v2}/users/ada/clients`, linked)).client;
  emulator.login("ada", { email: "ada@example.com" });
  const { devices } = (await call("GET", `${v2}/users/ada/devices`)).body;
  const { integration: custom } = await make(`${v2}/integrations`, { type: "custom", webhooks: [HOOK] });
  const { switchboard } = await make(`${v2}/switchboards`);
  const at = `${v2}/switchboards/${switchboard.id}/switchboardIntegrations`;
  const bot = (await make(at, { name: "bot", integrationId: custom.id })).switchboardIntegration;
  const agents = (await make(at, { name: "agents", integrationType: "zd:agentWorkspace" })).switchboardIntegration;
  const enabled = { enabled: true, defaultSwitchboardIntegrationId: bot.id };
  await call("PATCH", `${v2}/switchboards/${switchboard.id}`, enabled);
  await make(`${v2}/conversations/${conversation.id}/offerControl`, { switchboardIntegration: agents.id });
  const { serviceAccount } = await make("/v1.1/serviceaccounts", NAME);
  const { deployment } = await make("/v1.1/whatsapp/deployments", DEPLOYMENT);
  await make(`/v1.1/whatsapp/deployments/${deployment._id}/activate`, ACTIVATION);
  const upload = new FormData();
  upload.set("source", FILE, "a.txt");
  const sent = { method: "POST", body: upload };
  const file = await emulator.fetch(`https://api.smooch.io${v2}/attachments?access=public`, {
    ...sent,
    headers: { authorization: `Basic ${btoa(`${ACCOUNT_KEY}:${emulator.credentials.secret}`)}` },
  });
  const { attachment } = /** @type {any} */ (await file.json());
  const redirect = await emulator.fetch("https://api.smooch.io/oauth/authorize?client_id=me&response_type=code", {
    redirect: "manual",
  });
  const code = new URL(redirect.headers.get("location") ?? "").searchParams.get("code") ?? "";
  await emulator.settled();
  const appKey = (await make(`${v2}/keys`, { displayName: "key" })).key;
  return {
    ...{ emulator, call, make, code, attachment, appKey, agents, custom, ids },
    ...{ user, group, other, mediaUrl: attachment.mediaUrl },
    params: {
      ...{ appId, userId: "ada", userIdOrExternalId: "ada", zendeskId: "35436", channel: "twilio" },
      ...{ conversationId: conversation.id, messageId: messages[0].id, clientId: link.id, deviceId: devices[0].id },
      ...{ integrationId: ids.whatsapp, switchboardId: switchboard.id, switchboardIntegrationId: bot.id },
      ...{ serviceAccountId: serviceAccount._id, deploymentId: deployment._id, keyId: appKey.id },
      templateId: (await make(`${old}/templates`, TEMPLATE)).template._id,
      webhookId: (await make(`${old}/webhooks`, HOOK)).webhook._id,
    },
  };
}

/** @param {World} w */
const serviceKey = async (w) => {
  const path = `/v1.1/serviceaccounts/${w.params.serviceAccountId}/keys`;
  return { params: { keyId: (await w.make(path, NAME)).key._id } };
};
/** @param {World} w */
const ofGroup = (w) => ({ params: { conversationId: w.group.id } });
/** @param {World} w */
const ofCustom = (w) => ({ params: { integrationId: w.custom.id, webhookId: w.custom.webhooks[0].id } });
/** @param {World} w */
const integrationKey = async (w) => {
  const path = `/v2/apps/${w.params.appId}/integrations/${w.custom.id}/keys`;
  return { params: { integrationId: w.custom.id, keyId: (await w.make(path, { displayName: "key" })).key.id } };
};

/**
 * What the calls of v1.1 need beside the ids in their paths.
 * @type {Record<string, (w: World) => Asked | Promise<Asked>>}
 */
const callsOfV1 = {
  "POST /v1.1/apps/{appId}/appusers": () => ({ body: { userId: "eve", givenName: "Eve" } }),
  "PUT /v1.1/apps/{appId}/appusers/{userId}": () => ({ body: { surname: "Lovelace" } }),
  "POST /v1.1/apps/{appId}/appusers/merge": async (w) => {
    const { appUser } = await w.make(`/v1.1/apps/${w.params.appId}/appusers`, { userId: "twin" });
    return { body: { surviving: { _id: w.user.id }, discarded: { _id: appUser._id } } };
  },
  "POST /v1.1/apps/{appId}/appusers/{userId}/images": () => ({ form: { source: FILE, role: "appMaker" } }),
  "POST /v1.1/apps/{appId}/appusers/{userId}/channels": () => ({
    body: { type: "mailgun", address: "ada@example.com", confirmation: { type: "immediate" } },
  }),
  "GET /v1.1/apps/{appId}/appusers/{userId}/linkrequest": (w) => ({ query: `integrationIds=${w.ids.messenger}` }),
  "POST /v1.1/apps/{appId}/appusers/{userId}/messages": () => ({ body: text("hello") }),
  "POST /v1.1/apps/{appId}/appusers/{userId}/conversation/activity": () => ({
    body: { role: "appMaker", type: "typing:start" },
  }),
  "POST /v1/apps/{appId}/notifications": (w) => ({
    body: {
      destination: { integrationId: w.ids.twilio, destinationId: "+15145556666" },
      author: { role: "appMaker" },
      message: { type: "text", text: "hello" },
    },
  }),
  "PUT /v1.1/apps/{appId}/menu": () => ({ body: MENU }),
  "POST /v1.1/serviceaccounts": () => ({ body: NAME }),
  "PUT /v1.1/serviceaccounts/{serviceAccountId}": () => ({ body: NAME }),
  "POST /v1.1/serviceaccounts/{serviceAccountId}/keys": () => ({ body: NAME }),
  "GET /v1.1/serviceaccounts/{serviceAccountId}/keys/{keyId}": serviceKey,
  "DELETE /v1.1/serviceaccounts/{serviceAccountId}/keys/{keyId}": serviceKey,
  "GET /v1.1/serviceaccounts/{serviceAccountId}/keys/{keyId}/jwt": serviceKey,
  "POST /v1.1/apps": () => ({ body: { ...NAME, settings: { echoPostback: true }, metadata: { plan: "pro" } } }),
  "PUT /v1.1/apps/{appId}": () => ({ body: { settings: { useAnimalNames: true } } }),
  "POST /v1.1/apps/{appId}/keys": () => ({ body: NAME }),
  "POST /v1.1/apps/{appId}/integrations": () => ({ body: { type: "telegram", token: "a token" } }),
  "PUT /v1.1/apps/{appId}/integrations/{integrationId}": () => ({ body: { displayName: "WhatsApp" } }),
  "POST /v1.1/apps/{appId}/integrations/{integrationId}/menu": () => ({ body: MENU }),
  "PUT /v1.1/apps/{appId}/integrations/{integrationId}/menu": () => ({ body: MENU }),
  "PUT /v1.1/apps/{appId}/integrations/{integrationId}/profile": () => ({ body: { about: "About us" } }),
  "PUT /v1.1/apps/{appId}/integrations/{integrationId}/profile/photo": () => ({ form: { source: FILE } }),
  "POST /v1.1/apps/{appId}/webhooks": () => ({ body: HOOK }),
  "PUT /v1.1/apps/{appId}/webhooks/{webhookId}": () => ({ body: { triggers: ["message:appUser"] } }),
  "POST /v1.1/apps/{appId}/attachments": () => ({ query: "access=public", form: { source: FILE } }),
  "POST /v1.1/apps/{appId}/attachments/remove": (w) => ({ body: { mediaUrl: w.mediaUrl } }),
  "POST /v1.1/apps/{appId}/templates": () => ({ body: { ...TEMPLATE, name: "another" } }),
  "PUT /v1.1/apps/{appId}/templates/{templateId}": () => ({ body: { message: text("good evening") } }),
  "POST /v1.1/whatsapp/deployments": () => ({ body: DEPLOYMENT }),
  "POST /v1.1/whatsapp/deployments/{deploymentId}/activate": () => ({ body: ACTIVATION }),
  "POST /v1.1/whatsapp/deployments/{deploymentId}/code/confirm": (w) => ({
    body: { code: w.emulator.inbox("sms").at(-1).text },
  }),
};

/**
 * The same of v2.
 * @type {Record<string, (w: World) => Asked | Promise<Asked>>}
 */
const callsOfV2 = {
  "POST /v2/apps": () => ({ body: { displayName: "another app" } }),
  "PATCH /v2/apps/{appId}": () => ({ body: { metadata: { plan: "pro" } } }),
  "POST /v2/apps/{appId}/keys": () => ({ body: { displayName: "another key" } }),
  "POST /v2/apps/{appId}/attachments": (w) => ({
    query: `access=public&for=message&conversationId=${w.params.conversationId}`,
    form: { source: FILE },
  }),
  "POST /v2/apps/{appId}/attachments/remove": (w) => ({ body: { mediaUrl: w.mediaUrl } }),
  "POST /v2/apps/{appId}/conversations": () => ({ body: personal("bob", { displayName: "Talk" }) }),
  "GET /v2/apps/{appId}/conversations": () => ({ query: "filter[userExternalId]=ada" }),
  "PATCH /v2/apps/{appId}/conversations/{conversationId}": () => ({ body: { displayName: "Talk" } }),
  "DELETE /v2/apps/{appId}/conversations/{conversationId}": (w) => ({ params: { conversationId: w.other.id } }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/messages": () => ({ body: business("hello") }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/join": (w) => ({
    ...ofGroup(w),
    body: { userExternalId: "bob", subscribeSDKClient: false },
  }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/leave": (w) => ({
    ...ofGroup(w),
    body: { userExternalId: "ada" },
  }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/activity": () => ({
    body: { author: { type: "business" }, type: "typing:start" },
  }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/passControl": () => ({
    body: { switchboardIntegration: "agents", metadata: { reason: "a question" } },
  }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/offerControl": () => ({
    body: { switchboardIntegration: "agents" },
  }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/acceptControl": () => ({ body: { metadata: {} } }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/download": (w) => ({
    body: {
      userId: w.user.id,
      apple: {
        interactiveDataRef: { url: "https://example.com", bid: "bid", key: "key", signature: "sig", owner: "owner" },
      },
    },
  }),
  "POST /v2/apps/{appId}/conversations/{conversationId}/conversionEvents": () => ({
    body: { messenger: { payload: { data: [{ event_name: "Purchase" }] } } },
  }),
  "POST /v2/apps/{appId}/integrations": () => ({ body: { type: "telegram", token: "a token" } }),
  "PATCH /v2/apps/{appId}/integrations/{integrationId}": () => ({ body: { displayName: "WhatsApp" } }),
  "POST /v2/apps/{appId}/integrations/{integrationId}/keys": (w) => ({ ...ofCustom(w), body: { displayName: "key" } }),
  "GET /v2/apps/{appId}/integrations/{integrationId}/keys": ofCustom,
  "GET /v2/apps/{appId}/integrations/{integrationId}/keys/{keyId}": integrationKey,
  "DELETE /v2/apps/{appId}/integrations/{integrationId}/keys/{keyId}": integrationKey,
  "POST /v2/apps/{appId}/integrations/{integrationId}/webhooks": async (w) => {
    const path = `/v2/apps/${w.params.appId}/integrations`;
    const { integration } = await w.make(path, { type: "custom", webhooks: [HOOK] });
    await w.asApp("DELETE", `${path}/${integration.id}/webhooks/${integration.webhooks[0].id}`);
    return { params: { integrationId: integration.id }, body: HOOK, as: "app" };
  },
  "GET /v2/apps/{appId}/integrations/{integrationId}/webhooks": (w) => ({ ...ofCustom(w), as: "app" }),
  "GET /v2/apps/{appId}/integrations/{integrationId}/webhooks/{webhookId}": (w) => ({ ...ofCustom(w), as: "app" }),
  "PATCH /v2/apps/{appId}/integrations/{integrationId}/webhooks/{webhookId}": (w) => ({
    ...ofCustom(w),
    body: { triggers: ["conversation:message"] },
    as: "app",
  }),
  "DELETE /v2/apps/{appId}/integrations/{integrationId}/webhooks/{webhookId}": (w) => ({ ...ofCustom(w), as: "app" }),
  "POST /v2/apps/{appId}/switchboards": async (w) => {
    await w.call("DELETE", `/v2/apps/${w.params.appId}/switchboards/${w.params.switchboardId}`);
    return {};
  },
  "PATCH /v2/apps/{appId}/switchboards/{switchboardId}": () => ({ body: { enabled: false } }),
  "POST /v2/apps/{appId}/switchboards/{switchboardId}/switchboardIntegrations": (w) => ({
    body: { name: "third", integrationId: w.ids.twilio, nextSwitchboardIntegrationId: w.agents.id },
  }),
  "PATCH /v2/apps/{appId}/switchboards/{switchboardId}/switchboardIntegrations/{switchboardIntegrationId}": (w) => ({
    body: { nextSwitchboardIntegrationId: w.agents.id, messageHistoryCount: 10 },
  }),
  "POST /v2/apps/{appId}/users": () => ({ body: { externalId: "eve", profile: { givenName: "Eve" } } }),
  "GET /v2/apps/{appId}/users": () => ({ query: "filter[identities.email]=ada@example.com" }),
  "PATCH /v2/apps/{appId}/users/{userIdOrExternalId}": () => ({ body: { metadata: { plan: "pro" } } }),
  "POST /v2/apps/{appId}/users/{userIdOrExternalId}/clients": (w) => ({
    body: client({ type: "mailgun", integrationId: w.ids.mailgun, address: "a@b.example" }, w.params.conversationId),
  }),
  "GET /v2/tokenInfo": () => ({ as: "token" }),
  "GET /oauth/authorize": () => ({ query: "client_id=me&response_type=code&state=s" }),
  "POST /oauth/token": (w) => ({
    body: { grant_type: "authorization_code", code: w.code, client_id: "me", client_secret: "secret" },
  }),
  "DELETE /oauth/authorization": () => ({ as: "token" }),
};

/**
 * Asks as a table says.
 * @param {Record<string, (w: World) => Asked | Promise<Asked>>} calls
 * @param {string} method
 * @param {string} path
 */
async function ask(calls, method, path) {
  const { send, body } = await prepare(calls, method, path);
  const { response, told, path: filled } = await send(body);
  assert.ok(response.status < 400, `${response.status} ${told}`);
  return { status: response.status, body: response.status === 302 ? told : JSON.parse(told), path: filled };
}

/**
 * A request as a table says, to be sent with its body or with another.
 * @param {Record<string, (w: World) => Asked | Promise<Asked>>} calls
 * @param {string} method
 * @param {string} path
 */
async function prepare(calls, method, path) {
  /** @type {World} */
  const w = await world();
  const basic = (/** @type {string} */ id, /** @type {string} */ secret) => `Basic ${btoa(`${id}:${secret}`)}`;
  const asApp = basic(w.appKey.id, w.appKey.secret);
  w.asApp = caller(w.emulator, { authorization: asApp });
  const { params, query, body, form, as = "account" } = (await calls[`${method} ${path}`]?.(w)) ?? {};
  const all = /** @type {Record<string, string>} */ ({ ...w.params, ...params });
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(all[name] ?? assert.fail(`no ${name}`)));
  const token = async () => {
    const sent = { grant_type: "authorization_code", code: w.code, client_id: "me", client_secret: "secret" };
    return `Bearer ${(await w.make("/oauth/token", sent)).access_token}`;
  };
  const authorization =
    as === "token" ? await token() : as === "app" ? asApp : basic(ACCOUNT_KEY, w.emulator.credentials.secret);
  const data = form === undefined ? undefined : new FormData();
  for (const [name, value] of Object.entries(form ?? {}))
    if (typeof value === "string") data?.set(name, value);
    else data?.set(name, value, "a.txt");
  const send = async (/** @type {unknown} */ json) => {
    const response = await w.emulator.fetch(`https://api.smooch.io${filled}${query === undefined ? "" : `?${query}`}`, {
      method,
      headers: { authorization, ...(json === undefined ? {} : { "content-type": "application/json" }) },
      redirect: "manual",
      ...(data !== undefined ? { body: data } : json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    return { response, told: await response.text(), path: filled };
  };
  return { send, body };
}

/**
 * The body with one of its fields, at any depth, changed to each of a few values or left out.
 * @param {any} body
 * @returns {any[]}
 */
function broken(body) {
  if (body === null || typeof body !== "object") return [];
  return Object.keys(body).flatMap((name) => {
    const others = [undefined, null, 7, "", "x", true, [], [null], {}];
    const changed = [...others, ...broken(body[name])];
    return changed.map((value) =>
      Array.isArray(body)
        ? body.map((one, index) => (String(index) === name ? value : one))
        : { ...body, [name]: value },
    );
  });
}

describe("a body that is broken anywhere", { skip: swagger.skip }, () => {
  for (const calls of [callsOfV1, callsOfV2]) {
    for (const name of Object.keys(calls)) {
      test(`breaks nothing: ${name}`, async () => {
        const [method = "", path = ""] = name.split(" ");
        const { send, body } = await prepare(calls, method, path);
        for (const json of broken(body)) {
          const { response, told } = await send(json);
          assert.ok(response.status < 500, `${JSON.stringify(json)}: ${told}`);
        }
      });
    }
  }
});

const METHODS = ["get", "post", "put", "patch", "delete"];

/** @param {Record<string, any>} paths */
const rowsOf = (paths) =>
  Object.entries(paths).flatMap(([path, row]) =>
    METHODS.filter((method) => row[method] !== undefined).map((method) => [method.toUpperCase(), path]),
  );

describe("every operation of v1.1", { skip: swagger.skip }, () => {
  const rows = rowsOf(swagger.spec.paths);
  test("there are 74", () => assert.equal(rows.length, 74));
  test("each call below is one of them", () => {
    const known = rows.map((row) => row.join(" "));
    assert.deepEqual(
      Object.keys(callsOfV1).filter((one) => !known.includes(one)),
      [],
    );
  });
  for (const [method = "", path = ""] of rows) {
    test(`${method} ${path}`, async () => {
      const { status, body } = await ask(callsOfV1, method, path);
      swagger.checkAnswer(path, method, status, body);
    });
  }
  test("notifications are under /v1.1 as well, where programs send them", async () => {
    const calls = { "POST /v1.1/apps/{appId}/notifications": callsOfV1["POST /v1/apps/{appId}/notifications"] };
    const { status } = await ask(/** @type {any} */ (calls), "POST", "/v1.1/apps/{appId}/notifications");
    assert.equal(status, 201);
  });
});

describe("every operation of v2", { skip: openapi.skip }, () => {
  const rows = rowsOf(openapi.spec.paths);
  test("there are 68", () => assert.equal(rows.length, 68));
  test("each call below is one of them", () => {
    const known = rows.map((row) => row.join(" "));
    assert.deepEqual(
      Object.keys(callsOfV2).filter((one) => !known.includes(one)),
      [],
    );
  });
  for (const [method = "", path = ""] of rows) {
    test(`${method} ${path}`, async () => {
      const { status, body, path: filled } = await ask(callsOfV2, method, path);
      openapi.checkAnswer(method, filled, status, body);
    });
  }
});

const facts = new URL("../../../shared/api/operations.md", import.meta.url);

describe("names", { skip: swagger.skip }, () => {
  // One name for one act: the table of the facts has it, and fault rules match by it.
  const [, ofV1 = "", ofV2 = ""] = swagger.skip
    ? []
    : readFileSync(facts, "utf8").split(/^## v1\.1.*$|^## v2$|^## Which version.*$/m);
  /** @param {string} section */
  const rowsIn = (section) =>
    [...section.matchAll(/^\| `([\w.]+)` +\| (\w+) +\| `([^`]+)`/gm)].map(([, name, method, path = ""]) =>
      [name, method, path.replace(/^\/apps\/\{appId\}(?=\/)/, "").replace(/\{\w+\}/g, ":")].join(" "),
    );
  /** @param {string[]} names of versions */
  const ours = (...names) =>
    names.flatMap((name) =>
      (versions[name]?.operations ?? []).map((row) =>
        [row.name, row.method, (name === "oauth" ? "/oauth" : "") + row.path.replace(/:\w+/g, ":")].join(" "),
      ),
    );
  // No file has them: templates of WhatsApp, and what smooch-core alone calls.
  const beyond = /^(messageTemplates\.|stripe\.|viber\.|wechat\.|channels\.ping|conversations\.(get|postPostback) )/;

  test("those of v1.1 are those of the facts", () => {
    assert.deepEqual(
      ours("v1.1")
        .filter((row) => !beyond.test(row))
        .sort(),
      rowsIn(ofV1).sort(),
    );
  });
  test("those of v2 are those of the facts", () => assert.deepEqual(ours("v2", "oauth").sort(), rowsIn(ofV2).sort()));
});
