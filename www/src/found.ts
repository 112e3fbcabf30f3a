// What v2 asks for and v1 does not: the integration of a channel and the conversation of a user. The client finds them
// before it sends; the page shows them as found, and how. It finds nothing itself: it lets the client make the call, to
// a service that has nothing yet, and writes down what the client asks for on the way.

import type { BuiltRequest, Smooch, SmoochOptions } from "smooch-edge";
import { signal } from "@preact/signals";

import { integrations } from "./happen/app";
import { isObject, type JsonObject } from "./json";

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

/** A call as the client would make it. */
export interface Rehearsed {
  /** The request of the call itself; `undefined` if the client refuses to make it. */
  request?: BuiltRequest;
  found: readonly Found[];
  /** The error of a call that was refused. */
  error?: unknown;
}

/** Makes a call of a client that has found nothing before, and answers what it asks. Nothing leaves the page. */
export async function rehearse(
  Client: typeof Smooch,
  options: SmoochOptions,
  user: string,
  call: (smooch: Smooch<any>) => Promise<unknown>,
): Promise<Rehearsed> {
  let request: BuiltRequest | undefined;
  const found = new Map<string, Found>();
  let asking = "";
  const smooch: Smooch<any> = new Client({
    ...options,
    maxRetries: 0,
    onRequest: ({ operation }) => (asking = operation),
    fetch: (async (url: string, { method, headers, body }: Init) => {
      const asked: BuiltRequest = { method, url, headers, ...(body !== undefined && { body }) };
      const answer = ANSWERS[asking];
      if (!answer) {
        request ??= asked;
        return Response.json({});
      }
      const { one, json } = answer(new URL(url).searchParams, user);
      const known = found.get(one.name) ?? { ...one, looks: [] };
      found.set(one.name, { ...known, looks: [...known.looks, lookOf(asked)] });
      return Response.json(json);
    }) as unknown as typeof fetch,
  });
  let error: unknown;
  try {
    await call(smooch);
  } catch (thrown) {
    error = thrown;
  }
  // Whatever became of the empty answer to the call itself: its request was made.
  return { found: [...found.values()], ...(request ? { request } : { error }) };
}

interface Init {
  method: BuiltRequest["method"];
  headers: Record<string, string>;
  body?: string;
}

interface Answer {
  /** What is looked for. */
  one: Omit<Found, "looks">;
  json: JsonObject;
}

/** What a service answers that has no conversation yet, by the operation of a look-up. */
const ANSWERS: Record<string, (query: URLSearchParams, user: string) => Answer> = {
  "integrations.list"(query) {
    const type = query.get("filter[types]") ?? "";
    const one = integrationOf(type);
    return { one, json: { integrations: [{ id: one.id, type }] } };
  },
  "conversations.list": (_query, user) => ({ one: conversationOf(user), json: { conversations: [] } }),
  "conversations.create"(_query, user) {
    const one = conversationOf(user);
    return { one, json: { conversation: { id: one.id, isDefault: true } } };
  },
};

function integrationOf(type: string): Answer["one"] {
  const one = integrations.find((integration) => integration.type === type);
  return {
    name: "integrationId",
    id: one?._id ?? NOT_YET,
    known: one !== undefined,
    which: `the app’s integration of type ${type || "…"}`,
    variable: "SMOOCH_INTEGRATION_ID",
  };
}

function conversationOf(user: string): Answer["one"] {
  const id = conversations.value[user];
  return {
    name: "conversationId",
    id: id ?? NOT_YET,
    known: id !== undefined,
    which: `the default conversation of ${user || "the user"}, made where there is none`,
    variable: "SMOOCH_CONVERSATION_ID",
  };
}

function lookOf({ method, url, body }: BuiltRequest): Look {
  return {
    method: method as Look["method"],
    path: url.slice(base(url).length + 1),
    ...(body !== undefined && { body: JSON.parse(body) as JsonObject }),
  };
}

/** Reads off the request of a call what the client has found for it. */
export function learn(found: readonly Found[], user: string, url: string, text = "{}"): void {
  if (!found.some(({ name }) => name === "conversationId")) return;
  const { target } = JSON.parse(text) as JsonObject;
  const id =
    /\/conversations\/([^/]+)\/messages$/.exec(url)?.[1] ?? (isObject(target) ? target.conversationId : undefined);
  if (typeof id === "string") conversations.value = { ...conversations.value, [user]: id };
}

/** A path with its brackets as the service's documents write them; all else stays encoded. */
export function readable(path: string): string {
  return path.replaceAll("%5B", "[").replaceAll("%5D", "]");
}

/** What the URL of a request begins with, up to the app. */
export function base(url: string): string {
  return /^.*?\/apps\/[^/]+/.exec(url)?.[0] ?? url;
}
