// @ts-check
// Reads the body of a message (docs/api/v2.md, section 7) into the fields of a record, which are those of v1: author
// and content side by side.
import { badRequest } from "../errors.js";
import { given, metadata, objects, oneOf, optional, required } from "../fields.js";

/** @typedef {Record<string, any>} Fields */

// Names of a record that no content may take.
const TAKEN = [
  "role",
  "name",
  "email",
  "avatarUrl",
  "subtypes",
  "metadata",
  "destination",
  "override",
  "messageSchema",
];

/**
 * @param {Fields} body
 * @param {string} [at] path of the body, with a dot at its end
 * @returns {Fields}
 */
export function messageFields(body, at = "") {
  const author = required(body, "author", "object", at);
  const content = contentFields(required(body, "content", "object", at), `${at}content.`);
  const schema = optional(body, "schema", "string", at);
  return {
    ...Object.fromEntries(Object.entries(content).filter(([name]) => !TAKEN.includes(name))),
    role: oneOf(author, "type", ["business", "user"], `${at}author.`) === "user" ? "appUser" : "appMaker",
    ...given({
      name: optional(author, "displayName", "string", `${at}author.`),
      avatarUrl: optional(author, "avatarUrl", "string", `${at}author.`),
      subtypes: optional(author, "subtypes", "list", `${at}author.`),
      metadata: metadata(body, at) ?? undefined,
      destination: destination(body, at),
      override: optional(body, "override", "object", at),
      messageSchema: schema,
      message: schema === undefined ? undefined : content,
    }),
  };
}

/**
 * @param {Fields} body
 * @param {string} at
 */
function destination(body, at) {
  const place = optional(body, "destination", "object", at);
  if (place === undefined) return undefined;
  const { integrationId, integrationType } = place;
  if ((integrationId === undefined) === (integrationType === undefined))
    throw badRequest(`${at}destination must have either integrationId or integrationType.`);
  return place;
}

/**
 * Whatever the type, its parts have the form that the rest of the emulator reads.
 * @param {Fields} content
 * @param {string} at
 */
function contentFields(content, at) {
  const type = required(content, "type", "string", at);
  for (const name of ["text", "htmlText", "markdownText", "mediaUrl", "altText", "payload"])
    optional(content, name, "string", at);
  objects(content, "actions", at);
  objects(content, "fields", at);
  objects(content, "items", at).forEach((item, index) => objects(item, "actions", `${at}items[${index}].`));
  if (type === "image" || type === "file") required(content, "mediaUrl", "string", at);
  if (type === "carousel" || type === "list") required(content, "items", "list", at);
  if (type === "form") required(content, "fields", "list", at);
  if (type === "template") required(content, "template", "object", at);
  if (type === "location") {
    const coordinates = required(content, "coordinates", "object", at);
    for (const name of ["lat", "long"]) required(coordinates, name, "number", `${at}coordinates.`);
  }
  return content;
}
