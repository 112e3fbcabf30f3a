// @ts-check
// Creates, changes and removes users (docs/api/v1.md, section 4). It takes and gives records; how a version of the API
// writes them on the wire stands elsewhere.
import { forget } from "./attachments.js";
import { badRequest, userExists } from "./errors.js";

/** @import { Service } from "./service.js" */
/** @import { Flat, User } from "./records.js" */

/**
 * @typedef {{ [field in typeof PROFILE_FIELDS[number]]?: string | null } &
 *   { signedUpAt?: string, properties?: Flat | null, toBeRetained?: boolean }} Profile what is null is cleared
 */

/** The fields that say who a person is. */
export const PROFILE_FIELDS = /** @type {const} */ (["givenName", "surname", "email", "avatarUrl", "locale"]);
const FLAT_LIMIT = 4096;

/**
 * @param {Service} service
 * @param {Profile & { userId?: string, brandId?: string, credentialRequired?: boolean }} given
 * @returns {User}
 */
export function createUser(service, given) {
  if (service.state.holderOf(given.userId, given.brandId) !== undefined) throw userExists();
  /** @type {User} */
  const user = {
    _id: service.newId(),
    ...(given.userId === undefined ? {} : { userId: given.userId }),
    ...(given.brandId === undefined ? {} : { brandId: given.brandId }),
    signedUpAt: service.now(),
    properties: {},
    credentialRequired: given.credentialRequired ?? false,
    identities: [],
    devices: [],
    clients: [],
    attempts: [],
    otherConversations: [],
  };
  updateUser(user, given);
  service.state.users.set(user._id, user);
  return user;
}

/**
 * Additive: fields and property keys that are not given stay as they are (docs/api/v1.md, section 4.3).
 * @param {User} user
 * @param {Profile} given
 */
export function updateUser(user, given) {
  const properties = given.properties === null ? {} : { ...user.properties, ...given.properties };
  checkFlat("properties", properties);
  const signedUpAt = given.signedUpAt === undefined ? user.signedUpAt : Date.parse(given.signedUpAt);
  if (Number.isNaN(signedUpAt)) throw badRequest("signedUpAt must be an ISO 8601 date.");
  for (const field of PROFILE_FIELDS) {
    const value = given[field];
    if (value === null) delete user[field];
    else if (value !== undefined) user[field] = value;
  }
  if (given.toBeRetained !== undefined) user.toBeRetained = given.toBeRetained;
  user.signedUpAt = signedUpAt;
  user.properties = properties;
}

/**
 * Clears what names the person, on the user and on each client; the channels stay linked.
 * @param {User} user
 */
export function deleteProfile(user) {
  delete user.givenName;
  delete user.surname;
  delete user.email;
  user.properties = {};
  for (const client of user.clients) {
    delete client.displayName;
    delete client.avatarUrl;
    client.info = {};
  }
}

/**
 * Clears the picture and the language too, which v1 leaves: v2 answers with an empty profile.
 * @param {User} user
 */
export function deletePersonalInformation(user) {
  deleteProfile(user);
  delete user.avatarUrl;
  delete user.locale;
}

/**
 * @param {Service} service
 * @param {User} user
 */
export function deleteUser(service, user) {
  for (const attempt of user.attempts) attempt.cancel();
  service.state.users.delete(user._id);
  for (const group of service.state.groups) group.participants = group.participants.filter((one) => one.user !== user);
  forget(service, { userId: user._id });
  service.events.fire({ type: "deletion", user });
}

/**
 * A flat object holds at most 4 KB, keys and values together (docs/api/v1.md, section 13).
 * @param {string} name
 * @param {Record<string, unknown>} flat
 */
export function checkFlat(name, flat) {
  const bytes = new TextEncoder().encode(Object.entries(flat).flat().join("")).length;
  if (bytes > FLAT_LIMIT) throw badRequest(`${name} must hold at most ${FLAT_LIMIT} bytes in all; it holds ${bytes}.`);
}
