// @ts-check
// Writes users and clients as v1 and v1.1 show them (docs/api/v1.md, section 4.1). The two differ in `devices` and
// `credentialRequired`, which only v1 has.
import { channels } from "../channels.js";
import { iso } from "../time.js";

/** @import { Client, LinkAttempt, User } from "../records.js" */

/** @typedef {"v1" | "v1.1"} Version */

/**
 * @param {Version} version
 * @param {User} user
 */
export function appUser(version, user) {
  const clients = user.clients.map(clientForm);
  return {
    _id: user._id,
    ...named(user),
    signedUpAt: iso(user.signedUpAt),
    properties: user.properties,
    conversationStarted: user.conversation !== undefined,
    hasPaymentInfo: false,
    ...(version === "v1" ? { credentialRequired: user.credentialRequired } : {}),
    clients,
    pendingClients: user.attempts.filter(({ repeat }) => !repeat).map(pendingForm),
    ...(version === "v1" ? { devices: clients } : {}),
  };
}

/**
 * The few fields that most events show of a user (docs/api/v1.md, section 11.4).
 * @param {Version} version
 * @param {User} user
 */
export function truncatedUser(version, user) {
  const { _id, userId, givenName, surname } = user;
  return defined({
    _id,
    userId,
    ...(version === "v1" ? {} : { givenName, surname, signedUpAt: iso(user.signedUpAt), properties: user.properties }),
    conversationStarted: user.conversation !== undefined,
  });
}

/** @param {Client} client */
export function clientForm(client) {
  return defined({
    _id: client._id,
    id: client.id,
    platform: client.platform,
    integrationId: client.integrationId,
    externalId: client.externalId,
    displayName: client.displayName,
    avatarUrl: client.avatarUrl,
    status: "active",
    active: true,
    primary: client.primary,
    lastSeen: iso(client.lastSeen),
    linkedAt: iso(client.linkedAt),
    info: client.info,
    raw: {},
  });
}

/**
 * Captures show only these three fields of a pending client; `displayName` is the address as it was sent.
 * @param {LinkAttempt} attempt
 */
function pendingForm({ id, request }) {
  return { id, platform: request.type, displayName: request.criteria.phoneNumber ?? request.criteria.address };
}

/**
 * @param {Version} version
 * @param {User} user
 */
export function channelEntities(version, user) {
  return user.clients.map((client) => ({
    type: client.platform,
    ...(version === "v1" ? {} : { integrationId: client.integrationId }),
    [channels[client.platform]?.knownAs ?? "userId"]: client.externalId,
  }));
}

/** @param {User} user */
const named = ({ userId, givenName, surname, email, avatarUrl }) =>
  defined({ userId, givenName, surname, email, avatarUrl });

/**
 * Absent fields are left out, never sent as null (docs/api/v1.md, section 3).
 * @template {Record<string, unknown>} T
 * @param {T} fields
 * @returns {T}
 */
export function defined(fields) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));
}
