// @ts-check
// Turns what happened into webhook payloads of v2 (docs/api/v2.md, section 10): one envelope for all, with a list of
// events of one type, each with an id of its own.
import { clientForm, pendingForm } from "./client-form.js";
import { truncatedConversation } from "./conversation-form.js";
import { given } from "../fields.js";
import { messageForm, sourceForm } from "./message-form.js";
import { iso } from "../time.js";
import { truncatedUser, userForm } from "./user-form.js";

/** @import { Client, Happening, Source, User } from "../records.js" */
/** @import { PayloadOptions } from "../payloads.js" */

/** @typedef {Extract<Happening, { type: "link" }>} LinkHappening */
/** @typedef {Exclude<Happening, { type: "notification" }>} OfV2 */

const BY_API = sourceForm({ type: "api" });

export const triggers = [
  "client:add",
  "client:remove",
  "client:update",
  "conversation:create",
  "conversation:join",
  "conversation:leave",
  "conversation:message",
  "conversation:message:delivery:channel",
  "conversation:message:delivery:failure",
  "conversation:message:delivery:user",
  "conversation:postback",
  "conversation:read",
  "conversation:remove",
  "conversation:typing",
  "switchboard:acceptControl",
  "switchboard:acceptControl:failure",
  "switchboard:offerControl",
  "switchboard:offerControl:failure",
  "switchboard:passControl",
  "switchboard:passControl:failure",
  "switchboard:releaseControl",
  "user:merge",
  "user:remove",
  "user:update",
];

/**
 * Names are case-sensitive; `*` stands for all.
 * @param {string[]} subscribed
 * @param {string} trigger
 */
export const wants = (subscribed, trigger) => subscribed.includes(trigger) || subscribed.includes("*");

/**
 * @param {Happening} happening
 * @param {PayloadOptions} options
 */
export function payload(happening, options) {
  // Notifications are of v1.1 alone (docs/api/v2.md, section 11).
  if (happening.type === "notification") return undefined;
  const trigger = triggerOf(happening);
  if (trigger === undefined) return undefined;
  const createdAt = iso(happening.at);
  return {
    trigger,
    body: {
      app: { id: options.app },
      webhook: { id: options.webhook, version: "v2" },
      events: factsOf(happening, options).map((facts) => ({
        id: options.newId(),
        createdAt,
        type: trigger,
        payload: facts,
      })),
    },
  };
}

/** @param {OfV2} happening */
function triggerOf(happening) {
  switch (happening.type) {
    case "message":
      return "conversation:message";
    case "link":
      return linkTrigger(happening);
    case "client":
      // A client that is added was pending before, and a link has told of it.
      return happening.outcome === "remove" ? "client:remove" : undefined;
    case "creation":
      return "conversation:create";
    case "removal":
      return "conversation:remove";
    case "start":
      return undefined;
    case "read":
      return "conversation:read";
    case "typing":
      return "conversation:typing";
    case "postback":
      return "conversation:postback";
    case "deletion":
      return "user:remove";
    case "merge":
      return "user:merge";
    case "login":
      return "user:update";
    case "participant":
      return `conversation:${happening.outcome}`;
    case "control":
      return `switchboard:${happening.action}${happening.error === undefined ? "" : ":failure"}`;
    case "delivery":
      return `conversation:message:delivery:${happening.outcome}`;
  }
}

/**
 * A repeated link has no pending client that could be removed.
 * @param {LinkHappening} happening
 */
function linkTrigger({ outcome, attempt }) {
  if (outcome === "request") return "client:add";
  if (outcome === "match" || outcome === "success") return "client:update";
  return attempt.repeat ? undefined : "client:remove";
}

/**
 * What each event says.
 * @param {OfV2} happening
 * @param {PayloadOptions} options
 * @returns {Record<string, unknown>[]}
 */
