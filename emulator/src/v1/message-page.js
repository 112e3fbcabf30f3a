// @ts-check
// Writes one page of a conversation, with the bounds of the query and the addresses of the pages beside it (docs/api/v1.md,
// section 7).
import { badRequest } from "../errors.js";
import { listMessages } from "../messages.js";
import { conversationForm, messageForm, seconds } from "./conversation.js";

/** @import { Service } from "../service.js" */
/** @import { User } from "../records.js" */
/** @import { Version } from "./appuser.js" */

/**
 * @param {Service} service
 * @param {Version} version
 * @param {User} owner
 * @param {URL} url of the request
 */
export function messagePage(service, version, owner, url) {
  const bounds = { before: bound(url, "before"), after: bound(url, "after") };
  if (bounds.before !== undefined && bounds.after !== undefined)
    throw badRequest("before and after cannot be given together.");
  const { conversation, messages, older, newer } = listMessages(service, owner, bounds);
  const page = (/** @type {string} */ name, /** @type {number} */ ms) =>
    `${url.origin}/${version}/apps/${service.settings.app.id}/appusers/${owner._id}/messages?${name}=${seconds(ms)}`;
  return {
    conversation: conversationForm(conversation),
    messages: messages.map(messageForm),
    // `next` leads to newer messages, even after a `before` query: that is the one published sample. Later
    // documentation adds `previous` (docs/api/v1.md, section 7).
    ...(newer === undefined ? {} : { next: page("after", newer) }),
    ...(older === undefined || version === "v1" ? {} : { previous: page("before", older) }),
  };
}

/**
 * @param {URL} url
 * @param {string} name
 */
function bound(url, name) {
  const text = url.searchParams.get(name);
  if (text === null) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw badRequest(`${name} must be a time in unix seconds, such as 1471995721.5.`);
  // Rounded to a microsecond, so that 1439220041.586 becomes the whole millisecond that it was made of.
  return Math.round(Number(text) * 1e6) / 1e3;
}
