// The account: apps with a state of their own, the keys that open them, service accounts and OAuth (docs/api/v1.md,
// sections 2 and 12; docs/api/v2.md, section 2).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, list, text } from "./caller.js";
import { receiver } from "./receiver.js";

/** @param {{ _id?: string, id?: string, secret: string }} key */
const basic = (key) => `Basic ${btoa(`${key._id ?? key.id}:${key.secret}`)}`;

function world() {
  const hook = receiver([]);
  const emulator = createEmulator({ app: { keyId: `act_${"a".repeat(24)}` }, fetch: hook.fetch });
  const { keyId, secret, appId } = emulator.credentials;
  const account = caller(emulator, { authorization: basic({ _id: keyId, secret }) });
  return {
    emulator,
    account,
    appId,
    hook,
    as: (/** @type {string} */ authorization) => caller(emulator, { authorization }),
  };
}

/** A second app, and a caller with a key of it. */
async function second() {
  const { account, as, ...rest } = world();
  const { app } = (await account("POST", "/v1.1/apps", { name: "second" })).body;
  const { key } = (await account("POST", `/v1.1/apps/${app._id}/keys`, { name: "key" })).body;
  return { ...rest, account, as, app, key, call: as(basic(key)) };
}

describe("apps", () => {
  test("each has its own users, and its key leads to no other", async () => {
    const { emulator, account, appId, app, call } = await second();
    assert.equal((await call("POST", "/v1.1/appusers", { userId: "ada" })).status, 201);
    assert.equal((await account("GET", `/v1.1/apps/${app._id}/appusers/ada`)).status, 200);
    assert.equal((await account("GET", `/v1.1/apps/${appId}/appusers/ada`)).status, 404);
    assert.equal((await call("GET", `/v1.1/apps/${appId}/appusers/ada`)).status, 403);
    assert.deepEqual(emulator.state.users, [], "emulator.state shows the first app");
  });

  test("events of another app carry its id, and go to its own webhooks", async () => {
    const { emulator, account, appId, app, call, hook } = await second();
    await call("POST", "/v1.1/webhooks", { target: "http://second.example/" });
    await account("POST", `/v1.1/apps/${appId}/webhooks`, { target: "http://first.example/" });
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    await emulator.settled();
    assert.equal(emulator.events[0]?.app._id, app._id);
    assert.deepEqual(
      hook.received.map(({ target, payload }) => [target, payload.app._id]),
      [["http://second.example/", app._id]],
    );
  });

  test("a deleted app is gone, and its keys open nothing", async () => {
    const { account, app, call } = await second();
    assert.deepEqual((await account("DELETE", `/v2/apps/${app._id}`)).body, {});
    assert.equal((await account("GET", `/v2/apps/${app._id}`)).body.errors[0].code, "app_not_found");
    assert.equal((await call("GET", "/v1.1/webhooks")).status, 401);
    assert.equal(list((await account("GET", "/v2/apps")).body.apps).length, 1);
  });

  test("a change is additive, and shows in both versions", async () => {
    const { account, app } = await second();
    await account("PUT", `/v1.1/apps/${app._id}`, { settings: { echoPostback: true } });
    const changed = (await account("PATCH", `/v2/apps/${app._id}`, { displayName: "renamed" })).body.app;
    assert.deepEqual([changed.displayName, changed.settings.echoPostback], ["renamed", true]);
    assert.equal((await account("GET", `/v1.1/apps/${app._id}`)).body.app.name, "renamed");
  });

  test("with multiConvoEnabled a user may have several conversations", async () => {
    const { account, app, call } = await second();
    const at = `/v2/apps/${app._id}`;
    await call("POST", `${at}/users`, { externalId: "ada" });
    const create = () =>
      call("POST", `${at}/conversations`, { type: "personal", participants: [{ userExternalId: "ada" }] });
    assert.equal((await create()).status, 201);
    assert.equal((await create()).status, 400);
    await account("PATCH", at, { settings: { multiConvoEnabled: true } });
    assert.equal((await create()).status, 201);
  });

  test("only keys of the account make apps and keys; an app may look at itself in v2", async () => {
    const { appId, app, call } = await second();
    assert.equal((await call("POST", "/v1.1/apps", { name: "third" })).status, 403);
    assert.equal((await call("GET", `/v1.1/apps/${app._id}/keys`)).status, 403);
    assert.equal((await call("GET", `/v2/apps/${app._id}`)).status, 200);
    assert.equal((await call("GET", `/v2/apps/${appId}`)).status, 403);
  });
});

