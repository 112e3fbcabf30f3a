// @ts-check
// The operations on integrations in v1 and v1.1 (docs/api/v1.md, section 12): pages by offset, and fewer types than v2,
// which alone knows custom ones.
import { badRequest, notFound, published } from "../errors.js";
import { createIntegration, deleteIntegration, integrationOf } from "../integrations.js";
import { integrationTypes } from "../v2/integration-types.js";

/** @import { Operation } from "../operation.js" */
/** @import { Integration } from "../records.js" */
/** @import { Call } from "./operations.js" */

const SIZE = 25;
const MOST = 100;

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

const integration = "/integrations/:integrationId";

/** @type {Operation<Call>[]} */
export const integrations = [
  {
    name: "integrations.create",
    method: "POST",
    path: "/integrations",
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
    run: (call) => ({ integration: integrationForm(integrationIn(call)) }),
  },
  {
    name: "integrations.delete",
    method: "DELETE",
    path: integration,
    run: (call) => {
      deleteIntegration(call.service, integrationIn(call));
      return {};
    },
  },
];

/** @param {Call} call */
function integrationIn({ service, params }) {
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
    all.filter(([name, value]) => value !== null && !secret.includes(name) && !SECRET.includes(name)),
  );
}

/**
 * @template T
 * @param {URL} url
 * @param {T[]} all
 */
function pageByOffset(url, all) {
  const limit = number(url, "limit", 1, MOST) ?? SIZE;
  const offset = number(url, "offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const items = all.slice(offset, offset + limit);
  return { items, about: { hasMore: offset + items.length < all.length && items.length > 0, offset } };
}

/**
 * @param {URL} url
 * @param {string} name
 * @param {number} least
 * @param {number} most
 */
function number(url, name, least, most) {
  const text = url.searchParams.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,16}$/.test(text) || Number(text) < least || Number(text) > most)
    throw badRequest(`${name} must be a whole number from ${least} to ${most}.`);
  return Number(text);
}
