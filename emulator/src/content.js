// @ts-check
// Completes the content of a message as the service does: ids for its parts, a link for each action, a media type
// from the address, and a text for the types that have none (docs/api/v1.md, sections 6.3 and 6.4).
import { badRequest } from "./errors.js";

/** @import { Service } from "./service.js" */

/** @typedef {Record<string, any>} Content */

const MEDIA_TYPES = /** @type {Record<string, string>} */ ({
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  svg: "image/svg+xml",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  json: "application/json",
});

// Fields of a request that are instructions and no content, or that only the service sets.
const NO_CONTENT = [
  ...["role", "destination", "override", "messageSchema", "message"],
  ...["_id", "id", "authorId", "received", "source", "quotedMessage", "mediaSize"],
];

/**
 * @param {Service} service
 * @param {Content} given
 * @returns {Content}
 */
export function complete(service, given) {
  checkActions(given.actions);
  const content = Object.fromEntries(Object.entries(given).filter(([name]) => !NO_CONTENT.includes(name)));
  content.type ??= "text";
  if (given.messageSchema !== undefined) return { ...content, type: "text", text: templateText(given.message) };
  if (content.mediaUrl !== undefined) content.mediaType ??= mediaType(content.mediaUrl);
  if (content.actions !== undefined)
    content.actions = content.actions.map((/** @type {Content} */ action) => completeAction(service, action));
  if (content.items !== undefined) {
    content.items = content.items.map((/** @type {Content} */ item) => ({
      ...item,
      ...(item.mediaUrl === undefined ? {} : { mediaType: item.mediaType ?? mediaType(item.mediaUrl) }),
      _id: service.newId(),
      actions: (item.actions ?? []).map((/** @type {Content} */ action) => completeAction(service, action)),
    }));
  }
  if (content.fields !== undefined)
    content.fields = content.fields.map((/** @type {Content} */ field) => ({ ...field, _id: service.newId() }));
  if (content.type === "carousel") content.displaySettings ??= { imageAspectRatio: "horizontal" };
  if (content.type === "form") content.blockChatInput ??= false;
  content.text ??= fallbackText(content);
  return content;
}

/**
 * @param {Service} service
 * @param {Content} action
 * @returns {Content}
 */
function completeAction(service, action) {
  const _id = service.newId();
  if (action.type !== "buy") return { ...action, _id, uri: action.uri ?? "" };
  return { currency: "usd", ...action, _id, state: "offered", uri: `https://app.smooch.io/checkout/${_id}` };
}

/**
 * `reply` actions may stand beside `locationRequest` only (docs/api/v1.md, section 6.4).
 * @param {Content[] | undefined} actions
 */
function checkActions(actions = []) {
  const types = new Set(actions.map(({ type }) => type));
  if (!types.has("reply") && !types.has("locationRequest")) return;
  const other = [...types].find((type) => type !== "reply" && type !== "locationRequest");
  if (other !== undefined) throw badRequest(`actions cannot mix reply or locationRequest with ${other}.`);
}

/** @param {Content} content */
function fallbackText(content) {
  if (content.markdownText !== undefined) return content.markdownText;
  if (content.htmlText !== undefined) return content.htmlText.replace(/<[^>]*>/g, "");
  if (content.type === "location") {
    const { lat, long } = content.coordinates;
    return `Location shared:\nhttps://maps.google.com/maps?q=${lat},${long}`;
  }
  if (content.items !== undefined) return content.items.map(itemText).join("\n\n\n");
  return content.type === "file" ? " " : "";
}

/**
 * @param {Content} item
 * @param {number} index
 */
function itemText(item, index) {
  const links = item.actions.filter((/** @type {Content} */ { type }) => type === "link");
  return [
    `${index + 1}. ${item.title}`,
    ...(item.description === undefined ? [] : [item.description]),
    ...links.map((/** @type {Content} */ { text, uri }) => `${text}: ${uri}`),
  ].join("\n");
}

/** @param {Content} message a native WhatsApp message */
function templateText(message) {
  const { element_name: old, name } = message?.hsm ?? message?.template ?? {};
  return `[WhatsApp template ${old ?? name ?? "without a name"}]`;
}

/** @param {string} url */
function mediaType(url) {
  const extension = /\.([a-z0-9]+)(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? "";
  return MEDIA_TYPES[extension] ?? "application/octet-stream";
}
