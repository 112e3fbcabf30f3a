// @ts-check
// The operations on the switchboard, on who is at it, and on control of a conversation (docs/api/v2.md, section 9).
import { badRequest } from "../errors.js";
import { clearable, given, metadata, optional, required } from "../fields.js";
import { NO_INTEGRATION as scopes } from "../operation.js";
import {
  addSwitchboardIntegration,
  control,
  createSwitchboard,
  deleteSwitchboard,
  removeSwitchboardIntegration,
  switchboardIntegrationOf,
  switchboardOf,
  updateSwitchboard,
  updateSwitchboardIntegration,
} from "../switchboards.js";
import { placeOf } from "./conversations.js";

/** @import { Operation } from "../operation.js" */
/** @import { Switchboard, SwitchboardIntegration } from "../records.js" */
/** @import { ControlAction } from "../switchboards.js" */
/** @import { Call } from "./operations.js" */

const switchboard = "/switchboards/:switchboardId";
const integrations = `${switchboard}/switchboardIntegrations`;
const integration = `${integrations}/:switchboardIntegrationId`;

/** @type {Operation<Call>[]} */
export const switchboards = [
  {
    name: "switchboards.create",
    method: "POST",
    path: "/switchboards",
    scopes,
    status: 201,
    run: ({ service }) => ({ switchboard: switchboardForm(createSwitchboard(service)) }),
  },
  {
    name: "switchboards.list",
    method: "GET",
    path: "/switchboards",
    scopes,
    run: ({ service: { state } }) => ({
      switchboards: state.switchboard === undefined ? [] : [switchboardForm(state.switchboard)],
    }),
  },
  {
    name: "switchboards.update",
    method: "PATCH",
    path: switchboard,
    scopes,
    body: (body) =>
      given({
        enabled: optional(body, "enabled", "boolean"),
        defaultSwitchboardIntegrationId: optional(body, "defaultSwitchboardIntegrationId", "string"),
      }),
    run: (call) => {
      const changed = switchboardIn(call);
      updateSwitchboard(changed, call.body);
      return { switchboard: switchboardForm(changed) };
    },
  },
  {
    name: "switchboards.delete",
    method: "DELETE",
    path: switchboard,
    scopes,
    run: (call) => {
      switchboardIn(call);
      deleteSwitchboard(call.service);
      return {};
    },
  },

  {
    name: "switchboardIntegrations.create",
    method: "POST",
    path: integrations,
    scopes,
    body: (body) => {
      required(body, "name", "string");
      return integrationFields(body);
    },
    status: 201,
    run: (call) => ({
      switchboardIntegration: integrationForm(addSwitchboardIntegration(call.service, switchboardIn(call), call.body)),
    }),
  },
  {
    name: "switchboardIntegrations.list",
    method: "GET",
    path: integrations,
    scopes,
    run: (call) => ({ switchboardIntegrations: switchboardIn(call).integrations.map(integrationForm) }),
  },
  {
    name: "switchboardIntegrations.update",
    method: "PATCH",
    path: integration,
    scopes,
    body: integrationFields,
    run: (call) => {
      const changed = integrationIn(call);
      updateSwitchboardIntegration(call.service, changed, call.body);
      return { switchboardIntegration: integrationForm(changed) };
    },
  },
  {
    name: "switchboardIntegrations.delete",
    method: "DELETE",
    path: integration,
    scopes,
    run: (call) => {
      removeSwitchboardIntegration(call.service, integrationIn(call));
      return {};
    },
  },

  action("passControl", true),
  action("offerControl", true),
  action("acceptControl", false),
  action("releaseControl", false),
];

/**
 * @param {ControlAction} name
 * @param {boolean} needsTarget
 * @returns {Operation<Call>}
 */
function action(name, needsTarget) {
  return {
    name: `conversations.${name}`,
    method: "POST",
    path: `/conversations/:conversationId/${name}`,
    takes: needsTarget ? "json" : "optional-json",
    body: (body) =>
      given({
        metadata: metadata(body) ?? undefined,
        switchboardIntegration: needsTarget ? required(body, "switchboardIntegration", "string") : undefined,
      }),
    run: (call) => {
      control(call.service, call.caller, name, placeOf(call), call.body);
      return {};
    },
  };
}

/** @param {Call} call */
function switchboardIn({ service, params }) {
  return switchboardOf(service, params.switchboardId ?? "");
}

/** @param {Call} call */
function integrationIn(call) {
  return switchboardIntegrationOf(switchboardIn(call), call.params.switchboardIntegrationId ?? "");
}

/** @param {any} body */
function integrationFields(body) {
  const name = optional(body, "name", "string");
  if (name !== undefined && !/^[\w-]{1,128}$/.test(name))
    throw badRequest("name must have 1 to 128 letters, digits, hyphens and underscores.");
  return given({
    name,
    integrationId: optional(body, "integrationId", "string"),
    integrationType: optional(body, "integrationType", "string"),
    deliverStandbyEvents: optional(body, "deliverStandbyEvents", "boolean"),
    nextSwitchboardIntegrationId: clearable(body, "nextSwitchboardIntegrationId", "string"),
    messageHistoryCount: clearable(body, "messageHistoryCount", "number"),
  });
}

/** @param {Switchboard} of */
function switchboardForm({ _id, enabled, defaultSwitchboardIntegrationId }) {
  return { id: _id, enabled, ...given({ defaultSwitchboardIntegrationId }) };
}

/** @param {SwitchboardIntegration} of */
function integrationForm({ _id, ...fields }) {
  return { id: _id, ...fields };
}
