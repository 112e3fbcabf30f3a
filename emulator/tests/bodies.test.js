// Bodies: what cannot be read and what breaks the model is refused, naming the field (docs/api/v1.md, section 3).
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, text, twilio } from "./caller.js";

const emulator = createEmulator();
const call = caller(emulator);
await call("POST", "/v1/appusers", { userId: "ada" });

describe("bodies", () => {
  test("a body without Content-Type is refused", async () => {
    const { status, body } = await call("POST", "/v1/appusers", undefined, {
      body: new TextEncoder().encode('{"userId":"b"}'),
    });
    assert.equal(status, 400);
    assert.match(body.error.description, /Content-Type/);
  });

  for (const [name, sent, says] of /** @type {const} */ ([
    ["malformed JSON", '{"userId":', /not valid JSON/],
    ["an empty body", "", /not valid JSON/],
    ["a list", "[]", /JSON object/],
    ["null", "null", /JSON object/],
    ["a string", '"ada"', /JSON object/],
  ])) {
    test(`${name} is refused`, async () => {
      const { status, body } = await call("POST", "/v1/appusers", sent, {
        headers: { "content-type": "application/json" },
      });
      assert.equal(status, 400);
      assert.equal(body.error.code, "bad_request");
      assert.match(body.error.description, says);
    });
  }

  test("a body of more than 100 kB is refused with 413, one of 100 kB is read", async () => {
    const sized = (/** @type {number} */ bytes) => `{"userId":"big"}${" ".repeat(bytes - 16)}`;
    assert.equal((await call("POST", "/v1/appusers", sized(102_401))).status, 413);
    assert.equal((await call("POST", "/v1/appusers", sized(102_400))).status, 201);
  });

  test("fields that the model does not know are let through", async () => {
    assert.equal((await call("POST", "/v1/appusers", { userId: "extra", favouriteColour: "green" })).status, 201);
    assert.equal(
      (await call("POST", "/v1/appusers/ada/messages", text("hi", { brandNew: { deep: [1] } }))).status,
      201,
    );
  });

  /** @type {[path: string, body: object, says: RegExp][]} */
  const broken = [
    ["/v1/appusers", {}, /^userId is required/],
    ["/v1/appusers", { userId: "" }, /^userId /],
    ["/v1/appusers", { userId: 7 }, /^userId must be string/],
    ["/v1/appusers", { userId: "x", properties: { nested: {} } }, /^properties\.nested /],
    ["/v1/appusers", { userId: "x", signedUpAt: "yesterday" }, /^signedUpAt /],
    ["/v1/appusers/ada/channels", {}, /^type is required/],
    ["/v1/appusers/ada/channels", { type: "fax" }, /^type .*fax/],
    ["/v1/appusers/ada/channels", { type: "twilio", confirmation: { type: "immediate" } }, /^phoneNumber is required/],
    ["/v1/appusers/ada/channels", twilio("212 555 2368"), /^phoneNumber must start with \+/],
    ["/v1/appusers/ada/channels", { type: "twilio", phoneNumber: "+15145555555" }, /^confirmation is required/],
    [
      "/v1/appusers/ada/channels",
      twilio("+15145555555", { confirmation: { type: "carrierPigeon" } }),
      /^confirmation\.type /,
    ],
    [
      "/v1/appusers/ada/channels",
      twilio("+15145555555", { confirmation: { type: "userActivity" } }),
      /^confirmation\.message is required/,
    ],
    [
      "/v1/appusers/ada/channels",
      { type: "messenger", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
      /^confirmation\.message is required/,
    ],
    [
      "/v1/appusers/ada/channels",
      { type: "mailgun", address: "a@b.co", confirmation: { type: "prompt" } },
      /^confirmation\.type /,
    ],
    [
      "/v1/appusers/ada/channels",
      { type: "whatsapp", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
      /^type /,
    ],
    ["/v1/appusers/ada/messages", { type: "text", text: "hi" }, /^role is required/],
    ["/v1/appusers/ada/messages", { role: "appMaker", mediaUrl: "https://a.b" }, /^type is required/],
    ["/v1/appusers/ada/messages", { role: "whisper", type: "text", text: "hi" }, /^role /],
    ["/v1/appusers/ada/messages", { role: "appMaker", type: "text" }, /^(text|actions) /],
    ["/v1/appusers/ada/messages", { role: "appMaker", type: "image" }, /^mediaUrl is required/],
    [
      "/v1/appusers/ada/messages",
      text("hi", { actions: [{ type: "link", text: "go" }] }),
      /^actions\[0\]\.uri is required/,
    ],
    [
      "/v1/appusers/ada/messages",
      text("hi", { role: "appUser", actions: [{ type: "link", text: "go", uri: "https://a.b" }] }),
      /^role /,
    ],
    ["/v1/appusers/ada/messages", text("%[a](reply:A) %[b](https://c.d)"), /^actions cannot mix/],
    ["/v1/appusers/ada/messages", text("hi", { destination: {} }), /^destination/],
    ["/v1/appusers/ada/messages", { role: "appMaker", type: "carousel", items: [] }, /^items /],
    ["/v1/webhooks", {}, /^target is required/],
    ["/v1/webhooks", { target: "callback" }, /^target must be/],
  ];
  for (const [path, sent, says] of broken) {
    test(`POST ${path} ${JSON.stringify(sent)} is refused with its field`, async () => {
      const { status, body } = await call("POST", path, sent);
      assert.equal(status, 400);
      assert.equal(body.error.code, "bad_request");
      assert.match(body.error.description, says);
    });
  }

  test("whatsapp, which v1.1 brought, is accepted there", async () => {
    const answer = await call("POST", "/v1.1/appusers/ada/channels", {
      type: "whatsapp",
      phoneNumber: "+15145555555",
      confirmation: { type: "immediate" },
    });
    assert.equal(answer.status, 200);
  });
});
