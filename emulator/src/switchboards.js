// @ts-check
// The switchboard: which integration has control of a conversation, and how it changes hands (docs/api/v2.md, section 9).
// An act that names nobody it can mean is refused at once. One that makes no sense is accepted, and its failure is an
// event: such events are published.
import {
  badRequest,
  noDefaultSwitchboardIntegration,
  notFound,
  notInControl,
  published,
  tooManySwitchboardIntegrations,
} from "./errors.js";

/** @import { Caller } from "./auth.js" */
/** @import { Conversation, ControlError, Flat, Happening, Switchboard, SwitchboardIntegration, User, Webhook } from "./records.js" */
/** @import { Service } from "./service.js" */

/** @typedef {"passControl" | "offerControl" | "acceptControl" | "releaseControl"} ControlAction */

const LIMIT = 10;
const NO_TARGET = { code: "switchboard_invalid_target", message: "Switchboard invalid target" };
const ALREADY_ACTIVE = {
  code: "switchboard_invalid_target",
  message: "Cannot offer control to the active switchboard integration.",
};
const NOTHING_PENDING = {
  code: "switchboard_invalid_action",
  message: "There is no pendingSwitchboardIntegration",
};

/**
 * An app has one at most.
 * @param {Service} service
 * @returns {Switchboard}
 */
export function createSwitchboard(service) {
  if (service.state.switchboard !== undefined) throw published("Only one switchboard can be created per app");
  service.state.switchboard = { _id: service.newId(), enabled: false, integrations: [] };
  return service.state.switchboard;
}

/**
 * @param {Service} service
 * @param {string} id
 */
export function switchboardOf({ state: { switchboard } }, id) {
  if (switchboard?._id !== id) throw notFound("switchboard");
  return switchboard;
}

/**
 * @param {Switchboard} switchboard
 * @param {{ enabled?: boolean, defaultSwitchboardIntegrationId?: string }} given
 */
export function updateSwitchboard(switchboard, given) {
  const { enabled = switchboard.enabled, defaultSwitchboardIntegrationId: id } = given;
  const first = id ?? switchboard.defaultSwitchboardIntegrationId;
  if (first !== undefined) switchboardIntegrationOf(switchboard, first);
  if (enabled && first === undefined) throw noDefaultSwitchboardIntegration();
  switchboard.enabled = enabled;
  if (first !== undefined) switchboard.defaultSwitchboardIntegrationId = first;
}

/** @param {Service} service */
export function deleteSwitchboard(service) {
  for (const one of service.state.switchboard?.integrations ?? []) removeSwitchboardIntegration(service, one);
  service.state.switchboard = undefined;
}

/**
 * @param {Switchboard} switchboard
 * @param {string} id
 */
export function switchboardIntegrationOf({ integrations }, id) {
  const found = integrations.find(({ _id }) => _id === id);
  if (found === undefined) throw notFound("switchboard_integration");
  return found;
}

/**
 * @param {Service} service
 * @param {Switchboard} switchboard
 * @param {Partial<SwitchboardIntegration> & { name: string }} given
 */
export function addSwitchboardIntegration(service, switchboard, given) {
  if (switchboard.integrations.length >= LIMIT) throw tooManySwitchboardIntegrations(LIMIT);
  const added = { deliverStandbyEvents: true, ...given, ...targetOf(service, given), _id: service.newId() };
  switchboard.integrations.push(added);
  return added;
}

/**
 * @param {Service} service
 * @param {SwitchboardIntegration} changed
 * @param {Partial<SwitchboardIntegration>} given
 */
export function updateSwitchboardIntegration(service, changed, given) {
  const moves = given.integrationId !== undefined || given.integrationType !== undefined;
  Object.assign(changed, given, moves ? targetOf(service, given) : {});
}

/**
 * Which integration is meant, by its id or by its type alone. Zendesk's own, such as `zd:agentWorkspace`, stand in no
 * list of integrations.
 * @param {Service} service
 * @param {Partial<SwitchboardIntegration>} given
 */
function targetOf(service, { integrationId: id, integrationType: type }) {
  if (id === undefined && type === undefined) throw badRequest("integrationId or integrationType is required.");
  const found = service.state.integrations.find((one) => (id === undefined ? one.type === type : one._id === id));
  if (found !== undefined) return { integrationId: found._id, integrationType: found.type };
  if (type?.startsWith("zd:")) return { integrationId: id ?? service.newId(), integrationType: type };
  throw notFound("integration");
}

/**
 * @param {Service} service
 * @param {SwitchboardIntegration} gone
 */
