// Every method of `smooch-core`, in an order in which each succeeds: the arguments it is called with, and the call of
// ours that does the same. What a call answers is kept for those after it.

import { createReadStream } from "node:fs";

import { FILE, picture } from "./world.mjs";

const MENU = { items: [{ type: "link", text: "Home", uri: "https://example.com" }] };
const TEMPLATE = { name: "greeting", message: { role: "appMaker", type: "text", text: "hello" } };
const QUESTION = {
  role: "appMaker",
  type: "text",
  text: "Sure?",
  actions: [{ type: "postback", text: "Yes", payload: "YES" }],
};
const LINK = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
const TYPING = { role: "appMaker", type: "typing:start" };
const PROFILE = { about: "About us" };
const WHATSAPP = { name: "sale", category: "MARKETING", language: "en", components: [] };
const source = () => createReadStream(FILE);

/**
 * @typedef {object} Row
 * @property {string} name of their method
 * @property {(w: any) => unknown[]} theirs its arguments
 * @property {(smooch: any, w: any) => unknown} ours
 * @property {"app" | "token"} [as] whose credentials, those of the account unless given
 * @property {(answer: any, w: any) => void} [keep]
 */

/** @type {Row[]} */
export const rows = [
  row("apps.create", () => ["second", { echoPostback: true }, { plan: "pro" }], {
    ours: (s) => s.apps.create({ name: "second", settings: { echoPostback: true }, metadata: { plan: "pro" } }),
    keep: ({ app }, w) => (w.second = app._id),
  }),
  row("apps.list", () => [10, 1], { ours: (s) => s.apps.list({ limit: 10, offset: 1 }) }),
  row("apps.get", (w) => [w.second], { ours: (s, w) => s.apps.get(w.second) }),
  row("apps.update", (w) => [w.second, { name: "other" }], {
    ours: (s, w) => s.apps.update(w.second, { name: "other" }),
  }),
  row("apps.getSdkIds", (w) => [w.second], { ours: (s, w) => s.apps.getSdkIds(w.second) }),
  row("apps.keys.create", (w) => [w.second, "key"], {
    ours: (s, w) => s.appKeys.create(w.second, { name: "key" }),
    keep: ({ key }, w) => (w.key = key._id),
  }),
  row("apps.keys.list", (w) => [w.second], { ours: (s, w) => s.appKeys.list(w.second) }),
  row("apps.keys.get", (w) => [w.second, w.key], { ours: (s, w) => s.appKeys.get(w.second, w.key) }),
  row("apps.keys.getJwt", (w) => [w.second, w.key], { ours: (s, w) => s.appKeys.getJwt(w.second, w.key) }),
  row("apps.keys.delete", (w) => [w.second, w.key], { ours: (s, w) => s.appKeys.delete(w.second, w.key) }),
  row("apps.delete", (w) => [w.second], { ours: (s, w) => s.apps.delete(w.second) }),

  row("serviceAccounts.create", () => ["robot"], {
    ours: (s) => s.serviceAccounts.create({ name: "robot" }),
    keep: ({ serviceAccount }, w) => (w.robot = serviceAccount._id),
  }),
  row("serviceAccounts.list", () => [10, 0], { ours: (s) => s.serviceAccounts.list({ limit: 10 }) }),
  row("serviceAccounts.get", (w) => [w.robot], { ours: (s, w) => s.serviceAccounts.get(w.robot) }),
  row("serviceAccounts.update", (w) => [w.robot, { name: "android" }], {
    ours: (s, w) => s.serviceAccounts.update(w.robot, { name: "android" }),
  }),
  row("serviceAccounts.keys.create", (w) => [w.robot, "key"], {
    ours: (s, w) => s.serviceAccountKeys.create(w.robot, { name: "key" }),
    keep: ({ key }, w) => (w.key = key._id),
  }),
  row("serviceAccounts.keys.list", (w) => [w.robot], { ours: (s, w) => s.serviceAccountKeys.list(w.robot) }),
  row("serviceAccounts.keys.get", (w) => [w.robot, w.key], {
    ours: (s, w) => s.serviceAccountKeys.get(w.robot, w.key),
  }),
  row("serviceAccounts.keys.getJwt", (w) => [w.robot, w.key], {
    ours: (s, w) => s.serviceAccountKeys.getJwt(w.robot, w.key),
  }),
  row("serviceAccounts.keys.delete", (w) => [w.robot, w.key], {
    ours: (s, w) => s.serviceAccountKeys.delete(w.robot, w.key),
  }),
  row("serviceAccounts.delete", (w) => [w.robot], { ours: (s, w) => s.serviceAccounts.delete(w.robot) }),

  row("deployments.create", () => [{ hosting: "smooch" }], {
    ours: (s) => s.deployments.create({ hosting: "smooch" }),
    keep: ({ deployment }, w) => (w.deployment = deployment._id),
  }),
  row("deployments.list", () => [], { ours: (s) => s.deployments.list() }),
  row("deployments.get", (w) => [w.deployment], { ours: (s, w) => s.deployments.get(w.deployment) }),
  row("deployments.activate", (w) => [w.deployment, "certificate", "+15145550000", "sms"], {
    ours: (s, w) =>
      s.deployments.activate(w.deployment, {
        verifiedNameCertificate: "certificate",
        phoneNumber: "+15145550000",
        method: "sms",
      }),
    keep: (_, w) => (w.code = w.emulator.inbox("sms").at(-1).text),
  }),
  row("deployments.confirmCode", (w) => [w.deployment, w.code], {
    ours: (s, w) => s.deployments.confirmCode(w.deployment, { code: w.code }),
  }),
  row("deployments.delete", (w) => [w.deployment], { ours: (s, w) => s.deployments.delete(w.deployment) }),

  row("appUsers.create", (w) => [w.app, { userId: "twin" }], {
    ours: (s) => s.create({ userId: "twin" }),
    keep: ({ appUser }, w) => (w.twin = appUser._id),
  }),
  // Once more, for the user of all the other calls.
  row("appUsers.create", (w) => [w.app, { userId: "ada", givenName: "Ada" }], {
    ours: (s) => s.create({ userId: "ada", givenName: "Ada" }),
    keep: ({ appUser }, w) => (w.ada = appUser._id),
  }),
  row("appUsers.get", (w) => [w.app, "ada"], { ours: (s) => s.users.get("ada") }),
  row("appUsers.update", (w) => [w.app, "ada", { surname: "Lovelace" }], {
    ours: (s) => s.users.update("ada", { surname: "Lovelace" }),
  }),
  row("appUsers.linkChannel", (w) => [w.app, "ada", LINK], { ours: (s) => s.link("ada", LINK) }),
  row("appUsers.getChannels", (w) => [w.app, "ada"], { ours: (s) => s.channels.list("ada") }),
  row("appUsers.getBusinessSystems", (w) => [w.app, "ada"], { ours: (s) => s.businessSystems.list("ada") }),
  row("appUsers.getLinkRequests", (w) => [w.app, "ada", [w.ids.messenger, w.ids.whatsapp]], {
    ours: (s, w) => s.channels.getLinkRequests("ada", { integrationIds: `${w.ids.messenger},${w.ids.whatsapp}` }),
  }),
  row("appUsers.getAuthCode", (w) => [w.app, "ada"], { ours: (s) => s.channels.getAuthCode("ada") }),
  row("appUsers.pingChannel", (w) => [w.app, "ada", "twilio"], {
    ours: (s) =>
      s.request("POST", "/appusers/{userId}/integrations/{channel}/ping", {
        params: { userId: "ada", channel: "twilio" },
      }),
  }),
  row("appUsers.sendMessage", (w) => [w.app, "ada", QUESTION], {
    ours: (s) => s.send("ada", QUESTION),
    keep: ({ message }, w) => Object.assign(w, { message: message._id, action: message.actions[0]._id }),
  }),
  row("appUsers.uploadImage", (w) => [w.app, "ada", source(), { role: "appMaker" }], {
    ours: async (s) => s.messages.uploadImage("ada", await picture({ role: "appMaker" })),
  }),
  row("appUsers.getMessages", (w) => [w.app, "ada", { before: 4102444800 }], {
    ours: (s) => s.messages.list("ada", { before: 4102444800 }),
  }),
  row("appUsers.conversationActivity", (w) => [w.app, "ada", TYPING], {
    ours: (s) => s.activities.post("ada", TYPING),
  }),
  row("conversations.get", (w) => [w.app, "ada"], {
    ours: (s) => s.request("GET", "/appusers/{userId}/conversation", { params: { userId: "ada" } }),
  }),
  row("conversations.postPostback", (w) => [w.app, "ada", w.action], {
    ours: (s, w) =>
      s.request("POST", "/appusers/{userId}/conversation/postback", {
        params: { userId: "ada" },
        body: { actionId: w.action },
      }),
  }),
  row("conversations.resetUnreadCount", (w) => [w.app, "ada"], {
    ours: (s) => s.conversations.resetUnreadCount("ada"),
  }),
  row("appUsers.stripe.updateCustomer", (w) => [w.app, "ada", "token"], {
    ours: (s) =>
      s.request("POST", "/appusers/{userId}/stripe/customer", { params: { userId: "ada" }, body: { token: "token" } }),
  }),
  row("appUsers.stripe.createTransaction", (w) => [w.app, "ada", w.action, "token"], {
    ours: (s, w) =>
      s.request("POST", "/appusers/{userId}/stripe/transaction", {
        params: { userId: "ada" },
        body: { actionId: w.action, token: "token" },
      }),
  }),
  row("stripe.getAccount", (w) => [w.app], { ours: (s) => s.request("GET", "/stripe/account") }),
  row("appUsers.viber.getQRCode", (w) => [w.app, "ada"], {
    ours: (s) => s.request("GET", "/appusers/{userId}/integrations/viber/qrcode", { params: { userId: "ada" } }),
  }),
  row("appUsers.wechat.getQRCode", (w) => [w.app, "ada"], {
    ours: (s) => s.request("GET", "/appusers/{userId}/integrations/wechat/qrcode", { params: { userId: "ada" } }),
  }),
  row("notifications.postNotification", (w) => [w.app, notification(w)], { ours: (s, w) => s.notify(notification(w)) }),
  row("appUsers.deleteMessage", (w) => [w.app, "ada", w.message], {
    ours: (s, w) => s.messages.delete("ada", w.message),
  }),
  row("appUsers.deleteMessages", (w) => [w.app, "ada"], { ours: (s) => s.messages.deleteAll("ada") }),
  row("appUsers.unlinkChannel", (w) => [w.app, "ada", "twilio"], { ours: (s) => s.channels.unlink("ada", "twilio") }),
  row("appUsers.mergeUsers", (w) => [w.app, merge(w)], { ours: (s, w) => s.users.merge(merge(w)) }),
  row("appUsers.deleteProfile", (w) => [w.app, "ada"], { ours: (s) => s.users.deletePersonalInformation("ada") }),
  row("appUsers.delete", (w) => [w.app, "ada"], { ours: (s) => s.users.delete("ada") }),

  row("attachments.create", (w) => [w.app, { access: "public" }, source()], {
    ours: async (s) => s.attachments.upload(await picture(), { access: "public" }),
    keep: ({ mediaUrl }, w) => (w.mediaUrl = mediaUrl),
  }),
  row("attachments.delete", (w) => [w.app, w.mediaUrl], {
    ours: (s, w) => s.attachments.delete({ mediaUrl: w.mediaUrl }),
  }),

  row("templates.create", (w) => [w.app, TEMPLATE], {
    ours: (s) => s.templates.create(TEMPLATE),
    keep: ({ template }, w) => (w.template = template._id),
  }),
  row("templates.list", (w) => [w.app, { limit: 10, offset: 0 }], {
    ours: (s) => s.templates.list({ limit: 10, offset: 0 }),
  }),
  row("templates.get", (w) => [w.app, w.template], { ours: (s, w) => s.templates.get(w.template) }),
  row("templates.update", (w) => [w.app, w.template, { name: "hello" }], {
    ours: (s, w) => s.templates.update(w.template, { name: "hello" }),
  }),
  row("templates.delete", (w) => [w.app, w.template], { ours: (s, w) => s.templates.delete(w.template) }),

  row("menu.configure", (w) => [w.app, MENU], { ours: (s) => s.menu.update(MENU) }),
  row("menu.get", (w) => [w.app], { ours: (s) => s.menu.get() }),
  row("menu.remove", (w) => [w.app], { ours: (s) => s.menu.delete() }),

  row("webhooks.create", (w) => [w.app, { target: "http://example.com", triggers: ["message:appUser"] }], {
    ours: (s) => s.webhooks.create({ target: "http://example.com", triggers: ["message:appUser"] }),
    keep: ({ webhook }, w) => (w.webhook = webhook._id),
  }),
  row("webhooks.list", (w) => [w.app], { ours: (s) => s.webhooks.list() }),
  row("webhooks.get", (w) => [w.app, w.webhook], { ours: (s, w) => s.webhooks.get(w.webhook) }),
  row("webhooks.update", (w) => [w.app, w.webhook, { target: "http://example.org" }], {
    ours: (s, w) => s.webhooks.update(w.webhook, { target: "http://example.org" }),
  }),
  row("webhooks.delete", (w) => [w.app, w.webhook], { ours: (s, w) => s.webhooks.delete(w.webhook) }),

  row("integrations.create", (w) => [w.app, { type: "telegram", token: "token" }], {
    ours: (s) => s.integrations.create({ type: "telegram", token: "token" }),
    keep: ({ integration }, w) => (w.telegram = integration._id),
  }),
  row("integrations.list", (w) => [w.app, ["telegram", "twilio"], 10, 1], {
    ours: (s) => s.integrations.list({ types: "telegram,twilio", limit: 10, offset: 1 }),
  }),
  row("integrations.get", (w) => [w.app, w.telegram], { ours: (s, w) => s.integrations.get(w.telegram) }),
  row("integrations.update", (w) => [w.app, w.telegram, { displayName: "Bot" }], {
    ours: (s, w) => s.integrations.update(w.telegram, { displayName: "Bot" }),
  }),
  row("integrations.menu.create", (w) => [w.app, w.telegram, MENU], {
    ours: (s, w) => s.integrationMenu.create(w.telegram, MENU),
  }),
  row("integrations.menu.get", (w) => [w.app, w.telegram], { ours: (s, w) => s.integrationMenu.get(w.telegram) }),
  row("integrations.menu.update", (w) => [w.app, w.telegram, MENU], {
    ours: (s, w) => s.integrationMenu.update(w.telegram, MENU),
  }),
  row("integrations.menu.delete", (w) => [w.app, w.telegram], { ours: (s, w) => s.integrationMenu.delete(w.telegram) }),
  row("integrations.delete", (w) => [w.app, w.telegram], { ours: (s, w) => s.integrations.delete(w.telegram) }),
  row("integrations.profile.get", (w) => [w.app, w.ids.whatsapp], {
    ours: (s, w) => s.integrationProfile.get(w.ids.whatsapp),
  }),
  row("integrations.profile.update", (w) => [w.app, w.ids.whatsapp, PROFILE], {
    ours: (s, w) => s.integrationProfile.update(w.ids.whatsapp, PROFILE),
  }),
  row("integrations.profile.photo.upload", (w) => [w.app, w.ids.whatsapp, source()], {
    ours: async (s, w) => s.integrationProfile.uploadPhoto(w.ids.whatsapp, await picture()),
  }),
  row("integrations.messageTemplates.create", (w) => [w.app, w.ids.whatsapp, WHATSAPP], {
    ours: (s, w) => s.messageTemplates.create(w.ids.whatsapp, WHATSAPP),
  }),
  row("integrations.messageTemplates.list", (w) => [w.app, w.ids.whatsapp, { limit: 10 }], {
    ours: (s, w) => s.messageTemplates.list(w.ids.whatsapp, { limit: 10 }),
  }),
  row("integrations.messageTemplates.delete", (w) => [w.app, w.ids.whatsapp, "sale"], {
    ours: (s, w) => s.messageTemplates.delete(w.ids.whatsapp, "sale"),
  }),
];

/** @param {string} name @param {Row["theirs"]} theirs @param {Omit<Row, "name" | "theirs">} more @returns {Row} */
function row(name, theirs, more) {
  return { name, theirs, ...more };
}

const notification = (w) => ({
  destination: { integrationId: w.ids.twilio, destinationId: "+15145556666" },
  author: { role: "appMaker" },
  message: { type: "text", text: "hello" },
});

const merge = (w) => ({ surviving: { _id: w.ada }, discarded: { _id: w.twin } });
