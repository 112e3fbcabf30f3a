// How another entry gets into a client. The entries share no code once they are bundled; a registered symbol is one
// everywhere.

/** @import { CallOptions } from "smooch-edge" */
/** @import { Observer } from "./call.js" */

/** The name of the method that gives {@link Inside}. */
export const INSIDE = Symbol.for("smooch-edge.client");

/**
 * Makes a call; the observer learns of its requests.
 *
 * @typedef {(operation: string, ids: unknown[], body: unknown, options: CallOptions | undefined,
 *   observer: Observer) => Promise<any>} Make
 */

/**
 * @typedef {object} Inside
 * @property {Record<string, any>} classes of the client's errors, by name
 * @property {Make} make
 */
