// @ts-check
// Where everything that happens comes through: it is written down in its v1.1 form, given to listeners, and sent to
// each webhook in the form of that webhook's own version.
import { deliver } from "./delivery.js";
import { standsBy } from "./switchboards.js";
import { payloads } from "./payloads.js";
import { payload as eventOf } from "./v1/payload.js";

/** @import { Service } from "./service.js" */
/** @import { News } from "./records.js" */

/** @typedef {{ trigger: string } & Record<string, any>} EmulatorEvent an event as a v1.1 webhook gets it */

/** The events of one emulator. */
export class Events {
  /** @type {EmulatorEvent[]} */
  record = [];
  /** @type {Set<{ trigger: string, listen: (event: EmulatorEvent) => void }>} */
  #listeners = new Set();
  #service;
  /** @type {Events} */
  #root;

  /**
   * @param {Service} service
   * @param {Events} [root] which records for all apps of the account
   */
  constructor(service, root) {
    this.#service = service;
    this.#root = root ?? this;
  }

  /** @param {News} news */
  fire(news) {
    const happening = { ...news, at: this.#service.now() };
    const common = { app: this.#service.settings.app.id, newId: () => this.#service.newId() };
    for (const webhook of this.#service.state.webhooks) {
      if (standsBy(this.#service, webhook, happening)) continue;
      const payload = payloads[webhook.version]?.payload(happening, { ...common, webhook: webhook._id, ...webhook });
      if (payload !== undefined && payloads[webhook.version]?.wants(webhook.triggers, payload.trigger)) {
        deliver(this.#service, webhook, structuredClone(payload));
      }
    }
    const event = eventOf("v1.1", happening, {
      ...common,
      webhook: "",
      includeClient: true,
      includeFullAppUser: false,
      includeFullSource: false,
    });
    if (event !== undefined) this.#root.#tell(structuredClone(event.body));
  }

  /**
   * @param {string} trigger
   * @param {(event: EmulatorEvent) => void} listen
   */
  on(trigger, listen) {
    checkTrigger(trigger);
    if (typeof listen !== "function")
      throw new TypeError("emulator.on(trigger, listener) needs a function as listener.");
    const entry = { trigger, listen };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  /**
   * @param {string} trigger
   * @param {number} timeout
   * @returns {Promise<EmulatorEvent>}
   */
  next(trigger, timeout) {
    return new Promise((resolve, reject) => {
      const off = this.on(trigger, (event) => {
        clearTimeout(timer);
        off();
        resolve(event);
      });
      const timer = setTimeout(() => {
        off();
        reject(new Error(`No ${trigger} event came within ${timeout} ms. Events so far: ${this.#summary()}.`));
      }, timeout);
    });
  }

  /** @param {EmulatorEvent} event */
  #tell(event) {
    this.record.push(event);
    for (const { trigger, listen } of [...this.#listeners]) {
      if (
        trigger !== event.trigger &&
        trigger !== "*" &&
        !(trigger === "message" && /^message:app/.test(event.trigger))
      )
        continue;
      try {
        listen(event);
      } catch (error) {
        // The listener's error is its owner's: it must not stop the service, nor be swallowed.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  #summary() {
    return this.record.map(({ trigger }) => trigger).join(", ") || "none";
  }
}

/** @param {string} trigger */
function checkTrigger(trigger) {
  const known = payloads["v1.1"]?.triggers ?? [];
  if (trigger === "*" || trigger === "message" || known.includes(trigger)) return;
  throw new TypeError(`There is no event "${trigger}"; events have their v1.1 names: *, message, ${known.join(", ")}.`);
}
