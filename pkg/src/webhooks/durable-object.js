// Remembers events in Durable Objects, one for each event. An object does one thing at a time, wherever in the world it
// is asked from: a claim is atomic. It is asked by `fetch`, as one can without anything of Cloudflare's own.

/** @import { ClaimStore, DurableObjectState, DurableObjects, StoreOptions } from "smooch-edge/webhooks" */

import { ask, needsNamespace } from "../durable-objects.js";
import { REMEMBERED } from "./remembered.js";

/**
 * The record that an object keeps.
 *
 * @typedef {{ holder: string, until: number }} Kept
 */

/** The holder of what was handled. */
const DONE = "done";

/**
 * @param {DurableObjects} namespace
 * @param {StoreOptions} [options]
 * @returns {ClaimStore}
 */
export function durableObjectStore(namespace, { prefix = "smooch:", rememberFor = REMEMBERED } = {}) {
  needsNamespace(namespace, "durableObjectStore", "SEEN");
  const of = async (/** @type {string} */ key, /** @type {object} */ question) => {
    const response = await ask(namespace, prefix + key, question, "SeenEvent");
    return /** @type {Promise<any>} */ (response.json());
  };
  return {
    claim: (key, holdFor, holder) => of(key, { step: "claim", holder, time: holdFor }),
    done: (key) => of(key, { step: "done", holder: DONE, time: rememberFor }),
    release: (key, holder) => of(key, { step: "release", holder }),
  };
}

/** The class of the objects. It removes what it kept when its time is over. */
export class SeenEvent {
  #storage;

  /** @param {DurableObjectState} state */
  constructor({ storage }) {
    this.#storage = storage;
  }

  /** @param {{ json(): Promise<unknown> }} request */
  async fetch(request) {
    const { step, holder, time } = /** @type {any} */ (await request.json());
    // From here on nothing but the storage is waited for, and meanwhile no other request runs.
    const kept = await this.#kept();
    const held = kept && kept.until > Date.now() ? kept.holder : undefined;
    if (step === "claim" && held !== undefined) return Response.json(held === DONE ? "done" : "held");
    if (step !== "release") await this.#keep(holder, time);
    else if (held === holder) await this.#storage.deleteAll();
    return Response.json("claimed");
  }

  async alarm() {
    const kept = await this.#kept();
    if (kept && kept.until > Date.now()) await this.#storage.setAlarm(kept.until);
    else await this.#storage.deleteAll();
  }

  /** @returns {Promise<Kept | undefined>} */
  async #kept() {
    return /** @type {Kept | undefined} */ (await this.#storage.get("kept"));
  }

  /**
   * @param {string} holder
   * @param {number} time
   */
  async #keep(holder, time) {
    const until = Date.now() + time;
    await this.#storage.put("kept", { holder, until });
    await this.#storage.setAlarm(until);
  }
}
