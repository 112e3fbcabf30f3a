// Finds what v2 asks for and v1 does not: the integration of a channel, the conversation of a user, the client of a
// channel. What was found is remembered by the client of this package; calls in flight together look for it once.

import { heed } from "./heed.js";
import { invalid, toError, unsent } from "./thrown.js";

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
    return ["link", "send", "messages.list", "channels.unlink"].includes(operation);
  }

  /**
   * The ids that v2 has in the path, and the body with those that v2 has in it. Where it throws, nothing was sent.
   *
   * @param {string} operation
   * @param {any[]} ids the user's, and of `channels.unlink` the channel
   * @param {any} body
   * @param {import("smooch-edge").CallOptions | undefined} options
   * @param {(ids: unknown[], body?: unknown) => Promise<void>} check throws where the verb could not be sent with them
   * @param {Run} read
   * @returns {Promise<{ ids: unknown[], body: any }>}
   */
  async complete(operation, [user, channel], body, options, check, read) {
    const { type, integrationId, conversationId } = { ...body, ...body?.matchCriteria, ...body?.target };
    const conversation = options?.conversationId ?? conversationId;
    const linked = (/** @type {string} */ integrationId, /** @type {string} */ conversationId) =>
      typeof body === "object" && !Array.isArray(body) ? { ...body, integrationId, conversationId } : body;
    // What was given is checked before anything is looked for.
    if (operation === "link") await check([user], linked(integrationId ?? "-", conversation ?? "-"));
    else if (operation === "channels.unlink") await check([user, channel]);
    else {
      await read("users.get", [user], undefined, undefined, true);
      await check([conversation ?? "-"], body);
    }
    const find = async () => {
      switch (operation) {
        case "channels.unlink":
          return { ids: [user, await clientOf(user, channel, read)], body };
        case "messages.list":
          return { ids: [conversation ?? (await (this.#known.get(user) ?? conversationOf(user, read, false)))], body };
        case "send":
          return { ids: [conversation ?? (await this.#conversation(user, read))], body: spoken(body, user) };
      }
      const integration = integrationId ?? (await this.#once(`type ${type}`, () => integrationOf(type, read)));
      return { ids: [user], body: linked(integration, conversation ?? (await this.#conversation(user, read))) };
    };
    try {
      return await within(find(), options?.signal);
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
    return this.#once(user, () => conversationOf(user, read, true));
  }

  /**
   * Forgets what the service does not know any more.
   *
   * @param {string} user
   * @param {any} body of a link
   */
  forget(user, body) {
    this.#known.delete(user);
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
 * The only integration of a type.
 *
 * @param {string} type
 * @param {Run} run
 * @returns {Promise<string>}
 */
async function integrationOf(type, run) {
  const query = { filter: { types: type }, page: { size: 100 } };
  const { integrations = [] } = await run("integrations.list", [], undefined, query);
  /** @type {any[]} */
  const found = integrations.filter((/** @type {any} */ one) => one.type === type);
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
 * @param {string} user
 */
function spoken(message, user) {
  const { type, userId, userExternalId } = { ...message, type: message.role, ...message.author };
  if (!/^(appU|u)ser$/.test(type) || userId || userExternalId) return message;
  return { ...message, [ID.test(user) ? "userId" : "userExternalId"]: user };
}

/**
 * @param {string} code
 * @param {string} message
 */
function missing(code, message) {
  return unsent("NotFoundError", code, message, { status: 404 });
}

/**
 * A promise, or the end of the signal.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<T>}
 */
async function within(promise, signal) {
  let leave = () => {};
  const ended = new Promise((_, reject) => {
    leave = heed(signal, () => {
      const message = "The call was ended by its signal. It was not sent.";
      reject(unsent("AbortError", "aborted", message, {}, signal?.reason));
    });
  });
  try {
    return await Promise.race([promise, /** @type {Promise<never>} */ (ended)]);
  } finally {
    leave();
  }
}
