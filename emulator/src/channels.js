// @ts-check
// The channels that a user can be linked to, one row each (docs/api/v1.md, section 5.2): which field names the person,
// what the channel calls that person, and how far it reports the fate of a message.

/**
 * @typedef {object} Channel
 * @property {"phoneNumber" | "address"} entity field of the link that names the person
 * @property {"phoneNumber" | "userId" | "address" | "username"} knownAs field in the list of channels (docs/api/v1.md, section 4.3)
 * @property {"channel" | "user"} receipts whether the last delivery event says that the channel, or the person, has it
 */

/** @type {Record<string, Channel>} */
export const channels = {
  twilio: { entity: "phoneNumber", knownAs: "phoneNumber", receipts: "user" },
  messenger: { entity: "phoneNumber", knownAs: "userId", receipts: "user" },
  mailgun: { entity: "address", knownAs: "address", receipts: "channel" },
  messagebird: { entity: "phoneNumber", knownAs: "phoneNumber", receipts: "channel" },
  whatsapp: { entity: "phoneNumber", knownAs: "username", receipts: "user" },
};

/**
 * The E.164 form of a number that was given with its country code; spaces and hyphens are fine, a missing `+` is not
 * (docs/api/v1.md, section 5.2). Undefined when the text is no such number.
 * @param {string} text
 */
export function phoneNumber(text) {
  const digits = text.replace(/[\s\u0085\u2010\u2011-]/g, "");
  return /^\+\d{1,15}$/.test(digits) ? digits : undefined;
}
