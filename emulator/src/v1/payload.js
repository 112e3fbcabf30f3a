// @ts-check
// Turns what happened into webhook payloads of v1 and v1.1 (docs/api/v1.md, section 11.4). Each has its own triggers for
// deliveries, and only v1.1 tells of clients and of deleted users.
import { appUser, clientForm, truncatedUser } from "./appuser.js";
import { messageForm, seconds } from "./conversation.js";

/** @import { Happening } from "../records.js" */
/** @import { PayloadOptions } from "../payloads.js" */
/** @import { Version } from "./appuser.js" */

const TYPING = "typing:appUser";
const SHARED = [
  "message:appUser",
  "message:appMaker",
  "conversation:start",
  "conversation:read",
  "postback",
  "link:match",
  "link:success",
  "link:failure",
  "merge:appUser",
];
const ONLY = {
  v1: ["delivery:success", "delivery:failure"],
  "v1.1": [
    "message:delivery:channel",
    "message:delivery:user",
    "message:delivery:failure",
    "client:add",
    "client:remove",
    "appUser:delete",
    "notification:delivery:channel",
    "notification:delivery:user",
    "notification:delivery:failure",
    "notification:match:failure",
    TYPING,
  ],
};

/** @param {Version} version */
export const triggers = (version) => [...SHARED, ...ONLY[version]];

/**
 * Whether a webhook with these triggers wants this one: `message` stands for both roles, `*` for all but typing
 * (docs/api/v1.md, section 11.3).
 * @param {string[]} subscribed
 * @param {string} trigger
 */
export function wants(subscribed, trigger) {
  return subscribed.some(
    (one) =>
      one === trigger ||
      (one === "*" && trigger !== TYPING) ||
      (one === "message" && SHARED.slice(0, 2).includes(trigger)),
  );
}

/**
 * @param {Version} version
 * @param {Happening} happening
 * @param {PayloadOptions} options
 * @returns {{ trigger: string, body: { trigger: string } & Record<string, any> } | undefined}
 */
export function payload(version, happening, options) {
  const trigger = triggerOf(version, happening);
  return trigger === undefined ? undefined : { trigger, body: bodyOf(version, trigger, happening, options) };
}

/**
 * @param {Version} version
 * @param {string} trigger
 * @param {Happening} happening
 * @param {PayloadOptions} options
 */
function bodyOf(version, trigger, happening, options) {
  if (happening.type === "merge" || happening.type === "notification")
    return {
      trigger,
      ...(version === "v1" ? {} : { version }),
      app: { _id: options.app },
      ...factsOf(version, happening),
    };
  const { user } = happening;
  const place = "conversation" in happening ? happening.conversation : user.conversation;
  if (version === "v1") {
    return { trigger, app: { _id: options.app }, appUser: userOf(happening), ...factsOf(version, happening) };
  }
  const client =
    "client" in happening && happening.client !== undefined && options.includeClient
      ? { client: clientForm(happening.client) }
      : {};
  return {
    trigger,
    version: "v1.1",
    app: { _id: options.app },
    appUser: options.includeFullAppUser ? appUser("v1.1", user) : truncatedUser("v1.1", user),
    ...(place === undefined ? {} : { conversation: { _id: place._id } }),
    ...client,
    ...factsOf(version, happening),
  };
}

/**
 * @param {Version} version
 * @param {Happening} happening
 */
function triggerOf(version, happening) {
  switch (happening.type) {
    case "message":
      return `message:${happening.messages[0]?.role}`;
    case "link":
      // The beginning of a link, and its end by the caller's wish, are no events before v2.
      return happening.outcome === "request" || happening.outcome === "withdrawal"
        ? undefined
        : `link:${happening.outcome}`;
    case "merge":
      return "merge:appUser";
    case "notification":
      if (version === "v1") return undefined;
      return happening.outcome === "unmatched"
        ? "notification:match:failure"
        : `notification:delivery:${happening.outcome}`;
    case "creation":
    case "removal":
    case "login":
    case "participant":
    case "control":
      return undefined;
    case "start":
      return "conversation:start";
    case "typing":
      return version === "v1" ? undefined : TYPING;
    case "read":
      return "conversation:read";
    case "postback":
      return "postback";
    case "client":
      return version === "v1" ? undefined : `client:${happening.outcome}`;
    case "deletion":
      return version === "v1" ? undefined : "appUser:delete";
    case "delivery":
      if (version === "v1.1") return `message:delivery:${happening.outcome}`;
      // v1 knows one success a message: that of the channel.
      return { channel: "delivery:success", user: undefined, failure: "delivery:failure" }[happening.outcome];
  }
}

/**
 * How much of the user a v1 payload shows: all of it for messages and starts, little for the rest.
 * @param {Exclude<Happening, { type: "notification" }>} happening
 */
function userOf({ type, user }) {
  if (type === "message" || type === "start" || type === "postback") return appUser("v1", user);
  if (type === "link") return { _id: user._id };
  return truncatedUser("v1", user);
}

/**
 * @param {Version} version
 * @param {Happening} happening
 */
function factsOf(version, happening) {
  const timestamp = seconds(happening.at);
  switch (happening.type) {
    case "message":
      return { messages: happening.messages.map(messageForm) };
    case "link":
      return {
        channel: happening.attempt.request.type,
        criteria: happening.attempt.request.criteria,
        ...(happening.error === undefined ? {} : { error: happening.error }),
      };
    case "start":
    case "read":
      return { source: happening.source, timestamp };
    case "postback":
      return {
        postbacks: [
          {
            ...(happening.message === undefined ? {} : { message: messageForm(happening.message) }),
            action: happening.action,
          },
        ],
        timestamp,
      };
    case "merge":
      return {
        surviving: truncatedUser(version, happening.user),
        discarded: [truncatedUser(version, happening.discarded)],
      };
    case "notification": {
      const { user, conversation, notification, error, final } = happening;
      const { integration, address, _id } = notification;
      return {
        destination: { type: integration.type, integrationId: integration._id, destinationId: address },
        notification: { _id },
        isFinalEvent: final,
        ...(error === undefined ? {} : { error }),
        ...(user === undefined || conversation === undefined
          ? {}
          : { matchResult: { appUser: truncatedUser(version, user), conversation: { _id: conversation._id } } }),
        timestamp,
      };
    }
    case "creation":
    case "removal":
    case "login":
    case "participant":
    case "control":
      return {};
    case "typing":
      return { activity: { type: happening.activity } };
    case "client":
      return { clients: happening.clients.map(clientForm), timestamp };
    case "deletion":
      return { timestamp };
    case "delivery": {
      const { client, message, error } = happening;
      const failure = error === undefined ? {} : { error };
      if (version === "v1")
        return { destination: { type: client.platform }, ...failure, messages: [messageForm(message)], timestamp };
      return {
        destination: { type: client.platform, integrationId: client.integrationId },
        isFinalEvent: happening.final,
        ...failure,
        ...(error === undefined ? { externalMessages: [{ id: `${client.platform}-${message._id}` }] } : {}),
        message: { _id: message._id },
        timestamp,
      };
    }
  }
}
