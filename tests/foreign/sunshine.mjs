// Every method of `sunshine-conversations-client`, in an order in which each succeeds: the arguments it is called with,
// and the call of ours that does the same. What a call answers is kept for those after it.

import { createReadStream } from "node:fs";

import { authorizeUrl } from "smooch-edge/oauth";

import { FILE, picture } from "./world.mjs";

/** @import { Row } from "./smooch-core.mjs" */

const PERSONAL = { type: "personal", participants: [{ userExternalId: "ada" }] };
const GROUP = { type: "sdkGroup", participants: [{ userExternalId: "ada", subscribeSDKClient: false }] };
const HELLO = { author: { type: "business" }, content: { type: "text", text: "hello" } };
const TYPING = { author: { type: "business" }, type: "typing:start" };
const HOOK = { target: "http://example.com", triggers: ["conversation:message"] };
const CUSTOM = { type: "custom", displayName: "mine", webhooks: [HOOK] };
const TO_AGENTS = { switchboardIntegration: "agents", metadata: { reason: "question" } };
const REFERENCE = { url: "https://example.com", bid: "bid", key: "key", signature: "signature", owner: "owner" };

/** @type {Row[]} */
export const rows = [
  row("AppsApi.createApp", () => [{ displayName: "second" }], {
    ours: (s) => s.apps.create({ displayName: "second" }),
    keep: ({ app }, w) => (w.second = app.id),
  }),
  row("AppsApi.listApps", () => [{ page: { size: 10 } }], { ours: (s) => s.apps.list({ page: { size: 10 } }) }),
  row("AppsApi.getApp", (w) => [w.second], { ours: (s, w) => s.apps.get(w.second) }),
  row("AppsApi.updateApp", (w) => [w.second, { metadata: { plan: "pro" } }], {
    ours: (s, w) => s.apps.update(w.second, { metadata: { plan: "pro" } }),
  }),
  row("AppKeysApi.createAppKey", (w) => [w.second, { displayName: "key" }], {
    ours: (s, w) => s.appKeys.create(w.second, { displayName: "key" }),
    keep: ({ key }, w) => (w.key = key.id),
  }),
  row("AppKeysApi.listAppKeys", (w) => [w.second], { ours: (s, w) => s.appKeys.list(w.second) }),
  row("AppKeysApi.getAppKey", (w) => [w.second, w.key], { ours: (s, w) => s.appKeys.get(w.second, w.key) }),
  row("AppKeysApi.deleteAppKey", (w) => [w.second, w.key], { ours: (s, w) => s.appKeys.delete(w.second, w.key) }),
  row("AppsApi.deleteApp", (w) => [w.second], { ours: (s, w) => s.apps.delete(w.second) }),

  row("UsersApi.createUser", (w) => [w.app, { externalId: "bob" }], { ours: (s) => s.create({ externalId: "bob" }) }),
  // Once more, for the user of all the other calls.
  row("UsersApi.createUser", (w) => [w.app, { externalId: "ada", profile: { givenName: "Ada" } }], {
    ours: (s) => s.create({ externalId: "ada", profile: { givenName: "Ada" } }),
    keep: ({ user }, w) => {
      w.ada = user.id;
      w.emulator.login("ada");
    },
  }),
  row("UsersApi.getUser", (w) => [w.app, "ada"], { ours: (s) => s.users.get("ada") }),
  row("UsersApi.updateUser", (w) => [w.app, "ada", { metadata: { plan: "pro" } }], {
    ours: (s) => s.users.update("ada", { metadata: { plan: "pro" } }),
  }),
  row("DevicesApi.listDevices", (w) => [w.app, "ada"], {
    ours: (s) => s.devices.list("ada"),
    keep: ({ devices }, w) => (w.device = devices[0].id),
  }),
  row("DevicesApi.getDevice", (w) => [w.app, "ada", w.device], { ours: (s, w) => s.devices.get("ada", w.device) }),

  row("IntegrationsApi.createIntegration", (w) => [w.app, CUSTOM], {
    ours: (s) => s.integrations.create(CUSTOM),
    keep: ({ integration }, w) => (w.custom = integration.id),
  }),
  row("IntegrationsApi.listIntegrations", (w) => [w.app, { filter: { types: "custom" } }], {
    ours: (s) => s.integrations.list({ filter: { types: "custom" } }),
  }),
  row("IntegrationsApi.getIntegration", (w) => [w.app, w.custom], { ours: (s, w) => s.integrations.get(w.custom) }),
  row("IntegrationsApi.updateIntegration", (w) => [w.app, w.custom, { displayName: "ours" }], {
    ours: (s, w) => s.integrations.update(w.custom, { displayName: "ours" }),
  }),
  row("CustomIntegrationApiKeysApi.createCustomIntegrationKey", (w) => [w.app, w.custom, { displayName: "key" }], {
    ours: (s, w) => s.integrationKeys.create(w.custom, { displayName: "key" }),
    keep: ({ key }, w) => (w.key = key.id),
  }),
  row("CustomIntegrationApiKeysApi.listCustomIntegrationKeys", (w) => [w.app, w.custom], {
    ours: (s, w) => s.integrationKeys.list(w.custom),
  }),
  row("CustomIntegrationApiKeysApi.getCustomIntegrationKey", (w) => [w.app, w.custom, w.key], {
    ours: (s, w) => s.integrationKeys.get(w.custom, w.key),
  }),
  row("CustomIntegrationApiKeysApi.deleteCustomIntegrationKey", (w) => [w.app, w.custom, w.key], {
    ours: (s, w) => s.integrationKeys.delete(w.custom, w.key),
  }),
  asApp("WebhooksApi.listWebhooks", (w) => [w.app, w.custom], {
    ours: (s, w) => s.webhooks.list({ integrationId: w.custom }),
    keep: ({ webhooks }, w) => (w.hook = webhooks[0].id),
  }),
  asApp("WebhooksApi.getWebhook", (w) => [w.app, w.custom, w.hook], {
    ours: (s, w) => s.webhooks.get(w.hook, { integrationId: w.custom }),
  }),
  asApp("WebhooksApi.updateWebhook", (w) => [w.app, w.custom, w.hook, { triggers: ["*"] }], {
    ours: (s, w) => s.webhooks.update(w.hook, { triggers: ["*"] }, { integrationId: w.custom }),
  }),
  asApp("WebhooksApi.deleteWebhook", (w) => [w.app, w.custom, w.hook], {
    ours: (s, w) => s.webhooks.delete(w.hook, { integrationId: w.custom }),
  }),
  asApp("WebhooksApi.createWebhook", (w) => [w.app, w.custom, HOOK], {
    ours: (s, w) => s.webhooks.create(HOOK, { integrationId: w.custom }),
  }),

  row("SwitchboardsApi.createSwitchboard", (w) => [w.app], {
    ours: (s) => s.switchboards.create(),
    keep: ({ switchboard }, w) => (w.board = switchboard.id),
  }),
  row("SwitchboardsApi.listSwitchboards", (w) => [w.app], { ours: (s) => s.switchboards.list() }),
  row(
    "SwitchboardIntegrationsApi.createSwitchboardIntegration",
    (w) => [w.app, w.board, { name: "bot", integrationId: w.custom }],
    {
      ours: (s, w) => s.switchboardIntegrations.create(w.board, { name: "bot", integrationId: w.custom }),
      keep: ({ switchboardIntegration }, w) => (w.bot = switchboardIntegration.id),
    },
  ),
  row(
    "SwitchboardIntegrationsApi.createSwitchboardIntegration",
    (w) => [w.app, w.board, { name: "agents", integrationType: "zd:agentWorkspace" }],
    {
      ours: (s, w) =>
        s.switchboardIntegrations.create(w.board, { name: "agents", integrationType: "zd:agentWorkspace" }),
      keep: ({ switchboardIntegration }, w) => (w.agents = switchboardIntegration.id),
    },
  ),
  row("SwitchboardIntegrationsApi.listSwitchboardIntegrations", (w) => [w.app, w.board], {
    ours: (s, w) => s.switchboardIntegrations.list(w.board),
  }),
  row(
    "SwitchboardIntegrationsApi.updateSwitchboardIntegration",
    (w) => [w.app, w.board, w.bot, { nextSwitchboardIntegrationId: w.agents }],
    { ours: (s, w) => s.switchboardIntegrations.update(w.board, w.bot, { nextSwitchboardIntegrationId: w.agents }) },
  ),
  row(
    "SwitchboardsApi.updateSwitchboard",
    (w) => [w.app, w.board, { enabled: true, defaultSwitchboardIntegrationId: w.bot }],
    { ours: (s, w) => s.switchboards.update(w.board, { enabled: true, defaultSwitchboardIntegrationId: w.bot }) },
  ),

  row("ConversationsApi.createConversation", (w) => [w.app, PERSONAL], {
    ours: (s) => s.conversations.create(PERSONAL),
    keep: ({ conversation }, w) => (w.talk = conversation.id),
  }),
  row("ConversationsApi.createConversation", (w) => [w.app, GROUP], {
    ours: (s) => s.conversations.create(GROUP),
    keep: ({ conversation }, w) => (w.group = conversation.id),
  }),
  row("ConversationsApi.listConversations", (w) => [w.app, { userExternalId: "ada" }, {}], {
    ours: (s) => s.conversations.list({ filter: { userExternalId: "ada" } }),
  }),
  row("ConversationsApi.getConversation", (w) => [w.app, w.talk], { ours: (s, w) => s.conversations.get(w.talk) }),
  row("ConversationsApi.updateConversation", (w) => [w.app, w.talk, { displayName: "Talk" }], {
    ours: (s, w) => s.conversations.update(w.talk, { displayName: "Talk" }),
  }),
  row("ConversationsApi.downloadMessageRef", (w) => [w.app, w.talk, reference(w)], {
    ours: (s, w) => s.conversations.downloadMessageRef(w.talk, reference(w)),
  }),
  row("ClientsApi.createClient", (w) => [w.app, "ada", link(w)], {
    ours: (s, w) => s.link("ada", link(w)),
    keep: ({ client }, w) => (w.client = client.id),
  }),
  row("ClientsApi.listClients", (w) => [w.app, "ada", {}], { ours: (s) => s.channels.list("ada") }),
  row("ClientsApi.removeClient", (w) => [w.app, "ada", w.client], {
    ours: (s, w) => s.channels.unlink("ada", w.client),
  }),
  row("MessagesApi.postMessage", (w) => [w.app, w.talk, HELLO], {
    ours: (s, w) => s.send({ conversationId: w.talk }, HELLO),
    keep: ({ messages }, w) => (w.message = messages[0].id),
  }),
  row("MessagesApi.listMessages", (w) => [w.app, w.talk, {}], {
    ours: (s, w) => s.messages.list({ conversationId: w.talk }),
  }),
  row("MessagesApi.deleteMessage", (w) => [w.app, w.talk, w.message], {
    ours: (s, w) => s.messages.delete({ conversationId: w.talk }, w.message),
  }),
  row("MessagesApi.deleteAllMessages", (w) => [w.app, w.talk], {
    ours: (s, w) => s.messages.deleteAll({ conversationId: w.talk }),
  }),
  row("ActivitiesApi.postActivity", (w) => [w.app, w.talk, TYPING], {
    ours: (s, w) => s.activities.post({ conversationId: w.talk }, TYPING),
  }),
  row("ParticipantsApi.joinConversation", (w) => [w.app, w.group, { userExternalId: "bob" }], {
    ours: (s, w) => s.participants.join(w.group, { userExternalId: "bob" }),
  }),
  row("ParticipantsApi.listParticipants", (w) => [w.app, w.group, { page: { size: 10 } }], {
    ours: (s, w) => s.participants.list(w.group, { page: { size: 10 } }),
  }),
  row("ParticipantsApi.leaveConversation", (w) => [w.app, w.group, { userExternalId: "bob" }], {
    ours: (s, w) => s.participants.leave(w.group, { userExternalId: "bob" }),
  }),
  row("SwitchboardActionsApi.passControl", (w) => [w.app, w.talk, TO_AGENTS], {
    ours: (s, w) => s.conversations.passControl(w.talk, TO_AGENTS),
  }),
  row("SwitchboardActionsApi.releaseControl", (w) => [w.app, w.talk], {
    ours: (s, w) => s.conversations.releaseControl(w.talk),
  }),
  row("SwitchboardActionsApi.offerControl", (w) => [w.app, w.talk, TO_AGENTS], {
    ours: (s, w) => s.conversations.offerControl(w.talk, TO_AGENTS),
  }),
  row("SwitchboardActionsApi.acceptControl", (w) => [w.app, w.talk, { metadata: { by: "us" } }], {
    ours: (s, w) => s.conversations.acceptControl(w.talk, { metadata: { by: "us" } }),
  }),
  row("AttachmentsApi.uploadAttachment", (w) => [w.app, "public", createReadStream(FILE), {}], {
    ours: async (s) => s.attachments.upload(await picture(), { access: "public" }),
    keep: ({ attachment }, w) => (w.mediaUrl = attachment.mediaUrl),
  }),
  row("AttachmentsApi.deleteAttachment", (w) => [w.app, { mediaUrl: w.mediaUrl }], {
    ours: (s, w) => s.attachments.delete({ mediaUrl: w.mediaUrl }),
  }),

  row("SwitchboardIntegrationsApi.deleteSwitchboardIntegration", (w) => [w.app, w.board, w.agents], {
    ours: (s, w) => s.switchboardIntegrations.delete(w.board, w.agents),
  }),
  row("SwitchboardsApi.deleteSwitchboard", (w) => [w.app, w.board], { ours: (s, w) => s.switchboards.delete(w.board) }),
  row("IntegrationsApi.deleteIntegration", (w) => [w.app, w.custom], {
    ours: (s, w) => s.integrations.delete(w.custom),
  }),
  row("ConversationsApi.deleteConversation", (w) => [w.app, w.group], {
    ours: (s, w) => s.conversations.delete(w.group),
  }),
  row("UsersApi.deleteUserPersonalInformation", (w) => [w.app, "ada"], {
    ours: (s) => s.users.deletePersonalInformation("ada"),
  }),
  row("UsersApi.deleteUser", (w) => [w.app, "ada"], { ours: (s) => s.users.delete("ada") }),

  // The page of a browser, which this client calls; what it redirects to is served by the emulator.
  row("OAuthEndpointsApi.authorize", (w) => ["me", "code", { state: "s", redirectUri: `${w.url}/_emulator/events` }], {
    ours: (_, w) => fetch(pageOf(w)),
    keep: async (_, w) => {
      const page = await fetch(`${w.url}/oauth/authorize?client_id=me&response_type=code`, { redirect: "manual" });
      w.code = new URL(page.headers.get("location") ?? "").searchParams.get("code");
    },
  }),
  row("OAuthEndpointsApi.getToken", (w) => [exchange(w)], {
    ours: (s, w) => s.oauth.getToken(exchange(w)),
    keep: ({ access_token }, w) => (w.token = access_token),
  }),
  row("OAuthEndpointsApi.revokeAccess", () => [], { as: "token", ours: (s) => s.oauth.revoke() }),
];

/** @param {string} name @param {Row["theirs"]} theirs @param {Omit<Row, "name" | "theirs">} more @returns {Row} */
function row(name, theirs, more) {
  return { name, theirs, ...more };
}

/** Webhooks are not for keys of the account. @type {typeof row} */
function asApp(name, theirs, more) {
  return { name, theirs, as: "app", ...more };
}

const reference = (w) => ({ userId: w.ada, apple: { interactiveDataRef: REFERENCE } });

const link = (w) => ({
  matchCriteria: { type: "twilio", integrationId: w.ids.twilio, phoneNumber: "+15145555555" },
  confirmation: { type: "immediate" },
  target: { conversationId: w.talk },
});

/** Ours gives the address, and calls nothing. */
const pageOf = (w) =>
  authorizeUrl({ clientId: "me", state: "s", redirectUri: `${w.url}/_emulator/events`, at: "us" }).replace(
    "https://app.smooch.io",
    w.url,
  );

const exchange = (w) => ({
  grant_type: "authorization_code",
  code: w.code,
  client_id: "me",
  client_secret: "secret",
});
