// v2: paths, credentials, bodies, pages and faults (docs/api/v2.md, sections 1 to 3).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator, createHandler } from "../src/index.js";
import { business, caller, callerOfV2, list, personal, token } from "./caller.js";

const APP = "/v2/apps/5ec0de5ec0de5ec0de5ec0de";

/** @param {any} body */
const codeOf = (body) => body.errors[0].code;

describe("paths of v2", () => {
  test("stand under the app, and under /sc as well, as on a Zendesk host", async () => {
    const emulator = createEmulator();
    const call = caller(emulator, { base: "https://tacos.zendesk.com" });
    assert.equal((await call("POST", `/sc${APP}/users`, { externalId: "ada" })).status, 201);
    assert.equal((await call("GET", `${APP}/users/ada`)).status, 200);
    assert.deepEqual(
      emulator.requests.map(({ operation }) => operation),
      ["create", "users.get"],
    );
  });

  test("links to other pages keep the base", async () => {
    const call = caller(createEmulator(), { base: "https://tacos.zendesk.com" });
    const { links } = (await call("GET", `/sc${APP}/integrations?page[size]=1`)).body;
    assert.ok(links.next.startsWith(`https://tacos.zendesk.com/sc${APP}/integrations?`), links.next);
  });

  test("a user may be called sc, apps or users", async () => {
    const call = callerOfV2(createEmulator());
    for (const externalId of ["sc", "apps", "users", "conversation"]) {
      await call("POST", "/users", { externalId });
      assert.equal((await call("GET", `/users/${externalId}`)).body.user.externalId, externalId);
      assert.equal((await call("GET", `/users/${externalId}/clients`)).status, 200);
    }
  });

  for (const [method, path] of /** @type {const} */ ([
    ["POST", "/v2/users"],
    ["GET", "/v2/integrations"],
    ["GET", `${APP}/nothing`],
    ["PUT", `${APP}/users/ada`],
    ["POST", `${APP}/appusers`],
    ["GET", `/sc/sc${APP}/integrations`],
  ])) {
    test(`${method} ${path} is answered with 404`, async () => {
      const { status, body } = await caller(createEmulator())(method, path, method === "GET" ? undefined : {});
      assert.equal(status, 404);
      assert.equal((body.error ?? body.errors[0]).code, "not_found");
    });
  }

  test("a path that is not percent-encoded is refused", async () => {
    assert.equal((await callerOfV2(createEmulator())("GET", "/users/100%")).status, 400);
  });

  test("a preflight allows PATCH", async () => {
    const handle = createHandler(createEmulator(), { cors: ["https://a.b"] });
    const response = await handle(
      new Request(`http://localhost${APP}/users/ada`, {
        method: "OPTIONS",
        headers: { origin: "https://a.b", "access-control-request-method": "PATCH" },
      }),
    );
    assert.equal(response.status, 204);
    assert.match(response.headers.get("access-control-allow-methods") ?? "", /PATCH/);
  });
});

describe("credentials of v2", () => {
  const { keyId, secret } = createEmulator().credentials;
  const basic = (/** @type {string} */ text) => `Basic ${btoa(text)}`;

  for (const [name, authorization] of [
    ["a JWT", `Bearer ${token({ keyId, secret })}`],
    ["Basic", basic(`${keyId}:${secret}`)],
  ]) {
    test(`${name} is accepted`, async () => {
      assert.equal((await callerOfV2(createEmulator(), { authorization })("GET", "/integrations")).status, 200);
    });
  }

  for (const [name, authorization, status, code] of /** @type {const} */ ([
    ["none", "", 401, "unauthorized"],
    ["a wrong secret", basic(`${keyId}:wrong`), 401, "unauthorized"],
    ["a JWT that another secret signed", `Bearer ${token({ keyId, secret: "wrong" })}`, 401, "unauthorized"],
    ["a JWT without key id", `Bearer ${token({ keyId, secret }, { header: { kid: undefined } })}`, 401, "unauthorized"],
    ["a JWT of scope user", `Bearer ${token({ keyId, secret }, { claims: { scope: "user" } })}`, 403, "forbidden"],
  ])) {
    test(`${name}: refused with ${status}`, async () => {
      const call = callerOfV2(createEmulator(), { authorization });
      for (const path of ["/integrations", "/nothing"]) {
        const answer = await call("GET", path);
        assert.deepEqual([answer.status, codeOf(answer.body)], [status, code]);
      }
    });
  }

  test("no credentials are refused in the words of the service", async () => {
    const { body } = await callerOfV2(createEmulator(), { authorization: "" })("GET", "/integrations");
    assert.deepEqual(body, { errors: [{ code: "unauthorized", title: "Authorization is required" }] });
  });

  test("another app is forbidden to a key of the app, and unknown to one of the account", async () => {
    const path = `/v2/apps/${"0".repeat(24)}/integrations`;
    assert.equal((await caller(createEmulator())("GET", path)).status, 403);
    const emulator = createEmulator({ app: { keyId: "act_5ec0de5ec0de5ec0de5ec0df" } });
    const authorization = `Bearer ${token(emulator.credentials, { claims: { scope: "account" } })}`;
    const { status, body } = await caller(emulator, { authorization })("GET", path);
    assert.equal(status, 404);
    assert.deepEqual(body, { errors: [{ code: "app_not_found", title: "App not found" }] });
  });
});

