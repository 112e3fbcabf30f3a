// @ts-check
// The operations on integrations: the channels of the app, and its custom ones, which have webhooks (docs/api/v2.md,
// sections 10 and 12).
import { badRequest, published } from "../errors.js";
import { createIntegration, deleteIntegration, integrationOf } from "../integrations.js";
import { clearable, objects, required } from "../fields.js";
import { NO_INTEGRATION as scopes } from "../operation.js";
import { keysOf } from "../keys.js";
import { KEY_FORM } from "./apps.js";
import { integrationTypes } from "./integration-types.js";
import { filters, pageOf } from "./query.js";
import { webhookForm, newWebhookFields } from "./webhooks.js";
import { webhooksOf } from "../webhooks.js";

/** @import { Operation } from "../operation.js" */
/** @import { Integration } from "../records.js" */
/** @import { Service } from "../service.js" */
/** @import { Call } from "./operations.js" */

const integration = "/integrations/:integrationId";

/** @type {Operation<Call>[]} */
export const integrations = [
  {
    name: "integrations.create",
    method: "POST",
    path: "/integrations",
    scopes,
    body: integrationFields,
    status: 201,
    run: ({ service, body }) => {
      const created = createIntegration(service, "v2", body.fields, body.webhooks);
      return { integration: integrationForm(service, created) };
    },
  },
  {
    name: "integrations.list",
    method: "GET",
    path: "/integrations",
    scopes,
    run: ({ service, url }) => {
      const types = filters(url, ["types"]).types?.split(",");
      const all = service.state.integrations.filter(({ type }) => types === undefined || types.includes(type));
      const { items, about } = pageOf(service, url, all);
      return { integrations: items.map((one) => integrationForm(service, one)), ...about };
    },
  },
  {
    name: "integrations.get",
    method: "GET",
    path: integration,
    scopes,
    run: ({ service, params }) => ({
      integration: integrationForm(service, integrationOf(service, params.integrationId ?? "")),
    }),
  },
  {
    name: "integrations.update",
    method: "PATCH",
    path: integration,
    scopes,
    body: (body) => {
      clearable(body, "displayName", "string");
      const { id, _id, type, status, webhooks, ...fields } = body;
      return fields;
    },
    run: ({ service, params, body }) => {
      const changed = Object.assign(integrationOf(service, params.integrationId ?? ""), body);
      return { integration: integrationForm(service, changed) };
    },
  },
  {
    name: "integrations.delete",
    method: "DELETE",
    path: integration,
    scopes,
    run: ({ service, params }) => {
      deleteIntegration(service, integrationOf(service, params.integrationId ?? ""));
      return {};
    },
  },

  ...keysOf("integrationKeys", `${integration}/keys`, scopes, KEY_FORM, ({ service, params }) => {
    const { _id, type } = integrationOf(service, params.integrationId ?? "");
    if (type !== "custom") throw published("API keys are available only for custom integrations");
    return { appId: service.settings.app.id, integrationId: _id };
  }),
];

/** @param {any} body */
function integrationFields(body) {
  const type = required(body, "type", "string");
  const row = Object.hasOwn(integrationTypes, type) ? integrationTypes[type] : undefined;
  if (row === undefined) throw published("Invalid integration type");
  clearable(body, "displayName", "string");
  for (const name of row.required ?? []) required(body, name, "string");
  const { id, _id, status, webhooks, ...fields } = body;
  return { fields, webhooks: type === "custom" ? webhooksIn(body) : [] };
}

/**
 * A custom integration is created with exactly one webhook.
 * @param {any} body
 */
function webhooksIn(body) {
  required(body, "webhooks", "list");
  const webhooks = objects(body, "webhooks");
  if (webhooks.length !== 1) throw badRequest("webhooks must have exactly one webhook.");
  return webhooks.map((webhook, index) => newWebhookFields(webhook, `webhooks[${index}].`));
}

/**
 * @param {Service} service
 * @param {Integration} integration
 */
function integrationForm(service, { _id, menu, profile, messageTemplates, ...fields }) {
  const { secret = [], shown = {} } = integrationTypes[fields.type] ?? {};
  const open = Object.entries({ ...shown, ...fields }).filter(([name]) => !secret.includes(name));
  return {
    id: _id,
    ...Object.fromEntries(open),
    ...(fields.type === "custom" ? { webhooks: webhooksOf(service, _id).map(webhookForm) } : {}),
  };
}
