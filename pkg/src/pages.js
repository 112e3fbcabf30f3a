// The way through the pages of a list.

import { toError } from "./to-error.js";

/** The most messages of a page of v1 (docs/api/v1.md, section 7). */
const FULL = 100;

/**
 * The pages of a list, each read when it is asked for.
 *
 * A service whose cursor does not move, or goes round in a circle, ends in an error: the same page would be read for
 * ever. To find a circle of any length, one cursor is kept, for twice as many pages each time (Brent's algorithm).
 *
 * @param {string} operation
 * @param {string | undefined} paging how the list goes on: `p` of its row (`src/api/line.rs`)
 * @param {object | undefined} query of the first page
 * @param {(query: any) => Promise<any>} read
 * @returns {AsyncGenerator<any, void, undefined>}
 */
export async function* pages(operation, paging, query, read) {
  /** @type {any} */
  let next = query ?? {};
  let kept;
  for (let count = 1, most = 1; ; count++) {
    const page = await read(next);
    yield page;
    // The call has read the query: what a getter of it throws is told there.
    kept ??= cursorOf(next);
    next = nextPage(operation, paging, next, page);
    if (!next) return;
    const cursor = cursorOf(next);
    // A page of v1 whose messages have no times has no cursor.
    if (cursor === kept || cursor === "NaN") throw stuck(operation, count);
    if (count === most) {
      kept = cursor;
      most *= 2;
    }
  }
}

/**
 * The items of all pages of a list, one after the other.
 *
 * @param {string} operation
 * @param {AsyncIterable<any>} pages
 */
export async function* itemsOf(operation, pages) {
  for await (const page of pages) yield* itemsIn(operation, page);
}

/**
 * All items of a list of v2.
 *
 * @param {string} operation
 * @param {object} query
 * @param {(query: any) => Promise<any>} read
 * @returns {Promise<any[]>}
 */
export async function allOf(operation, query, read) {
  const found = [];
  for await (const item of itemsOf(operation, pages(operation, "c", query, read))) found.push(item);
  return found;
}

/**
 * The items of a page: they are called as the namespace of the list, or, in v2, clients.
 *
 * @param {string} operation
 * @param {any} page
 * @returns {any[]}
 */
function itemsIn(operation, page) {
  return page[operation.split(".")[0] ?? ""] ?? page.clients ?? [];
}

/** @param {any} query */
const cursorOf = ({ before, after, offset, page }) => String(before ?? after ?? offset ?? page?.before ?? page?.after);

/**
 * @param {string} operation
 * @param {number} attempts
 */
function stuck(operation, attempts) {
  const message =
    "The cursor of the service does not move: the next page would be one that was read already. " +
    "What was read so far was given; the rest of the list cannot be reached.";
  const code = "stuck_cursor";
  return toError({ name: "ResponseError", code, message, operation, sent: "yes", retryable: false, attempts });
}

/**
 * The query of the page after `page`, which `query` gave; `undefined` if it was the last.
 *
 * @param {string} operation
 * @param {string | undefined} paging how the list goes on, `p` of its row (`src/api/line.rs`)
 * @param {any} query
 * @param {any} page
 * @returns {object | undefined}
 */
function nextPage(operation, paging, query, page) {
  if (paging === "t") return byTime(query, page);
  if (paging === "o") {
    const { length } = itemsIn(operation, page);
    return page.hasMore && length ? { ...query, offset: Number(query.offset ?? 0) + length } : undefined;
  }
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
 * In v1. The service's own `next` is not used: after a query by `before` it points the other way (docs/api/v1.md,
 * section 14, row 14). Both bounds are exclusive, so the outermost message of a page is the cursor of the next.
 *
 * @param {any} query
 * @param {{ messages?: { received?: number }[] }} page
 */
function byTime(query, { messages }) {
  if (!Array.isArray(messages) || messages.length < FULL) return undefined;
  const received = messages.map((message) => Number(message.received));
  return query.after === undefined ? { before: Math.min(...received) } : { after: Math.max(...received) };
}
