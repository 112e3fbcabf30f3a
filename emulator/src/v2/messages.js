// @ts-check
// The operations on messages (docs/api/v2.md, section 7).
import { badRequest } from "../errors.js";
import { deleteMessage, deleteMessages, send } from "../messages.js";
import { authorOf } from "./author.js";
import { placeOf } from "./conversations.js";
import { messageFields } from "./message-fields.js";
import { messageForm } from "./message-form.js";
import { newestPageOf } from "./query.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const path = "/conversations/:conversationId/messages";

/** @type {Operation<Call>[]} */
export const messages = [
  {
    name: "send",
    method: "POST",
    path,
    body: "MessagePost",
    status: 201,
    run: (call) => {
      const fields = messageFields(call.body);
      const { user, conversation } = placeOf(call);
      if (conversation.type === "sdkGroup" && fields.destination !== undefined)
        throw badRequest("destination is for personal conversations only.", "destination-without-client");
      const writer = fields.role === "appUser" ? authorOf(call.service, call.body.author, conversation) : user;
      return { messages: send(call.service, writer, fields, conversation).map(messageForm) };
    },
  },
  {
    name: "messages.list",
    method: "GET",
    path,
    run: (call) => {
      const { items, about } = newestPageOf(call.url, placeOf(call).conversation.messages);
      return { messages: items.map(messageForm), ...about };
    },
  },
  {
    name: "messages.deleteAll",
    method: "DELETE",
    path,
    run: (call) => {
      deleteMessages(placeOf(call).conversation);
      return {};
    },
  },
  {
    name: "messages.delete",
    method: "DELETE",
    path: `${path}/:messageId`,
    run: (call) => {
      deleteMessage(placeOf(call).conversation, call.params.messageId ?? "");
      return {};
    },
  },
];
