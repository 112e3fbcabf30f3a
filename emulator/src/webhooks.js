// @ts-check
// Keeps the app's webhooks (api facts, section 11.1). How a payload looks and how it travels stands elsewhere.
import { badRequest, notFound } from "./errors.js";

/** @import { Service } from "./service.js" */
/** @import { Webhook } from "./records.js" */

const LIMIT = 10;

/** @typedef {Partial<Pick<Webhook, "target" | "triggers" | "includeClient" | "includeFullAppUser">>} WebhookFields */

/**
 * @param {Service} service
 * @param {string} version of the endpoint, and so of the payloads
 * @param {WebhookFields & { target: string }} given
 * @returns {Webhook}
 */
export function createWebhook(service, version, given) {
  if (service.state.webhooks.length >= LIMIT) throw badRequest(`An app has at most ${LIMIT} webhooks.`);
  checkTarget(given.target);
  /** @type {Webhook} */
  const webhook = {
    _id: service.newId(),
    version,
    target: given.target,
    triggers: given.triggers ?? ["message"],
    secret: service.ids.hex(40),
    includeClient: given.includeClient ?? false,
    includeFullAppUser: given.includeFullAppUser ?? false,
  };
  service.state.webhooks.push(webhook);
  return webhook;
}

/**
 * @param {Service} service
 * @param {string} id
 * @returns {Webhook}
 */
export function webhookOf(service, id) {
  const webhook = service.state.webhooks.find((one) => one._id === id);
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
}

/**
 * @param {Service} service
 * @param {string} id
 */
export function deleteWebhook(service, id) {
  const webhook = webhookOf(service, id);
  service.state.webhooks = service.state.webhooks.filter((one) => one !== webhook);
}

/** @param {string} target */
function checkTarget(target) {
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) throw badRequest("target must be an http or https URL.");
}
