// @ts-check
// The operations on conversations and their activities (docs/api/v2.md, sections 6 and 7).
import {
  conversationsOf,
  createConversation,
  createGroup,
  deleteConversation,
  groupsOf,
  readByBusiness,
  readByUser,
  updateConversation,
} from "../conversations.js";
import { badRequest, published } from "../errors.js";
import { authorOf, participantOf } from "./author.js";
import { conversationForm } from "./conversation-form.js";
import { clearable, given, metadata, objects, oneOf, required } from "../fields.js";
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
      const people = participants(body).map((one, index) => participantOf(service, one, `participants[${index}].`));
      const [user] = people;
      const created =
        body.type === "sdkGroup" || user === undefined
          ? createGroup(service, people, fields)
          : createConversation(service, user, fields);
      return { conversation: conversationForm(created) };
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
      const { items, about } = pageOf(service, url, [...conversationsOf(user), ...groupsOf(service, user)]);
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
    name: "activities.post",
    method: "POST",
    path: `${conversation}/activity`,
    body: activity,
    run: (call) => {
      const { conversation: seen } = placeOf(call);
      const { type, author } = call.body;
      if (author.type === "user") {
        readByUser(call.service, authorOf(call.service, author, seen), seen, { type: "api" });
      } else if (type === "conversation:read") readByBusiness(call.service, seen);
      return {};
    },
  },
];

/** The conversation of a path, and its user. @param {Call} call */
export function placeOf({ service, params }) {
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
 * A personal conversation has exactly one participant, a group up to ten.
 * @param {any} body
 */
function participants(body) {
  const type = oneOf(body, "type", ["personal", "sdkGroup"]);
  required(body, "participants", "list");
  const all = objects(body, "participants");
  if (type === "personal" && all.length !== 1)
    throw badRequest("participants must name exactly one user for a personal conversation.");
  if (all.length === 0) throw badRequest("participants must name at least one user.");
  return all;
}

/** @param {any} body */
function activity(body) {
  const author = required(body, "author", "object");
  const type = oneOf(body, "type", ACTIVITIES);
  if (oneOf(author, "type", ["business", "user"], "author.") === "user" && type !== "conversation:read")
    throw badRequest("type must be conversation:read where the author is a user.");
  return { type, author };
}
