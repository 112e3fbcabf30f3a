// @ts-check
// The operations on clients, by which a user is linked to a channel (docs/api/v2.md, section 5).
import { channels, phoneNumber } from "../channels.js";
import { conversationsOf } from "../conversations.js";
import { badRequest, notFound } from "../errors.js";
import { link, unlinkClient } from "../linking.js";
import { attemptForm, clientForm, pendingForm } from "./client-form.js";
import { given, oneOf, optional, required } from "../fields.js";
import { messageFields } from "./message-fields.js";
import { pageOf } from "./query.js";
import { userOf } from "./users.js";

/** @import { Operation } from "../operation.js" */
/** @import { LinkRequest, User } from "../records.js" */
/** @import { Call } from "./operations.js" */

// Messenger, which v1 links, is none of them.
const LINKABLE = ["twilio", "messagebird", "whatsapp", "mailgun"];
const CONFIRMATIONS = /** @type {const} */ (["immediate", "userActivity", "prompt"]);
const path = "/users/:userId/clients";

/** @type {Operation<Call>[]} */
export const clients = [
  {
    name: "link",
    method: "POST",
    path,
    body: "ClientCreate",
    status: 201,
    run: (call) => {
      const request = linkRequest(call.body);
      const target = required(call.body, "target", "object");
      const conversationId = required(target, "conversationId", "string", "target.");
      const user = userOf(call);
      const conversation = conversationsOf(user).find(({ _id }) => _id === conversationId);
      if (conversation === undefined) throw notFound("conversation", "link-target");
      const attempt = link(call.service, user, { ...request, conversation });
      return { client: attemptForm(user, attempt) };
    },
  },
  {
    name: "channels.list",
    method: "GET",
    path,
    run: (call) => {
      const { items, about } = pageOf(call.service, call.url, clientsOf(userOf(call)));
      return { clients: items.map(({ form }) => form), ...about };
    },
  },
  {
    name: "channels.unlink",
    method: "DELETE",
    path: `${path}/:clientId`,
    run: (call) => {
      unlinkClient(call.service, userOf(call), call.params.clientId ?? "");
      return {};
    },
  },
];

/**
 * Linked and pending ones.
 * @param {User} user
 */
function clientsOf(user) {
  return [
    ...user.clients.map((client) => ({ _id: client._id, form: clientForm(client) })),
    ...user.attempts
      .filter(({ repeat }) => !repeat)
      .map((attempt) => ({ _id: attempt._id, form: pendingForm(attempt) })),
  ];
}

/**
 * @param {any} body
 * @returns {LinkRequest}
 */
function linkRequest(body) {
  const criteria = required(body, "matchCriteria", "object");
  const at = "matchCriteria.";
  const type = oneOf(criteria, "type", LINKABLE, at);
  const integrationId = required(criteria, "integrationId", "string", at);
  const entity = channels[type]?.entity ?? "phoneNumber";
  const text = required(criteria, entity, "string", at);
  const address = entity === "phoneNumber" ? phoneNumber(text) : text;
  if (address === undefined)
    throw badRequest(`${at}phoneNumber must start with + and the country code, such as +15145555555.`);
  const confirmation = required(body, "confirmation", "object");
  const message = optional(confirmation, "message", "object", "confirmation.");
  return {
    type,
    integrationId,
    address,
    criteria: { [entity]: text },
    confirmation: oneOf(confirmation, "type", CONFIRMATIONS, "confirmation."),
    primary: optional(criteria, "primary", "boolean", at) ?? true,
    ...given({
      subject: optional(criteria, "subject", "string", at),
      message: message === undefined ? undefined : messageFields(message, "confirmation.message."),
    }),
  };
}
