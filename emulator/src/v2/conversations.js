// @ts-check
// The operations on conversations and their activities (docs/api/v2.md, sections 6 and 7).
import {
  createConversation,
  deleteConversation,
  readByBusiness,
  readByUser,
  updateConversation,
} from "../conversations.js";
import { badRequest } from "../errors.js";
import { authorOf, participantOf } from "./author.js";
import { conversationForm } from "./conversation-form.js";
import { clearable, given, metadata, objects, oneOf, required } from "./fields.js";
import { filters, pageOf } from "./query.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const ACTIVITIES = ["conversation:read", "typing:start", "typing:stop"];
const conversation = "/conversations/:conversationId";

/** @type {Operation<Call>[]} */
export const conversations = [
  {
    name: "conversations.create",
    method: "POST",
    path: "/conversations",
    body: "ConversationCreateBody",
    status: 201,
    run: ({ service, body }) => {
      const fields = conversationFields(body);
      const user = participantOf(service, participant(body), "participants[0].");
      return { conversation: conversationForm(createConversation(service, user, fields)) };
    },
  },
  {
    name: "conversations.list",
    method: "GET",
    path: "/conversations",
    run: ({ service, url }) => {
      const { userId, userExternalId } = filters(url, ["userId", "userExternalId"]);
      if ((userId === undefined) === (userExternalId === undefined)) throw badRequest("Invalid query parameters");
      const user = participantOf(service, { userId, userExternalId });
      const { items, about } = pageOf(url, user.conversation === undefined ? [] : [user.conversation]);
      return { conversations: items.map(conversationForm), ...about };
    },
  },
  {
    name: "conversations.get",
    method: "GET",
    path: conversation,
    run: (call) => ({ conversation: conversationForm(conversationOf(call)) }),
  },
  {
    name: "conversations.update",
    method: "PATCH",
    path: conversation,
    body: conversationFields,
    run: (call) => {
      updateConversation(call.service, conversationOf(call), call.body);
      return { conversation: conversationForm(conversationOf(call)) };
    },
  },
  {
    name: "conversations.delete",
    method: "DELETE",
    path: conversation,
    run: (call) => deleteConversation(conversationOf(call)),
  },
  {
    name: "conversation.activity",
    method: "POST",
    path: `${conversation}/activity`,
    body: activity,
    run: (call) => {
      const owner = call.service.state.participant(call.params.conversationId ?? "");
      const { type, author } = call.body;
      if (author.type === "user") {
        authorOf(call.service, author, owner);
        readByUser(call.service, owner, { type: "api" });
      } else if (type === "conversation:read") readByBusiness(call.service, owner);
      return {};
    },
  },
];

/** @param {Call} call */
function conversationOf({ service, params }) {
  return service.state.participant(params.conversationId ?? "").conversation;
}

/** @param {any} body */
function conversationFields(body) {
  return given({
    displayName: clearable(body, "displayName", "string"),
    description: clearable(body, "description", "string"),
    iconUrl: clearable(body, "iconUrl", "string"),
    metadata: metadata(body),
  });
}

/**
 * A personal conversation has exactly one participant; groups need the setting for several conversations.
 * @param {any} body
 */
function participant(body) {
  const type = oneOf(body, "type", ["personal", "sdkGroup"]);
  if (type === "sdkGroup")
    throw badRequest("type cannot be sdkGroup: several conversations are not enabled for this app.");
  required(body, "participants", "list");
  const [first, ...others] = objects(body, "participants");
  if (first === undefined || others.length > 0)
    throw badRequest("participants must name exactly one user for a personal conversation.");
  return first;
}

/** @param {any} body */
function activity(body) {
  const author = required(body, "author", "object");
  const type = oneOf(body, "type", ACTIVITIES);
  if (oneOf(author, "type", ["business", "user"], "author.") === "user" && type !== "conversation:read")
    throw badRequest("type must be conversation:read where the author is a user.");
  return { type, author };
}
