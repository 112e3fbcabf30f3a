// @ts-check
// Keeps the webhooks of the app and of its integrations (docs/api/v1.md, section 11.1, and of v2, section 10). How a payload looks and how it travels stands elsewhere.
import { badRequest, notFound } from "./errors.js";

/** @import { Service } from "./service.js" */
/** @import { Webhook } from "./records.js" */

const LIMIT = 10;

/**
 * @typedef {Partial<Pick<Webhook, "target" | "triggers" | "includeClient" | "includeFullAppUser" |
 *   "includeFullSource">>} WebhookFields
 */

/**
 * @param {Service} service
 * @param {string} version of the endpoint, and so of the payloads
 * @param {WebhookFields & { target: string }} given
 * @param {string} [integrationId] whose webhook it is, instead of the app's
 * @returns {Webhook}
 */
export function createWebhook(service, version, given, integrationId) {
  if (service.state.webhooks.length >= LIMIT)
    throw badRequest(`An app has at most ${LIMIT} webhooks.`, "webhook-limit");
  checkTarget(given.target);
  /** @type {Webhook} */
  const webhook = {
    _id: service.newId(),
    version,
    ...(integrationId === undefined ? {} : { integrationId }),
    target: given.target,
    triggers: given.triggers ?? ["message"],
    secret: service.ids.hex(40),
    includeClient: given.includeClient ?? false,
    includeFullAppUser: given.includeFullAppUser ?? false,
    includeFullSource: given.includeFullSource ?? false,
  };
  service.state.webhooks.push(webhook);
  return webhook;
}

/**
 * The webhooks of an integration, or of the app itself.
 * @param {Service} service
 * @param {string} [integrationId]
 */
export function webhooksOf(service, integrationId) {
  return service.state.webhooks.filter((one) => one.integrationId === integrationId);
}

/**
 * @param {Service} service
 * @param {string} id
 * @param {string} [integrationId]
 * @returns {Webhook}
 */
export function webhookOf(service, id, integrationId) {
  const webhook = webhooksOf(service, integrationId).find((one) => one._id === id);
  if (webhook === undefined) throw notFound("webhook");
  return webhook;
}

/**
 * @param {Webhook} webhook
 * @param {WebhookFields} given
 */
export function updateWebhook(webhook, given) {
  if (given.target !== undefined) checkTarget(given.target);
  webhook.target = given.target ?? webhook.target;
  webhook.triggers = given.triggers ?? webhook.triggers;
  webhook.includeClient = given.includeClient ?? webhook.includeClient;
  webhook.includeFullAppUser = given.includeFullAppUser ?? webhook.includeFullAppUser;
  webhook.includeFullSource = given.includeFullSource ?? webhook.includeFullSource;
}

/**
 * @param {Service} service
 * @param {Webhook} webhook
 */
export function deleteWebhook(service, webhook) {
  service.state.webhooks = service.state.webhooks.filter((one) => one !== webhook);
}

/**
 * @param {Service} service
 * @param {string} integrationId
 */
export function removeWebhooksOf(service, integrationId) {
  service.state.webhooks = service.state.webhooks.filter((one) => one.integrationId !== integrationId);
}

/** @param {string} target */
function checkTarget(target) {
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) throw badRequest("target must be an http or https URL.");
}
