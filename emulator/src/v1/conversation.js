// @ts-check
// Writes messages and conversations as v1 and v1.1 show them (docs/api/v1.md, section 6): times are unix seconds with
// decimals, and a message keeps the names of its request.

/** @import { Conversation, Message } from "../records.js" */

/** @param {Message} message */
export function messageForm({ receivedAt, subtypes, template, ...message }) {
  return { ...message, received: seconds(receivedAt) };
}

/** @param {Conversation} conversation */
export function conversationForm({ _id, unreadCount, appMakerLastRead, appUserLastRead }) {
  return { _id, unreadCount, appMakerLastRead: seconds(appMakerLastRead), appUserLastRead: seconds(appUserLastRead) };
}

/** @param {number} ms */
export const seconds = (ms) => ms / 1000;
