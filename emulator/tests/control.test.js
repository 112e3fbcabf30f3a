// The routes under /_emulator: what the JavaScript side can do, for other processes and languages.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, text, twilio } from "./caller.js";

async function setUp() {
  const emulator = createEmulator({ linkDelay: 1 });
  return {
    emulator,
    call: caller(emulator),
    control: caller(emulator, { authorization: "", base: "http://localhost/_emulator" }),
  };
}

describe("control over HTTP", () => {
  test("fault rules are added, replaced, listed and cleared", async () => {
    const { call, control } = await setUp();
    assert.equal((await control("POST", "/faults", { status: 500 })).status, 201);
    assert.deepEqual((await control("GET", "/faults")).body, { rules: [{ status: 500, seen: 0, left: 1 }] });
    await control("PUT", "/faults", { rules: [{ status: 502 }, { status: 503 }] });
    assert.equal((await call("GET", "/v1/webhooks")).status, 502);
    await control("PUT", "/faults", [{ status: 504 }]);
    assert.equal((await call("GET", "/v1/webhooks")).status, 504);
    await control("POST", "/faults", [{ status: 500 }, { status: 500 }]);
    assert.deepEqual((await control("DELETE", "/faults")).body, { rules: [] });
    assert.equal((await call("GET", "/v1/webhooks")).status, 200);
  });

  test("an invalid rule is refused with its reason", async () => {
    const { control } = await setUp();
    const { status, body } = await control("POST", "/faults", { statuss: 500 });
    assert.equal(status, 400);
    assert.match(body.error.description, /no field "statuss"/);
    assert.equal((await control("POST", "/faults", "nonsense")).status, 400);
  });

  test("faults do not meet the control routes, nor does the log", async () => {
    const { emulator, control } = await setUp();
    emulator.faults.add({ status: 500, times: "always" });
    assert.equal((await control("GET", "/state")).status, 200);
    assert.deepEqual((await control("GET", "/requests")).body, { requests: [] });
  });

  test("state, events, requests and inbox are readable, and a reset empties them", async () => {
    const { call, control } = await setUp();
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555"));
    await control("GET", "/settled");
    assert.equal((await control("GET", "/state")).body.users[0].userId, "ada");
    assert.equal((await control("GET", "/events")).body.events.length, 3);
    assert.equal((await control("GET", "/requests")).body.requests.length, 2);
    assert.equal((await control("GET", "/inbox?channel=twilio")).body.inbox.length, 1);
    assert.equal((await control("GET", "/inbox?channel=mailgun")).body.inbox.length, 0);
    await control("POST", "/reset");
    assert.deepEqual((await control("GET", "/state")).body.users, []);
    assert.deepEqual((await control("GET", "/events")).body.events, []);
  });

  test("the person taps, replies and answers", async () => {
    const { emulator, call, control } = await setUp();
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555", { confirmation: { type: "prompt" } }));
    await emulator.settled();
    assert.equal((await control("POST", "/answer", { userId: "ada", channel: "twilio", accept: true })).status, 200);
    assert.equal((await control("POST", "/reply", { userId: "ada", text: "Hi" })).body.message.text, "Hi");
    assert.equal((await control("POST", "/type", { userId: "ada", activity: "start" })).status, 200);
    assert.equal(emulator.events.at(-1)?.trigger, "typing:appUser");
    assert.equal((await control("POST", "/type", { userId: "ada", activity: "dance" })).status, 400);
    await call(
      "POST",
      "/v1.1/appusers/ada/messages",
      text("More?", { actions: [{ type: "postback", text: "Yes", payload: "YES" }] }),
    );
    await control("POST", "/tap", { userId: "ada", action: "YES" });
    assert.equal(emulator.events.at(-1)?.trigger, "postback");
    assert.equal((await control("POST", "/tap", { userId: "ada", action: "NO" })).status, 400);
    assert.equal((await control("POST", "/reply", { userId: "nobody", text: "Hi" })).status, 404);
  });
});
