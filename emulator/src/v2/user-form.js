// @ts-check
// Writes users as v2 shows them (docs/api/v2.md, section 4).
import { given } from "../fields.js";
import { iso } from "../time.js";

/** @import { User } from "../records.js" */

/** @param {User} user */
export function userForm(user) {
  const { givenName, surname, email, avatarUrl, locale } = user;
  return {
    ...truncatedUser(user),
    signedUpAt: iso(user.signedUpAt),
    ...given({ toBeRetained: user.toBeRetained }),
    hasPaymentInfo: false,
    // Identities come of a login, never of a profile.
    identities: user.identities,
    profile: given({ givenName, surname, email, avatarUrl, locale }),
    metadata: user.properties,
  };
}

/**
 * The few fields that events show of a user, unless the webhook asks for all.
 * @param {User} user
 */
export function truncatedUser({ _id, userId, brandId, zendeskId, authenticated = false }) {
  return { id: _id, ...given({ externalId: userId, zendeskId, brandId }), authenticated };
}