describe("bodies of v2", () => {
  for (const [name, sent, headers] of /** @type {[string, string, Record<string, string>][]} */ ([
    ["malformed JSON", '{"externalId":', {}],
    ["an empty body", "", {}],
    ["a list", "[]", {}],
    ["null", "null", {}],
    ["another Content-Type", "{}", { "content-type": "text/plain" }],
  ])) {
    test(`${name}: refused by every operation that takes a body`, async () => {
      const call = callerOfV2(createEmulator());
      await call("POST", "/users", { externalId: "ada" });
      const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
      for (const [method, path] of /** @type {const} */ ([
        ["POST", "/users"],
        ["PATCH", "/users/ada"],
        ["POST", "/users/ada/clients"],
        ["POST", "/conversations"],
        ["PATCH", `/conversations/${id}`],
        ["POST", `/conversations/${id}/messages`],
        ["POST", `/conversations/${id}/activity`],
        ["POST", "/integrations"],
      ])) {
        const answer = await call(method, path, sent, { headers: { "content-type": "application/json", ...headers } });
        assert.deepEqual([answer.status, codeOf(answer.body)], [400, "bad_request"], `${method} ${path}`);
      }
    });
  }

  test("a body of more than 100 kB is refused with 413, one of 100 kB is read", async () => {
    const call = callerOfV2(createEmulator());
    const sized = (/** @type {number} */ bytes) => `{"externalId":"big"}${" ".repeat(bytes - 20)}`;
    assert.equal((await call("POST", "/users", sized(102_401))).status, 413);
    assert.equal((await call("POST", "/users", sized(102_400))).status, 201);
  });

  test("fields that are not known are let through", async () => {
    const call = callerOfV2(createEmulator());
    assert.equal((await call("POST", "/users", { externalId: "ada", favouriteColour: "green" })).status, 201);
    const { id } = (await call("POST", "/conversations", personal("ada", { colour: 1 }))).body.conversation;
    assert.equal((await call("POST", `/conversations/${id}/messages`, business("hi", { brandNew: [1] }))).status, 201);
  });

  test("content cannot pose as another message's author or source", async () => {
    const call = caller(createEmulator());
    await call("POST", `${APP}/users`, { externalId: "ada" });
    const { id } = (await call("POST", `${APP}/conversations`, personal("ada"))).body.conversation;
    const content = { type: "text", text: "hi", role: "appUser", name: "Eve", source: 7, _id: "x", receivedAt: 0 };
    const { messages } = (await call("POST", `${APP}/conversations/${id}/messages`, business("", { content }))).body;
    const { author, source, content: kept } = messages[0];
    assert.deepEqual([author.type, author.displayName, source.type], ["business", undefined, "api:conversations"]);
    assert.match(messages[0].id, /^[0-9a-f]{24}$/);
    assert.deepEqual(kept, { type: "text", text: "hi" });
  });
});

