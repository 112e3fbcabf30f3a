// @ts-check
// Sends, lists and deletes messages (docs/api/v1.md, sections 6 and 7). A message of the business goes to one client of
// the user: the destination that was named, else the primary one, else the one seen last.
import { complete } from "./content.js";
import { conversationOf } from "./conversations.js";
import { channels } from "./channels.js";
import { badRequest, locked, notFound } from "./errors.js";
import { hash } from "./ids.js";
import { outcomeOf, UNDELIVERABLE } from "./outcomes.js";
import { expand } from "./shorthand.js";
import { takeUp } from "./switchboards.js";
import { templated } from "./templates.js";
import { checkFlat } from "./users.js";

/** @import { Service } from "./service.js" */
/** @import { Client, Conversation, Message, Source, User } from "./records.js" */

const PAGE = 100;
const LIMIT = 30_000;
// A destination of this type reaches no channel (docs/api/v2.md, section 7).
const SILENT = "none";
const ANIMALS = ["Otter", "Heron", "Badger", "Lynx", "Finch", "Marten", "Puffin", "Hare"];
const MANNERS = ["Calm", "Merry", "Brisk", "Gentle", "Proud", "Quiet", "Sunny", "Witty"];
const AVATAR = "https://www.gravatar.com/avatar/00000000000000000000000000000000.png?s=200&d=mm";

/**
 * @param {Service} service
 * @param {User} user
 * @param {Record<string, any>} given
 * @param {Conversation} [into] the default one unless given, which begins where it is missing
 * @returns {Message[]} the first is the message itself, the others come from its shorthand
 */
export function send(service, user, given, into) {
  if (given.metadata !== undefined) checkFlat("metadata", given.metadata);
  if (given.role === "appUser") return [receive(service, user, given, { type: "api" }, undefined, into)];
  const client = into?.type === "sdkGroup" ? undefined : destinationOf(service, user, given.destination);
  const contents = templated(service, given).flatMap(spread);
  checkRoom(into ?? user.conversation, contents.length);
  const source = { type: "api" };
  const checked = contents.map((content) => complete(service, content));
  const conversation = into ?? conversationOf(service, user, source);
  const messages = checked.map((content) => add(service, user, conversation, content, source));
  service.events.fire({ type: "message", user, conversation, messages, ...(client === undefined ? {} : { client }) });
  if (client !== undefined) for (const message of messages) carry(service, user, conversation, client, message);
  return messages;
}

/**
 * A message of the person.
 * @param {Service} service
 * @param {User} user
 * @param {Record<string, any>} given
 * @param {Source} source
 * @param {Client} [client]
 * @param {Conversation} [into] the default one unless given, which begins where it is missing
 */
export function receive(service, user, given, source, client, into) {
  checkRoom(into ?? user.conversation, 1);
  const content = complete(service, given);
  const starts = (into ?? user.conversation) === undefined;
  const conversation = into ?? conversationOf(service, user, source, client);
  const message = add(service, user, conversation, { ...content, role: "appUser" }, source);
  if (client !== undefined) {
    // The channel that the person used last is where the next message goes (docs/api/v1.md, section 6.6).
    client.lastSeen = message.receivedAt;
    for (const one of user.clients) one.primary = one === client;
  }
  takeUp(service, conversation);
  const from = client === undefined ? {} : { client };
  if (starts) service.events.fire({ type: "start", user, conversation, source, ...from });
  service.events.fire({ type: "message", user, conversation, messages: [message], ...from });
  return message;
}

/**
 * @param {Record<string, any>} given
 * @returns {Record<string, any>[]}
 */
function spread(given) {
  if ((given.type ?? "text") !== "text" || typeof given.text !== "string") return [given];
  const { text, actions, images } = expand(given.text);
  const all = [...(given.actions ?? []), ...actions];
  const pictures = images.map((mediaUrl) => ({
    ...given,
    type: "image",
    mediaUrl,
    text: undefined,
    actions: undefined,
  }));
  if (text === "" && all.length === 0 && pictures.length > 0) return pictures;
  return [{ ...given, text, ...(all.length === 0 ? {} : { actions: all }) }, ...pictures];
}

/**
 * A full conversation takes no more until messages are deleted (docs/api/v2.md, section 3).
 * @param {Conversation | undefined} conversation
 * @param {number} count
 */
function checkRoom(conversation, count) {
  if ((conversation?.messages.length ?? 0) + count > LIMIT) throw locked(LIMIT);
}

/**
 * @param {Service} service
 * @param {User} user
 * @param {Conversation} conversation
 * @param {Record<string, any>} given
 * @param {Source} source
 * @returns {Message}
 */
