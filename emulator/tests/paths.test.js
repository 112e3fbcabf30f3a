// Paths: short and long, in any case of the fixed words, with ids of any characters (docs/api/v1.md, sections 1 and 14).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { readPath } from "../src/path.js";
import { caller } from "./caller.js";

describe("paths", () => {
  for (const userId of [
    "ada",
    "a/b?c#d",
    "+15145555555",
    "their@email.com",
    "white space",
    "100%",
    "%2F",
    "%25",
    "naïve",
    "👩‍💻",
    "Messages",
    "apps",
    "appusers",
  ]) {
    test(`the userId ${JSON.stringify(userId)} works on short and long paths`, async () => {
      const emulator = createEmulator();
      const call = caller(emulator);
      await call("POST", "/v1/appusers", { userId });
      const id = encodeURIComponent(userId);
      for (const path of [
        `/v1/appusers/${id}`,
        `/v1.1/apps/${emulator.credentials.appId}/appusers/${id}`,
        `/v1/appUsers/${id}/`,
      ]) {
        const { status, body } = await call("GET", path);
        assert.equal(status, 200, path);
        assert.equal(body.appUser.userId, userId);
      }
      assert.equal((await call("GET", `/v1/appusers/${id}/channels`)).status, 200);
    });
  }

  test("a + that was not encoded stays a +", async () => {
    const call = caller(createEmulator());
    await call("POST", "/v1/appusers", { userId: "+1514" });
    assert.equal((await call("GET", "/v1/appusers/+1514")).status, 200);
  });

  test("a path that is not percent-encoded is refused", async () => {
    assert.equal((await caller(createEmulator())("GET", "/v1/appusers/100%")).status, 400);
  });

  test("an unknown path, method or version is answered with 404", async () => {
    const call = caller(createEmulator());
    for (const [method, path] of /** @type {const} */ ([
      ["GET", "/v1/appusers"],
      ["PATCH", "/v1/appusers/ada"],
      ["GET", "/v1/nothing"],
      ["GET", "/v9/appusers/ada"],
      ["GET", "/"],
    ])) {
      const { status, body } = await call(method, path);
      assert.equal(status, 404, `${method} ${path}`);
      assert.equal(body.error.code, "not_found");
    }
  });

  test("only the fixed words of a path are put in lower case", () => {
    assert.deepEqual(readPath("/v1.1/Apps/ABC/AppUsers/Ada/Conversation/Read"), {
      version: "v1.1",
      appId: "ABC",
      rest: "/appusers/Ada/conversation/read",
    });
    assert.deepEqual(readPath("/v1/webhooks/ABC"), { version: "v1", rest: "/webhooks/ABC" });
  });
});
