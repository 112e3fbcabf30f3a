// @ts-check
// The operations on integrations in v1 and v1.1 (docs/api/v1.md, section 12): pages by offset, and fewer types than v2,
// which alone knows custom ones.
import { badRequest, notFound, published } from "../errors.js";
import { optional } from "../fields.js";
import { createIntegration, deleteIntegration, integrationOf } from "../integrations.js";
import { NO_INTEGRATION as scopes } from "../operation.js";
import { integrationTypes } from "../v2/integration-types.js";
import { pageByOffset } from "./offset.js";

/** @import { Operation } from "../operation.js" */
/** @import { Integration } from "../records.js" */
/** @import { Call } from "./operations.js" */

/**
 * What a caller must give of each type, as strings.
 * @type {Record<string, string[]>}
 */
const REQUIRED = {
  apple: ["businessId", "apiSecret", "mspId"],
  apn: ["certificate"],
  fcm: ["serverKey", "senderId"],
  line: ["channelAccessToken", "channelSecret"],
  mailgun: ["apiKey", "domain", "incomingAddress"],
  messagebird: ["accessKey", "originator"],
  messenger: ["pageAccessToken", "appId", "appSecret"],
  telegram: ["token"],
  twilio: ["accountSid", "authToken", "phoneNumberSid"],
  twitter: ["consumerKey", "consumerSecret", "accessTokenKey", "accessTokenSecret"],
  viber: ["token"],
  wechat: ["appId", "appSecret"],
  whatsapp: ["deploymentId"],
};
// Of the types that v2 does not have, or has no secret of.
const SECRET = [
  "certificate",
  "password",
  "serverKey",
  "channelAccessToken",
  "channelSecret",
  "appSecret",
  "encodingAesKey",
];
// What has operations of its own.
const APART = ["menu", "profile", "messageTemplates"];

const integration = "/integrations/:integrationId";

/** @type {Operation<Call>[]} */
export const integrations = [
  {
    name: "integrations.create",
    method: "POST",
    path: "/integrations",
    scopes,
    status: 201,
    body: integrationFields,
    run: ({ service, version, body }) => ({
      integration: integrationForm(createIntegration(service, version, body, [])),
    }),
  },
  {
    name: "integrations.list",
    method: "GET",
    path: "/integrations",
    scopes,
    run: ({ service, url }) => {
      const types = url.searchParams.get("types")?.split(",");
      const all = service.state.integrations.filter(
        ({ type }) => type !== "custom" && (types === undefined || types.includes(type)),
      );
      const { items, about } = pageByOffset(url, service.settings.newestFirst ? [...all].reverse() : all);
      return { integrations: items.map(integrationForm), ...about };
    },
  },
  {
    name: "integrations.get",
    method: "GET",
    path: integration,
    scopes,
    run: (call) => ({ integration: integrationForm(integrationIn(call)) }),
  },
  {
    name: "integrations.update",
    method: "PUT",
    path: integration,
    scopes,
    body: (body) => {
      optional(body, "displayName", "string");
      const { _id, id, type, status, webhooks, ...fields } = body;
      return fields;
    },
    run: (call) => ({ integration: integrationForm(Object.assign(integrationIn(call), call.body)) }),
  },
  {
    name: "integrations.delete",
    method: "DELETE",
    path: integration,
    scopes,
    run: (call) => {
      deleteIntegration(call.service, integrationIn(call));
      return {};
    },
  },
];

/** @param {Call} call */
export function integrationIn({ service, params }) {
  const found = integrationOf(service, params.integrationId ?? "");
  if (found.type === "custom") throw notFound("integration");
  return found;
}

/** @param {any} body */
function integrationFields(body) {
  const required =
    typeof body.type === "string" && Object.hasOwn(REQUIRED, body.type) ? REQUIRED[body.type] : undefined;
  if (required === undefined) throw published("Invalid integration type");
  for (const name of required) if (typeof body[name] !== "string") throw badRequest(`${name} must be a string.`);
  const { id, _id, status, webhooks, ...fields } = body;
  return fields;
}

/** @param {Integration} integration */
function integrationForm(integration) {
  const { secret = [], shown = {} } = integrationTypes[integration.type] ?? {};
  const all = Object.entries({ ...shown, ...integration });
  return Object.fromEntries(
    all.filter(([name, value]) => value !== null && ![...secret, ...SECRET, ...APART].includes(name)),
  );
}
