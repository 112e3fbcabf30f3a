// @ts-check
// All that the service remembers: the app, its integrations, users with their clients and conversations, webhooks.
// It knows no HTTP and no API version; it finds and keeps records, and what they may do stands in the other modules.
import { notFound } from "./errors.js";

/** @import { Client, Conversation, Delivery, Integration, Message, User, Webhook } from "./records.js" */

/** The memory of one emulated app. */
export class State {
  /** @type {Map<string, User>} by `_id` */
  users = new Map();
  /** @type {Webhook[]} */
  webhooks = [];
  /** @type {Delivery[]} */
  deliveries = [];
  #lastReceived = 0;

  /** @param {Integration[]} integrations */
  constructor(integrations) {
    this.integrations = integrations;
  }

  /**
   * The user by either id: the two are interchangeable everywhere (docs/api/v1.md, section 1.2).
   * @param {string} id
   * @returns {User}
   */
  user(id) {
    const user = this.users.get(id) ?? this.userWith(id);
    if (user === undefined) throw notFound("user");
    return user;
  }

  /** @param {string | undefined} userId */
  userWith(userId) {
    if (userId === undefined) return undefined;
    for (const user of this.users.values()) if (user.userId === userId) return user;
    return undefined;
  }

  /**
   * The integration of a channel, or the one that the caller names.
   * @param {string} type
   * @param {string} [id]
   */
  integration(type, id) {
    const found = this.integrations.find((one) => (id === undefined ? one.type === type : one._id === id));
    if (found === undefined) throw notFound("integration");
    return found;
  }

  /**
   * Whoever is linked to an address on a channel.
   * @param {string} platform
   * @param {string} address
   * @returns {{ user: User, client: Client } | undefined}
   */
  holder(platform, address) {
    for (const user of this.users.values()) {
      const client = user.clients.find((one) => one.platform === platform && one.address === address);
      if (client !== undefined) return { user, client };
    }
    return undefined;
  }

  /**
   * The default one of a user.
   * @param {User} user
   */
  conversation(user) {
    if (user.conversation === undefined) throw notFound("conversation");
    return user.conversation;
  }

  /**
   * The conversation with this id, and whose it is.
   * @param {string} id
   * @returns {{ user: User, conversation: Conversation }}
   */
  conversationWith(id) {
    for (const user of this.users.values()) {
      const conversation = [user.conversation, ...user.otherConversations].find((one) => one?._id === id);
      if (conversation !== undefined) return { user, conversation };
    }
    throw notFound("conversation");
  }

  /**
   * The time of a new message. No two share one: `before` and `after` are exclusive bounds, so that a page that ends
   * between twins would lose one (docs/api/v1.md, section 7).
   * @param {number} now
   */
  receive(now) {
    this.#lastReceived = Math.max(now, this.#lastReceived + 1);
    return this.#lastReceived;
  }
}
