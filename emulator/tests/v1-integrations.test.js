// Integrations in v1 and v1.1, and their pages by offset (docs/api/v1.md, section 12).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, callerOfV2, list, twilio } from "./caller.js";

const ACCOUNT = { type: "twilio", accountSid: "AC1", authToken: "secret", phoneNumberSid: "PN1" };

for (const version of ["v1", "v1.1"]) {
  describe(`integrations of ${version}`, () => {
    const path = `/${version}/integrations`;

    test("are made without showing their secrets, read, listed by types, linked to, seen in v2, and deleted", async () => {
      const emulator = createEmulator();
      const call = caller(emulator);
      const made = await call("POST", path, ACCOUNT);
      assert.equal(made.status, 201);
      const { _id } = made.body.integration;
      assert.deepEqual(made.body.integration, {
        _id,
        type: "twilio",
        status: "active",
        accountSid: "AC1",
        phoneNumberSid: "PN1",
      });
      assert.deepEqual((await call("GET", `${path}/${_id}`)).body, made.body);
      const { integrations } = (await call("GET", `${path}?types=twilio,web`)).body;
      assert.deepEqual(list(integrations).at(-1), made.body.integration);
      assert.equal(list(integrations).length, 2);
      assert.equal((await callerOfV2(emulator)("GET", `/integrations/${_id}`)).body.integration.accountSid, "AC1");
      await call("POST", `/${version}/appusers`, { userId: "ada" });
      const link = twilio("+15145555555", { integrationId: _id });
      assert.equal((await call("POST", `/${version}/appusers/ada/channels`, link)).status, 200);
      const { status, body } = await call(
        "DELETE",
        `/${version}/apps/${emulator.credentials.appId}/integrations/${_id}`,
      );
      assert.deepEqual([status, body], [200, {}]);
      const gone = await call("GET", `${path}/${_id}`);
      assert.deepEqual([gone.status, gone.body.error.code], [404, "integration_not_found"]);
    });

    test("come 25 a page, by limit at most 100, from an offset on", async () => {
      const integrations = Array.from({ length: 130 }, () => ({ type: "twilio" }));
      const emulator = createEmulator({ integrations });
      const ids = emulator.state.integrations.map(({ _id }) => _id);
      const read = async (/** @type {string} */ query) => {
        const { body } = await caller(emulator)("GET", path + query);
        return { ids: list(body.integrations).map(({ _id }) => _id), hasMore: body.hasMore, offset: body.offset };
      };
      assert.deepEqual(await read(""), { ids: ids.slice(0, 25), hasMore: true, offset: 0 });
      assert.deepEqual(await read("?limit=100"), { ids: ids.slice(0, 100), hasMore: true, offset: 0 });
      assert.deepEqual(await read("?limit=100&offset=100"), { ids: ids.slice(100), hasMore: false, offset: 100 });
      assert.deepEqual(await read("?offset=130"), { ids: [], hasMore: false, offset: 130 });
      emulator.faults.add({ stuckCursor: true });
      assert.deepEqual((await read("?offset=25")).ids, ids.slice(0, 25));
    });

    test("begin with the newest where the options say so", async () => {
      const emulator = createEmulator({ newestFirst: true });
      const { _id } = (await caller(emulator)("POST", path, ACCOUNT)).body.integration;
      assert.equal((await caller(emulator)("GET", `${path}?limit=1`)).body.integrations[0]._id, _id);
    });

    for (const query of ["?limit=0", "?limit=101", "?limit=ten", "?offset=-1", "?offset="]) {
      test(`the list with ${query} is refused`, async () => {
        assert.equal((await caller(createEmulator())("GET", path + query)).status, 400);
      });
    }

    for (const body of [{}, { type: "fax" }, { type: "custom" }, { ...ACCOUNT, authToken: 7 }, { type: "twilio" }]) {
      test(`${JSON.stringify(body)} is refused`, async () => {
        const emulator = createEmulator();
        const before = emulator.state.integrations;
        assert.equal((await caller(emulator)("POST", path, body)).status, 400);
        assert.deepEqual(emulator.state.integrations, before);
      });
    }
  });
}
