// Finds what v2 asks for and v1 does not: the integration of a channel, the conversation of a user, the client of a
// channel. What was found is remembered by the client of this package; calls in flight together look for it once.

/** @import { CallOptions } from "smooch-edge" */

import { heed } from "./abort-signals.js";
import { ownIntegration, ownerOf } from "./custom-integration.js";
import { invalid, toError, unsent } from "./to-error.js";

/** How much is remembered; the oldest goes first. */
const MOST = 10_000;
/** An id of the service, which may as well be one of the caller's own. */
const ID = /^[0-9a-f]{24}$/;

/**
 * Calls an operation, or only checks what it is given. The caller's signal is not its concern: it is heeded here.
 *
 * @typedef {(operation: string, ids: unknown[], body?: unknown, query?: object, dry?: boolean) => Promise<any>} Run
 */

export class Finder {
  /** @type {Map<string, Promise<string>>} */
  #known = new Map();

  /**
   * Whether something is to be found for an operation.
   *
   * @param {string} operation
   */
  static completes(operation) {
    return /^(link|send|messages\.list|channels\.unlink|webhooks\..+)$/.test(operation);
  }

  /**
   * What can be checked before anything is looked for: the ids and the body, with "-" for what is yet to be found.
   *
   * @param {string} operation
   * @param {any[]} ids
   * @param {any} body
   * @param {CallOptions} [options]
   */
  static guess(operation, ids, body, options) {
    if (!Finder.completes(operation)) return { ids, body };
    const given = givenIn(body, options);
    const integration = given.integrationId ?? "-";
    const conversation = given.conversationId ?? "-";
    if (operation === "link") return { ids, body: linked(body, integration, conversation) };
    if (operation.startsWith("webhooks")) return { ids: [integration, ...ids], body };
    return { ids: operation === "channels.unlink" ? ids : [conversation], body };
  }

