// @ts-check
// The operations on conversations and their activities (docs/api/v2.md, sections 6 and 7).
import {
  conversationsOf,
  createConversation,
  deleteConversation,
  readByBusiness,
  readByUser,
  updateConversation,
} from "../conversations.js";
import { badRequest, published } from "../errors.js";
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
      if ((userId === undefined) === (userExternalId === undefined)) throw published("Invalid query parameters");
      const user = participantOf(service, { userId, userExternalId });
      const { items, about } = pageOf(service, url, conversationsOf(user));
      return { conversations: items.map(conversationForm), ...about };
    },
  },
  {
    name: "conversations.get",
    method: "GET",
    path: conversation,
    run: (call) => ({ conversation: conversationForm(placeOf(call).conversation) }),
  },
  {
    name: "conversations.update",
    method: "PATCH",
    path: conversation,
    body: conversationFields,
    run: (call) => {
      const changed = placeOf(call).conversation;
      updateConversation(call.service, changed, call.body);
      return { conversation: conversationForm(changed) };
    },
  },
  {
    name: "conversations.delete",
    method: "DELETE",
    path: conversation,
    run: (call) => {
      const { user, conversation: deleted } = placeOf(call);
      deleteConversation(call.service, user, deleted);
      return {};
    },
  },
  {
    name: "conversation.activity",
    method: "POST",
    path: `${conversation}/activity`,
    body: activity,
    run: (call) => {
      const { user, conversation: seen } = placeOf(call);
      const { type, author } = call.body;
      if (author.type === "user") {
        authorOf(call.service, author, user);
        readByUser(call.service, user, seen, { type: "api" });
      } else if (type === "conversation:read") readByBusiness(call.service, seen);
      return {};
    },
  },
];

/** @param {Call} call */
function placeOf({ service, params }) {
  return service.state.conversationWith(params.conversationId ?? "");
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
 * A personal conversation has exactly one participant; groups need a setting that the app does not have.
 * @param {any} body
 */
function participant(body) {
  const type = oneOf(body, "type", ["personal", "sdkGroup"]);
  if (type === "sdkGroup")
    throw badRequest("type cannot be sdkGroup: groups are not enabled for this app.", "no-groups");
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
