// @ts-check
// The account around the apps: its apps, each a service of its own, the keys that open them, service accounts, WhatsApp
// deployments, and what OAuth has given out (docs/api/v1.md, sections 2 and 12).
import { badRequest, notFound } from "./errors.js";

/** @import { Scope } from "./auth.js" */
/** @import { Service } from "./service.js" */
/** @import { Flat } from "./records.js" */

/**
 * @typedef {object} Key
 * @property {string} _id its first letters tell its scope
 * @property {string} secret
 * @property {string} name
 * @property {Scope} scope
 * @property {string} [appId] none for the account's own
 * @property {string} [integrationId]
 * @property {string} [serviceAccountId]
 */

/** @typedef {{ _id: string, name: string }} ServiceAccount */

/**
 * @typedef {{ _id: string, status: string, hosting: string, phoneNumber?: string } & Record<string, unknown>} Deployment a
 *   number of WhatsApp that the account hosts
 */

/**
 * @typedef {object} Grant what a person gave a partner by OAuth
 * @property {string} clientId
 * @property {string} appId
 * @property {string} integrationId
 * @property {string} [code] until it is used
 * @property {string} [token]
 */

const KEY_LIMIT = 10;
const PREFIXES = { app: "app", account: "svc", integration: "int" };

/** All apps of one emulator, and who may call them. */
export class Account {
  /** @type {Map<string, Service>} by the id of the app */
  apps = new Map();
  /** @type {Key[]} */
  keys = [];
  /** @type {ServiceAccount[]} */
  serviceAccounts = [];
  /** @type {Deployment[]} */
  deployments = [];
  /** @type {Grant[]} */
  grants = [];
  #root;

  /** @param {Service} root the service of the app of the options */
  constructor(root) {
    this.#root = root;
    const { id, keyId, secret, name } = root.settings.app;
    // A key's scope shows in its id (docs/api/v1.md, section 2.1, second table).
    const scope = /^(act|svc)_/.test(keyId) ? "account" : "app";
    this.apps.set(id, root);
    this.keys.push({ _id: keyId, secret, name, scope, ...(scope === "app" ? { appId: id } : {}) });
  }

  /** @param {string} id */
  app(id) {
    const app = this.apps.get(id);
    if (app === undefined) throw notFound("app");
    return app;
  }

  /**
   * @param {{ name: string, settings: Record<string, unknown>, metadata?: Flat | undefined,
   *   serviceAccountId?: string | undefined }} given
   */
  createApp(given) {
    const app = this.#root.another(given.name);
    Object.assign(app.state.app, given);
    this.apps.set(app.settings.app.id, app);
    return app;
  }

  /**
   * Its keys go with it.
   * @param {Service} app
   */
  deleteApp(app) {
    const { id } = app.settings.app;
    this.apps.delete(id);
    this.keys = this.keys.filter(({ appId }) => appId !== id);
    this.grants = this.grants.filter(({ appId }) => appId !== id);
  }

  /**
   * @param {Pick<Key, "name" | "appId" | "integrationId" | "serviceAccountId">} given whose it is decides its scope
   * @returns {Key}
   */
  createKey(given) {
    const scope = given.integrationId !== undefined ? "integration" : given.appId !== undefined ? "app" : "account";
    if (scope === "integration" && this.keysOf(given).length >= KEY_LIMIT)
      throw badRequest(`An integration has at most ${KEY_LIMIT} keys.`, "key-limit");
    /** @type {Key} */
    const key = { _id: `${PREFIXES[scope]}_${this.#root.newId()}`, secret: this.#root.ids.hex(64), scope, ...given };
    this.keys.push(key);
    return key;
  }

  /** @param {Partial<Pick<Key, "appId" | "integrationId" | "serviceAccountId">>} owner */
  keysOf({ appId, integrationId, serviceAccountId }) {
    return this.keys.filter(
      (key) => key.appId === appId && key.integrationId === integrationId && key.serviceAccountId === serviceAccountId,
    );
  }

  /**
   * @param {Partial<Pick<Key, "appId" | "integrationId" | "serviceAccountId">>} owner
   * @param {string} id
   * @returns {Key}
   */
  keyOf(owner, id) {
    const key = this.keysOf(owner).find((one) => one._id === id);
    if (key === undefined) throw notFound("key");
    return key;
  }

  /** @param {Key} key */
  deleteKey(key) {
    this.keys = this.keys.filter((one) => one !== key);
  }

  /** @param {string} id */
  serviceAccount(id) {
    const found = this.serviceAccounts.find(({ _id }) => _id === id);
    if (found === undefined) throw notFound("service account");
    return found;
  }

  /**
   * @param {string} name
   * @returns {ServiceAccount}
   */
  createServiceAccount(name) {
    const created = { _id: this.#root.newId(), name };
    this.serviceAccounts.push(created);
    return created;
  }

  /** @param {ServiceAccount} gone */
  deleteServiceAccount(gone) {
    this.serviceAccounts = this.serviceAccounts.filter((one) => one !== gone);
    this.keys = this.keys.filter(({ serviceAccountId }) => serviceAccountId !== gone._id);
  }

  /** @param {string} id */
  deployment(id) {
    const found = this.deployments.find(({ _id }) => _id === id);
    if (found === undefined) throw notFound("deployment");
    return found;
  }

  /**
   * @param {{ hosting: string } & Record<string, unknown>} given
   * @returns {Deployment}
   */
  createDeployment(given) {
    const created = { ...given, _id: this.#root.newId(), status: "inactive" };
    this.deployments.push(created);
    return created;
  }

  /** @param {Deployment} gone */
  deleteDeployment(gone) {
    this.deployments = this.deployments.filter((one) => one !== gone);
  }
}