describe("keys", () => {
  test("the JWT that the service hands out is one of its key", async () => {
    const { account, as, app, key } = await second();
    const { jwt } = (await account("GET", `/v1.1/apps/${app._id}/keys/${key._id}/jwt`)).body;
    assert.equal((await as(`Bearer ${jwt}`)("GET", "/v1.1/webhooks")).status, 200);
  });

  test("a deleted key opens nothing", async () => {
    const { account, app, key, call } = await second();
    assert.equal((await account("DELETE", `/v2/apps/${app._id}/keys/${key._id}`)).status, 200);
    assert.equal((await call("GET", "/v1.1/webhooks")).status, 401);
    const { status, body } = await account("GET", `/v2/apps/${app._id}/keys/${key._id}`);
    assert.deepEqual([status, body.errors[0].title], [404, "Resource not found"]);
  });

  test("the key of a service account lists the apps that it created, and calls all", async () => {
    const { account, as, app } = await second();
    const { serviceAccount } = (await account("POST", "/v1.1/serviceaccounts", { name: "robot" })).body;
    const { key } = (await account("POST", `/v1.1/serviceaccounts/${serviceAccount._id}/keys`, { name: "key" })).body;
    assert.match(key._id, /^svc_/);
    const robot = as(basic(key));
    await robot("POST", "/v1.1/apps", { name: "its own" });
    const names = async (/** @type {typeof robot} */ by, query = "") =>
      list((await by("GET", `/v1.1/apps${query}`)).body.apps).map(({ name }) => name);
    assert.deepEqual(await names(robot), ["its own"]);
    assert.deepEqual(await names(account), ["Emulated App", "second", "its own"]);
    assert.deepEqual(await names(account, `?serviceAccountId=${serviceAccount._id}`), ["its own"]);
    assert.equal((await robot("GET", "/v1.1/apps?serviceAccountId=another")).status, 403);
    assert.equal((await robot("POST", `/v1.1/apps/${app._id}/appusers`, { userId: "ada" })).status, 201);
    await account("DELETE", `/v1.1/serviceaccounts/${serviceAccount._id}`);
    assert.equal((await robot("GET", "/v1.1/apps")).status, 401);
  });

  test("the key of an integration reaches users and its own webhooks, and nothing else", async () => {
    const { account, as, appId } = world();
    const at = `/v2/apps/${appId}`;
    const hook = { target: "http://a.b", triggers: ["*"] };
    const make = async () =>
      (await account("POST", `${at}/integrations`, { type: "custom", webhooks: [hook] })).body.integration;
    const [own, other] = [await make(), await make()];
    const { key } = (await account("POST", `${at}/integrations/${own.id}/keys`, { displayName: "key" })).body;
    const call = as(basic(key));
    assert.equal((await call("POST", `${at}/users`, { externalId: "ada" })).status, 201);
    for (const id of [own.id, "me"])
      assert.equal(list((await call("GET", `${at}/integrations/${id}/webhooks`)).body.webhooks).length, 1);
    assert.equal((await call("GET", `${at}/integrations/${other.id}/webhooks`)).status, 403);
    assert.equal((await call("GET", `${at}/integrations`)).status, 403);
    await account("DELETE", `${at}/integrations/${own.id}`);
    assert.equal((await call("GET", `${at}/users/ada`)).status, 401);
  });

  test("only a custom integration has keys", async () => {
    const { emulator, account, appId } = world();
    const id = emulator.state.integrations[0]?._id;
    const { status, body } = await account("GET", `/v2/apps/${appId}/integrations/${id}/keys`);
    assert.deepEqual([status, body.errors[0].title], [400, "API keys are available only for custom integrations"]);
  });
});

describe("OAuth", () => {
  /** @param {ReturnType<typeof world>["emulator"]} emulator */
  async function agree(emulator) {
    const to = "https://partner.example/back?x=1";
    const url = `https://app.smooch.io/oauth/authorize?client_id=me&response_type=code&state=s&redirect_uri=${encodeURIComponent(to)}`;
    const response = await emulator.fetch(url, { redirect: "manual" });
    return { status: response.status, location: new URL(response.headers.get("location") ?? "") };
  }
  const FORM = "application/x-www-form-urlencoded";

  for (const type of ["application/json", FORM]) {
    test(`a code becomes a token once (${type})`, async () => {
      const { emulator } = world();
      const { status, location } = await agree(emulator);
      assert.deepEqual(
        [status, location.host, location.searchParams.get("x"), location.searchParams.get("state")],
        [302, "partner.example", "1", "s"],
      );
      const code = location.searchParams.get("code") ?? "";
      const asked = { code, grant_type: "authorization_code", client_id: "me", client_secret: "secret" };
      const body = type === FORM ? new URLSearchParams(asked).toString() : JSON.stringify(asked);
      const post = () =>
        caller(emulator, { authorization: "" })("POST", "/oauth/token", body, { headers: { "content-type": type } });
      const { body: token } = await post();
      assert.deepEqual([typeof token.access_token, token.token_type], ["string", "Bearer"]);
      assert.equal((await post()).status, 400, "a code works once");
    });
  }

  test("a token opens users and its own webhooks on short paths, until it is revoked", async () => {
    const { emulator, as, account, appId } = world();
    const code = (await agree(emulator)).location.searchParams.get("code");
    const asked = { code, grant_type: "authorization_code", client_id: "me", client_secret: "secret" };
    const { access_token: token } = (await as("")("POST", "/oauth/token", asked)).body;
    const call = as(`Bearer ${token}`);
    assert.equal((await call("GET", "/v2/tokenInfo")).body.app.id, appId);
    assert.equal((await call("POST", "/v1.1/appusers", { userId: "ada" })).status, 201);
    assert.equal((await call("POST", "/v1.1/webhooks", { target: "http://a.b" })).status, 201);
    assert.equal(list((await call("GET", "/v1.1/webhooks")).body.webhooks).length, 1);
    assert.deepEqual((await account("GET", `/v1.1/apps/${appId}/webhooks`)).body, { webhooks: [] });
    for (const path of ["/v1.1/integrations", "/v1.1/menu", "/v1.1/apps"])
      assert.equal((await call("GET", path)).status, 403, path);
    assert.deepEqual((await call("DELETE", "/oauth/authorization")).body, {});
    assert.equal((await call("GET", "/v1.1/appusers/ada")).status, 401);
    assert.deepEqual(emulator.state.webhooks, []);
  });

  test("a request without a client, or for another kind of answer, is refused", async () => {
    const { emulator } = world();
    for (const query of [
      "response_type=code",
      "client_id=me&response_type=token",
      "client_id=me&response_type=code&redirect_uri=x",
    ])
      assert.equal((await emulator.fetch(`https://a.b/oauth/authorize?${query}`)).status, 400, query);
  });
});
