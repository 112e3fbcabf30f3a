// @ts-check
// Decides who may call what (docs/api/v1.md, section 2): a JWT or Basic credentials name a key, the key has a scope, and
// the scope allows short paths, long paths, or nothing.
import { forbidden, invalidAuth, notFound, unauthorized } from "./errors.js";
import { decodeBase64, verifyToken } from "./jwt.js";

/** @import { Service } from "./service.js" */

/** @typedef {"app" | "account"} Scope */

/**
 * @param {Service} service
 * @param {string | undefined} authorization the header
 * @param {string | undefined} appId of a long path
 * @returns {Promise<Scope>}
 */
export async function authorize(service, authorization, appId) {
  if (authorization === undefined || authorization === "") throw unauthorized();
  const [, scheme = "", credentials = ""] = /^(\S+)\s+(.*)$/.exec(authorization.trim()) ?? [];
  const scope = await scopeOf(service, scheme.toLowerCase(), credentials);
  const { id } = service.settings.app;
  if (scope === "account" && appId === undefined)
    throw forbidden("Account scope needs the app in the path: /apps/{appId}/…");
  if (appId !== undefined && appId !== id)
    throw scope === "account" ? notFound("app") : forbidden("The credentials belong to another app.");
  return scope;
}

/**
 * @param {Service} service
 * @param {string} scheme
 * @param {string} credentials
 * @returns {Promise<Scope>}
 */
async function scopeOf(service, scheme, credentials) {
  const { keyId, secret } = service.settings.app;
  // A key's scope shows in its id (docs/api/v1.md, section 2.1, second table).
  const keyScope = /^(act|svc)_/.test(keyId) ? "account" : "app";
  if (scheme === "basic") {
    const bytes = decodeBase64(credentials);
    if (bytes === undefined || new TextDecoder().decode(bytes) !== `${keyId}:${secret}`)
      throw invalidAuth("The key id or the secret is wrong.");
    return keyScope;
  }
  if (scheme !== "bearer")
    throw invalidAuth("Authorization must be Bearer with a JWT, or Basic with key id and secret.");
  const { claims } = await verifyToken(credentials, (kid) => (kid === keyId ? secret : undefined), service.now());
  if (claims.scope === "appUser" || claims.scope === "user")
    throw forbidden(`A token of scope ${claims.scope} is for the login of a user, not for calls of a server.`);
  if (claims.scope !== "app" && claims.scope !== "account")
    throw invalidAuth("The JWT payload must have the scope app or account.");
  if (claims.scope !== keyScope) throw invalidAuth(`The key ${keyId} has ${keyScope} scope, not ${claims.scope}.`);
  return keyScope;
}
