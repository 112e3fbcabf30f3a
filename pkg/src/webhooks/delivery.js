// What became of a message, in one shape for all versions (docs/api/v1.md, section 11.4; docs/api/v2.md, section 10).

/** v1 knows one success, that of the channel, and tells of each message once. */
const V1 = { "delivery:success": "sent", "delivery:failure": "failed" };

const LATER = /^(?:conversation:)?message:delivery:(channel|user|failure)$/;

const STATES = { channel: "sent", user: "delivered", failure: "failed" };

/**
 * @param {any} event
 * @returns {any}
 */
export function delivery(event) {
  const { trigger, type, payload } = event ?? {};
  const name = String(trigger ?? type);
  if (Object.hasOwn(V1, name)) {
    const { appUser, messages } = event;
    const state = V1[/** @type {keyof typeof V1} */ (name)];
    return outcome(appUser, Array.isArray(messages) ? messages : [], state, true, event);
  }
  const [, kind] = LATER.exec(name) ?? [];
  const told = trigger === undefined ? payload : event;
  if (kind === undefined || !told) return undefined;
  const state = STATES[/** @type {keyof typeof STATES} */ (kind)];
  return outcome(told.appUser ?? told.user, [told.message], state, told.isFinalEvent === true, told);
}

/**
 * @param {any} user
 * @param {any[]} messages
 * @param {string} state
 * @param {boolean} final
 * @param {{ destination?: any, error?: any }} told
 */
function outcome(user, messages, state, final, { destination, error }) {
  const id = user?._id ?? user?.id;
  const channel = destination?.type;
  const ids = messages.map((message) => message?._id ?? message?.id).filter((id) => typeof id === "string");
  if (typeof id !== "string" || typeof channel !== "string" || ids.length === 0) return undefined;
  const externalId = user.userId ?? user.externalId;
  return {
    user: id,
    ...(typeof externalId === "string" ? { externalId } : {}),
    channel,
    messages: ids,
    state,
    final,
    ...(state === "failed" && typeof error === "object" && error !== null ? { error } : {}),
  };
}
