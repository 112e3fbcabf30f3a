// Leaves one webhook with a target, however often it is called, and from however many places at once.

/** @import { CallOptions } from "smooch-edge" */

import { nextPage } from "./pages.js";

/**
 * What it is made of.
 *
 * @typedef {object} Parts
 * @property {any} webhooks the operations on webhooks
 * @property {string} version of the API
 * @property {(operation: string, ids: unknown[], body: unknown, options: CallOptions, query?: object) => Promise<any>} call
 */

/**
 * A webhook is known by its target and its version: one of another version brings other events. Those with the same
 * target are taken for one, of which the first in the list stays: the oldest, for whoever has seen it alone keeps it. Of
 * ids the order would not do, since those of one second come in any.
 *
 * @param {Parts} parts
 * @param {any} wanted
 * @param {() => CallOptions} options
 */
export async function ensure({ webhooks, version, call }, wanted, options) {
  const { integrationId } = options();
  /** @type {(operation: string, ids: unknown[], body?: unknown, query?: object) => Promise<any>} */
  const read = (operation, ids, body, query) => call(operation, ids, body, options(), query);
  let made;
  /** @type {[error: unknown] | undefined} */
  let lost;
  for (;;) {
    const places = version === "v2" && !integrationId ? await customIntegrations(read) : [integrationId];
    const found = [];
    for (const place of places) {
      const own = () => ({ ...options(), integrationId: place });
      for (const webhook of (await webhooks.list(own())).webhooks) {
        const is = webhook.version ?? version;
        if (is === version && same(webhook.target, wanted.target))
          found.push({ id: webhook.id ?? webhook._id, webhook, own });
      }
    }
    const [kept, ...surplus] = found;
    for (const { id, own } of surplus) {
      await webhooks.delete(id, own()).catch((/** @type {any} */ error) => {
        if (error.status !== 404) throw error;
      });
    }
    if (kept)
      return fits(kept.webhook, wanted) ? { webhook: kept.webhook } : webhooks.update(kept.id, wanted, kept.own());
    // The list may not have it yet.
    if (made) return made;
    if (lost) throw lost[0];
    try {
      // Where there is one place, it need not be looked for again.
      made = await webhooks.create(wanted, { ...options(), integrationId: places[1] ? undefined : places[0] });
    } catch (thrown) {
      // Whether it was created, the list may tell.
      if (/** @type {any} */ (thrown).sent === "no") throw thrown;
      lost = [thrown];
    }
  }
}

/**
 * The ids of all custom integrations.
 *
 * @param {(operation: string, ids: unknown[], body?: unknown, query?: object) => Promise<any>} read
 */
async function customIntegrations(read) {
  const ids = [];
  for (let query = /** @type {any} */ ({ filter: { types: "custom" }, page: { size: 100 } }); query;) {
    const page = await read("integrations.list", [], undefined, query);
    for (const { id, type } of page.integrations) if (type === "custom") ids.push(id);
    query = nextPage("integrations.list", query, page);
  }
  return ids;
}

/**
 * Whether two addresses are one.
 *
 * @param {string} a
 * @param {string} b
 */
function same(a, b) {
  try {
    return new URL(a).href === new URL(b).href;
  } catch {
    return a === b;
  }
}

/**
 * Whether a webhook has all that is wanted, its triggers in whatever order.
 *
 * @param {any} webhook
 * @param {any} wanted
 */
function fits(webhook, wanted) {
  const plain = (/** @type {any} */ value) =>
    Array.isArray(value) ? String([...new Set(value)].sort()) : value || false;
  return Object.keys(wanted).every((name) => name === "target" || plain(webhook[name]) === plain(wanted[name]));
}
