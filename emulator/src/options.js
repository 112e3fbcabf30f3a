// @ts-check
// Reads the options of `createEmulator` and refuses what it does not know, since a misspelt option that is silently
// ignored makes a test pass for the wrong reason.
import { channels } from "./channels.js";
import { checkRule } from "./fault-rule.js";
import { readHosts } from "./hosts.js";

/** @import { Integration } from "./records.js" */
/** @import { FaultRule } from "./fault-rule.js" */

/**
 * @typedef {object} EmulatorOptions
 * @property {{ id?: string, keyId?: string, secret?: string, name?: string }} [app]
 *   the app and its key; a key id that begins with `act_` or `svc_` has account scope
 * @property {({ type: string, _id?: string } & Record<string, unknown>)[]} [integrations]
 *   connected channels; one each of twilio, messenger, mailgun, messagebird and whatsapp unless given
 * @property {number} [linkDelay] milliseconds between the steps of a link and of a delivery; 5 unless given
 * @property {number} [webhookBackoff] milliseconds before the first retry of a webhook; 1000 unless given
 * @property {string[] | "any"} [webhookHosts] names of other machines to which webhooks may be delivered, or `"any"`;
 *   none unless given, so that whoever can call the emulator cannot make it call others
 * @property {typeof globalThis.fetch} [fetch] delivers webhooks, to any target; the global `fetch` unless given
 * @property {"one" | "same" | "several"} [conversations] how many conversations a user may have: with `"one"` a second
 *   is refused, with `"same"` the answer to a second is the first, with `"several"` there are as many as are created;
 *   `"one"` unless given
 * @property {boolean} [newestFirst] lists of clients, conversations and integrations begin with the newest; `false`
 *   unless given
 * @property {number} [rateLimit] requests that are let through in any second; the others get 429. No limit unless given
 * @property {number} [seed] of the chances that fault rules with a probability take, a whole number; 1 unless given
 * @property {() => number} [now] the clock, in milliseconds
 * @property {FaultRule[]} [faults] faults that are there from the start and after a reset
 */

/**
 * @typedef {object} Settings
 * @property {{ id: string, keyId: string, secret: string, name: string }} app
 * @property {Integration[]} integrations
 * @property {number} linkDelay
 * @property {number} webhookBackoff
 * @property {string[] | "any"} webhookHosts
 * @property {"one" | "same" | "several"} conversations
 * @property {boolean} newestFirst
 * @property {number} rateLimit may be Infinity
 * @property {number} seed
 * @property {(typeof globalThis.fetch) | undefined} fetch
 * @property {() => number} now
 * @property {FaultRule[]} faults
 */

const NAMES = [
  "app",
  "integrations",
  "linkDelay",
  "webhookBackoff",
  "webhookHosts",
  "fetch",
  "conversations",
  "newestFirst",
  "rateLimit",
  "seed",
  "now",
  "faults",
];
const CONVERSATIONS = /** @type {const} */ (["one", "same", "several"]);
const APP_NAMES = ["id", "keyId", "secret", "name"];

/**
 * @param {EmulatorOptions} options
 * @returns {Settings}
 */
export function readOptions(options) {
  refuseUnknown(options, NAMES, "option");
  refuseUnknown(options.app ?? {}, APP_NAMES, "app option");
  for (const [name, value] of Object.entries(options.app ?? {})) {
    if (typeof value !== "string" || value === "")
      throw new TypeError(`createEmulator: app.${name} must be a string that is not empty.`);
  }
  for (const name of /** @type {const} */ (["fetch", "now"])) {
    if (options[name] !== undefined && typeof options[name] !== "function")
      throw new TypeError(`createEmulator: ${name} must be a function.`);
  }
  const { conversations = "one", newestFirst = false, rateLimit = Infinity, seed = 1, webhookHosts } = options;
  if (!CONVERSATIONS.includes(conversations))
    throw new TypeError(`createEmulator: conversations must be one of ${CONVERSATIONS.join(", ")}.`);
  if (typeof newestFirst !== "boolean") throw new TypeError("createEmulator: newestFirst must be true or false.");
  if (!(typeof rateLimit === "number" && rateLimit >= 1))
    throw new TypeError("createEmulator: rateLimit must be a number of requests a second, 1 or more.");
  if (!Number.isInteger(seed)) throw new TypeError("createEmulator: seed must be a whole number.");
  return {
    app: {
      id: "5ec0de5ec0de5ec0de5ec0de",
      keyId: "app_5ec0de5ec0de5ec0de5ec0df",
      secret: "emulated-secret-that-opens-nothing",
      name: "Emulated App",
      ...options.app,
    },
    integrations: (options.integrations ?? Object.keys(channels).map((type) => ({ type }))).map(readIntegration),
    linkDelay: duration(options.linkDelay ?? 5, "linkDelay"),
    webhookBackoff: duration(options.webhookBackoff ?? 1000, "webhookBackoff"),
    webhookHosts: webhookHosts === "any" ? "any" : readHosts(webhookHosts, "createEmulator: webhookHosts"),
    conversations,
    newestFirst,
    rateLimit,
    seed,
    fetch: options.fetch,
    now: options.now ?? (() => Date.now()),
    faults: (options.faults ?? []).map((rule) => checkRule(rule)),
  };
}

/**
 * @param {{ type: string, _id?: string } & Record<string, unknown>} given
 * @param {number} index
 * @returns {Integration}
 */
function readIntegration(given, index) {
  if (typeof given?.type !== "string")
    throw new TypeError(`createEmulator: integrations[${index}].type must be a channel such as "twilio".`);
  return { _id: `5ec0de5ec0de5ec0de00${(index + 1).toString(16).padStart(4, "0")}`, status: "active", ...given };
}

/**
 * @param {number} value
 * @param {string} name
 */
function duration(value, name) {
  if (!Number.isFinite(value) || value < 0)
    throw new TypeError(`createEmulator: ${name} must be a number of milliseconds, 0 or more.`);
  return value;
}

/**
 * @param {object} given
 * @param {string[]} known
 * @param {string} kind
 */
function refuseUnknown(given, known, kind) {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`createEmulator: there is no ${kind} "${unknown}"; there are ${known.join(", ")}.`);
}
