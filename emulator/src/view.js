// @ts-check
// What `emulator.state` shows: copies, in the v1.1 form that most tests compare with, so that a reader can neither
// change the service nor see it change.
import { conversationsOf } from "./conversations.js";
import { appUser, clientForm } from "./v1/appuser.js";
import { conversationForm, messageForm } from "./v1/conversation.js";
import { truncatedConversation } from "./v2/conversation-form.js";

/** @import { Conversation } from "./records.js" */
/** @import { Service } from "./service.js" */

/** A readable view of the state, fresh at each access. */
export class StateView {
  #service;

  /** @param {Service} service */
  constructor(service) {
    this.#service = service;
  }

  /** Users as v1.1 shows them. */
  get users() {
    return this.#all().map((user) => structuredClone(appUser("v1.1", user)));
  }

  /** Messages of all conversations as v1.1 shows them, with the `_id` of their user as `appUserId`. */
  get messages() {
    return this.#conversations().flatMap(({ user, conversation }) =>
      conversation.messages.map((message) => structuredClone({ appUserId: user._id, ...messageForm(message) })),
    );
  }

  /**
   * Conversations as v1.1 shows them, with the `_id` of their user as `appUserId`, whether it is the default one, and the
   * `_id` of each message. Who has control of it, or was offered it, stands beside, as v2 shows it.
   */
  get conversations() {
    return this.#conversations().map(({ user, conversation }) => ({
      appUserId: user._id,
      isDefault: conversation.isDefault,
      ...conversationForm(conversation),
      messages: conversation.messages.map(({ _id }) => _id),
      ...controlOf(conversation),
    }));
  }

  /** Linked clients as v1.1 shows them, with the `_id` of their user as `appUserId`. */
  get clients() {
    return this.#all().flatMap((user) =>
      user.clients.map((client) => structuredClone({ appUserId: user._id, ...clientForm(client) })),
    );
  }

  get webhooks() {
    return structuredClone(this.#service.state.webhooks);
  }

  get integrations() {
    return structuredClone(this.#service.state.integrations);
  }

  /** Files that were uploaded, without their bytes. */
  get attachments() {
    return this.#service.state.attachments.map(({ bytes, ...file }) => ({ ...file, size: bytes.length }));
  }

  /** Every payload that went, or is going, to a webhook, with its attempts. */
  get deliveries() {
    return structuredClone(this.#service.state.deliveries);
  }

  /** Those of each user, and the groups, which are shown with who created them. */
  #conversations() {
    return [
      ...this.#all().flatMap((user) => conversationsOf(user).map((conversation) => ({ user, conversation }))),
      ...this.#service.state.groups.map((conversation) => ({ user: conversation.creator, conversation })),
    ];
  }

  #all() {
    return [...this.#service.state.users.values()];
  }
}

/** @param {Conversation} conversation */
function controlOf(conversation) {
  const { id, type, metadata, ...control } = truncatedConversation(conversation);
  return control;
}
