// Why something failed, in words. Channels put them in different places: `message`, `underlyingError.message`, or a list
// of errors with titles, as WhatsApp has it; some give a code and nothing else (docs/api/v1.md, section 11.4).

/**
 * The error of an event, and the reason in it.
 *
 * @param {any} error
 * @returns {{ error?: object, reason?: string }}
 */
export function failureOf(error) {
  if (typeof error !== "object" || error === null) return {};
  const { underlyingError: own } = error;
  const [first] = Array.isArray(own?.errors) ? own.errors : [];
  const words = [error.message, own?.message, own?.error?.message, first?.message, first?.title, own, error.code];
  const reason = words.find((word) => typeof word === "string" && word !== "");
  return { error, ...(reason !== undefined && { reason }) };
}
