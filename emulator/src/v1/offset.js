// @ts-check
// Reads `limit` and `offset` of a query and writes one page of a list (docs/api/v1.md, section 13).
import { badRequest } from "../errors.js";

const SIZE = 25;
const MOST = 100;

/**
 * @template T
 * @param {URL} url
 * @param {T[]} all
 */
export function pageByOffset(url, all) {
  const limit = number(url, "limit", 1, MOST) ?? SIZE;
  const offset = number(url, "offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const items = all.slice(offset, offset + limit);
  return { items, about: { hasMore: offset + items.length < all.length && items.length > 0, offset } };
}

/**
 * @param {URL} url
 * @param {string} name
 * @param {number} least
 * @param {number} most
 */
function number(url, name, least, most) {
  const text = url.searchParams.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,16}$/.test(text) || Number(text) < least || Number(text) > most)
    throw badRequest(`${name} must be a whole number from ${least} to ${most}.`);
  return Number(text);
}
