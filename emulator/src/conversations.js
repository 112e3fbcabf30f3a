// @ts-check
// A user's one conversation: it begins by itself with the first message, counts what the person has not read, and
// remembers who read last (api facts, sections 6 and 8).

/** @import { Service } from "./service.js" */
/** @import { Client, Conversation, Source, User } from "./records.js" */

/**
 * @param {Service} service
 * @param {User} user
 * @returns {Conversation}
 */
export function conversationOf(service, user) {
  user.conversation ??= { _id: service.newId(), unreadCount: 0, appMakerLastRead: 0, appUserLastRead: 0, messages: [] };
  return user.conversation;
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
