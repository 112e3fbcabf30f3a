// @ts-check
// A user's conversations: the default one begins by itself with the first message, or is created; others, and groups,
// are created where the app has the setting for several. Each counts what its people have not read, and remembers who
// read last (docs/api/v1.md, sections 6 and 8; docs/api/v2.md, section 6).
import { badRequest, notAMember, published } from "./errors.js";
import { defaultOf } from "./switchboards.js";
import { forget } from "./attachments.js";
import { checkFlat } from "./users.js";

/** @import { Service } from "./service.js" */
/** @import { Client, Conversation, Flat, Participant, Source, User } from "./records.js" */

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
  const { conversations } = service;
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
 * @param {{ reason: "message" | "none" | "notification", source: Source, client?: Client | undefined }} cause
 */
export function begin(service, user, given, { reason, source, client }) {
  const conversation = empty(service, "personal", user, [user]);
  change(conversation, given);
  if (conversation.isDefault) user.conversation = conversation;
  else user.otherConversations.push(conversation);
  const from = client === undefined ? {} : { client };
  service.events.fire({ type: "creation", reason, user, conversation, source, ...from });
  return conversation;
}

/**
 * Creates a group, which is nobody's default conversation.
 * @param {Service} service
 * @param {User[]} people at least one
 * @param {ConversationFields} given
 */
export function createGroup(service, people, given) {
  const [creator] = people;
  if (creator === undefined || service.conversations !== "several")
    throw badRequest("type cannot be sdkGroup: groups are not enabled for this app.", "no-groups");
  const conversation = empty(service, "sdkGroup", creator, [...new Set(people)]);
  change(conversation, given);
  service.state.groups.push(conversation);
  service.events.fire({ type: "creation", reason: "none", user: creator, conversation, source: { type: "api" } });
  return conversation;
}

/**
 * @param {Service} service
 * @param {"personal" | "sdkGroup"} type
 * @param {User} creator
 * @param {User[]} people
 * @returns {Conversation}
 */
function empty(service, type, creator, people) {
  const now = service.now();
  const active = defaultOf(service);
  return {
    _id: service.newId(),
    type,
    isDefault: type === "personal" && creator.conversation === undefined,
    creator,
    participants: people.map((user) => participant(service, user)),
    createdAt: now,
    lastUpdatedAt: now,
    metadata: {},
    appMakerLastRead: 0,
    messages: [],
    ...(active === undefined ? {} : { active }),
  };
}

/**
 * @param {Service} service
 * @param {User} user
 * @returns {Participant}
 */
const participant = (service, user) => ({ _id: service.newId(), user, unreadCount: 0, lastRead: 0 });

/**
 * @param {Conversation} conversation
 * @param {User} user
 */
export const participantIn = ({ participants }, user) => participants.find((one) => one.user === user);

/**
 * Adds a person to a group; one who is in it stays the one participant that they are.
 * @param {Service} service
 * @param {Conversation} conversation
 * @param {User} user
 * @returns {Participant}
 */
export function join(service, conversation, user) {
  const there = participantIn(conversation, user);
  if (there !== undefined) return there;
  // A personal conversation has its one participant.
  if (conversation.type === "personal") throw published("Too many participants");
  const joined = participant(service, user);
  conversation.participants.push(joined);
  service.events.fire({ type: "participant", outcome: "join", user, conversation });
  return joined;
}

/**
 * @param {Service} service
 * @param {Conversation} conversation
 * @param {Participant | undefined} participant
 */
export function leave(service, conversation, participant) {
  if (participant === undefined) throw notAMember();
  if (conversation.type === "personal")
    throw badRequest("The participant of a personal conversation cannot leave it.", "personal-stays");
  conversation.participants = conversation.participants.filter((one) => one !== participant);
  service.events.fire({ type: "participant", outcome: "leave", user: participant.user, conversation });
}

/**
 * The personal conversations of a user, oldest first.
 * @param {User} user
 */
export function conversationsOf(user) {
  return user.conversation === undefined ? [] : [user.conversation, ...user.otherConversations];
}

/**
 * The groups that a user is in, oldest first.
 * @param {Service} service
 * @param {User} user
 */
export function groupsOf(service, user) {
  return service.state.groups.filter((group) => participantIn(group, user) !== undefined);
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
  service.state.groups = service.state.groups.filter((one) => one !== conversation);
  forget(service, { conversationId: conversation._id });
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
  const reader = participantIn(conversation, user);
  if (reader !== undefined) Object.assign(reader, { unreadCount: 0, lastRead: service.now() });
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