function factsOf(happening, options) {
  const { user } = happening;
  const place = placeOf(happening);
  const conversation = place === undefined ? undefined : truncatedConversation(place);
  const person = personOf(user, options);
  const from = () => sourceOf(happening, options);
  switch (happening.type) {
    case "message":
      return happening.messages.map((message) => {
        const { author, source, ...rest } = messageForm(message);
        const writer = author.type === "user" ? { ...author, user: person } : author;
        return given({ conversation, message: { ...rest, author: writer, source: from() } });
      });
    case "link":
      return [given({ conversation, user: person, ...linkFacts(happening) })];
    case "client":
      return happening.clients.map((client) =>
        given({
          conversation,
          user: person,
          client: clientForm(client),
          reason: happening.reason,
          source: happening.reason === "api" ? BY_API : undefined,
        }),
      );
    case "creation":
      return [given({ conversation, user: person, creationReason: happening.reason, source: from() })];
    case "read":
    case "typing": {
      const type = "activity" in happening ? happening.activity : "conversation:read";
      return [
        given({
          conversation,
          activity: { type, author: { type: "user", userId: user._id, user: person }, source: from() },
        }),
      ];
    }
    case "postback": {
      const { payload: value, metadata } = happening.action;
      return [given({ conversation, user: person, postback: given({ payload: value, metadata }), source: from() })];
    }
    case "removal":
      return [given({ conversation })];
    case "deletion":
      return [{ user: person }];
    case "merge":
      return [{ mergedUsers: { surviving: person, discarded: personOf(happening.discarded, options) }, reason: "api" }];
    case "login":
      return [{ user: person, reason: "authentication", source: from() }];
    case "participant":
      return [given({ conversation, user: truncatedUser(user) })];
    case "control":
      return [given({ conversation, metadata: happening.metadata, error: happening.error })];
    case "delivery": {
      const { client, message, error, final } = happening;
      return [
        given({
          conversation,
          user: person,
          destination: { type: client.platform, integrationId: client.integrationId },
          message: { id: message._id },
          isFinalEvent: final,
          ...(error === undefined
            ? { externalMessages: [{ id: `${client.platform}-${message._id}` }] }
            : { error: { code: error.code, message: error.message } }),
        }),
      ];
    }
    case "start":
      return [];
  }
}

/**
 * The conversation that an event names: its own, that of the link, or the default one.
 * @param {OfV2} happening
 */
function placeOf(happening) {
  if ("conversation" in happening) return happening.conversation;
  const target = happening.type === "link" ? happening.attempt.request.conversation : undefined;
  return target ?? happening.user.conversation;
}

/** @param {LinkHappening} happening */
function linkFacts({ outcome, attempt, linked, error, refused }) {
  const client = linked === undefined ? pendingForm(attempt) : clientForm(linked);
  switch (outcome) {
    case "request":
      return { client, reason: "channelLinking", source: BY_API };
    case "match":
      return { client, reason: "matched" };
    case "success":
      return { client, reason: "confirmed" };
    case "failure":
      return { client, reason: refused ? "linkCancelled" : "linkFailed", error };
    case "withdrawal":
      return { client, reason: "api", source: BY_API };
  }
}

/**
 * @param {User} user
 * @param {PayloadOptions} options
 */
function personOf(user, { includeFullAppUser }) {
  return includeFullAppUser ? userForm(user) : truncatedUser(user);
}

/**
 * @param {{ type: string, source?: Source, client?: Client, messages?: { source: Source }[] }} happening
 * @param {PayloadOptions} options
 */
function sourceOf({ source, client, messages }, { includeFullSource }) {
  const origin =
    source ?? messages?.[0]?.source ?? (client === undefined ? { type: "api" } : { ...client, type: client.platform });
  // A message of the business has a client as its destination, and none as its source.
  const own = client !== undefined && origin.integrationId === client.integrationId;
  return { ...sourceForm(origin), ...(includeFullSource && own ? { client: clientForm(client) } : {}) };
}
