// @ts-check
// A user's conversations: the default one begins by itself with the first message, or is created; others are created
// where the app has the setting for several. Each counts what the person has not read, and remembers who read last (docs/api/v1.md,
// sections 6 and 8; docs/api/v2.md, section 6).
import { badRequest, published } from "./errors.js";
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
 * Creates a conversation by itself. Without the setting for several conversations a user has a single one; how a second
 * one is then answered is not published, and is an option.
 * @param {Service} service
 * @param {User} user
 * @param {ConversationFields} given
 * @returns {Conversation}
 */
export function createConversation(service, user, given) {
  const { conversations } = service.settings;
  if (user.conversation === undefined || conversations === "several")
    return begin(service, user, given, { reason: "none", source: { type: "api" } });
  if (conversations === "same") return user.conversation;
  throw badRequest(
    "The user has a conversation already, and several are not enabled for this app.",
    "second-conversation",
  );
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
    isDefault: user.conversation === undefined,
    createdAt: now,
    lastUpdatedAt: now,
    metadata: {},
    unreadCount: 0,
    appMakerLastRead: 0,
    appUserLastRead: 0,
    messages: [],
  };
  change(conversation, given);
  if (conversation.isDefault) user.conversation = conversation;
  else user.otherConversations.push(conversation);
  const from = client === undefined ? {} : { client };
  service.events.fire({ type: "creation", reason, user, conversation, source, ...from });
  return conversation;
}

/**
 * All conversations of a user, oldest first.
 * @param {User} user
 */
export function conversationsOf(user) {
  return user.conversation === undefined ? [] : [user.conversation, ...user.otherConversations];
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
 * The default one cannot be deleted.
 * @param {Service} service
 * @param {User} user
 * @param {Conversation} conversation
 */
export function deleteConversation(service, user, conversation) {
  if (conversation.isDefault)
    throw published(`Conversation ${conversation._id} cannot be deleted because it is the default.`);
  user.otherConversations = user.otherConversations.filter((one) => one !== conversation);
  service.events.fire({ type: "removal", user, conversation });
}

/**
 * The person has read everything.
 * @param {Service} service
 * @param {User} user
 * @param {Conversation} conversation
 * @param {Source} source
 * @param {Client} [client]
 */
export function readByUser(service, user, conversation, source, client) {
  conversation.unreadCount = 0;
  conversation.appUserLastRead = service.now();
  service.events.fire({ type: "read", user, conversation, source, ...(client === undefined ? {} : { client }) });
}

/**
 * The business has read everything.
 * @param {Service} service
 * @param {Conversation} conversation
 */
export function readByBusiness(service, conversation) {
  conversation.appMakerLastRead = service.now();
}
