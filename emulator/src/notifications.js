// @ts-check
// Messages by address, to a person who need not be a user yet (docs/api/v1.md, section 10). Whoever has the address
// already is met: the message is in their conversation, and the events name them. With `storage: "full"` somebody
// unknown becomes a user by it.
import { begin } from "./conversations.js";
import { addClient } from "./linking.js";
import { send } from "./messages.js";
import { outcomeOf } from "./outcomes.js";
import { channels } from "./channels.js";
import { complete } from "./content.js";
import { createUser } from "./users.js";

/** @import { Integration, Notification } from "./records.js" */
/** @import { Service } from "./service.js" */

/**
 * @param {Service} service
 * @param {Integration} integration
 * @param {{ address: string, message: Record<string, any>, stores: boolean }} given
 * @returns {Notification}
 */
export function notify(service, integration, { address, message, stores }) {
  const { tasks, settings, events, state } = service;
  const notification = { _id: service.ids.uuid(), integration, address };
  const { failure, unmatched } = outcomeOf(integration.type, address);
  const { text } = complete(service, message);
  const holder = state.holder(integration.type, address)?.user;
  const user =
    holder ?? (stores && failure === undefined && !unmatched ? meet(service, integration, address) : undefined);
  const conversation =
    user === undefined
      ? undefined
      : (user.conversation ?? begin(service, user, {}, { reason: "notification", source: { type: "api" } }));
  const about = { notification, ...(user && { user }), ...(conversation && { conversation }) };
  const fire = (/** @type {"channel" | "user" | "failure" | "unmatched"} */ outcome, final = true, error = failure) =>
    events.fire({ type: "notification", outcome, final, ...about, ...(error && { error }) });
  if (failure !== undefined || unmatched) {
    tasks.later(settings.linkDelay, () => fire(unmatched ? "unmatched" : "failure", true, failure ?? NO_MATCH));
    return notification;
  }
  // It goes to the address that it names, whatever channel the person prefers.
  if (user !== undefined && conversation !== undefined)
    send(service, user, { ...message, role: "appMaker", destination: { integrationType: "none" } }, conversation);
  service.inbox.push({
    channel: integration.type,
    to: address,
    kind: "notification",
    text,
    message: structuredClone(message),
    at: service.now(),
  });
  const reachesUser = channels[integration.type]?.receipts === "user";
  tasks.later(settings.linkDelay, () => {
    fire("channel", !reachesUser);
    if (reachesUser) tasks.later(settings.linkDelay, () => fire("user"));
  });
  return notification;
}

const NO_MATCH = { code: "not_found", message: "The address belongs to nobody on this channel." };

/**
 * @param {Service} service
 * @param {Integration} integration
 * @param {string} address
 */
function meet(service, integration, address) {
  const user = createUser(service, {});
  addClient(service, user, integration, address);
  return user;
}