function add(service, user, conversation, given, source) {
  const byUser = given.role === "appUser";
  const content = JSON.parse(JSON.stringify(given));
  const receivedAt = service.state.receive(service.now());
  /** @type {Message} */
  const message = {
    ...content,
    _id: service.newId(),
    role: byUser ? "appUser" : "appMaker",
    authorId: byUser ? user._id : makerId(given.email ?? service.settings.app.id),
    ...(byUser ? { name: given.name ?? friendlyName(user) } : {}),
    avatarUrl: given.avatarUrl ?? (byUser ? user.avatarUrl : undefined) ?? AVATAR,
    receivedAt,
    source,
  };
  conversation.messages.push(message);
  conversation.lastUpdatedAt = receivedAt;
  if (!byUser) conversation.appMakerLastRead = receivedAt;
  for (const person of conversation.participants) {
    if (byUser && person.user === user) Object.assign(person, { unreadCount: 0, lastRead: receivedAt });
    else person.unreadCount += 1;
  }
  return message;
}

/**
 * @param {Service} service
 * @param {User} user
 * @param {{ integrationId?: string, integrationType?: string } | undefined} destination
 */
function destinationOf(service, user, destination) {
  if (destination === undefined) {
    return (
      user.clients.find((client) => client.primary) ?? [...user.clients].sort((a, b) => b.lastSeen - a.lastSeen)[0]
    );
  }
  const { integrationId, integrationType } = destination;
  if (integrationType === SILENT) return undefined;
  const client = user.clients.find((one) =>
    integrationId === undefined ? one.platform === integrationType : one.integrationId === integrationId,
  );
  if (client === undefined)
    throw badRequest(
      `The user has no client on the destination ${integrationId ?? integrationType}.`,
      "destination-without-client",
    );
  return client;
}

/**
 * @param {Service} service
 * @param {User} user
 * @param {Conversation} conversation
 * @param {Client} client
 * @param {Message} message
 */
function carry(service, user, conversation, client, message) {
  const { settings, tasks, events } = service;
  const lost = outcomeOf(client.platform, client.address).loses || String(message.text).includes(UNDELIVERABLE);
  if (lost) {
    const error = {
      code: "uncategorized_error",
      message: "The message could not be delivered.",
      underlyingError: { message: "The emulated channel lost the message." },
    };
    tasks.later(settings.linkDelay, () =>
      events.fire({ type: "delivery", outcome: "failure", final: true, user, conversation, message, client, error }),
    );
    return;
  }
  const subject =
    client.platform === "mailgun" ? { subject: client.subject ?? `New message from ${service.state.app.name}` } : {};
  service.inbox.push({
    channel: client.platform,
    to: client.address,
    kind: "message",
    ...subject,
    text: message.text,
    message: structuredClone(message),
    at: service.now(),
  });
  const reachesUser = channels[client.platform]?.receipts === "user";
  tasks.later(settings.linkDelay, () => {
    events.fire({ type: "delivery", outcome: "channel", final: !reachesUser, user, conversation, message, client });
    if (reachesUser)
      tasks.later(settings.linkDelay, () =>
        events.fire({ type: "delivery", outcome: "user", final: true, user, conversation, message, client }),
      );
  });
}

/**
 * One page, ascending, both bounds exclusive (docs/api/v1.md, section 7).
 * @param {Service} service
 * @param {User} user
 * @param {{ before?: number, after?: number }} bounds milliseconds
 */
export function listMessages(service, user, { before, after }) {
  const conversation = service.state.conversation(user);
  const { messages: all } = conversation;
  const within = all.filter(
    ({ receivedAt }) => (before === undefined || receivedAt < before) && (after === undefined || receivedAt > after),
  );
  const page = after === undefined ? within.slice(-PAGE) : within.slice(0, PAGE);
  const first = page[0];
  const last = page.at(-1);
  return {
    conversation,
    messages: page,
    older: first !== undefined && first !== all[0] ? first.receivedAt : undefined,
    newer: last !== undefined && last !== all.at(-1) ? last.receivedAt : undefined,
  };
}

/** @param {Conversation | undefined} conversation */
export function deleteMessages(conversation) {
  if (conversation === undefined) return;
  conversation.messages = [];
  for (const person of conversation.participants) person.unreadCount = 0;
}

/**
 * @param {Conversation | undefined} conversation
 * @param {string} id
 */
export function deleteMessage(conversation, id) {
  const messages = conversation?.messages ?? [];
  const index = messages.findIndex((message) => message._id === id);
  if (index < 0) throw notFound("message");
  messages.splice(index, 1);
}

/** @param {User} user */
function friendlyName(user) {
  const name = [user.givenName, user.surname].filter(Boolean).join(" ");
  if (name !== "") return name;
  const number = hash(user._id);
  return `${MANNERS[number % MANNERS.length]} ${ANIMALS[(number >>> 8) % ANIMALS.length]}`;
}

/**
 * Messages of the business carry a hash of the agent's e-mail, 22 characters long (docs/api/v1.md, section 6.3).
 * @param {string} text
 */
function makerId(text) {
  return [text, `${text}1`, `${text}2`, `${text}3`]
    .map((part) => hash(part).toString(36).padStart(7, "0"))
    .join("")
    .slice(0, 22);
}
