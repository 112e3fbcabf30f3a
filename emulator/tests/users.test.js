// Users: created, read, changed additively, erased (docs/api/v1.md, section 4).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, text, twilio } from "./caller.js";

describe("users", () => {
  for (const version of ["v1", "v1.1"]) {
    test(`${version}: a new user is answered with 201 and the fields of the captures`, async () => {
      const emulator = createEmulator({ now: () => Date.UTC(2026, 10, 24, 6, 33, 0, 7) });
      const { status, body, headers } = await caller(emulator)("POST", `/${version}/appusers`, {
        userId: "ada",
        givenName: "Ada",
        properties: { seats: 4 },
      });
      assert.equal(status, 201);
      assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
      assert.equal(headers.get("x-smooch-app-id"), emulator.credentials.appId);
      assert.match(body.appUser._id, /^[0-9a-f]{24}$/);
      assert.deepEqual(body.appUser, {
        _id: body.appUser._id,
        userId: "ada",
        givenName: "Ada",
        signedUpAt: "2026-11-24T06:33:00.007Z",
        properties: { seats: 4 },
        conversationStarted: false,
        hasPaymentInfo: false,
        clients: [],
        pendingClients: [],
        ...(version === "v1" ? { credentialRequired: false, devices: [] } : {}),
      });
    });
  }

  test("a second user with the same userId is refused with 409", async () => {
    const call = caller(createEmulator());
    await call("POST", "/v1/appusers", { userId: "ada" });
    const { status, body } = await call("POST", "/v1.1/appusers", { userId: "ada" });
    assert.equal(status, 409);
    assert.deepEqual(body, { error: { code: "conflict", description: "User already exists" } });
  });

  test("a user is found by userId and by _id", async () => {
    const call = caller(createEmulator());
    const { body } = await call("POST", "/v1/appusers", { userId: "ada" });
    assert.deepEqual((await call("GET", "/v1/appusers/ada")).body, body);
    assert.deepEqual((await call("GET", `/v1/appusers/${body.appUser._id}`)).body, body);
  });

  test("an unknown user is answered with 404 by every operation on users", async () => {
    const call = caller(createEmulator());
    for (const [method, path, body] of /** @type {const} */ ([
      ["GET", ""],
      ["PUT", "", {}],
      ["DELETE", ""],
      ["DELETE", "/profile"],
      ["GET", "/channels"],
      ["POST", "/channels", twilio("+15145555555")],
      ["DELETE", "/channels/twilio"],
      ["GET", "/messages"],
      ["POST", "/messages", text("hi")],
      ["DELETE", "/messages"],
      ["DELETE", "/messages/x"],
      ["POST", "/conversation/read"],
      ["POST", "/conversation/activity", { role: "appMaker", type: "typing:start" }],
    ])) {
      const answer = await call(method, `/v1/appusers/nobody${path}`, body);
      assert.equal(answer.status, 404, `${method} ${path}`);
      assert.equal(answer.body.error.code, "user_not_found");
    }
  });

  test("an update adds and replaces, and leaves the rest", async () => {
    const call = caller(createEmulator());
    await call("POST", "/v1.1/appusers", {
      userId: "ada",
      givenName: "Ada",
      email: "ada@example.com",
      properties: { plan: "pro", seats: 4 },
    });
    const { status, body } = await call("PUT", "/v1.1/appusers/ada", {
      surname: "Lovelace",
      properties: { seats: 5 },
      signedUpAt: "2020-01-02T03:04:05Z",
    });
    assert.equal(status, 200);
    assert.equal(body.appUser.givenName, "Ada");
    assert.equal(body.appUser.surname, "Lovelace");
    assert.equal(body.appUser.signedUpAt, "2020-01-02T03:04:05.000Z");
    assert.deepEqual(body.appUser.properties, { plan: "pro", seats: 5 });
    assert.deepEqual((await call("GET", "/v1.1/appusers/ada")).body, body);
  });

  test("properties beyond 4 KB are refused, and nothing of the update is kept", async () => {
    const call = caller(createEmulator());
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    const { status, body } = await call("PUT", "/v1.1/appusers/ada", {
      givenName: "Ada",
      properties: { long: "x".repeat(4093) },
    });
    assert.equal(status, 400);
    assert.match(body.error.description, /properties .*4096/);
    assert.equal((await call("GET", "/v1.1/appusers/ada")).body.appUser.givenName, undefined);
  });

  test("a deleted user is gone, and an event says so", async () => {
    const emulator = createEmulator();
    const call = caller(emulator);
    const { body } = await call("POST", "/v1.1/appusers", { userId: "ada" });
    const answer = await call("DELETE", "/v1.1/appusers/ada");
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    assert.equal((await call("GET", "/v1.1/appusers/ada")).status, 404);
    assert.deepEqual(
      emulator.events.map(({ trigger, appUser }) => [trigger, appUser._id]),
      [["appUser:delete", body.appUser._id]],
    );
    assert.equal((await call("POST", "/v1.1/appusers", { userId: "ada" })).status, 201);
  });

  test("a deleted profile loses names, e-mail and properties, and keeps its channels", async () => {
    const emulator = createEmulator();
    const call = caller(emulator);
    await call("POST", "/v1.1/appusers", {
      userId: "ada",
      givenName: "Ada",
      surname: "L",
      email: "a@b.co",
      properties: { plan: "pro" },
    });
    await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555"));
    await emulator.settled();
    const { status, body } = await call("DELETE", "/v1.1/appusers/ada/profile");
    assert.equal(status, 200);
    for (const gone of ["givenName", "surname", "email"]) assert.equal(gone in body.appUser, false);
    assert.deepEqual(body.appUser.properties, {});
    assert.equal(body.appUser.clients.length, 1);
    assert.equal("displayName" in body.appUser.clients[0], false);
    assert.deepEqual(body.appUser.clients[0].info, {});
  });
});
