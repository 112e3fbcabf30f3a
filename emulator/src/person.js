// @ts-check
// The person at the other end: taps a button, writes back, answers a prompt. These are the only things that happen
// without a request of the business, and what `userActivity` and `prompt` links wait for.
import { conversationsOf, groupsOf } from "./conversations.js";
import { badRequest } from "./errors.js";
import { sdkIds } from "./integrations.js";
import { complete, refuse } from "./linking.js";
import { menuItems } from "./menus.js";
import { receive } from "./messages.js";

/** @import { Service } from "./service.js" */
/** @import { Client, LinkAttempt, Message, User } from "./records.js" */

/**
 * Writes back. A `userActivity` link on that channel succeeds by it.
 * @param {Service} service
 * @param {string} userId
 * @param {{ text: string, channel?: string }} given
 * @returns {Message}
 */
export function reply(service, userId, { text, channel }) {
  if (typeof text !== "string") throw badRequest("A reply needs a text.");
  const user = service.state.user(userId);
  const waiting = waitingAttempt(user, channel, "userActivity");
  if (waiting !== undefined) complete(service, user, waiting);
  const client = clientOn(user, waiting?.request.type ?? channel);
  return receive(service, user, { type: "text", text }, sourceOf(client), client);
}

/**
 * Starts or stops typing.
 * @param {Service} service
 * @param {string} userId
 * @param {"start" | "stop"} activity
 * @param {string | undefined} channel
 */
export function type(service, userId, activity, channel) {
  if (activity !== "start" && activity !== "stop") throw badRequest("Typing can start or stop.");
  const user = service.state.user(userId);
  service.state.conversation(user);
  const client = clientOn(user, channel);
  service.events.fire({ type: "typing", activity: `typing:${activity}`, user, source: sourceOf(client), client });
}

/**
 * Answers the prompt of a link.
 * @param {Service} service
 * @param {string} userId
 * @param {string} channel
 * @param {boolean} accepts
 */
export function answer(service, userId, channel, accepts) {
  if (typeof accepts !== "boolean") throw badRequest("An answer to a prompt is true or false.");
  const user = service.state.user(userId);
  const attempt = waitingAttempt(user, channel, "prompt");
  if (attempt === undefined) throw badRequest(`No prompt is waiting for an answer of this user on ${channel}.`);
  if (accepts) complete(service, user, attempt);
  else refuse(service, user, attempt);
}

/**
 * Logs in on a page of the business: the person is known by an e-mail address from then on, and has a device.
 * @param {Service} service
 * @param {string} userId
 * @param {string | undefined} email
 */
export function login(service, userId, email) {
  if (email !== undefined && (typeof email !== "string" || email === ""))
    throw badRequest("email must be a string that is not empty.");
  const user = service.state.user(userId);
  user.authenticated = true;
  if (email !== undefined && !user.identities.some(({ value }) => value === email))
    user.identities.push({ type: "email", value: email, verification: "sso" });
  const { integrationId } = user.devices[0] ?? { integrationId: sdkIds(service).webIntegrationId };
  const lastSeen = service.now();
  if (user.devices[0] !== undefined) user.devices[0].lastSeen = lastSeen;
  else {
    const device = { _id: service.newId(), guid: service.ids.hex(32), clientId: service.newId() };
    user.devices.push({ ...device, integrationId, lastSeen });
  }
  service.events.fire({ type: "login", user, source: { type: "web", integrationId } });
}

/**
 * Taps a button: a postback, or a reply button, which sends its text.
 * @param {Service} service
 * @param {string} userId
 * @param {string | Record<string, any>} wanted the action, or its `_id`, payload or text
 */
export function tap(service, userId, wanted) {
  const user = service.state.user(userId);
  const { message, action } = findAction(service, user, wanted);
  const client = writerOf(user);
  if (action.type === "reply") {
    receive(
      service,
      user,
      {
        type: "text",
        text: action.text,
        payload: action.payload,
        ...(action.metadata === undefined ? {} : { metadata: action.metadata }),
      },
      client === undefined ? { type: "api" } : sourceOf(client),
      client,
    );
    return;
  }
  if (action.type !== "postback")
    throw badRequest(`A ${action.type} button sends nothing to the business; only postback and reply do.`);
  service.events.fire({
    type: "postback",
    user,
    action,
    ...(message === undefined ? {} : { message }),
    ...(client === undefined ? {} : { client }),
  });
}

/**
 * The newest button of any conversation that fits, or one of a menu. An action that is in neither is taken as it is.
 * @param {Service} service
 * @param {User} user
 * @param {string | Record<string, any>} wanted
 * @returns {{ message?: Message, action: Record<string, any> }}
 */
function findAction(service, user, wanted) {
  const fits = (/** @type {Record<string, any>} */ action) =>
    typeof wanted === "string"
      ? [action._id, action.payload, action.text].includes(wanted)
      : wanted._id !== undefined
        ? action._id === wanted._id
        : action.type === wanted.type && action.payload === wanted.payload;
  const messages = [...conversationsOf(user), ...groupsOf(service, user)].flatMap(({ messages: all }) => all);
  for (const message of messages.sort((a, b) => b.receivedAt - a.receivedAt)) {
    const items = /** @type {Record<string, any>[]} */ (message.items ?? []);
    const action = [...(message.actions ?? []), ...items.flatMap((item) => item.actions)].find(fits);
    if (action !== undefined) return { message, action };
  }
  const inMenu = menuItems(service, user).find(fits);
  if (inMenu !== undefined) return { action: inMenu };
  if (typeof wanted === "object" && typeof wanted?.type === "string") return { action: wanted };
  throw badRequest(`No message of this user has a button ${JSON.stringify(wanted)}.`);
}

/**
 * @param {User} user
 * @param {string | undefined} channel
 * @param {"userActivity" | "prompt"} confirmation
 * @returns {LinkAttempt | undefined}
 */
function waitingAttempt(user, channel, confirmation) {
  return user.attempts.find(
    ({ waiting, request }) =>
      waiting && request.confirmation === confirmation && (channel === undefined || request.type === channel),
  );
}

/**
 * @param {User} user
 * @param {string | undefined} channel
 * @returns {Client}
 */
function clientOn(user, channel) {
  const client = channel === undefined ? writerOf(user) : user.clients.find((one) => one.platform === channel);
  if (client === undefined)
    throw badRequest(`The user is not linked to ${channel ?? "any channel"}, and cannot write from there.`);
  return client;
}

/** @param {Client} client */
function sourceOf({ platform, integrationId, id }) {
  return { type: platform, id, integrationId };
}

/**
 * The client that a person writes from: the primary one, else the last.
 * @param {User} user
 */
function writerOf({ clients }) {
  return clients.find((one) => one.primary) ?? clients.at(-1);
}