describe("pages of v2", () => {
  async function withThirty() {
    const call = callerOfV2(createEmulator({ integrations: Array.from({ length: 30 }, () => ({ type: "twilio" })) }));
    const { integrations: all } = (await call("GET", "/integrations?page[size]=100")).body;
    const ids = list(all).map(({ id }) => id);
    const read = async (/** @type {string} */ query) => {
      const { integrations, meta, links } = (await call("GET", `/integrations?${query}`)).body;
      return { ids: list(integrations).map(({ id }) => id), meta, links };
    };
    return { call, ids, read };
  }

  test("25 a page unless asked otherwise, 1 to 100", async () => {
    const { ids, read } = await withThirty();
    assert.equal(ids.length, 30);
    assert.deepEqual((await read("")).ids, ids.slice(0, 25));
    assert.deepEqual((await read("page[size]=1")).ids, ids.slice(0, 1));
    assert.deepEqual((await read("page%5Bsize%5D=100")).ids, ids);
  });

  test("cursors and links lead forth and back, and are left out at the ends", async () => {
    const { ids, read } = await withThirty();
    const first = await read("page[size]=10");
    assert.deepEqual(first.meta, { hasMore: true, afterCursor: ids[9] });
    assert.deepEqual(Object.keys(first.links), ["next"]);
    const middle = await read(new URL(first.links.next).search.slice(1));
    assert.deepEqual(middle.ids, ids.slice(10, 20));
    assert.deepEqual(middle.meta, { hasMore: true, beforeCursor: ids[10], afterCursor: ids[19] });
    const last = await read(new URL(middle.links.next).search.slice(1));
    assert.deepEqual([last.ids, last.meta], [ids.slice(20), { hasMore: false, beforeCursor: ids[20] }]);
    const back = await read(new URL(last.links.prev).search.slice(1));
    assert.deepEqual([back.ids, back.meta.hasMore], [ids.slice(10, 20), true]);
    const start = await read(new URL(back.links.prev).search.slice(1));
    assert.deepEqual([start.ids, start.meta], [ids.slice(0, 10), { hasMore: false, afterCursor: ids[9] }]);
  });

  const cursor = "5ec0de5ec0de5ec0de000001";
  for (const query of [
    "page[size]=0",
    "page[size]=101",
    "page[size]=ten",
    "page[size]=",
    "page[after]=short",
    `page[after]=${cursor}&page[before]=${cursor}`,
    `page[after]=${"0".repeat(24)}`,
    "page[offset]=7",
    "page=2",
  ]) {
    test(`${query} is refused by every list`, async () => {
      const { call } = await withThirty();
      const { user } = (await call("POST", "/users", { externalId: "ada" })).body;
      const { id } = (await call("POST", "/conversations", personal("ada"))).body.conversation;
      for (const path of [
        "/integrations?",
        "/users/ada/clients?",
        `/conversations?filter[userId]=${user.id}&`,
        `/conversations/${id}/messages?`,
      ]) {
        const { status, body } = await call("GET", path + query);
        assert.equal(status, 400, path);
        assert.deepEqual(body, { errors: [{ code: "bad_request", title: "Invalid page query parameters" }] });
      }
    });
  }
});

describe("faults in v2", () => {
  test("a rule matches by operation, and answers in the form of the version", async () => {
    const emulator = createEmulator();
    const call = callerOfV2(emulator);
    emulator.faults.add({ match: { operation: "conversations.create" }, status: 503, retryAfter: 1 });
    await call("POST", "/users", { externalId: "ada" });
    const { status, body, headers } = await call("POST", "/conversations", personal("ada"));
    assert.deepEqual([status, headers.get("retry-after")], [503, "1"]);
    assert.deepEqual(body, { errors: [{ code: "service_unavailable", title: "Service unavailable" }] });
    assert.equal((await call("POST", "/conversations", personal("ada"))).status, 201);
    emulator.faults.add({ status: 503 });
    assert.equal((await caller(emulator)("GET", "/v1/webhooks")).body.error.code, "service_unavailable");
  });

  test("the same act has the same name in all versions", async () => {
    const emulator = createEmulator();
    emulator.faults.add({ match: { operation: "create" }, status: 429, times: 2 });
    assert.equal((await callerOfV2(emulator)("POST", "/users", { externalId: "ada" })).status, 429);
    assert.equal((await caller(emulator)("POST", "/v1/appusers", { userId: "ada" })).status, 429);
  });
});
