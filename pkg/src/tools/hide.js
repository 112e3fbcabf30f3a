// Responses without what opens something: keys and webhooks come with their secrets, and nobody who reads a log, or a
// model, needs them.

/**
 * Names of members whose text opens something. `…Token` of a device or of a page is not told apart: it is hidden as well.
 * The id of a key is none; a key by its kind, such as `signingKey`, is.
 */
const SECRET =
  /secret|password|passphrase|token|jwt|credential|certificate|(api|private|server|signing|access|consumer|auth|aes|encryption)_?key/i;

/**
 * A copy in which the text of secrets is `[hidden]`: all text of a member with such a name, at any depth.
 *
 * @param {any} value
 * @param {boolean} [isSecret] whether it is in a member with such a name
 * @returns {any}
 */
export function hideSecrets(value, isSecret = false) {
  if (Array.isArray(value)) return value.map((item) => hideSecrets(item, isSecret));
  if (value === null || typeof value !== "object") return isSecret && typeof value === "string" ? "[hidden]" : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, hideSecrets(member, isSecret || SECRET.test(name))]),
  );
}
