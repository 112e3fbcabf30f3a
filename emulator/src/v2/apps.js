// @ts-check
// The operations on the apps of the account and on their keys (docs/api/v2.md, section 12), and the app of a token.
import { appFields, appOf, appsSeenBy, newApp, updateApp } from "../apps.js";
import { badRequest } from "../errors.js";
import { clearable, given, required } from "../fields.js";
import { keysOf } from "../keys.js";
import { ACCOUNT, NO_INTEGRATION } from "../operation.js";
import { filters, pageOf } from "./query.js";

/** @import { Form } from "../keys.js" */
/** @import { Operation } from "../operation.js" */
/** @import { Service } from "../service.js" */
/** @import { Call } from "./operations.js" */

/** The form of keys. @type {Form} */
export const KEY_FORM = {
  name: "displayName",
  created: 201,
  show: ({ _id, name, secret }) => ({ id: _id, displayName: name, secret }),
};

/** @type {Operation<Call>[]} */
export const apps = [
  {
    name: "apps.create",
    method: "POST",
    path: "/apps",
    scopes: ACCOUNT,
    body: (body) => ({ name: displayName(body), ...appFields(body) }),
    status: 201,
    run: (call) => ({ app: appForm(newApp(call)) }),
  },
  {
    name: "apps.list",
    method: "GET",
    path: "/apps",
    scopes: ACCOUNT,
    run: (call) => {
      const { serviceAccountId } = filters(call.url, ["serviceAccountId"]);
      const all = appsSeenBy(call, serviceAccountId).map((app) => ({ _id: app.settings.app.id, app }));
      const { items, about } = pageOf(call.service, call.url, all);
      return { apps: items.map(({ app }) => appForm(app)), ...about };
    },
  },
  {
    name: "apps.get",
    method: "GET",
    path: "/apps/:appId",
    scopes: NO_INTEGRATION,
    run: (call) => ({ app: withSubdomain(appOf(call)) }),
  },
  {
    name: "apps.update",
    method: "PATCH",
    path: "/apps/:appId",
    scopes: NO_INTEGRATION,
    body: (body) => ({
      ...appFields(body),
      ...given({ name: clearable(body, "displayName", "string") ?? undefined }),
    }),
    run: (call) => {
      const changed = appOf(call);
      // The setting cannot be taken back (docs/api/v2.md, section 6).
      if (changed.conversations === "several" && call.body.settings?.multiConvoEnabled === false)
        throw badRequest("multiConvoEnabled cannot be switched off again.", "app-settings");
      return { app: appForm(updateApp(changed, call.body)) };
    },
  },
  {
    name: "apps.delete",
    method: "DELETE",
    path: "/apps/:appId",
    scopes: ACCOUNT,
    run: (call) => {
      call.service.account.deleteApp(appOf(call));
      return {};
    },
  },
  {
    name: "oauth.getTokenInfo",
    method: "GET",
    path: "/tokenInfo",
    scopes: ["integration"],
    run: ({ service }) => ({ app: withSubdomain(service) }),
  },

  ...keysOf("appKeys", "/keys", ACCOUNT, KEY_FORM, ({ service }) => ({ appId: service.settings.app.id })),
];

/** @param {any} body */
function displayName(body) {
  return required(body, "displayName", "string");
}

/** @param {Service} app */
function appForm({
  settings: { app },
  conversations,
  state: {
    app: { name, settings, metadata },
  },
}) {
  return {
    id: app.id,
    displayName: name,
    settings: { ...settings, multiConvoEnabled: conversations === "several" },
    ...given({ metadata }),
  };
}

/** @param {Service} app */
const withSubdomain = (app) => ({ ...appForm(app), subdomain: "emulated" });
