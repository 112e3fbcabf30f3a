// The outcome of a message or a notification, in one shape for all versions (docs/api/v1.md, sections 10 and 11.4;
// docs/api/v2.md, section 10).

import { failureOf } from "./failure.js";

/** v1 knows one success, that of the channel, and tells of each message once. */
const V1 = { "delivery:success": "sent", "delivery:failure": "failed" };

const LATER = /^(?:conversation:)?message:delivery:(channel|user|failure)$/;

const NOTIFICATION = /^notification:(?:delivery:(channel|user|failure)|match:(failure))$/;

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
  const told = trigger === undefined ? payload : event;
  const [, ...kinds] = LATER.exec(name) ?? NOTIFICATION.exec(name) ?? [];
  const kind = kinds.find(Boolean);
  if (kind === undefined || !told) return undefined;
  const state = STATES[/** @type {keyof typeof STATES} */ (kind)];
  if (name.startsWith("notification")) return notified(told, state);
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
  const person = personOf(user);
  const channel = destination?.type;
  const ids = messages.map((message) => message?._id ?? message?.id).filter((id) => typeof id === "string");
  if (!person || typeof channel !== "string" || ids.length === 0) return undefined;
  return { ...person, channel, messages: ids, state, final, ...(state === "failed" && failureOf(error)) };
}

/**
 * That of a notification, which goes to an address of a channel. The user is one whom the service found or made for it.
 *
 * @param {any} told
 * @param {string} state
 */
function notified({ notification, destination, matchResult, appUser, isFinalEvent, error }, state) {
  const id = notification?._id ?? notification?.id;
  if (typeof id !== "string") return undefined;
  const { type, destinationId } = destination ?? {};
  return {
    notification: id,
    ...personOf(matchResult?.appUser ?? appUser),
    ...(typeof type === "string" && { channel: type }),
    ...(typeof destinationId === "string" && { destination: destinationId }),
    messages: [],
    state,
    // If the event does not say so, nothing comes after the person has it, or after it failed.
    final: isFinalEvent ?? state !== "sent",
    ...(state === "failed" && failureOf(error)),
  };
}

/** @param {any} user */
function personOf(user) {
  const id = user?._id ?? user?.id;
  if (typeof id !== "string") return undefined;
  const externalId = user.userId ?? user.externalId;
  return { user: id, ...(typeof externalId === "string" && { externalId }) };
}
