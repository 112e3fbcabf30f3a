// @ts-check
// The operations on the people of a conversation (docs/api/v2.md, section 6).
import { join, leave, participantIn } from "../conversations.js";
import { optional } from "../fields.js";
import { iso } from "../time.js";
import { participantOf } from "./author.js";
import { placeOf } from "./conversations.js";
import { pageOf } from "./query.js";

/** @import { Operation } from "../operation.js" */
/** @import { Participant } from "../records.js" */
/** @import { Call } from "./operations.js" */

const conversation = "/conversations/:conversationId";

/** @type {Operation<Call>[]} */
export const participants = [
  {
    name: "participants.join",
    method: "POST",
    path: `${conversation}/join`,
    body: (body) => {
      optional(body, "subscribeSDKClient", "boolean");
      return body;
    },
    status: 201,
    run: (call) => {
      const { conversation: place } = placeOf(call);
      return { participant: participantForm(join(call.service, place, participantOf(call.service, call.body))) };
    },
  },
  {
    name: "participants.list",
    method: "GET",
    path: `${conversation}/participants`,
    run: (call) => {
      const { items, about } = pageOf(call.service, call.url, placeOf(call).conversation.participants);
      return { participants: items.map(participantForm), ...about };
    },
  },
  {
    name: "participants.leave",
    method: "POST",
    path: `${conversation}/leave`,
    body: (body) => {
      optional(body, "participantId", "string");
      return body;
    },
    run: (call) => {
      const { conversation: place } = placeOf(call);
      const { participantId: id } = call.body;
      const participant =
        id === undefined
          ? participantIn(place, participantOf(call.service, call.body))
          : place.participants.find(({ _id }) => _id === id);
      leave(call.service, place, participant);
      return {};
    },
  },
];

/** @param {Participant} participant */
function participantForm({ _id, user, unreadCount, lastRead }) {
  const clients = [...user.clients].sort((a, b) => Number(b.primary) - Number(a.primary));
  return {
    id: _id,
    userId: user._id,
    ...(user.userId === undefined ? {} : { userExternalId: user.userId }),
    unreadCount,
    ...(lastRead === 0 ? {} : { lastRead: iso(lastRead) }),
    clientAssociations: clients.map((client) => ({ type: client.platform, clientId: client._id })),
  };
}
