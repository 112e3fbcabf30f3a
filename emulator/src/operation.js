// @ts-check
// What an operation of the API is, as types only: the rows of each version's table have this form.

/** @import { Scope } from "./auth.js" */

/**
 * @template [C=any]
 * @typedef {object} Operation
 * @property {string} name as `smooch-edge` names it, and as fault rules match it; the same act has one name in all versions
 * @property {string} method
 * @property {string} path the short one; `path.js` knows the long one
 * @property {number} [status] 200 unless given
 * @property {Scope} [scope] the only one that may call it
 * @property {string | ((body: any) => any)} [body] its definition in the model, or, for what the model does not have,
 *   a function that reads it
 * @property {(call: C) => Record<string, unknown>} run returns the body of the answer
 */

export {};
