// Leaves one webhook with a target, however often it is called, and from however many places at once.

/** @import { CallOptions } from "smooch-edge" */

import { customIntegrations, nameOf } from "./custom-integration.js";
import { bare } from "./deadline.js";
import { sleep } from "./sleep.js";
import { invalid } from "./to-error.js";

/**
 * The operations that it is made of.
 *
 * @typedef {object} Parts
 * @property {any} webhooks the operations on webhooks
 * @property {string} version of the API
 * @property {(operation: string, ids: unknown[], body: unknown, options: CallOptions, query?: object) => Promise<any>} call
 */

/**
 * A webhook that may be the one, or an integration of ours that has none.
 *
 * @typedef {object} Candidate
 * @property {string} id by which all agree on one: that of the webhook, or of the integration that was made for it
 * @property {any} [webhook]
 * @property {string} [integrationId]
 * @property {() => Promise<unknown>} remove
 */

/** How often to look again after another machine changed what was found. */
const ROUNDS = 5;
/** How far the clocks of the service and of this machine may be apart, in milliseconds. */
const APART = 100;

/**
 * A webhook is known by its target and its version: one of another version brings other events. Of those with the same
 * target one stays, and all machines take the same one: that of the earliest second, as ids begin with the second they
 * were made in, and of these the first in the list. Within that second one may still appear before it, so nobody
 * settles on it before the second is over.
 *
 * @param {Parts} parts
 * @param {any} wanted
 * @param {() => CallOptions} options
 */
export async function ensure(parts, wanted, options) {
  const { integrationId, signal } = options();
  const isOwn = parts.version === "v2" && !integrationId;
  const find = () => (isOwn ? inIntegrations(parts, wanted, options) : inPlace(parts, wanted, options, integrationId));
  const { webhooks } = parts;
  let made;
  /** @type {[error: any] | undefined} */
  let failed;
  let mayWait = true;
  for (let round = 0; ; round++) {
    /** @type {Candidate[]} */
    let found;
    try {
      found = await find();
    } catch (error) {
      throw failed ? failed[0] : error;
    }
    const [kept, ...surplus] = found;
    const wait = kept && mayWait ? untilOver(kept.id) : 0;
    if (wait > 0) {
      mayWait = false;
      const { deadline = Infinity } = options();
      await sleep(Math.min(wait, deadline / 2), signal);
      continue;
    }
    try {
      for (const { remove } of surplus) await unlessGone(remove());
      if (kept?.webhook) return await settled(webhooks, kept, wanted, options);
    } catch (/** @type {any} */ error) {
      // Another machine removed what was found: it knows of an earlier one.
      if (error.status !== 404 || round >= ROUNDS) throw error;
      continue;
    }
    // The list may not have it yet.
    if (made) return made;
    if (failed) throw failed[0];
    try {
      const place = kept?.integrationId ?? integrationId;
      made = await webhooks.create(wanted, place === undefined ? options() : { ...options(), integrationId: place });
    } catch (/** @type {any} */ error) {
      // The list may show whether it was made after all, or by another caller.
      if (signal?.aborted || (error.sent === "no" && error.status === undefined)) throw error;
      failed = [error];
    }
  }
}

/**
 * The webhook that stays, as it is wanted.
 *
 * @param {any} webhooks
 * @param {Candidate} kept
 * @param {any} wanted
 * @param {() => CallOptions} options
 */
async function settled(webhooks, { webhook, integrationId }, wanted, options) {
  const place = integrationId === undefined ? {} : { integrationId };
  if (fits(webhook, wanted)) return { webhook, ...place };
  const answer = await webhooks.update(webhook.id ?? webhook._id, wanted, { ...options(), ...place });
  return { ...answer, ...place };
}

/**
 * Those of the app, or of the integration that the caller named.
 *
 * @param {Parts} parts
 * @param {any} wanted
 * @param {() => CallOptions} options
 * @param {string | undefined} integrationId
 * @returns {Promise<Candidate[]>}
 */
async function inPlace({ webhooks, version }, wanted, options, integrationId) {
  const { webhooks: all } = await webhooks.list(bare(options()));
  const found = all.filter((/** @type {any} */ webhook) => isMeant(webhook, wanted, version));
  const candidates = found.map((/** @type {any} */ webhook) => {
    const id = webhook.id ?? webhook._id;
    return { id, webhook, integrationId, remove: () => webhooks.delete(id, bare(options())) };
  });
  return inOrder(candidates);
}

/**
 * Those in the integrations that were made for the target, known by their names. Webhooks in others are not touched: if
 * one of them has the webhook as it is wanted, there is nothing to do.
 *
 * @param {Parts} parts
 * @param {any} wanted
 * @param {() => CallOptions} options
 * @returns {Promise<Candidate[]>}
 */
async function inIntegrations({ webhooks, version, call }, wanted, options) {
  const all = await customIntegrations((operation, ids, body, query, more) =>
    call(operation, ids, body, { ...bare(options()), ...more }, query),
  );
  const name = nameOf(wanted.target);
  /** @type {Candidate[]} */
  const own = [];
  /** @type {[integration: any, webhook: any][]} */
  const others = [];
  for (const integration of all) {
    const { id, displayName } = integration;
    const meant = integration.webhooks.filter((webhook) => isMeant(webhook, wanted, version));
    if (displayName !== name) {
      if (meant[0]) others.push([integration, meant[0]]);
      continue;
    }
    // Somebody put something else in it: only what is ours in it is ours.
    const isWhole = meant.length === integration.webhooks.length;
    if (isWhole) {
      const remove = () => call("integrations.delete", [id], undefined, bare(options()));
      own.push({ id, webhook: meant.shift(), integrationId: id, remove });
    }
    for (const webhook of meant) {
      const remove = () => webhooks.delete(webhook.id, { ...bare(options()), integrationId: id });
      own.push({ id, webhook, integrationId: id, remove });
    }
  }
  const [[foreign, webhook] = []] = others;
  if (own.length || !foreign) return inOrder(own);
  if (fits(webhook, wanted)) return [{ id: "", webhook, integrationId: foreign.id, remove: async () => {} }];
  const message =
    `The integration ${foreign.id} (${foreign.displayName}) has a webhook with this target, and was not made by this ` +
    "package, so that it is not changed. To change it, give its id as integrationId.";
  throw invalid("integrationId", message, "the id of that integration", "nothing");
}

/**
 * @param {any} webhook
 * @param {any} wanted
 * @param {string} version
 */
function isMeant(webhook, wanted, version) {
  return (webhook.version ?? version) === version && same(webhook.target, wanted.target);
}

/**
 * Those that have a webhook first, whose secret may be in use.
 *
 * @param {Candidate[]} candidates in the order of the service's list
 */
function inOrder(candidates) {
  return candidates.sort((a, b) => Number(!a.webhook) - Number(!b.webhook) || secondOf(a.id) - secondOf(b.id));
}

/**
 * The second in which an id was made; 0 if it does not say so.
 *
 * @param {string} id
 */
function secondOf(id) {
  return /^[0-9a-f]{24}$/.test(id) ? Number.parseInt(id.slice(0, 8), 16) : 0;
}

/**
 * How long the second of an id still lasts, in milliseconds.
 *
 * @param {string} id
 */
function untilOver(id) {
  return Math.min((secondOf(id) + 1) * 1000 + APART - Date.now(), 1000 + APART);
}

/** @param {Promise<unknown>} removed */
async function unlessGone(removed) {
  try {
    await removed;
  } catch (/** @type {any} */ error) {
    if (error.status !== 404) throw error;
  }
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
