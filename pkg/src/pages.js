// The way through the pages of a user's messages.

/** @import { MessagesPage, MessagesQuery } from "smooch-edge" */

/** The most messages of a page (api facts, section 7). */
const FULL = 100;

/**
 * The query of the page after `page`, which `query` gave; `undefined` where it was the last.
 *
 * The service's own `next` is not used: after a query by `before` it points the other way (api facts, section 14,
 * row 14). Both bounds are exclusive, so the outermost message of a page is the cursor of the next.
 *
 * @param {MessagesQuery} query
 * @param {MessagesPage} page
 * @returns {MessagesQuery | undefined}
 */
export function nextPage(query, { messages }) {
  if (!Array.isArray(messages) || messages.length < FULL) return undefined;
  const received = messages.map((message) => Number(message.received));
  return query.after === undefined ? { before: Math.min(...received) } : { after: Math.max(...received) };
}
