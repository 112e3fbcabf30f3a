// The checks of `swagger.js` themselves: they accept what was captured and refuse what is not official.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { checkAnswer, skip } from "./swagger.js";

const examples = new URL("../../../shared/examples/v1/", import.meta.url);
/** @param {string} name @returns {any} */
const read = (name) => JSON.parse(readFileSync(new URL(`${name}.response.json`, examples), "utf8"));
const app = "/v1.1/apps/{appId}";

/** @type {[name: string, method: string, path: string, status: number][]} */
const captured = [
  ["apps.create-app", "POST", "/v1.1/apps", 201],
  ["apps.list-apps", "GET", "/v1.1/apps", 200],
  ["apps.delete-app", "DELETE", app, 200],
  ["app-keys.create-key", "POST", `${app}/keys`, 200],
  ["app-keys.list-keys", "GET", `${app}/keys`, 200],
  ["app-keys.get-jwt", "GET", `${app}/keys/{keyId}/jwt`, 200],
  ["persistent-menus.get-app-menu", "GET", `${app}/menu`, 200],
  ["persistent-menus.delete-app-menu", "DELETE", `${app}/menu`, 200],
  ["persistent-menus.delete-integration-menu", "DELETE", `${app}/integrations/{integrationId}/menu`, 200],
  ["conversation.upload-attachment", "POST", `${app}/attachments`, 201],
  ["manage-webhooks.list-webhooks", "GET", `${app}/webhooks`, 200],
  ["integrations.delete-integration", "DELETE", `${app}/integrations/{integrationId}`, 200],
];

describe("the official shapes of v1.1", { skip }, () => {
  for (const [name, method, path, status] of captured)
    test(`${name} is accepted`, () => checkAnswer(path, method, status, read(name)));

  /** @type {[what: string, change: (body: any) => void][]} */
  const wrong = [
    ["an unknown field", (body) => (body.app.colour = "green")],
    ["an unknown field in a part", (body) => (body.app.settings.colour = "green")],
    ["a field of another type", (body) => (body.app.name = 7)],
    ["a missing field", (body) => delete body.app.appToken],
  ];
  for (const [what, change] of wrong)
    test(`${what} is refused`, () => {
      const body = read("apps.create-app");
      change(body);
      assert.throws(() => checkAnswer("/v1.1/apps", "POST", 201, body));
    });

  test("another status, and a body where there is none, are refused", () => {
    assert.throws(() => checkAnswer("/v1.1/apps", "POST", 200, read("apps.create-app")));
    assert.throws(() => checkAnswer(app, "DELETE", 200, { app: {} }));
  });
});
