// @ts-check
// The service as the other modules see it: its settings, its memory, its clock and its ways to the outside. They take
// it as their first argument, so that none of them needs to know how an emulator is put together.
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
 * @property {"confirmation" | "prompt" | "message"} kind
 * @property {string} [subject]
 * @property {string} text
 * @property {Record<string, any>} [message] the message as it was sent; a prompt has none
 * @property {number} at milliseconds
 */

/** One emulated service. */
export class Service {
  ids = new Ids();
  tasks = new Tasks();
  /** @type {InboxItem[]} */
  inbox = [];

  /** @param {Settings} settings */
  constructor(settings) {
    this.settings = settings;
    this.faults = new Faults(settings.faults, settings.seed);
    this.rateLimit = new RateLimit(settings.rateLimit);
    this.requests = new RequestLog();
    this.state = this.#freshState();
    this.events = new Events(this);
  }

  now() {
    return this.settings.now();
  }

  newId() {
    return this.ids.object(this.now());
  }

  /** Forgets everything but the listeners; the settings hold again. */
  reset() {
    this.tasks.clear();
    this.state = this.#freshState();
    this.inbox.length = 0;
    this.requests.entries.length = 0;
    this.events.record.length = 0;
    this.rateLimit.clear();
    this.faults.restart(this.settings.faults);
  }

  #freshState() {
    return new State(structuredClone(this.settings.integrations));
  }
}
