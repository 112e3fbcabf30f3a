// @ts-check
// Which version of the API turns a happening into which webhook payload, one row each.
import { triggers, payload, wants } from "./v1/payload.js";
import * as v2 from "./v2/payload.js";

/** @import { Happening } from "./records.js" */

/**
 * @typedef {object} PayloadOptions
 * @property {string} app
 * @property {string} webhook its `_id`
 * @property {() => string} newId
 * @property {boolean} includeClient
 * @property {boolean} includeFullAppUser
 * @property {boolean} includeFullSource
 */

/**
 * @typedef {object} PayloadVersion
 * @property {string[]} triggers
 * @property {(happening: Happening, options: PayloadOptions) => { trigger: string, body: Record<string, any> } | undefined} payload
 *   undefined when the version has no trigger for it
 * @property {(subscribed: string[], trigger: string) => boolean} wants
 */

/** @type {Record<string, PayloadVersion>} */
export const payloads = {
  v1: { triggers: triggers("v1"), payload: (happening, options) => payload("v1", happening, options), wants },
  "v1.1": { triggers: triggers("v1.1"), payload: (happening, options) => payload("v1.1", happening, options), wants },
  v2,
};
