// @ts-check
// The operations of v2, gathered from the file of each resource. Paths are those under `/v2/apps/{appId}`.
import { clients } from "./clients.js";
import { conversations } from "./conversations.js";
import { integrations } from "./integrations.js";
import { messages } from "./messages.js";
import { users } from "./users.js";
import { webhooks } from "./webhooks.js";

/** @import { Operation } from "../operation.js" */
/** @import { Service } from "../service.js" */

/**
 * @typedef {object} Call
 * @property {Service} service
 * @property {Record<string, string>} params of the path, decoded
 * @property {URL} url
 * @property {any} body checked by the model, or read by the function of its operation
 */

/** @type {Operation<Call>[]} */
export const operations = [...users, ...clients, ...conversations, ...messages, ...integrations, ...webhooks];

/**
 * The body of an error. The list of codes has one alone for refused credentials (docs/api/v2.md, section 3).
 * @param {string} code
 * @param {string} title
 */
export function envelope(code, title) {
  return { errors: [{ code: code === "invalid_auth" ? "unauthorized" : code, title }] };
}
