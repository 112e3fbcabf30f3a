// @ts-check
// Reads `filter[…]` and `page[…]` of a query and writes one page of a list (docs/api/v2.md, section 3, pagination).
import { published } from "../errors.js";

const SIZE = 25;
const MOST = 100;
const CURSOR_LENGTH = 24;

/** @import { Service } from "../service.js" */

/**
 * @typedef {object} Bounds
 * @property {string} [after] id of a record
 * @property {string} [before]
 * @property {number} size
 */

/**
 * The filters of a query; those that the list does not have are refused.
 * @param {URL} url
 * @param {string[]} names
 * @returns {Record<string, string>}
 */
export function filters(url, names) {
  const found = parameters(url, "filter");
  if (Object.entries(found).some(([name, value]) => !names.includes(name) || value === ""))
    throw published("Invalid query parameters");
  return found;
}

/**
 * @param {URL} url
 * @returns {Bounds}
 */
function bounds(url) {
  const { after, before, size = String(SIZE), ...others } = parameters(url, "page");
  const cursors = [after, before].filter((cursor) => cursor !== undefined);
  const fits =
    Object.keys(others).length === 0 &&
    cursors.length < 2 &&
    cursors.every((cursor) => cursor.length === CURSOR_LENGTH) &&
    /^\d{1,3}$/.test(size) &&
    Number(size) >= 1 &&
    Number(size) <= MOST;
  if (!fits) throw invalidPage();
  return { size: Number(size), ...(after === undefined ? {} : { after }), ...(before === undefined ? {} : { before }) };
}

/**
 * One page of a list whose first page is its beginning: the oldest, or the newest where the options say so.
 * @template {{ _id: string }} T
 * @param {Service} service
 * @param {URL} url
 * @param {T[]} oldestFirst
 */
export function pageOf(service, url, oldestFirst) {
  const all = service.settings.newestFirst ? [...oldestFirst].reverse() : oldestFirst;
  const { after, before, size } = bounds(url);
  const end = before === undefined ? undefined : indexOf(all, before);
  const start = end === undefined ? (after === undefined ? 0 : indexOf(all, after) + 1) : Math.max(0, end - size);
  return page(url, all, start, Math.min(all.length, end ?? start + size), before !== undefined);
}

/**
 * One page of a list whose first page is its end; its size is fixed.
 * @template {{ _id: string }} T
 * @param {URL} url
 * @param {T[]} all
 */
export function newestPageOf(url, all) {
  const { after, before } = bounds(url);
  if (after !== undefined) {
    const start = indexOf(all, after) + 1;
    return page(url, all, start, Math.min(all.length, start + MOST), false);
  }
  const end = before === undefined ? all.length : indexOf(all, before);
  return page(url, all, Math.max(0, end - MOST), end, true);
}

/**
 * Cursors and links are left out at the ends; `hasMore` speaks of the way in which the caller goes.
 * @template {{ _id: string }} T
 * @param {URL} url
 * @param {T[]} all
 * @param {number} start
 * @param {number} end
 * @param {boolean} backwards
 */
function page(url, all, start, end, backwards) {
  const items = all.slice(start, end);
  const beforeCursor = start > 0 ? items[0]?._id : undefined;
  const afterCursor = end < all.length ? items.at(-1)?._id : undefined;
  const links = {
    ...(beforeCursor === undefined ? {} : { prev: address(url, "before", beforeCursor) }),
    ...(afterCursor === undefined ? {} : { next: address(url, "after", afterCursor) }),
  };
  return {
    items,
    about: {
      meta: {
        hasMore: (backwards ? beforeCursor : afterCursor) !== undefined,
        ...(beforeCursor === undefined ? {} : { beforeCursor }),
        ...(afterCursor === undefined ? {} : { afterCursor }),
      },
      ...(Object.keys(links).length === 0 ? {} : { links }),
    },
  };
}

/**
 * @param {URL} url
 * @param {"before" | "after"} way
 * @param {string} cursor
 */
function address(url, way, cursor) {
  const other = new URL(url);
  other.searchParams.delete("page[before]");
  other.searchParams.delete("page[after]");
  other.searchParams.set(`page[${way}]`, cursor);
  return other.href;
}

/**
 * @param {{ _id: string }[]} all
 * @param {string} cursor
 */
function indexOf(all, cursor) {
  const index = all.findIndex(({ _id }) => _id === cursor);
  if (index < 0) throw invalidPage();
  return index;
}

/**
 * @param {URL} url
 * @param {"filter" | "page"} name
 * @returns {Record<string, string>}
 */
function parameters(url, name) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const [key, value] of url.searchParams) {
    if (key === name || key.startsWith(`${name}[`)) found[key.slice(name.length + 1, -1)] = value;
  }
  return found;
}

const invalidPage = () => published("Invalid page query parameters");
