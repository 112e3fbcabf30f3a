// @ts-check
// The emulator as its user holds it: a `fetch`, credentials for it, and windows on all that happened.
import { createApp } from "./app.js";
import { Exchange } from "./exchange.js";
import { createFetch } from "./fetch.js";
import { readOptions } from "./options.js";
import { answer, login, reply, tap, type } from "./person.js";
import { Service } from "./service.js";
import { messageForm } from "./v1/conversation.js";
import { StateView } from "./view.js";

/** @import { EmulatorEvent } from "./events.js" */
/** @import { EmulatorOptions } from "./options.js" */
/** @import { Message } from "./records.js" */
/** @import { InboxItem } from "./service.js" */

/** The Smooch service on your own machine. Made by {@link createEmulator}. */
export class Emulator {
  #service;
  #handle;

  /** @param {EmulatorOptions} options */
  constructor(options) {
    const service = new Service(readOptions(options));
    this.#service = service;
    const app = createApp(service, this);
    this.#handle = (/** @type {Request} */ request) => app.fetch(request);
    const { id, keyId, secret } = service.settings.app;
    /** What a client needs: `new Smooch({ ...emulator.credentials, fetch: emulator.fetch })`. */
    this.credentials = { appId: id, keyId, secret };
    /** A base URL for clients that want one; `emulator.fetch` accepts any host. */
    this.url = "http://localhost";
    /**
     * Like the global `fetch`, but the emulator answers. It needs no `this`.
     * @type {typeof globalThis.fetch}
     */
    this.fetch = createFetch((head) => this.exchange(head));
    /** Users, messages, clients, webhooks, integrations and deliveries, as copies. */
    this.state = new StateView(service);
    /** The fault rules: `add(rule)`, `set(rules)`, `clear()`, `list()`. */
    this.faults = service.faults;
    /**
     * Every event since the start or the last reset, as a v1.1 webhook gets it.
     * @type {readonly EmulatorEvent[]}
     */
    this.events = service.events.record;
    /** Every request since the start or the last reset. */
    this.requests = /** @type {readonly import("./request-log.js").RequestEntry[]} */ (service.requests.entries);
  }

  /**
   * What the emulated phones, mailboxes and chats received, confirmations included.
   *
   * @example
   * emulator.inbox("twilio").at(-1).text; // "A message over Twilio SMS, as requested."
   *
   * @param {string} [channel]
   * @returns {InboxItem[]}
   */
  inbox(channel) {
    return this.#service.inbox
      .filter((item) => channel === undefined || item.channel === channel)
      .map(({ message, ...item }) =>
        structuredClone({
          ...item,
          ...(message === undefined
            ? {}
            : { message: "receivedAt" in message ? messageForm(/** @type {Message} */ (message)) : message }),
        }),
      );
  }

  /**
   * Calls the listener at each event with this trigger, in its v1.1 name; `*` is every event.
   *
   * @example
   * const off = emulator.on("link:failure", ({ error }) => console.log(error.message));
   *
   * @param {string} trigger
   * @param {(event: EmulatorEvent) => void} listener
   * @returns {() => void} stops it
   */
  on(trigger, listener) {
    return this.#service.events.on(trigger, listener);
  }

  /**
   * The next event with this trigger; rejects when none comes within `timeout` milliseconds (5000 unless given).
   *
   * @example
   * const linked = emulator.next("link:success");
   * await smooch.link("ada", { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } });
   * await linked;
   *
   * @param {string} trigger
   * @param {{ timeout?: number }} [options]
   * @returns {Promise<EmulatorEvent>}
   */
  async next(trigger, { timeout = 5000 } = {}) {
    return this.#service.events.next(trigger, timeout);
  }

  /**
   * The person taps a button: the newest one with this `_id`, payload or text. An action object that is in no message
   * stands for one of a menu.
   *
   * @example
   * emulator.tap("ada", "TACOS");
   *
   * @param {string} userId
   * @param {string | Record<string, any>} action
   */
  tap(userId, action) {
    tap(this.#service, userId, action);
  }

  /**
   * The person writes back; a `userActivity` link that waits on the channel succeeds by it.
   *
   * @example
   * emulator.reply("ada", { text: "Yes, please.", channel: "twilio" });
   *
   * @param {string} userId
   * @param {{ text: string, channel?: string }} message
   */
  reply(userId, message) {
    return messageForm(reply(this.#service, userId, message));
  }

  /**
   * The person starts or stops typing: `typing:appUser` in v1.1, `conversation:typing` in v2.
   *
   * @example
   * emulator.type("ada", "start");
   *
   * @param {string} userId
   * @param {"start" | "stop"} activity
   * @param {{ channel?: string }} [options]
   */
  type(userId, activity, { channel } = {}) {
    type(this.#service, userId, activity, channel);
  }

  /**
   * The person answers the prompt of a link.
   *
   * @example
   * emulator.answer("ada", "twilio", true);
   *
   * @param {string} userId
   * @param {string} channel
   * @param {boolean} accepts
   */
  answer(userId, channel, accepts) {
    answer(this.#service, userId, channel, accepts);
  }

  /**
   * The person logs in on a page of the business: `user:update` in v2. Only then has a user an identity, by which
   * `users.list` of v2 finds them, and a device.
   *
   * @example
   * emulator.login("ada", { email: "ada@example.com" });
   *
   * @param {string} userId
   * @param {{ email?: string }} [options]
   */
  login(userId, { email } = {}) {
    login(this.#service, userId, email);
  }

  /**
   * Resolves when no link step and no webhook delivery is under way, retries included. A link that waits for the
   * person is not under way.
   */
  async settled() {
    await this.#service.tasks.settled();
  }

  /** Forgets everything and drops what is under way; options and listeners stay. */
  reset() {
    this.#service.reset();
  }

  /**
   * For adapters to other servers: opens an exchange for a request whose body has not been read yet.
   *
   * @param {{ method: string, url: URL, headers: Headers }} head
   */
  exchange(head) {
    return new Exchange(this.#service, this.#handle, head);
  }
}
