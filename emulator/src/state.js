// @ts-check
// All that the service remembers: the app, its integrations, users with their clients and conversations, webhooks.
// It knows no HTTP and no API version; it finds and keeps records, and what they may do stands in the other modules.
import { notFound } from "./errors.js";

/** @import { App, Attachment, Client, Conversation, Delivery, Integration, Menu, Switchboard, Template, User, Webhook } from "./records.js" */

/** The memory of one emulated app. */
export class State {
  /** @type {Map<string, User>} by `_id` */
  users = new Map();
  /** @type {Webhook[]} */
  webhooks = [];
  /** @type {Delivery[]} */
  deliveries = [];
  /**
   * Conversations of several people.
   * @type {Conversation[]}
   */
  groups = [];
  /** @type {Switchboard | undefined} */
  switchboard;
  /** @type {Attachment[]} */
  attachments = [];
  /** @type {Template[]} */
  templates = [];
  /** @type {Menu} */
  menu = { items: [] };
  #lastReceived = 0;

  /**
   * @param {string} name of the app
   * @param {Integration[]} integrations
   */
  constructor(name, integrations) {
    /** @type {App} */
    this.app = { name, settings: {} };
    this.integrations = integrations;
  }

  /**
   * The user by either id: the two are interchangeable everywhere (docs/api/v1.md, section 1.2).
   * @param {string} id
   * @param {string} [brandId] of the external id
   * @returns {User}
   */
  user(id, brandId) {
    const user = this.users.get(id) ?? this.userWith(id, brandId);
    if (user === undefined) throw notFound("user");
    return user;
  }

  /**
   * The user with an external id: that of a brand, or else the one without a brand before any other.
   * @param {string | undefined} userId
   * @param {string} [brandId]
   */
  userWith(userId, brandId) {
    const own = this.holderOf(userId, brandId);
    if (own !== undefined || brandId !== undefined || userId === undefined) return own;
    return [...this.users.values()].find((user) => user.userId === userId);
  }

  /**
   * Whoever has an external id within a brand, or without one.
   * @param {string | undefined} userId
   * @param {string | undefined} brandId
   */
  holderOf(userId, brandId) {
    if (userId === undefined) return undefined;
    for (const user of this.users.values()) if (user.userId === userId && user.brandId === brandId) return user;
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

  /** All conversations: those of each user, and the groups. */
  get conversations() {
    const personal = [...this.users.values()].flatMap((user) =>
      [user.conversation ?? [], user.otherConversations].flat(),
    );
    return [...personal, ...this.groups];
  }

  /**
   * The conversation with this id, and whose it is: of a group, whoever created it or is in it.
   * @param {string} id
   * @returns {{ user: User, conversation: Conversation }}
   */
  conversationWith(id) {
    for (const user of this.users.values()) {
      const conversation = [user.conversation, ...user.otherConversations].find((one) => one?._id === id);
      if (conversation !== undefined) return { user, conversation };
    }
    const group = this.groups.find(({ _id }) => _id === id);
    if (group !== undefined) return { user: group.participants[0]?.user ?? group.creator, conversation: group };
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