  /**
   * The ids that v2 has in the path, and the body with those that v2 has in it. Where it throws, nothing was sent.
   *
   * @param {string} operation
   * @param {any[]} ids the user's, and of `channels.unlink` the channel; of `webhooks` the webhook's
   * @param {any} body
   * @param {CallOptions | undefined} options
   * @param {() => Promise<void>} check throws where the verb could not be sent with what was given
   * @param {Run} read
   * @returns {Promise<{ operation?: string, ids: unknown[], body: any }>} another operation, where that does the same
   */
  async complete(operation, ids, body, options, check, read) {
    const { type, integrationId, conversationId: conversation } = givenIn(body, options);
    const [user, channel] = ids;
    const isManaging = operation.startsWith("webhooks");
    // What was given is checked before anything is looked for.
    if (/^(send|messages)/.test(operation)) await read("users.get", [user], undefined, undefined, true);
    await check();
    const find = async () => {
      if (isManaging) {
        if (integrationId) return { ids: [integrationId, ...ids], body };
        // Never into one that is there: it may be somebody else's.
        if (operation === "webhooks.create")
          return { operation: "integrations.create", ids: [], body: ownIntegration(body) };
        const owner = await ownerOf(user, read);
        if (owner === undefined)
          throw missing("webhook_not_found", "No custom integration of the app has this webhook.", operation);
        return { ids: [owner, ...ids], body };
      }
      switch (operation) {
        case "channels.unlink":
          return { ids: [user, await clientOf(user, channel, read)], body };
        case "messages.list":
          return {
            ids: [conversation ?? (await (this.#known.get(`user ${user}`) ?? conversationOf(user, read, false)))],
            body,
          };
        case "send":
          return { ids: [conversation ?? (await this.#conversation(user, read))], body: spoken(body, user) };
      }
      const find = async () => only(type, await integrationsOf(type, read));
      const integration = integrationId ?? (await this.#once(`type ${type}`, find));
      return { ids, body: linked(body, integration, conversation ?? (await this.#conversation(user, read))) };
    };
    try {
      return await within(find, options?.signal);
    } catch (thrown) {
      // What failed is a read that this package wanted; the verb itself was not sent.
      throw Object.assign(toError(thrown), { sent: "no" });
    }
  }

  /**
   * @param {string} user
   * @param {Run} read
   */
  #conversation(user, read) {
    return this.#once(`user ${user}`, () => conversationOf(user, read, true));
  }

  /**
   * Forgets what the service does not know any more.
   *
   * @param {string} user
   * @param {any} body of a link
   */
  forget(user, body) {
    this.#known.delete(`user ${user}`);
    this.#known.delete(`type ${body?.matchCriteria?.type ?? body?.type}`);
  }

  /**
   * @param {string} key
   * @param {() => Promise<string>} find
   */
  #once(key, find) {
    let found = this.#known.get(key);
    if (!found) {
      found = find();
      this.#known.set(key, found);
      found.catch(() => this.#known.delete(key));
      if (this.#known.size > MOST) this.#known.delete(/** @type {string} */ (this.#known.keys().next().value));
    }
    return found;
  }
}

/**
 * The default conversation of a user; where they have none, a personal one is made.
 *
 * @param {string} user
 * @param {Run} run
 * @param {boolean} create
 * @returns {Promise<string>}
 */
async function conversationOf(user, run, create) {
  const found = await either(user, async (participant) => {
    const { conversations = [] } = await run("conversations.list", [], undefined, { filter: participant });
    const of = (/** @type {(one: any) => boolean} */ test) => conversations.find(test)?.id;
    return of(({ isDefault }) => isDefault) ?? of(({ type }) => type === "personal");
  });
  if (found) return found;
  if (!create) throw missing("conversation_not_found", "The user has no conversation yet.");
  return either(user, async (participant) => {
    const { conversation } = await run("conversations.create", [], { type: "personal", participants: [participant] });
    return conversation.id;
  });
}

/**
 * What `find` gives for a user by an id of the caller's own; what looks like an id of the service is tried as that first.
 *
 * @param {string} user
 * @param {(participant: { userId: string } | { userExternalId: string }) => Promise<any>} find
 */
async function either(user, find) {
  let unknown;
  /** @type {any[]} */
  const ids = [{ userExternalId: user }];
  if (ID.test(user)) ids.unshift({ userId: user });
  for (const id of ids) {
    try {
      const found = await find(id);
      if (found) return found;
      unknown = null;
    } catch (/** @type {any} */ error) {
      if (error.status !== 404) throw error;
      unknown = unknown === null ? null : error;
    }
  }
  if (unknown) throw unknown;
}

/**
 * What a caller names of what v2 asks for, in the body or in the options; and the type of a link.
 *
 * @param {any} body
 * @param {CallOptions} [options]
 */
function givenIn(body, options) {
  const given = { integrationId: options?.integrationId, ...body, ...body?.matchCriteria, ...body?.target };
  return { ...given, conversationId: options?.conversationId ?? given.conversationId };
}

/**
 * @param {any} body of a link
 * @param {string} integrationId
 * @param {string} conversationId
 */
function linked(body, integrationId, conversationId) {
  return body && typeof body === "object" && !Array.isArray(body) ? { ...body, integrationId, conversationId } : body;
}

/**
 * The integrations of a type.
 *
 * @param {string} type
 * @param {Run} run
 * @returns {Promise<any[]>}
 */
async function integrationsOf(type, run) {
  const query = { filter: { types: type }, page: { size: 100 } };
  const { integrations = [] } = await run("integrations.list", [], undefined, query);
  return integrations.filter((/** @type {any} */ one) => one.type === type);
}

/**
 * The id of the only integration of a type.
 *
 * @param {string} type
 * @param {any[]} found
 * @returns {string}
 */
function only(type, found) {
  if (!found.length) throw missing("integration_not_found", `The app has no ${type} integration.`);
  if (found.length === 1) return found[0].id;
  const names = found.map(({ id, displayName }) => (displayName ? `${id} (${displayName})` : id)).join(", ");
  const message = `The app has several ${type} integrations. Give the integrationId of one: ${names}.`;
  throw invalid("integrationId", message, "the id of one integration", "nothing");
}

/**
 * The client of a channel, by its id or its type. Of several, the others are taken away at once.
 *
 * @param {string} user
 * @param {string} channel
 * @param {Run} run
 */
async function clientOf(user, channel, run) {
  const { clients = [] } = await run("channels.list", [user], undefined, { page: { size: 100 } });
  const of = clients.filter((/** @type {any} */ { type }) => type === channel);
  for (const { id } of of.slice(1)) await run("channels.unlink", [user, id], undefined);
  return of[0]?.id ?? channel;
}

/**
 * A message, with its user named where they speak: in v1 the path names them.
 *
 * @param {any} message
 * @param {any} user
 */
export function spoken(message, user) {
  const { type, userId, userExternalId } = { ...message, type: message?.role, ...message?.author };
  if (!/^(appU|u)ser$/.test(type) || userId || userExternalId) return message;
  return { ...message, [ID.test(user) ? "userId" : "userExternalId"]: user };
}

/**
 * @param {string} code
 * @param {string} message
 * @param {string} [operation]
 */
function missing(code, message, operation) {
  return unsent("NotFoundError", code, message, { status: 404, operation });
}

/**
 * What `find` gives, or the end of the signal.
 *
 * @template T
 * @param {() => Promise<T>} find
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<T>}
 */
async function within(find, signal) {
  let leave = () => {};
  /** @type {Promise<never>} */
  const ended = new Promise((_, reject) => {
    leave = heed(signal, () => {
      const message = "The call was ended by its signal. It was not sent.";
      reject(unsent("AbortError", "aborted", message, {}, signal?.reason));
    });
  });
  try {
    return await Promise.race(signal?.aborted ? [ended] : [find(), ended]);
  } finally {
    leave();
  }
}
