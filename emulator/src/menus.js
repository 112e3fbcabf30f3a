// @ts-check
// Persistent menus: that of the app, and those of integrations, which go before it (docs/api/v1.md, section 12).
import { badRequest } from "./errors.js";
import { objects, oneOf, required } from "./fields.js";

/** @import { Menu, User } from "./records.js" */
/** @import { Service } from "./service.js" */

const TYPES = /** @type {const} */ (["link", "postback", "submenu"]);

/**
 * Reads a menu: one to three items, and one to five in a submenu.
 * @param {any} body
 */
export function menuFields(body) {
  return itemsIn(body, 3, TYPES);
}

/**
 * @param {any} owner
 * @param {number} most
 * @param {readonly ("link" | "postback" | "submenu")[]} types
 * @param {string} [at]
 * @returns {Record<string, any>[]}
 */
function itemsIn(owner, most, types, at = "") {
  required(owner, "items", "list", at);
  const items = objects(owner, "items", at);
  if (items.length < 1 || items.length > most) throw badRequest(`${at}items must have 1 to ${most} items.`);
  return items.map((item, index) => {
    const where = `${at}items[${index}].`;
    required(item, "text", "string", where);
    const type = oneOf(item, "type", types, where);
    if (type === "link") required(item, "uri", "string", where);
    if (type === "postback") required(item, "payload", "string", where);
    if (type !== "submenu") return item;
    return { ...item, items: itemsIn(item, 5, ["link", "postback"], where) };
  });
}

/**
 * @param {Service} service
 * @param {Record<string, any>[]} items
 * @returns {Menu}
 */
export function menuWith(service, items) {
  return {
    items: items.map((item) => ({
      ...item,
      _id: service.newId(),
      ...(item.items === undefined ? {} : { items: menuWith(service, item.items).items }),
    })),
  };
}

/**
 * What a person can tap: the menus of the integrations that they are on, and that of the app.
 * @param {Service} service
 * @param {User} user
 */
export function menuItems({ state }, user) {
  const ids = user.clients.map(({ integrationId }) => integrationId);
  const menus = state.integrations.filter(({ _id }) => ids.includes(_id)).flatMap(({ menu }) => menu ?? []);
  return [...menus, state.menu].flatMap(({ items }) => items.flatMap((item) => [item, ...(item.items ?? [])]));
}
