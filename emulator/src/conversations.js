// @ts-check
// A user's one conversation: it begins by itself with the first message, or is created, counts what the person has not
// read, and remembers who read last (docs/api/v1.md, sections 6 and 8, and of v2, section 6).
import { badRequest } from "./errors.js";
import { checkFlat } from "./users.js";

/** @import { Service } from "./service.js" */
/** @import { Client, Conversation, Flat, Source, User } from "./records.js" */

/**
 * @typedef {{ displayName?: string | null, description?: string | null, iconUrl?: string | null,
 *   metadata?: Flat | null }} ConversationFields what is null is cleared
 */

const TEXTS = /** @type {const} */ (["displayName", "description", "iconUrl"]);

/**
 * The conversation of a message, made if it is the first.
 * @param {Service} service
 * @param {User} user
 * @param {Source} source
 * @param {Client} [client]
 * @returns {Conversation}
 */
export function conversationOf(service, user, source, client) {
  return user.conversation ?? begin(service, user, {}, { reason: "message", source, client });
}

/**
 * Creates a conversation by itself. Without the setting for several conversations a user has a single one.
 * @param {Service} service
 * @param {User} user
 * @param {ConversationFields} given
 * @returns {Conversation}
 */
export function createConversation(service, user, given) {
  if (user.conversation !== undefined)
    throw badRequest("The user has a conversation already, and several are not enabled for this app.");
  return begin(service, user, given, { reason: "none", source: { type: "api" } });
}

/**
 * @param {Service} service
 * @param {User} user
 * @param {ConversationFields} given
 * @param {{ reason: "message" | "none", source: Source, client?: Client | undefined }} cause
 */
function begin(service, user, given, { reason, source, client }) {
  const now = service.now();
  /** @type {Conversation} */
  const conversation = {
    _id: service.newId(),
    createdAt: now,
    lastUpdatedAt: now,
    metadata: {},
    unreadCount: 0,
    appMakerLastRead: 0,
    appUserLastRead: 0,
    messages: [],
  };
  change(conversation, given);
  user.conversation = conversation;
  service.events.fire({ type: "creation", reason, user, source, ...(client === undefined ? {} : { client }) });
  return conversation;
}

/**
 * @param {Service} service
 * @param {Conversation} conversation
 * @param {ConversationFields} given
 */
export function updateConversation(service, conversation, given) {
  change(conversation, given);
  conversation.lastUpdatedAt = service.now();
}

/**
 * Additive, as a change of a user is.
 * @param {Conversation} conversation
 * @param {ConversationFields} given
 */
function change(conversation, given) {
  const metadata = given.metadata === null ? {} : { ...conversation.metadata, ...given.metadata };
  checkFlat("metadata", metadata);
  for (const name of TEXTS) {
    const value = given[name];
    if (value === null) delete conversation[name];
    else if (value !== undefined) conversation[name] = value;
  }
  conversation.metadata = metadata;
}

/**
 * A user's only conversation is the default one, which cannot be deleted.
 * @param {Conversation} conversation
 * @returns {never}
 */
export function deleteConversation({ _id }) {
  throw badRequest(`Conversation ${_id} cannot be deleted because it is the default.`);
}

/**
 * The person has read everything.
 * @param {Service} service
 * @param {User} user
 * @param {Source} source
 * @param {Client} [client]
 */
export function readByUser(service, user, source, client) {
  const conversation = service.state.conversation(user);
  conversation.unreadCount = 0;
  conversation.appUserLastRead = service.now();
  service.events.fire({ type: "read", user, source, ...(client === undefined ? {} : { client }) });
}

/**
 * The business has read everything.
 * @param {Service} service
 * @param {User} user
 */
export function readByBusiness(service, user) {
  service.state.conversation(user).appMakerLastRead = service.now();
}
