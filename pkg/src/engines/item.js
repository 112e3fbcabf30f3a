// An item of a queue: a call as plain data, which JSON can carry. The build prints which operations it can name, and the
// members that hold their arguments (src/api/print/items.rs).

import { check } from "../options.js";
import TABLES from "../queue-table.js";
import { invalid } from "../to-error.js";

/**
 * What a queue knows of an operation.
 *
 * @typedef {object} ItemOperation
 * @property {string[]} ids the members that hold its ids
 * @property {"needed" | "optional"} [body]
 * @property {boolean} [isOfConversation] whether its id is that of a conversation
 * @property {boolean} [looksUp] whether v2 may look up the conversation of the user
 * @property {boolean} [isRead]
 * @property {boolean} [isRemoval] whether 404 says that what it would remove is gone
 * @property {"always" | "next" | "unnamed"} [harm] when doing it once more does harm: always, to pass control to
 *   `"next"`, or to create a user whom the body names by no id
 */

/** @type {Record<string, ItemOperation>} */
const OPERATIONS = TABLES.operations;

/** The members that hold arguments, whatever the operation. */
const ARGUMENTS = new Set([...Object.values(OPERATIONS).flatMap(({ ids }) => ids), "body"]);

/** @param {string} name @returns {ItemOperation} */
export function operationOf(name) {
  return OPERATIONS[name] ?? { ids: [] };
}

/**
 * Throws if it is no item. What its members hold is checked when the call is made.
 *
 * @param {any} item
 */
export function checkItem(item) {
  check(item, TABLES.item);
  const { operation } = item;
  if (typeof operation !== "string" || !Object.hasOwn(OPERATIONS, operation)) {
    const message = `operation must be one of ${Object.keys(OPERATIONS).join(", ")}.`;
    throw invalid("operation", message, "an operation on a user or a conversation", "something else");
  }
  const { ids, body } = operationOf(operation);
  for (const name of ARGUMENTS) {
    if (item[name] === undefined || (name === "body" ? body : ids.includes(name))) continue;
    throw invalid(name, `${name} must be left out: ${operation} does not take it.`, "left out", "something else");
  }
}

/**
 * The ids and the body of an item, as a call takes them.
 *
 * @param {any} item
 * @returns {{ ids: unknown[], body: any }}
 */
export function argumentsOf(item) {
  const { ids, body } = operationOf(item.operation);
  return { ids: ids.map((name) => item[name]), body: item.body === undefined && body === "optional" ? {} : item.body };
}

/**
 * Whether doing it once more would do harm, so that it is not done again if nobody can tell whether it was done.
 *
 * @param {any} item
 */
export function isHarmful({ operation, body }) {
  switch (operationOf(operation).harm) {
    case "always":
      return true;
    case "next":
      return body?.switchboardIntegration === "next";
    case "unnamed":
      return (body?.userId ?? body?.externalId) === undefined;
  }
  return false;
}

/**
 * The lane of an item: its `key`, else the user, else the conversation in place of one. Items of one lane keep their
 * order; one without a lane waits for none. What is no item has none: it is refused when its call is made.
 *
 * @param {any} item
 * @returns {unknown}
 */
export function laneOf(item) {
  try {
    const { operation, id, body, key } = item;
    if (key !== undefined) return key;
    if (operation === "create") return body?.userId ?? body?.externalId;
    const conversation = operationOf(operation).isOfConversation ? id : id?.conversationId;
    return typeof conversation === "string" ? `conversation:${conversation}` : id;
  } catch {
    return undefined;
  }
}
