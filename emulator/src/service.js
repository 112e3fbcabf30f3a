// @ts-check
// The service as the other modules see it: the settings, memory and clock of one app, and its ways to the outside. They
// take it as their first argument, so that none of them needs to know how an emulator is put together. The apps of an
// account have one service each, and share all but their memory.
import { Account } from "./account.js";
import { Events } from "./events.js";
import { Faults } from "./faults.js";
import { Ids } from "./ids.js";
import { RateLimit } from "./rate-limit.js";
import { RequestLog } from "./request-log.js";
import { State } from "./state.js";
import { Tasks } from "./tasks.js";

/** @import { Settings } from "./options.js" */
/** @import { Message } from "./records.js" */

/**
 * @typedef {object} InboxItem what an emulated phone, mailbox or chat received
 * @property {string} channel
 * @property {string} to phone number or e-mail address
 * @property {"confirmation" | "prompt" | "message" | "notification" | "code"} kind
 * @property {string} [subject]
 * @property {string} text
 * @property {Record<string, any>} [message] the message as it was sent; a prompt has none
 * @property {number} at milliseconds
 */

/** One emulated app. */
export class Service {
  /** @type {Service} */
  #root;
  /** @type {InboxItem[]} */
  inbox;

  /**
   * @param {Settings} settings
   * @param {Service} [root] the app of the options, for the others of the account
   */
  constructor(settings, root) {
    this.settings = settings;
    this.#root = root ?? this;
    this.ids = root?.ids ?? new Ids();
    this.tasks = root?.tasks ?? new Tasks();
    this.inbox = root?.inbox ?? [];
    this.faults = root?.faults ?? new Faults(settings.faults, settings.seed);
    this.rateLimit = root?.rateLimit ?? new RateLimit(settings.rateLimit);
    this.requests = root?.requests ?? new RequestLog();
    this.state = this.#freshState();
    this.events = new Events(this, root?.events);
    this.#account = root?.account ?? new Account(this);
  }

  /** @type {Account} */
  #account;

  /** The account that all apps share. */
  get account() {
    return this.#root.#account;
  }

  now() {
    return this.settings.now();
  }

  newId() {
    return this.ids.object(this.now());
  }

  /** How many conversations a user may have: the option, or the app's own setting. */
  get conversations() {
    return this.state.app.settings.multiConvoEnabled === true ? "several" : this.settings.conversations;
  }

  /**
   * Another app of the account, with no channels.
   * @param {string} name
   */
  another(name) {
    const app = { ...this.settings.app, id: this.newId(), name };
    return new Service({ ...this.settings, app, integrations: [] }, this.#root);
  }

  /** Forgets everything but the listeners; the settings hold again. */
  reset() {
    this.tasks.clear();
    this.state = this.#freshState();
    this.#account = new Account(this);
    this.inbox.length = 0;
    this.requests.entries.length = 0;
    this.events.record.length = 0;
    this.rateLimit.clear();
    this.faults.restart(this.settings.faults);
  }

  #freshState() {
    return new State(this.settings.app.name, structuredClone(this.settings.integrations));
  }
}
