// @ts-check
// An operation of the API, as types only: the rows of each version's table have this form. To add one, write a row:
// its name, the request, the body it reads, and what it does; `tests/operations.test.js` then wants a call of it.

/** @import { Caller, Scope } from "./auth.js" */
/** @import { Service } from "./service.js" */

/**
 * @template [C=Call]
 * @typedef {object} Operation
 * @property {string} name as `smooch-edge` names it, and as fault rules match it; the same act has one name in all versions
 * @property {string} method
 * @property {string} path the short one, with `:name` for an id; `path.js` knows the long one
 * @property {number} [status] 200 unless given
 * @property {Scope[]} [scopes] who may call it: keys of the app, of the account and of an integration unless given.
 *   None: it needs no credentials
 * @property {Takes} [takes] the form of the body, `json` unless given
 * @property {string | ((body: any) => any)} [body] its definition in the model, or, for what the model does not have,
 *   a function that reads it
 * @property {(call: C) => Record<string, unknown> | Response | Promise<Record<string, unknown> | Response>} run returns the body of
 *   the answer, or an answer of its own
 */

/**
 * @typedef {"json" | "optional-json" | "json-or-form" | "multipart"} Takes `optional-json`: an empty object where there
 *   is no body. `multipart`: an object of its parts by name, each a `Part` of `multipart.js`
 */

/**
 * @template [V=any]
 * @typedef {object} Call
 * @property {Service} service of the app
 * @property {V} version of the API
 * @property {Record<string, string>} params of the path, decoded
 * @property {URL} url
 * @property {Headers} headers of the request
 * @property {any} body checked by the model, or read by the function of its operation; undefined when it has none
 * @property {Caller} caller whose credentials they are
 */

/** @type {Scope[]} */
export const ACCOUNT = ["account"];

/**
 * All but the keys of an integration.
 * @type {Scope[]}
 */
export const NO_INTEGRATION = ["app", "account"];
