// @ts-check
// The operations on the webhooks of an integration, which credentials of the account may not call (docs/api/v2.md,
// sections 2 and 10).
import { badRequest, forbidden } from "../errors.js";
import { integrationOf } from "../integrations.js";
import { createWebhook, deleteWebhook, updateWebhook, webhookOf, webhooksOf } from "../webhooks.js";
import { given, optional, required } from "../fields.js";

/** @import { Operation } from "../operation.js" */
/** @import { Webhook } from "../records.js" */
/** @import { WebhookFields } from "../webhooks.js" */
/** @import { Call } from "./operations.js" */

const path = "/integrations/:integrationId/webhooks";
/** @type {import("../auth.js").Scope[]} */
const scopes = ["app", "integration"];

/** @type {Operation<Call>[]} */
export const webhooks = [
  {
    name: "webhooks.create",
    method: "POST",
    path,
    scopes,
    body: newWebhookFields,
    status: 201,
    run: (call) => {
      const { _id, type } = ownerOf(call);
      if (type !== "custom") {
        throw badRequest(
          `An integration of type ${type} has no webhooks; only custom ones have.`,
          "webhooks-of-channels",
        );
      }
      // The official shape of a custom integration has one webhook, no more (docs/api/v2.md, section 10).
      if (webhooksOf(call.service, _id).length > 0)
        throw badRequest("The custom integration has its webhook already; it can have only one.", "second-webhook");
      return { webhook: webhookForm(createWebhook(call.service, "v2", call.body, _id)) };
    },
  },
  {
    name: "webhooks.list",
    method: "GET",
    path,
    scopes,
    run: (call) => ({ webhooks: webhooksOf(call.service, ownerOf(call)._id).map(webhookForm) }),
  },
  {
    name: "webhooks.get",
    method: "GET",
    path: `${path}/:webhookId`,
    scopes,
    run: (call) => ({ webhook: webhookForm(webhookIn(call)) }),
  },
  {
    name: "webhooks.update",
    method: "PATCH",
    path: `${path}/:webhookId`,
    scopes,
    body: webhookFields,
    run: (call) => {
      const webhook = webhookIn(call);
      updateWebhook(webhook, call.body);
      return { webhook: webhookForm(webhook) };
    },
  },
  {
    name: "webhooks.delete",
    method: "DELETE",
    path: `${path}/:webhookId`,
    scopes,
    run: (call) => {
      deleteWebhook(call.service, webhookIn(call));
      return {};
    },
  },
];

/**
 * An integration has its own webhooks only, and may call itself `me`.
 * @param {Call} call
 */
function ownerOf({ service, params, caller }) {
  const { integrationId = "" } = params;
  const own = caller.integrationId;
  if (own === undefined) return integrationOf(service, integrationId);
  if (integrationId !== "me" && integrationId !== own) throw forbidden("The integration is another one's.");
  return integrationOf(service, own);
}

/** @param {Call} call */
function webhookIn(call) {
  return webhookOf(call.service, call.params.webhookId ?? "", ownerOf(call)._id);
}

/**
 * @param {any} body
 * @param {string} [at] path of the body, with a dot at its end
 * @returns {WebhookFields & { target: string, triggers: string[] }}
 */
export function newWebhookFields(body, at = "") {
  required(body, "target", "string", at);
  required(body, "triggers", "list", at);
  return /** @type {WebhookFields & { target: string, triggers: string[] }} */ (webhookFields(body, at));
}

/**
 * @param {any} body
 * @param {string} [at]
 * @returns {WebhookFields}
 */
function webhookFields(body, at = "") {
  const triggers = optional(body, "triggers", "list", at);
  if (triggers?.some((/** @type {unknown} */ one) => typeof one !== "string"))
    throw badRequest(`${at}triggers must be a list of strings.`);
  return given({
    target: optional(body, "target", "string", at),
    triggers,
    includeFullAppUser: optional(body, "includeFullUser", "boolean", at),
    includeFullSource: optional(body, "includeFullSource", "boolean", at),
  });
}

/** @param {Webhook} webhook */
export function webhookForm({ _id, version, target, triggers, secret, includeFullAppUser, includeFullSource }) {
  return {
    id: _id,
    version,
    target,
    triggers,
    secret,
    includeFullUser: includeFullAppUser,
    includeFullSource,
  };
}
