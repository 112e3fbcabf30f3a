// @ts-check
// The operations of v2, gathered from the file of each resource. Paths are those under `/v2/apps/{appId}`, and those of
// the account.
import { apps } from "./apps.js";
import { attachments } from "./attachments.js";
import { clients } from "./clients.js";
import { conversationActs } from "./conversation-acts.js";
import { conversations } from "./conversations.js";
import { devices } from "./devices.js";
import { integrations } from "./integrations.js";
import { messages } from "./messages.js";
import { participants } from "./participants.js";
import { switchboards } from "./switchboards.js";
import { users } from "./users.js";
import { webhooks } from "./webhooks.js";

/** @import { Operation } from "../operation.js" */

/** @typedef {import("../operation.js").Call<"v2">} Call */

/** @type {Operation<Call>[]} */
export const operations = [
  ...[...users, ...clients, ...devices],
  ...[...conversations, ...conversationActs, ...participants, ...messages, ...attachments],
  ...[...integrations, ...webhooks, ...switchboards],
  ...apps,
];

/**
 * The body of an error. The list of codes has one alone for refused credentials (docs/api/v2.md, section 3).
 * @param {string} code
 * @param {string} title
 */
export function envelope(code, title) {
  return { errors: [{ code: code === "invalid_auth" ? "unauthorized" : code, title }] };
}
