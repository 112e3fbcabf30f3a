// How another entry gets into a client. The entries share no code once they are bundled; a registered symbol is one
// everywhere.

/** @import { CallOptions } from "smooch-edge" */
/** @import { Own } from "./call.js" */

import { classes } from "./error-class.js";

/** The name of the method that gives {@link Inside}. */
export const INSIDE = Symbol.for("smooch-edge.client");

/**
 * Makes a call, with more of what is JavaScript's own than the client has.
 *
 * @typedef {(operation: string, ids: unknown[], body: unknown, options: CallOptions | undefined,
 *   more: Pick<Own, "observer" | "wrap">) => Promise<any>} Make
 */

/**
 * @typedef {object} Inside
 * @property {Record<string, any>} classes of the client's errors, by name
 * @property {number} [deadline] of the client
 * @property {(operation: string, ids: unknown[], body: unknown, options: object, query?: object) => Promise<void>} check
 *   rejects if a call could not be made with the input
 * @property {Make} make
 */

/**
 * Gets into a client, of whichever entry. From then on the errors of this entry are those of the client, so that
 * `instanceof` holds.
 *
 * @param {any} smooch
 * @param {string} form how the function is called, for who gives no client
 * @returns {Inside}
 */
export function enter(smooch, form) {
  const inside = smooch?.[INSIDE];
  if (!inside) throw new TypeError(`${form.split("(")[0]} needs a client first: ${form}.`);
  const own = inside.call(smooch);
  Object.assign(classes, own.classes);
  return own;
}
