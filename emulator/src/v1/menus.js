// @ts-check
// The operations on persistent menus: the one of the app, and those of its integrations (docs/api/v1.md, section 12).
import { menuFields, menuWith } from "../menus.js";
import { NO_INTEGRATION as scopes } from "../operation.js";
import { integrationIn } from "./integrations.js";

/** @import { Operation } from "../operation.js" */
/** @import { Call } from "./operations.js" */

const ofIntegration = "/integrations/:integrationId/menu";
const NONE = { items: [] };

/** @type {Operation<Call>[]} */
export const menus = [
  { name: "menu.get", method: "GET", path: "/menu", scopes, run: ({ service }) => ({ menu: service.state.menu }) },
  {
    name: "menu.update",
    method: "PUT",
    path: "/menu",
    scopes,
    body: menuFields,
    run: ({ service, body }) => ({ menu: (service.state.menu = menuWith(service, body)) }),
  },
  {
    name: "menu.delete",
    method: "DELETE",
    path: "/menu",
    scopes,
    run: ({ service }) => ({ menu: (service.state.menu = NONE) }),
  },
  {
    name: "integrationMenu.get",
    method: "GET",
    path: ofIntegration,
    scopes,
    run: (call) => ({ menu: integrationIn(call).menu ?? NONE }),
  },
  {
    name: "integrationMenu.create",
    method: "POST",
    path: ofIntegration,
    scopes,
    body: menuFields,
    status: 201,
    run: put,
  },
  { name: "integrationMenu.update", method: "PUT", path: ofIntegration, scopes, body: menuFields, run: put },
  {
    name: "integrationMenu.delete",
    method: "DELETE",
    path: ofIntegration,
    scopes,
    run: (call) => {
      delete integrationIn(call).menu;
      return {};
    },
  },
];

/** @param {Call} call */
function put(call) {
  return { menu: (integrationIn(call).menu = menuWith(call.service, call.body)) };
}
