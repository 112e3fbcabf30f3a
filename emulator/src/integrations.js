// @ts-check
// Connects channels to the app and disconnects them. Which fields a type of integration has stands with the version
// of the API that can create it.
import { unlinkIntegration } from "./linking.js";
import { notFound } from "./errors.js";
import { removeSwitchboardIntegration } from "./switchboards.js";
import { createWebhook, removeWebhooksOf } from "./webhooks.js";

/** @import { Service } from "./service.js" */
/** @import { Integration } from "./records.js" */
/** @import { WebhookFields } from "./webhooks.js" */

/**
 * @param {Service} service
 * @param {string} version of the endpoint
 * @param {{ type: string } & Record<string, unknown>} fields
 * @param {(WebhookFields & { target: string })[]} webhooks
 * @returns {Integration}
 */
export function createIntegration(service, version, fields, webhooks) {
  const integration = { ...fields, _id: service.newId(), status: "active" };
  for (const webhook of webhooks) createWebhook(service, version, webhook, integration._id);
  service.state.integrations.push(integration);
  return integration;
}

/**
 * @param {Service} service
 * @param {string} id
 * @returns {Integration}
 */
export function integrationOf(service, id) {
  const integration = service.state.integrations.find((one) => one._id === id);
  if (integration === undefined) throw notFound("integration");
  return integration;
}

/**
 * The ids of the integrations that the SDKs have in every app. They show in no list.
 * @param {Service} service
 */
export function sdkIds(service) {
  const id = (/** @type {number} */ index) => `${service.settings.app.id.slice(0, -1)}${index.toString(16)}`;
  return { androidIntegrationId: id(13), iosIntegrationId: id(14), webIntegrationId: id(15) };
}

/**
 * Its webhooks, its keys, its clients and its place in the switchboard go with it.
 * @param {Service} service
 * @param {Integration} integration
 */
export function deleteIntegration(service, integration) {
  service.state.integrations = service.state.integrations.filter((one) => one !== integration);
  for (const user of service.state.users.values()) unlinkIntegration(service, user, integration._id);
  removeWebhooksOf(service, integration._id);
  service.account.keys = service.account.keys.filter(({ integrationId }) => integrationId !== integration._id);
  for (const one of service.state.switchboard?.integrations ?? [])
    if (one.integrationId === integration._id) removeSwitchboardIntegration(service, one);
}
