// Bodies in v2's own form, which groups what v1 has side by side (mapping, sections 3 to 5). The draft is flat, as the
// forms are and as every version takes it; so what is pasted in groups is laid flat. What nobody knows stays as it is,
// for the package to judge.

import { isObject, type Json, type JsonObject } from "../json";
import type { Operation } from "../steps";

/** Which call a body in groups is for; none where it has no group. */
export function grouped(body: JsonObject): Operation | undefined {
  if (isObject(body.author) || isObject(body.content)) return "send";
  if (isObject(body.matchCriteria) || isObject(body.target)) return "link";
  if ("externalId" in body || isObject(body.profile)) return "create";
  return undefined;
}

/** The same, flat. */
export function flat(operation: Operation, body: JsonObject): JsonObject {
  if (grouped(body) !== operation) return body;
  switch (operation) {
    case "create":
      return user(body);
    case "link":
      return link(body);
    case "send":
      return message(body);
  }
}

function user({ externalId, profile, metadata, ...rest }: JsonObject): JsonObject {
  return present({ userId: externalId, ...members(profile), properties: metadata, ...rest });
}

function link({ matchCriteria, target, confirmation, ...rest }: JsonObject): JsonObject {
  const asked = isObject(confirmation) ? confirmation : undefined;
  const said = asked && isObject(asked.message) ? { ...asked, message: flat("send", asked.message) } : confirmation;
  const ids = Object.entries({ ...members(matchCriteria), ...members(target) }).filter(
    ([, value]) => !isVariable(value),
  );
  return present({ ...Object.fromEntries(ids), confirmation: said, ...rest });
}

/** What the page's own curl leaves to the environment, the client finds. */
function isVariable(value: Json): boolean {
  return typeof value === "string" && /^\$SMOOCH_\w+_ID$/.test(value);
}

const ROLES: Record<string, string> = { business: "appMaker", user: "appUser" };

function message({ author, content, schema, ...rest }: JsonObject): JsonObject {
  const { type, displayName, ...writer } = members(author);
  const role = ROLES[String(type)] ?? type;
  // The template of a channel of its own is a message within the message.
  const said = schema === undefined ? members(content) : { messageSchema: schema, message: content };
  return present({ role, ...said, name: displayName, ...writer, ...rest });
}

function members(group: Json): JsonObject {
  return isObject(group) ? group : {};
}

function present(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
