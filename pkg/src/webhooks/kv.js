// Remembers events in Workers KV. KV has nothing atomic, and takes up to a minute to show elsewhere what was written: it
// keeps what was handled, and cannot claim.

/** @import { KvNamespace, SeenStore, StoreOptions } from "smooch-edge/webhooks" */

import { REMEMBERED } from "./remembered.js";

/** The shortest time that KV keeps something, in seconds. */
const SHORTEST = 60;

/**
 * The stores by their namespace, so that a store which is made for each request is the same one: by it is known what is
 * being handled in this process.
 *
 * @type {WeakMap<object, Map<string, SeenStore>>}
 */
const stores = new WeakMap();

/**
 * @param {KvNamespace} namespace
 * @param {StoreOptions} [options]
 * @returns {SeenStore}
 */
export function kvStore(namespace, { prefix = "smooch:", rememberFor = REMEMBERED } = {}) {
  if (typeof (/** @type {any} */ (namespace)?.put) !== "function")
    throw new TypeError("kvStore needs a KV namespace: the binding, such as env.SEEN.");
  const made = stores.get(namespace) ?? new Map();
  stores.set(namespace, made);
  const name = JSON.stringify([prefix, rememberFor]);
  const expirationTtl = Math.max(SHORTEST, Math.ceil(rememberFor / 1000));
  const store = made.get(name) ?? {
    has: (/** @type {string} */ key) => namespace.get(prefix + key),
    add: (/** @type {string} */ key) => namespace.put(prefix + key, "1", { expirationTtl }),
  };
  made.set(name, store);
  return store;
}
