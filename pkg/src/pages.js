// The way through the pages of a list.

/** The most messages of a page of v1 (docs/api/v1.md, section 7). */
const FULL = 100;

/**
 * The query of the page after `page`, which `query` gave; `undefined` where it was the last.
 *
 * @param {string | undefined} paging how the list goes on, as its row says (`src/api/row.rs`)
 * @param {any} query
 * @param {any} page
 * @returns {object | undefined}
 */
export function nextPage(paging, query, page) {
  if (paging === "t") return byTime(query, page);
  return page.meta && byCursor(paging === "b", query, page.meta);
}

/**
 * In v2.
 *
 * @param {boolean} fromNewest whether the list is read backwards, from the newest page, unless the query says otherwise
 * @param {any} query
 * @param {{ hasMore?: boolean, beforeCursor?: string, afterCursor?: string }} meta
 */
function byCursor(fromNewest, query, { hasMore, beforeCursor, afterCursor }) {
  const { before, after, ...page } = query.page ?? {};
  const isBackward = before || (fromNewest && !after);
  const cursor = isBackward ? beforeCursor : afterCursor;
  if (!hasMore || !cursor) return undefined;
  return { ...query, page: { ...page, [isBackward ? "before" : "after"]: cursor } };
}

/**
 * In v1. The service's own `next` is not used: after a query by `before` it points the other way (docs/api/v1.md, section 14,
 * row 14). Both bounds are exclusive, so the outermost message of a page is the cursor of the next.
 *
 * @param {any} query
 * @param {{ messages?: { received?: number }[] }} page
 */
function byTime(query, { messages }) {
  if (!Array.isArray(messages) || messages.length < FULL) return undefined;
  const received = messages.map((message) => Number(message.received));
  return query.after === undefined ? { before: Math.min(...received) } : { after: Math.max(...received) };
}
