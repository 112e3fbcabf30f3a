// What v2 asks for and v1 does not: the integration of a channel and the conversation of a user. The client finds them
// before it sends; the page shows them as found, and how. It must not find anything itself: what the client found is
// read off its requests.

import { signal } from "@preact/signals";

import { integrations } from "./happen/app";
import { isObject, type Json, type JsonObject } from "./json";
import type { Operation } from "./steps";

/** What stands for an id that nobody has looked for yet. */
const NOT_YET = "found-by-the-client";

/** A request by which something is found. */
export interface Look {
  method: "GET" | "POST";
  /** What follows the app in the path. */
  path: string;
  body?: JsonObject;
}

/** An id that the client finds. */
export interface Found {
  name: "integrationId" | "conversationId";
  id: string;
  /** Whether it was found already, or is known to be what will be found. */
  known: boolean;
  /** Which one it is, as a sentence goes on. */
  which: string;
  /** What it is called in an environment. */
  variable: string;
  /** The requests that find it: each is made where the one before gave nothing. */
  looks: readonly Look[];
}

/** The conversations that the client found, by the user. */
export const conversations = signal<Record<string, string>>({});

/** What the client finds for a call; nothing where the body says it, and nothing outside of v2. */
export function foundFor(version: string, operation: Operation, body: JsonObject, user: string): readonly Found[] {
  if (version !== "v2" || operation === "create") return [];
  const given = members(body);
  const found: Found[] = [];
  if (operation === "link" && given.integrationId === undefined) found.push(integrationOf(String(given.type ?? "")));
  if (operation === "send" || given.conversationId === undefined) found.push(conversationOf(user));
  return found;
}

/** Reads off the request of a call what the client has found for it. */
export function learn(
  version: string,
  operation: Operation,
  body: JsonObject,
  user: string,
  url: string,
  text = "{}",
): void {
  if (!foundFor(version, operation, body, user).some(({ name }) => name === "conversationId")) return;
  const id =
    operation === "send"
      ? /\/conversations\/([^/]+)\/messages$/.exec(url)?.[1]
      : members(JSON.parse(text) as JsonObject).conversationId;
  if (typeof id === "string") conversations.value = { ...conversations.value, [user]: id };
}

/** A message as the client sends it: in v2 no path names the user who speaks, so that the message does. */
export function spoken(version: string, message: JsonObject, user: string): JsonObject {
  if (version !== "v2" || message.role !== "appUser" || message.userId || message.userExternalId) return message;
  return { ...message, [idName(user)]: user };
}

/** A path with its brackets as the service's documents write them; all else stays encoded. */
export function readable(path: string): string {
  return path.replaceAll("%5B", "[").replaceAll("%5D", "]");
}

/** What the URL of a request begins with, up to the app. */
export function base(url: string): string {
  return /^.*?\/apps\/[^/]+/.exec(url)?.[0] ?? url;
}

/** The members of a body, those within its groups as well. */
function members(body: JsonObject): JsonObject {
  const { matchCriteria, target } = body;
  return { ...body, ...group(matchCriteria), ...group(target) };
}

function group(value: Json): JsonObject {
  return isObject(value) ? value : {};
}

function integrationOf(type: string): Found {
  const one = integrations.find((integration) => integration.type === type);
  return {
    name: "integrationId",
    id: one?._id ?? NOT_YET,
    known: one !== undefined,
    which: `the app’s integration of type ${type || "…"}`,
    variable: "SMOOCH_INTEGRATION_ID",
    looks: [{ method: "GET", path: `integrations?${query({ "filter[types]": type, "page[size]": "100" })}` }],
  };
}

/** What looks like an id of the service is looked for as that. */
function idName(user: string): "userId" | "userExternalId" {
  return /^[0-9a-f]{24}$/.test(user) ? "userId" : "userExternalId";
}

function conversationOf(user: string): Found {
  const id = conversations.value[user];
  const name = idName(user);
  return {
    name: "conversationId",
    id: id ?? NOT_YET,
    known: id !== undefined,
    which: `the default conversation of ${user || "the user"}, made where there is none`,
    variable: "SMOOCH_CONVERSATION_ID",
    looks: [
      { method: "GET", path: `conversations?${query({ [`filter[${name}]`]: user, "page[size]": "100" })}` },
      { method: "POST", path: "conversations", body: { type: "personal", participants: [{ [name]: user }] } },
    ],
  };
}

function query(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map((pair) => pair.map(encodeURIComponent).join("="))
    .join("&");
}
