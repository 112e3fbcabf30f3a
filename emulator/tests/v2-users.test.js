// v2: users, created, read, changed in part, erased (docs/api/v2.md, section 4).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { callerOfV2, client, list, personal } from "./caller.js";

const profile = { givenName: "Ada", surname: "Lovelace", email: "ada@example.com", locale: "en-GB" };

describe("users of v2", () => {
  test("a new user is answered with 201 and the fields of the examples", async () => {
    const emulator = createEmulator({ now: () => Date.UTC(2026, 10, 24, 6, 33, 0, 7) });
    const { status, body } = await callerOfV2(emulator)("POST", "/users", {
      externalId: "ada",
      profile,
      metadata: { seats: 4, plan: "pro", trial: false },
      toBeRetained: true,
      brandId: "9477922990333",
    });
    assert.equal(status, 201);
    assert.deepEqual(body.user, {
      id: body.user.id,
      externalId: "ada",
      brandId: "9477922990333",
      authenticated: false,
      signedUpAt: "2026-11-24T06:33:00.007Z",
      toBeRetained: true,
      hasPaymentInfo: false,
      identities: [],
      profile,
      metadata: { seats: 4, plan: "pro", trial: false },
    });
  });

  test("a user needs no externalId, and several may have none", async () => {
    const call = callerOfV2(createEmulator());
    const first = await call("POST", "/users", {});
    const second = await call("POST", "/users", { profile: { givenName: "Bob" } });
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.equal("externalId" in first.body.user, false);
    assert.deepEqual((await call("GET", `/users/${first.body.user.id}`)).body, first.body);
  });

  test("a second user with the same externalId is refused with 409", async () => {
    const call = callerOfV2(createEmulator());
    await call("POST", "/users", { externalId: "ada" });
    const { status, body } = await call("POST", "/users", { externalId: "ada" });
    assert.equal(status, 409);
    assert.deepEqual(body, { errors: [{ code: "conflict", title: "User already exists" }] });
  });

  test("a user is found by id and by externalId, percent-encoded", async () => {
    const call = callerOfV2(createEmulator());
    const externalId = "a/b?c#d 100%+é";
    const { body } = await call("POST", "/users", { externalId });
    assert.deepEqual((await call("GET", `/users/${encodeURIComponent(externalId)}`)).body, body);
    assert.deepEqual((await call("GET", `/users/${body.user.id}`)).body, body);
  });

  test("an update adds and replaces, and leaves the rest", async () => {
    const call = callerOfV2(createEmulator());
    await call("POST", "/users", { externalId: "ada", profile, metadata: { plan: "pro", seats: 4 } });
    const { status, body } = await call("PATCH", "/users/ada", {
      profile: { surname: "King" },
      metadata: { seats: 5 },
      signedUpAt: "2020-01-02T03:04:05Z",
    });
    assert.equal(status, 200);
    assert.deepEqual(body.user.profile, { ...profile, surname: "King" });
    assert.deepEqual(body.user.metadata, { plan: "pro", seats: 5 });
    assert.equal(body.user.signedUpAt, "2020-01-02T03:04:05.000Z");
    assert.deepEqual((await call("GET", "/users/ada")).body, body);
  });

  test("null clears a field of the profile, and all metadata", async () => {
    const call = callerOfV2(createEmulator());
    await call("POST", "/users", { externalId: "ada", profile, metadata: { plan: "pro" } });
    const { body } = await call("PATCH", "/users/ada", { profile: { email: null }, metadata: null });
    const { email: _email, ...rest } = profile;
    assert.deepEqual(body.user.profile, rest);
    assert.deepEqual(body.user.metadata, {});
  });

  test("an update cannot change the externalId", async () => {
    const call = callerOfV2(createEmulator());
    await call("POST", "/users", { externalId: "ada" });
    await call("PATCH", "/users/ada", { externalId: "bob" });
    assert.equal((await call("GET", "/users/ada")).status, 200);
    assert.equal((await call("GET", "/users/bob")).status, 404);
  });

  test("metadata of 4096 bytes is kept, beyond that refused, and nothing of the update is kept", async () => {
    const call = callerOfV2(createEmulator());
    assert.equal((await call("POST", "/users", { externalId: "ada", metadata: { k: "x".repeat(4095) } })).status, 201);
    const over = await call("PATCH", "/users/ada", { profile, metadata: { l: 1 } });
    assert.deepEqual([over.status, over.body.errors[0].code], [400, "bad_request"]);
    assert.match(over.body.errors[0].title, /^metadata .*4096/);
    assert.deepEqual((await call("GET", "/users/ada")).body.user.profile, {});
    assert.equal((await call("POST", "/users", { metadata: { k: "x".repeat(4096) } })).status, 400);
  });

  test("a deleted user is gone", async () => {
    const call = callerOfV2(createEmulator());
    await call("POST", "/users", { externalId: "ada" });
    const answer = await call("DELETE", "/users/ada");
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    assert.equal((await call("GET", "/users/ada")).status, 404);
    assert.equal((await call("POST", "/users", { externalId: "ada" })).status, 201);
  });

  test("personal information is erased, and the channels stay", async () => {
    const emulator = createEmulator();
    const call = callerOfV2(emulator);
    await call("POST", "/users", {
      externalId: "ada",
      profile: { ...profile, avatarUrl: "https://a.b/c.png" },
      metadata: { plan: "pro" },
    });
    const { conversation } = (await call("POST", "/conversations", personal("ada"))).body;
    const integrationId = emulator.state.integrations[0]?._id;
    await call("POST", "/users/ada/clients", client({ integrationId, phoneNumber: "+15145555555" }, conversation.id));
    await emulator.settled();
    const { status, body } = await call("DELETE", "/users/ada/personalinformation");
    assert.equal(status, 200);
    assert.deepEqual([body.user.profile, body.user.metadata, body.user.externalId], [{}, {}, "ada"]);
    const [kept] = list((await call("GET", "/users/ada/clients")).body.clients);
    assert.equal("displayName" in kept, false);
  });

  test("an unknown user is answered with 404 by every operation on users", async () => {
    const call = callerOfV2(createEmulator());
    for (const [method, path, body] of /** @type {const} */ ([
      ["GET", ""],
      ["PATCH", "", {}],
      ["DELETE", ""],
      ["DELETE", "/personalinformation"],
      ["GET", "/clients"],
      ["POST", "/clients", client({ integrationId: "x", phoneNumber: "+15145555555" }, "x")],
      ["DELETE", "/clients/x"],
    ])) {
      const answer = await call(method, `/users/nobody${path}`, body);
      assert.equal(answer.status, 404, `${method} ${path}`);
      assert.deepEqual(answer.body, { errors: [{ code: "user_not_found", title: "User not found" }] });
    }
  });

  for (const [body, says] of /** @type {const} */ ([
    [{ externalId: 7 }, /^externalId /],
    [{ profile: "Ada" }, /^profile /],
    [{ profile: { givenName: 7 } }, /^profile\.givenName /],
    [{ metadata: [] }, /^metadata /],
    [{ metadata: { nested: {} } }, /^metadata\.nested /],
    [{ metadata: { none: null } }, /^metadata\.none /],
    [{ signedUpAt: "yesterday" }, /^signedUpAt /],
    [{ toBeRetained: "yes" }, /^toBeRetained /],
  ])) {
    test(`${JSON.stringify(body)} is refused with its field`, async () => {
      const call = callerOfV2(createEmulator());
      const created = await call("POST", "/users", body);
      assert.equal(created.status, 400);
      assert.match(created.body.errors[0].title, says);
      if ("externalId" in body) return;
      await call("POST", "/users", { externalId: "ada" });
      assert.equal((await call("PATCH", "/users/ada", body)).status, 400);
    });
  }
});
