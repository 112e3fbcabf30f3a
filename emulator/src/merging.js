// @ts-check
// Makes one user of two (docs/api/v1.md, section 4.3): the one that survives has the channels, conversations, properties
// and identities of both, its own values before those of the other.
import { badRequest } from "./errors.js";
import { PROFILE_FIELDS } from "./users.js";

/** @import { User } from "./records.js" */
/** @import { Service } from "./service.js" */

const FIELDS = /** @type {const} */ ([...PROFILE_FIELDS, "zendeskId"]);

/**
 * @param {Service} service
 * @param {User} surviving
 * @param {User} discarded
 */
export function merge(service, surviving, discarded) {
  if (surviving === discarded) throw badRequest("surviving and discarded must be two users.");
  const { state } = service;
  for (const attempt of discarded.attempts) attempt.cancel();
  for (const name of FIELDS)
    if (surviving[name] === undefined && discarded[name] !== undefined) surviving[name] = discarded[name];
  surviving.properties = { ...discarded.properties, ...surviving.properties };
  surviving.identities.push(...discarded.identities);
  surviving.devices.push(...discarded.devices);
  const taken = surviving.clients.map(({ integrationId }) => integrationId);
  const clients = discarded.clients.filter(({ integrationId }) => !taken.includes(integrationId));
  surviving.clients.push(...clients.map((client) => ({ ...client, primary: client.primary && taken.length === 0 })));
  mergeConversations(service, surviving, discarded);
  for (const group of state.groups) {
    const there = group.participants.some(({ user }) => user === surviving);
    group.participants = group.participants.filter(({ user }) => !(there && user === discarded));
    for (const person of group.participants) if (person.user === discarded) person.user = surviving;
  }
  for (const file of state.attachments) if (file.userId === discarded._id) file.userId = surviving._id;
  state.users.delete(discarded._id);
  service.events.fire({ type: "merge", user: surviving, discarded });
}

/**
 * The default conversations become one; the others move.
 * @param {Service} service
 * @param {User} surviving
 * @param {User} discarded
 */
function mergeConversations({ state }, surviving, discarded) {
  const [kept, gone] = [surviving.conversation, discarded.conversation];
  const moved = [...discarded.otherConversations];
  if (kept === undefined && gone !== undefined) {
    surviving.conversation = gone;
    moved.push(gone);
  } else if (kept !== undefined && gone !== undefined) {
    kept.messages = [...kept.messages, ...gone.messages].sort((a, b) => a.receivedAt - b.receivedAt);
    for (const file of state.attachments) if (file.conversationId === gone._id) file.conversationId = kept._id;
    const [one, other] = [kept.participants[0], gone.participants[0]];
    if (one !== undefined && other !== undefined) one.unreadCount += other.unreadCount;
  }
  for (const conversation of moved) {
    conversation.creator = surviving;
    for (const person of conversation.participants) person.user = surviving;
  }
  surviving.otherConversations.push(...discarded.otherConversations);
}
