// The published client `sunshine-conversations-client`, which knows nothing of this emulator, runs the flow of v2
// against it: create a user, a conversation and a client, post a message, list them all, and meet errors.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { serve } from "../src/node/index.js";
import { list, token } from "./caller.js";

// It has no types, and is CommonJS.
const Sunshine = createRequire(import.meta.url)("sunshine-conversations-client");

const PHONE = "+1 514-555-5555";

/**
 * @param {import("node:test").TestContext} context
 * @param {{ scope?: string, auth?: "basic" | "bearer", base?: string }} [options]
 */
async function connect(context, { scope = "app", auth = "basic", base = "" } = {}) {
  const emulator = createEmulator({ app: { keyId: `${scope === "app" ? "app" : "act"}_5ec0de5ec0de5ec0de5ec0df` } });
  const server = await serve(emulator);
  context.after(() => server.close());
  const { appId, keyId, secret } = emulator.credentials;
  const api = new Sunshine.ApiClient();
  api.basePath = server.url + base;
  if (auth === "basic") Object.assign(api.authentications.basicAuth, { username: keyId, password: secret });
  else api.authentications.bearerAuth.accessToken = token(emulator.credentials, { claims: { scope } });
  return {
    emulator,
    appId,
    users: new Sunshine.UsersApi(api),
    conversations: new Sunshine.ConversationsApi(api),
    clients: new Sunshine.ClientsApi(api),
    messages: new Sunshine.MessagesApi(api),
    integrations: new Sunshine.IntegrationsApi(api),
    webhooks: new Sunshine.WebhooksApi(api),
    activities: new Sunshine.ActivitiesApi(api),
  };
}

describe("sunshine-conversations-client", () => {
  for (const options of /** @type {const} */ ([
    { scope: "app", auth: "basic" },
    { scope: "app", auth: "bearer" },
    { scope: "account", auth: "basic" },
    { scope: "app", auth: "basic", base: "/sc" },
  ])) {
    test(`creates, links, sends and lists with ${JSON.stringify(options)}`, async (context) => {
      const { emulator, appId, users, conversations, clients, messages, integrations, activities } = await connect(
        context,
        options,
      );
      const { user } = await users.createUser(appId, {
        externalId: "ada",
        profile: { givenName: "Ada", email: "ada@example.com" },
        metadata: { plan: "pro" },
      });
      assert.deepEqual([user.externalId, user.profile.givenName, user.metadata], ["ada", "Ada", { plan: "pro" }]);

      const { conversation } = await conversations.createConversation(appId, {
        type: "personal",
        participants: [{ userExternalId: "ada" }],
      });
      assert.equal(conversation.isDefault, true);
      const listed = await conversations.listConversations(appId, { userExternalId: "ada" }, {});
      assert.deepEqual(
        list(listed.conversations).map(({ id }) => id),
        [conversation.id],
      );

      const found = await integrations.listIntegrations(appId, { filter: { types: "twilio" } });
      assert.deepEqual(
        list(found.integrations).map(({ type }) => type),
        ["twilio"],
      );
      const { client } = await clients.createClient(appId, "ada", {
        matchCriteria: { type: "twilio", integrationId: found.integrations[0].id, phoneNumber: PHONE },
        confirmation: { type: "immediate" },
        target: { conversationId: conversation.id },
      });
      assert.deepEqual([client.type, client.status], ["twilio", "pending"]);
      await emulator.settled();
      const linked = (await clients.listClients(appId, "ada", {})).clients;
      assert.deepEqual(
        list(linked).map(({ id, status, externalId }) => [id, status, externalId]),
        [[client.id, "active", "+15145555555"]],
      );

      const words = "A message over Twilio SMS, as requested.";
      const sent = await messages.postMessage(appId, conversation.id, {
        author: { type: "business" },
        content: { type: "text", text: words },
      });
      assert.equal(sent.messages[0].content.text, words);
      assert.equal(emulator.inbox("twilio").at(-1)?.text, words);
      const page = await messages.listMessages(appId, conversation.id, {});
      assert.deepEqual(
        list(page.messages).map(({ id }) => id),
        [sent.messages[0].id],
      );

      await activities.postActivity(appId, conversation.id, { author: { type: "business" }, type: "typing:start" });
      const changed = await users.updateUser(appId, "ada", { profile: { surname: "Lovelace" } });
      assert.equal(changed.user.profile.surname, "Lovelace");
      await messages.deleteAllMessages(appId, conversation.id);
      await clients.removeClient(appId, "ada", client.id);
      await users.deleteUser(appId, "ada");
    });
  }

  test("makes a custom integration with a webhook and changes the webhook", async (context) => {
    const { appId, integrations, webhooks } = await connect(context);
    const { integration } = await integrations.createIntegration(appId, {
      type: "custom",
      webhooks: [{ target: "http://example.com/one", triggers: ["conversation:message"] }],
    });
    const [first] = (await webhooks.listWebhooks(appId, integration.id)).webhooks;
    await webhooks.deleteWebhook(appId, integration.id, first.id);
    const { webhook } = await webhooks.createWebhook(appId, integration.id, {
      target: "http://example.com/two",
      triggers: ["client:add"],
    });
    const changed = await webhooks.updateWebhook(appId, integration.id, webhook.id, { triggers: ["client:remove"] });
    assert.deepEqual(changed.webhook.triggers, ["client:remove"]);
    const all = await webhooks.listWebhooks(appId, integration.id);
    assert.deepEqual(
      list(all.webhooks).map(({ target }) => target),
      ["http://example.com/two"],
    );
    await integrations.deleteIntegration(appId, integration.id);
  });

  test("pages through integrations with its own cursors", async (context) => {
    const { appId, integrations } = await connect(context);
    const first = await integrations.listIntegrations(appId, { page: { size: 2 } });
    assert.equal(first.meta.hasMore, true);
    // It sends the first field of `page` alone.
    const second = await integrations.listIntegrations(appId, { page: { after: first.meta.afterCursor } });
    assert.deepEqual(
      [first, second].map(({ integrations: ones }) => list(ones).map(({ type }) => type)),
      [
        ["twilio", "messenger"],
        ["mailgun", "messagebird", "whatsapp"],
      ],
    );
  });

  test("gets errors as it expects them", async (context) => {
    const { appId, users, conversations } = await connect(context);
    await users.createUser(appId, { externalId: "ada" });
    /** @type {[promise: Promise<unknown>, status: number, code: string, title: string][]} */
    const failures = [
      [users.createUser(appId, { externalId: "ada" }), 409, "conflict", "User already exists"],
      [users.getUser(appId, "nobody"), 404, "user_not_found", "User not found"],
      [conversations.getConversation(appId, "0".repeat(24)), 404, "conversation_not_found", "Conversation not found"],
    ];
    for (const [promise, status, code, title] of failures) {
      await assert.rejects(promise, (/** @type {any} */ error) => {
        assert.equal(error.status, status);
        assert.deepEqual(error.body, { errors: [{ code, title }] });
        return true;
      });
    }
  });
});