export function removeSwitchboardIntegration(service, gone) {
  const { state } = service;
  const { switchboard } = state;
  if (switchboard === undefined) return;
  switchboard.integrations = switchboard.integrations.filter((one) => one !== gone);
  if (switchboard.defaultSwitchboardIntegrationId === gone._id) {
    delete switchboard.defaultSwitchboardIntegrationId;
    switchboard.enabled = false;
  }
  for (const one of switchboard.integrations)
    if (one.nextSwitchboardIntegrationId === gone._id) one.nextSwitchboardIntegrationId = null;
  for (const conversation of state.conversations) {
    if (conversation.active === gone) delete conversation.active;
    if (conversation.pending === gone) delete conversation.pending;
  }
}

/**
 * Who has control of a conversation that begins.
 * @param {Service} service
 */
export function defaultOf({ state: { switchboard } }) {
  if (!switchboard?.enabled) return undefined;
  return switchboard.integrations.find(({ _id }) => _id === switchboard.defaultSwitchboardIntegrationId);
}

/**
 * A message of the person gives a conversation that nobody controls to the default integration.
 * @param {Service} service
 * @param {Conversation} conversation
 */
export function takeUp(service, conversation) {
  const first = defaultOf(service);
  if (conversation.active === undefined && first !== undefined) conversation.active = first;
}

/**
 * Hands control over, or tries to.
 * @param {Service} service
 * @param {Caller} caller
 * @param {ControlAction} action
 * @param {{ user: User, conversation: Conversation }} place
 * @param {{ switchboardIntegration?: string, metadata?: Flat }} given
 */
export function control(service, caller, action, { user, conversation }, { switchboardIntegration: wanted, metadata }) {
  const { switchboard } = service.state;
  if (!switchboard?.enabled) throw notFound("switchboard");
  const about = metadata === undefined ? {} : { metadata };
  const tell = (/** @type {ControlError | undefined} */ error) =>
    service.events.fire({ type: "control", action, user, conversation, ...about, ...(error && { error }) });
  const target = wanted === undefined ? undefined : targetIn(switchboard, conversation, caller, wanted);
  switch (action) {
    case "passControl":
      if (target === undefined) return tell(NO_TARGET);
      // Who has control keeps it, and nothing happened.
      if (target === conversation.active && conversation.pending === undefined) return;
      hand(conversation, target);
      return tell(undefined);
    case "offerControl":
      if (target === undefined) return tell(NO_TARGET);
      if (target === conversation.active) return tell(ALREADY_ACTIVE);
      conversation.pending = target;
      return tell(undefined);
    case "acceptControl":
      refuseOthers(caller, conversation.pending);
      if (conversation.pending === undefined) return tell(NOTHING_PENDING);
      hand(conversation, conversation.pending);
      return tell(undefined);
    case "releaseControl":
      refuseOthers(caller, conversation.active);
      hand(conversation, undefined);
      return tell(undefined);
  }
}

/**
 * By its id, its name or the type of its integration, in this order; `next` is whoever comes after the one in control.
 * @param {Switchboard} switchboard
 * @param {Conversation} conversation
 * @param {Caller} caller
 * @param {string} wanted
 * @returns {SwitchboardIntegration | undefined} undefined when nobody is next
 */
function targetIn({ integrations }, conversation, caller, wanted) {
  const by = (/** @type {"_id" | "name" | "integrationType"} */ field) =>
    integrations.find((one) => one[field] === wanted);
  const found = by("_id") ?? by("name") ?? by("integrationType");
  if (found !== undefined) return found;
  if (wanted !== "next") throw notFound("switchboard_integration");
  // An integration speaks of its own successor, so that its request, sent twice, moves control once.
  const own = integrations.find(({ integrationId }) => integrationId === caller.integrationId);
  const from = caller.scope === "integration" ? own : conversation.active;
  return integrations.find(({ _id }) => _id === from?.nextSwitchboardIntegrationId);
}

/**
 * @param {Caller} caller
 * @param {SwitchboardIntegration | undefined} turn
 */
function refuseOthers(caller, turn) {
  if (caller.scope === "integration" && caller.integrationId !== turn?.integrationId) throw notInControl();
}

/**
 * @param {Conversation} conversation
 * @param {SwitchboardIntegration | undefined} to
 */
function hand(conversation, to) {
  delete conversation.pending;
  if (to === undefined) delete conversation.active;
  else conversation.active = to;
}

/**
 * Whether a webhook hears nothing of a conversation because its integration has no control and wants no events then.
 * @param {Service} service
 * @param {Webhook} webhook
 * @param {Happening} happening
 */
export function standsBy({ state: { switchboard } }, { integrationId }, happening) {
  if (!switchboard?.enabled || integrationId === undefined || happening.type === "control") return false;
  const conversation = "conversation" in happening ? happening.conversation : undefined;
  const own = switchboard.integrations.find((one) => one.integrationId === integrationId);
  return own?.deliverStandbyEvents === false && conversation !== undefined && conversation.active !== own;
}
