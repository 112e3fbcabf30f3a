// @ts-check
// Finds the user whom a body names by `userId` or `userExternalId`: these are two fields here, while a path takes
// either id (docs/api/v2.md, sections 6 and 7).
import { participantIn } from "../conversations.js";
import { badRequest, notFound } from "../errors.js";
import { clearable, optional } from "../fields.js";

/** @import { Service } from "../service.js" */
/** @import { Conversation, User } from "../records.js" */

/**
 * @param {Service} service
 * @param {Record<string, any>} fields
 * @param {string} [at] path of the fields, with a dot at its end
 * @returns {User}
 */
export function participantOf(service, fields, at = "") {
  const userId = optional(fields, "userId", "string", at);
  const externalId = optional(fields, "userExternalId", "string", at);
  if (userId === undefined && externalId === undefined) throw badRequest(`${at}userId or userExternalId is required.`);
  const brandId = clearable(fields, "brandId", "string", at) ?? undefined;
  const user = userId === undefined ? service.state.userWith(externalId, brandId) : service.state.users.get(userId);
  if (user === undefined) throw notFound("user");
  return user;
}

/**
 * A user who writes or reads must be in the conversation.
 * @param {Service} service
 * @param {Record<string, any>} author
 * @param {Conversation} conversation
 * @returns {User}
 */
export function authorOf(service, author, conversation) {
  const user = participantOf(service, author, "author.");
  if (participantIn(conversation, user) === undefined)
    throw badRequest("author is not a participant of the conversation.", "foreign-author");
  return user;
}
