// @ts-check
// Decides who may call what (docs/api/v1.md, section 2): a JWT or Basic credentials name a key, an OAuth token stands for
// one; the key has a scope, and the scope allows short paths, long paths, or nothing.
import { forbidden, invalidAuth, notFound, unauthorized } from "./errors.js";
import { decodeBase64, verifyToken } from "./jwt.js";

/** @import { Service } from "./service.js" */

/** @typedef {"app" | "account" | "integration"} Scope */

/**
 * @typedef {object} Caller
 * @property {Scope} scope
 * @property {Service} service of the app that is meant; for the account's own paths that of the options
 * @property {string} [integrationId] where the scope is `integration`
 * @property {string} [serviceAccountId] whose key it is
 * @property {string} [token] of OAuth
 */

/**
 * @typedef {object} Place what a path says about who may call it
 * @property {string} [appId] of a long path
 * @property {boolean} [outer] a path of the account, which names no app or only as what it acts on
 */

/**
 * @param {Service} root
 * @param {string | undefined} authorization the header
 * @param {Place} place
 * @returns {Promise<Caller>}
 */
export async function authorize(root, authorization, { appId, outer = false }) {
  if (authorization === undefined || authorization === "") throw unauthorized();
  const [, scheme = "", credentials = ""] = /^(\S+)\s+(.*)$/.exec(authorization.trim()) ?? [];
  const { appId: own, ...key } = await keyOf(root, scheme.toLowerCase(), credentials);
  if (own !== undefined && appId !== undefined && appId !== own)
    throw forbidden("The credentials belong to another app.");
  const id = own ?? appId;
  if (id === undefined) {
    if (!outer) throw forbidden("Account scope needs the app in the path: /apps/{appId}/…");
    return { ...key, service: root };
  }
  const service = root.account.apps.get(id);
  if (service === undefined) throw notFound("app");
  return { ...key, service };
}

/**
 * @param {Service} root
 * @param {string} scheme
 * @param {string} credentials
 * @returns {Promise<Omit<Caller, "service"> & { appId?: string }>}
 */
async function keyOf({ account, settings }, scheme, credentials) {
  const find = (/** @type {string} */ id) => account.keys.find(({ _id }) => _id === id);
  if (scheme === "basic") {
    const text = new TextDecoder().decode(decodeBase64(credentials));
    const key = find(text.slice(0, text.indexOf(":")));
    if (key === undefined || text !== `${key._id}:${key.secret}`)
      throw invalidAuth("The key id or the secret is wrong.");
    return whose(key);
  }
  if (scheme !== "bearer")
    throw invalidAuth("Authorization must be Bearer with a JWT, or Basic with key id and secret.");
  const grant = account.grants.find(({ token }) => token === credentials);
  if (grant !== undefined)
    return { scope: "integration", appId: grant.appId, integrationId: grant.integrationId, token: credentials };
  const { kid, claims } = await verifyToken(credentials, (id) => find(id)?.secret, settings.now());
  if (claims.scope === "appUser" || claims.scope === "user")
    throw forbidden(`A token of scope ${claims.scope} is for the login of a user, not for calls of a server.`);
  if (claims.scope !== "app" && claims.scope !== "account" && claims.scope !== "integration")
    throw invalidAuth("The JWT payload must have the scope app or account.");
  const key = find(kid);
  if (key === undefined || claims.scope !== key.scope)
    throw invalidAuth(`The key ${kid} has ${key?.scope} scope, not ${claims.scope}.`);
  return whose(key);
}

/** @param {import("./account.js").Key} key */
function whose({ scope, appId, integrationId, serviceAccountId }) {
  return {
    scope,
    ...(appId === undefined ? {} : { appId }),
    ...(integrationId === undefined ? {} : { integrationId }),
    ...(serviceAccountId === undefined ? {} : { serviceAccountId }),
  };
}
