// @ts-check
// Finds the user whom a body names by `userId` or `userExternalId`: these are two fields here, while a path takes
// either id (docs/api/v2.md, sections 6 and 7).
import { badRequest, notFound } from "../errors.js";
import { optional } from "./fields.js";

/** @import { Service } from "../service.js" */
/** @import { User } from "../records.js" */

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
  const user = userId === undefined ? service.state.userWith(externalId) : service.state.users.get(userId);
  if (user === undefined) throw notFound("user");
  return user;
}

/**
 * A user who writes or reads must be the one of the conversation.
 * @param {Service} service
 * @param {Record<string, any>} author
 * @param {User} owner
 */
export function authorOf(service, author, owner) {
  if (participantOf(service, author, "author.") !== owner)
    throw badRequest("author is not a participant of the conversation.", "foreign-author");
}
