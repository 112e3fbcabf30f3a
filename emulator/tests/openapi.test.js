// The checks of `openapi.js` themselves: they accept every official example and refuse what is not official.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { checkAnswer, checkWebhook, skip } from "./openapi.js";

const examples = new URL("../../../shared/examples/v2/", import.meta.url);
/** @param {string} name @returns {any} */
const read = (name) => JSON.parse(readFileSync(new URL(name, examples), "utf8"));
const app = "/v2/apps/0";

describe("the official shapes", { skip }, () => {
  // It breaks the file's own rules: a number for a string, and no time.
  const faulty = ["conversationReferralEvent.webhook.json"];

  for (const name of skip ? [] : readdirSync(examples).filter((one) => one.endsWith(".webhook.json"))) {
    if (faulty.includes(name) || name.startsWith("switchboard")) continue;
    test(`${name} is accepted`, () => checkWebhook(read(name)));
  }

  for (const [name, method, path, status] of /** @type {const} */ ([
    ["createUser", "POST", "/users", 201],
    ["getUser", "GET", "/users/1", 200],
    ["updateUser", "PATCH", "/users/1", 200],
    ["deleteUserPersonalInformation", "DELETE", "/users/1/personalinformation", 200],
    ["emptyResponse", "DELETE", "/users/1", 200],
    ["createClient", "POST", "/users/1/clients", 201],
    ["listClients", "GET", "/users/1/clients", 200],
    ["createConversation", "POST", "/conversations", 201],
    ["listConversations", "GET", "/conversations?filter[userId]=1", 200],
    ["getConversation", "GET", "/conversations/1", 200],
    ["updateConversation", "PATCH", "/conversations/1", 200],
    ["postMessage.text", "POST", "/conversations/1/messages", 201],
    ["postMessage.image", "POST", "/conversations/1/messages", 201],
    ["postMessage.file", "POST", "/conversations/1/messages", 201],
    ["postMessage.carousel", "POST", "/conversations/1/messages", 201],
    ["postMessage.location", "POST", "/conversations/1/messages", 201],
    ["postMessage.form", "POST", "/conversations/1/messages", 201],
    ["listMessages", "GET", "/conversations/1/messages", 200],
    ["createIntegration", "POST", "/integrations", 201],
    ["listIntegrations", "GET", "/integrations", 200],
    ["createWebhook", "POST", "/integrations/1/webhooks", 201],
    ["listWebhooks", "GET", "/integrations/1/webhooks", 200],
  ])) {
    test(`${name} is accepted`, () => checkAnswer(method, app + path, status, read(`${name}.response.json`)));
  }

  for (const name of skip ? [] : readdirSync(examples).filter((one) => one.startsWith("errors."))) {
    test(`${name} is accepted`, () => checkAnswer("GET", app, Number(name.split(".")[1]), read(name)));
  }

  /** @type {[what: string, name: string, change: (body: any) => void][]} */
  const wrong = [
    ["an unknown field", "getUser", (body) => (body.user.colour = "green")],
    ["an unknown field in a part", "getUser", (body) => (body.user.profile.userId = "1")],
    ["a field of another type", "getUser", (body) => (body.user.profile.givenName = 7)],
    ["an id of another form", "getUser", (body) => (body.user.id = "ada")],
    ["a time without milliseconds", "getUser", (body) => (body.user.signedUpAt = "2025-02-03T19:10:08Z")],
    ["a time in seconds", "getUser", (body) => (body.user.signedUpAt = 1738609808)],
  ];
  for (const [what, name, change] of wrong) {
    test(`${what} is refused`, () => {
      const body = read(`${name}.response.json`);
      change(body);
      assert.throws(() => checkAnswer("GET", `${app}/users/1`, 200, body));
    });
  }

  test("an unknown status, content, client state or event is refused", () => {
    assert.throws(() => checkAnswer("GET", `${app}/users/1`, 201, read("getUser.response.json")));
    const sent = read("postMessage.text.response.json");
    sent.messages[0].content.type = "fax";
    assert.throws(() => checkAnswer("POST", `${app}/conversations/1/messages`, 201, sent));
    const linked = read("createClient.response.json");
    linked.client.status = "linked";
    assert.throws(() => checkAnswer("POST", `${app}/users/1/clients`, 201, linked));
    const event = read("clientAddEvent.webhook.json");
    event.events[0].type = "client:change";
    assert.throws(() => checkWebhook(event));
  });

  test("an error in the form of v1 is refused", () => {
    assert.throws(() => checkAnswer("GET", app, 404, { error: { code: "not_found", description: "Not found" } }));
  });
});
