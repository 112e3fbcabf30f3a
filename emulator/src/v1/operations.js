// @ts-check
// The operations of v1 and v1.1, one row each: the request, the body it needs, the status of its success and what it
// does. Paths are the short ones; `path.js` knows that each also stands under `/apps/{appId}`.
import { readByBusiness, readByUser } from "../conversations.js";
import { link, unlink } from "../linking.js";
import { deleteMessage, deleteMessages, send } from "../messages.js";
import { createUser, deleteProfile, deleteUser, updateUser } from "../users.js";
import { createWebhook, deleteWebhook, updateWebhook, webhookOf, webhooksOf } from "../webhooks.js";
import { activity } from "./activity.js";
import { apps } from "./apps.js";
import { appUser, channelEntities } from "./appuser.js";
import { attachments } from "./attachments.js";
import { conversationForm, messageAnswer } from "./conversation.js";
import { deployments } from "./deployments.js";
import { integrations } from "./integrations.js";
import { keys } from "./keys.js";
import { linkRequest } from "./link-request.js";
import { menus } from "./menus.js";
import { messagePage } from "./message-page.js";
import { notifications } from "./notifications.js";
import { people, userOf } from "./people.js";
import { templates } from "./templates.js";
import { unspecified } from "./unspecified.js";
import { whatsapp } from "./whatsapp.js";

/** @import { Operation } from "../operation.js" */
/** @import { Webhook } from "../records.js" */
/** @import { Version } from "./appuser.js" */

/** @typedef {import("../operation.js").Call<Version>} Call */

const user = "/appusers/:userId";

/** @type {Operation<Call>[]} */
export const operations = [
  {
    name: "create",
    method: "POST",
    path: "/appusers",
    body: "CreateUser",
    status: 201,
    run: ({ service, version, body }) => ({ appUser: appUser(version, createUser(service, body)) }),
  },
  { name: "users.get", method: "GET", path: user, run: (call) => ({ appUser: appUser(call.version, userOf(call)) }) },
  {
    name: "users.update",
    method: "PUT",
    path: user,
    body: "UpdateUser",
    run: (call) => {
      updateUser(userOf(call), call.body);
      return { appUser: appUser(call.version, userOf(call)) };
    },
  },
  {
    name: "users.delete",
    method: "DELETE",
    path: user,
    run: (call) => {
      deleteUser(call.service, userOf(call));
      return {};
    },
  },
  {
    name: "users.deletePersonalInformation",
    method: "DELETE",
    path: `${user}/profile`,
    run: (call) => {
      deleteProfile(userOf(call));
      return { appUser: appUser(call.version, userOf(call)) };
    },
  },

  {
    name: "link",
    method: "POST",
    path: `${user}/channels`,
    body: "Link",
    run: (call) => {
      link(call.service, userOf(call), linkRequest(call.body));
      return { appUser: appUser(call.version, userOf(call)) };
    },
  },
  {
    name: "channels.list",
    method: "GET",
    path: `${user}/channels`,
    run: (call) => ({ channels: channelEntities(call.version, userOf(call)) }),
  },
  {
    name: "channels.unlink",
    method: "DELETE",
    path: `${user}/channels/:channel`,
    run: (call) => {
      unlink(call.service, userOf(call), call.params.channel ?? "");
      return {};
    },
  },

  { name: "send", method: "POST", path: `${user}/messages`, body: "Message", status: 201, run: postMessage },
  {
    name: "messages.list",
    method: "GET",
    path: `${user}/messages`,
    run: (call) => messagePage(call.service, call.version, userOf(call), call.url),
  },
  {
    name: "messages.deleteAll",
    method: "DELETE",
    path: `${user}/messages`,
    run: (call) => {
      deleteMessages(userOf(call).conversation);
      return {};
    },
  },
  {
    name: "messages.delete",
    method: "DELETE",
    path: `${user}/messages/:messageId`,
    run: (call) => {
      deleteMessage(userOf(call).conversation, call.params.messageId ?? "");
      return {};
    },
  },

  {
    name: "activities.post",
    method: "POST",
    path: `${user}/conversation/activity`,
    body: activity,
    run: postActivity,
  },
  {
    name: "conversations.resetUnreadCount",
    method: "POST",
    path: `${user}/conversation/read`,
    run: (call) => {
      const reader = userOf(call);
      readByUser(call.service, reader, call.service.state.conversation(reader), { type: "api" });
      return {};
    },
  },

  {
    name: "webhooks.create",
    method: "POST",
    path: "/webhooks",
    body: "CreateWebhook",
    status: 201,
    run: ({ service, version, body, caller }) => ({
      webhook: webhookForm(
        version,
        createWebhook(service, version, webhookFields(version, body), caller.integrationId),
      ),
    }),
  },
  {
    name: "webhooks.list",
    method: "GET",
    path: "/webhooks",
    run: ({ service, version, caller }) => ({
      webhooks: webhooksOf(service, caller.integrationId).map((one) => webhookForm(version, one)),
    }),
  },
  {
    name: "webhooks.get",
    method: "GET",
    path: "/webhooks/:webhookId",
    run: (call) => ({ webhook: webhookForm(call.version, webhookIn(call)) }),
  },
  {
    name: "webhooks.update",
    method: "PUT",
    path: "/webhooks/:webhookId",
    body: "UpdateWebhook",
    run: (call) => {
      const webhook = webhookIn(call);
      updateWebhook(webhook, webhookFields(call.version, call.body));
      return { webhook: webhookForm(call.version, webhook) };
    },
  },
  {
    name: "webhooks.delete",
    method: "DELETE",
    path: "/webhooks/:webhookId",
    run: (call) => {
      deleteWebhook(call.service, webhookIn(call));
      return {};
    },
  },

  ...[...people, ...attachments, ...notifications],
  ...[...integrations, ...menus, ...whatsapp, ...templates],
  ...[...apps, ...keys, ...deployments],
  ...unspecified,
];

/**
 * A token of OAuth sees its own webhooks only (docs/api/v1.md, section 2.1).
 * @param {Call} call
 */
function webhookIn({ service, params, caller }) {
  return webhookOf(service, params.webhookId ?? "", caller.integrationId);
}

/** @param {Call} call */
function postMessage(call) {
  const to = userOf(call);
  return messageAnswer(call.service, to, send(call.service, to, call.body));
}

/** @param {Call} call */
function postActivity(call) {
  const of = userOf(call);
  const conversation = call.service.state.conversation(of);
  if (call.body.type === "conversation:read") readByBusiness(call.service, conversation);
  return { conversation: conversationForm(conversation) };
}

/**
 * The include fields came with v1.1 (docs/api/v1.md, section 11.1).
 * @param {Version} version
 * @param {any} body
 */
function webhookFields(version, body) {
  return version === "v1" ? { target: body.target, triggers: body.triggers } : body;
}

/**
 * v1 does not tell of which version a webhook is.
 * @param {Version} of the endpoint
 * @param {Webhook} webhook
 */
function webhookForm(of, { _id, triggers, secret, target, version, includeClient, includeFullAppUser }) {
  return { _id, triggers, secret, target, ...(of === "v1" ? {} : { version, includeClient, includeFullAppUser }) };
}
