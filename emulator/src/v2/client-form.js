// @ts-check
// Writes clients as v2 shows them: those that are linked, and those whose link is on its way (docs/api/v2.md,
// section 5).
import { linkedBy } from "../linking.js";
import { given } from "../fields.js";
import { iso } from "../time.js";

/** @import { Client, LinkAttempt, User } from "../records.js" */

/** @param {Client} client */
export function clientForm(client) {
  return {
    id: client._id,
    type: client.platform,
    status: "active",
    integrationId: client.integrationId,
    externalId: client.externalId,
    lastSeen: iso(client.lastSeen),
    linkedAt: iso(client.linkedAt),
    ...given({ displayName: client.displayName, avatarUrl: client.avatarUrl }),
    info: client.info,
    raw: {},
  };
}

/**
 * A repeated link renews a client that is there already, and shows that one.
 * @param {User} user
 * @param {LinkAttempt} attempt
 */
export function attemptForm(user, attempt) {
  const linked = linkedBy(user, attempt);
  return linked === undefined ? pendingForm(attempt) : clientForm(linked);
}

/** @param {LinkAttempt} attempt */
export function pendingForm({ _id, request, integration }) {
  return { id: _id, type: request.type, status: "pending", integrationId: integration._id };
}
