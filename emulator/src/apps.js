// @ts-check
// The apps of the account, whatever version asks: which one a path names, which ones a key sees, and what of one may be
// changed (docs/api/v1.md, section 12; docs/api/v2.md, section 12).
import { forbidden, wrongServiceAccount } from "./errors.js";
import { given, metadata, optional } from "./fields.js";
import { checkFlat } from "./users.js";

/** @import { Call } from "./operation.js" */
/** @import { Service } from "./service.js" */

/**
 * The app of a path, which keys of another app may not see.
 * @param {Pick<Call, "service" | "params" | "caller">} call
 */
export function appOf({ service, params, caller }) {
  const { appId = "" } = params;
  if (caller.scope !== "account" && service.settings.app.id !== appId)
    throw forbidden("The credentials belong to another app.");
  return service.account.app(appId);
}

/**
 * Creates an app. It belongs to the service account that asks.
 * @param {Pick<Call, "service" | "caller" | "body">} call
 */
export function newApp({ service, caller, body }) {
  return service.account.createApp({
    settings: {},
    ...body,
    ...given({ serviceAccountId: caller.serviceAccountId }),
  });
}

/**
 * The key of a service account sees the apps that it created.
 * @param {Pick<Call, "service" | "caller">} call
 * @param {string | undefined} wanted a service account
 */
export function appsSeenBy({ service, caller }, wanted) {
  if (caller.serviceAccountId !== undefined && wanted !== undefined && caller.serviceAccountId !== wanted)
    throw wrongServiceAccount();
  const owner = caller.serviceAccountId ?? wanted;
  const all = [...service.account.apps.values()];
  const seen = owner === undefined ? all : all.filter(({ state }) => state.app.serviceAccountId === owner);
  return service.settings.newestFirst ? seen.reverse() : seen;
}

/**
 * @param {Service} app
 * @param {{ name?: string, settings?: Record<string, unknown>, metadata?: any }} fields
 */
export function updateApp(app, { settings = {}, ...fields }) {
  Object.assign(app.state.app, fields, { settings: { ...app.state.app.settings, ...settings } });
  return app;
}

/** @param {any} body */
export function appFields(body) {
  const fields = given({ settings: optional(body, "settings", "object"), metadata: metadata(body) });
  checkFlat("metadata", fields.metadata ?? {});
  return fields;
}
