// @ts-check
// The operations on the apps of the account and on its service accounts (docs/api/v1.md, section 12).
import { appFields, appOf, appsSeenBy, newApp, updateApp } from "../apps.js";
import { given, optional, required } from "../fields.js";
import { sdkIds } from "../integrations.js";
import { hash } from "../ids.js";
import { ACCOUNT as scopes } from "../operation.js";
import { pageByOffset } from "./offset.js";

/** @import { Operation } from "../operation.js" */
/** @import { Service } from "../service.js" */
/** @import { Call } from "./operations.js" */

/** @type {Operation<Call>[]} */
export const apps = [
  {
    name: "apps.create",
    method: "POST",
    path: "/apps",
    scopes,
    body: (body) => ({ name: required(body, "name", "string"), ...appFields(body) }),
    status: 201,
    run: (call) => ({ app: appForm(newApp(call)) }),
  },
  {
    name: "apps.list",
    method: "GET",
    path: "/apps",
    scopes,
    run: (call) => {
      const wanted = call.url.searchParams.get("serviceAccountId") ?? undefined;
      const { items, about } = pageByOffset(call.url, appsSeenBy(call, wanted));
      return { apps: items.map(appForm), ...about };
    },
  },
  { name: "apps.get", method: "GET", path: "/apps/:appId", scopes, run: (call) => ({ app: appForm(appOf(call)) }) },
  {
    name: "apps.update",
    method: "PUT",
    path: "/apps/:appId",
    scopes,
    body: (body) => ({ ...appFields(body), ...given({ name: optional(body, "name", "string") }) }),
    run: (call) => ({ app: appForm(updateApp(appOf(call), call.body)) }),
  },
  {
    name: "apps.delete",
    method: "DELETE",
    path: "/apps/:appId",
    scopes,
    run: (call) => {
      call.service.account.deleteApp(appOf(call));
      return {};
    },
  },
  { name: "apps.getSdkIds", method: "GET", path: "/sdks", scopes, run: ({ service }) => sdkIds(service) },

  {
    name: "serviceAccounts.create",
    method: "POST",
    path: "/serviceaccounts",
    scopes,
    body: nameIn,
    status: 201,
    run: ({ service, body }) => ({ serviceAccount: service.account.createServiceAccount(body.name) }),
  },
  {
    name: "serviceAccounts.list",
    method: "GET",
    path: "/serviceaccounts",
    scopes,
    run: ({ service, url }) => {
      const { items, about } = pageByOffset(url, service.account.serviceAccounts);
      return { serviceAccounts: items, ...about };
    },
  },
  {
    name: "serviceAccounts.get",
    method: "GET",
    path: "/serviceaccounts/:serviceAccountId",
    scopes,
    run: (call) => ({ serviceAccount: serviceAccountOf(call) }),
  },
  {
    name: "serviceAccounts.update",
    method: "PUT",
    path: "/serviceaccounts/:serviceAccountId",
    scopes,
    body: nameIn,
    run: (call) => ({ serviceAccount: Object.assign(serviceAccountOf(call), { name: call.body.name }) }),
  },
  {
    name: "serviceAccounts.delete",
    method: "DELETE",
    path: "/serviceaccounts/:serviceAccountId",
    scopes,
    run: (call) => {
      call.service.account.deleteServiceAccount(serviceAccountOf(call));
      return {};
    },
  },
];

/** @param {Service} app */
function appForm({
  settings: { app },
  state: {
    app: { name, settings, metadata: flat },
  },
}) {
  const appToken = `${hash(app.id)}${hash(`${app.id}1`)}${hash(`${app.id}2`)}`;
  return { _id: app.id, appToken, name, settings, ...(flat === undefined || flat === null ? {} : { metadata: flat }) };
}

/** @param {any} body */
function nameIn(body) {
  return { name: required(body, "name", "string") };
}

/** @param {Call} call */
function serviceAccountOf({ service, params }) {
  return service.account.serviceAccount(params.serviceAccountId ?? "");
}
