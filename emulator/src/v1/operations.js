// @ts-check
// The operations of v1 and v1.1, one row each: the request, the body it needs, the status of its success and what it
// does. Paths are the short ones; `path.js` knows that each also stands under `/apps/{appId}`.
import { readByBusiness, readByUser } from "../conversations.js";
import { link, unlink } from "../linking.js";
import { deleteMessage, deleteMessages, send } from "../messages.js";
import { createUser, deleteProfile, deleteUser, updateUser } from "../users.js";
import { createWebhook, deleteWebhook, updateWebhook, webhookOf, webhooksOf } from "../webhooks.js";
import { activity } from "./activity.js";
import { appUser, channelEntities } from "./appuser.js";
import { conversationForm, messageForm } from "./conversation.js";
import { integrations } from "./integrations.js";
import { linkRequest } from "./link-request.js";
import { messagePage } from "./message-page.js";

/** @import { Operation } from "../operation.js" */
/** @import { Service } from "../service.js" */
/** @import { Webhook } from "../records.js" */
/** @import { Version } from "./appuser.js" */

/**
 * @typedef {object} Call
 * @property {Service} service
 * @property {Version} version
 * @property {Record<string, string>} params of the path, decoded
 * @property {URL} url
 * @property {any} body checked by the model; undefined when the operation has none
 */

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
    name: "users.deleteProfile",
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
    name: "conversation.activity",
    method: "POST",
    path: `${user}/conversation/activity`,
    body: activity,
    run: postActivity,
  },
  {
    name: "conversation.read",
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
    run: ({ service, version, body }) => ({
      webhook: webhookForm(version, createWebhook(service, version, webhookFields(version, body))),
    }),
  },
  {
    name: "webhooks.list",
    method: "GET",
    path: "/webhooks",
    run: ({ service, version }) => ({ webhooks: webhooksOf(service).map((one) => webhookForm(version, one)) }),
  },
  {
    name: "webhooks.get",
    method: "GET",
    path: "/webhooks/:webhookId",
    run: ({ service, version, params }) => ({
      webhook: webhookForm(version, webhookOf(service, params.webhookId ?? "")),
    }),
  },
  {
    name: "webhooks.update",
    method: "PUT",
    path: "/webhooks/:webhookId",
    body: "UpdateWebhook",
    run: ({ service, version, params, body }) => {
      const webhook = webhookOf(service, params.webhookId ?? "");
      updateWebhook(webhook, webhookFields(version, body));
      return { webhook: webhookForm(version, webhook) };
    },
  },
  {
    name: "webhooks.delete",
    method: "DELETE",
    path: "/webhooks/:webhookId",
    run: ({ service, params }) => {
      deleteWebhook(service, webhookOf(service, params.webhookId ?? ""));
      return {};
    },
  },

  ...integrations,
];

/** @param {Call} call */
function userOf({ service, params }) {
  return service.state.user(params.userId ?? "");
}

/** @param {Call} call */
function postMessage(call) {
  const to = userOf(call);
  const [message, ...extraMessages] = send(call.service, to, call.body).map(messageForm);
  return {
    message,
    ...(extraMessages.length === 0 ? {} : { extraMessages }),
    conversation: conversationForm(call.service.state.conversation(to)),
  };
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
