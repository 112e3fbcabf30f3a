// @ts-check
// Writes conversations as v2 shows them (docs/api/v2.md, section 6).
import { given } from "../fields.js";
import { iso } from "../time.js";

/** @import { Conversation, SwitchboardIntegration } from "../records.js" */

/** @param {Conversation} conversation */
export function conversationForm(conversation) {
  const { isDefault, displayName, description, iconUrl, appMakerLastRead, lastUpdatedAt, createdAt } = conversation;
  return {
    ...truncatedConversation(conversation),
    isDefault,
    ...given({ displayName, description, iconUrl }),
    ...(appMakerLastRead === 0 ? {} : { businessLastRead: iso(appMakerLastRead) }),
    lastUpdatedAt: iso(lastUpdatedAt),
    createdAt: iso(createdAt),
  };
}

/**
 * The few fields that events show.
 * @param {Conversation} conversation
 */
export function truncatedConversation({ _id, type, metadata, active, pending }) {
  return {
    id: _id,
    type,
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(active === undefined ? {} : { activeSwitchboardIntegration: controllerForm(active) }),
    ...(pending === undefined ? {} : { pendingSwitchboardIntegration: controllerForm(pending) }),
  };
}

/** @param {SwitchboardIntegration} integration */
function controllerForm({ _id, name, integrationId, integrationType }) {
  return { id: _id, name, integrationId, integrationType };
}
