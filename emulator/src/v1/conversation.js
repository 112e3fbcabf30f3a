// @ts-check
// Writes messages and conversations as v1 and v1.1 show them (docs/api/v1.md, section 6): times are unix seconds with
// decimals, and a message keeps the names of its request.

/** @import { Conversation, Message, User } from "../records.js" */
/** @import { Service } from "../service.js" */

/** @param {Message} message */
export function messageForm({ receivedAt, subtypes, template, ...message }) {
  return { ...message, received: seconds(receivedAt) };
}

/** @param {Conversation} conversation */
export function conversationForm({ _id, appMakerLastRead, participants: [person] }) {
  return {
    _id,
    unreadCount: person?.unreadCount ?? 0,
    appMakerLastRead: seconds(appMakerLastRead),
    appUserLastRead: seconds(person?.lastRead ?? 0),
  };
}

/**
 * The answer to a message that was sent.
 * @param {Service} service
 * @param {User} to
 * @param {Message[]} sent
 */
export function messageAnswer({ state }, to, sent) {
  const [message, ...extraMessages] = sent.map(messageForm);
  return {
    message,
    ...(extraMessages.length === 0 ? {} : { extraMessages }),
    conversation: conversationForm(state.conversation(to)),
  };
}

/** @param {number} ms */
export const seconds = (ms) => ms / 1000;
