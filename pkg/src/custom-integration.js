// The custom integrations of v2, to which webhooks belong (docs/api/v2.md, section 10). An integration has one webhook,
// and may be a vendor's: one that was not made for a target of the caller's is read, and never written to.

/** @import { CallOptions } from "smooch-edge" */

import { bare } from "./deadline.js";
import { allOf } from "./pages.js";
import { unsent } from "./to-error.js";

/**
 * Calls an operation.
 *
 * @typedef {(operation: string, ids: unknown[], body?: any, query?: object, more?: CallOptions) => Promise<any>} Run
 * @typedef {(operation: string, ids: unknown[], body: any, options: CallOptions, query?: object) => Promise<any>} Call
 * @typedef {{ id: string, displayName?: string, webhooks: any[] }} Custom
 */

/** The mark in a row of an operation on the webhooks of an integration (`src/api/line.rs`). */
export const OF_INTEGRATION = "4";

/** The most characters of a `displayName`. */
const MOST = 100;

/**
 * The name of an integration that this package makes for a target. It is recognised by its name: the same target has
 * the same name, on every machine.
 *
 * @param {string} target
 */
export function nameOf(target) {
  const { href, host, pathname } = URL.canParse(target)
    ? new URL(target)
    : { href: String(target), host: "webhook", pathname: "" };
  const end = ` ${hash(href)}`;
  return `smooch-edge ${host}${pathname}`.slice(0, MOST - end.length) + end;
}

/**
 * The body that makes an integration with its webhook.
 *
 * @param {any} webhook
 */
function ownIntegration(webhook) {
  return { type: "custom", displayName: nameOf(webhook?.target), webhooks: [webhook] };
}

/**
 * All custom integrations, from all pages, with their webhooks.
 *
 * @param {Run} read
 * @returns {Promise<Custom[]>}
 */
export async function customIntegrations(read) {
  const query = { filter: { types: "custom" }, page: { size: 100 } };
  const list = (/** @type {object} */ query) => read("integrations.list", [], undefined, query);
  const found = await allOf("integrations.list", query, list);
  const integrations = [];
  for (const one of found.filter(({ type }) => type === "custom")) {
    const webhooks = Array.isArray(one.webhooks) ? one.webhooks : await webhooksOf(one.id, read);
    if (webhooks) integrations.push({ ...one, webhooks });
  }
  return integrations;
}

/**
 * The webhooks of an integration; nothing if it was removed meanwhile.
 *
 * @param {string} id
 * @param {Run} read
 */
async function webhooksOf(id, read) {
  try {
    return (await read("webhooks.list", [], undefined, undefined, { integrationId: id })).webhooks ?? [];
  } catch (/** @type {any} */ error) {
    if (error.status !== 404) throw error;
  }
}

/**
 * An operation on webhooks of v2. If no integration is named, `create` makes one for the target, `list` reads those of
 * all custom integrations, and the others find the integration that has the webhook.
 *
 * @param {string} operation
 * @param {any[]} ids
 * @param {any} body
 * @param {() => CallOptions} options with what is left of the time
 * @param {() => Promise<void>} check throws if the operation could not be called with what is given
 * @param {Call} call
 */
export async function webhookOfIntegration(operation, ids, body, options, check, call) {
  await check();
  const { integrationId } = options();
  /** @type {Run} */
  const read = (operation, ids, body, query, more) =>
    call(operation, ids, body, { ...(body ? options() : bare(options())), ...more }, query);
  const isNew = operation === "webhooks.create";
  if (integrationId !== undefined) {
    const answer = await read(operation, ids, body);
    return isNew ? { ...answer, integrationId } : answer;
  }
  // Never into one that is there: it may be another party's.
  if (isNew) {
    const { integration } = await read("integrations.create", [], ownIntegration(body));
    return { webhook: integration?.webhooks?.[0], integrationId: integration?.id };
  }
  if (operation === "webhooks.list")
    return { webhooks: (await customIntegrations(read)).flatMap((one) => one.webhooks) };
  const owner = await ownerOf(ids[0], read).catch((error) => {
    // A read failed: the operation itself was not sent.
    throw Object.assign(error, { sent: "no" });
  });
  if (owner === undefined) {
    const message = "No custom integration of the app has this webhook.";
    throw unsent("NotFoundError", "webhook_not_found", message, { status: 404, operation });
  }
  return call(operation, ids, body, { ...options(), integrationId: owner });
}

/**
 * The id of the integration that has a webhook; `undefined` if none has.
 *
 * @param {string} webhook
 * @param {Run} read
 */
async function ownerOf(webhook, read) {
  return (await customIntegrations(read)).find(({ webhooks }) => webhooks.some(({ id }) => id === webhook))?.id;
}

/**
 * FNV-1a, 32 bits: tells targets apart whose names are alike.
 *
 * @param {string} text
 */
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
