// A pace in a Durable Object: one object, which all Workers ask, wherever they are. Turns are in its memory, since none
// is far ahead; a pause outlives the object.

/** @import { DurableObjects, DurableObjectState, DurablePaceOptions, Pace } from "smooch-edge/queue" */

import { ask, needsNamespace } from "../durable-objects.js";
import { Turns, intervalOf, paceOf } from "./pace.js";

/**
 * @param {DurableObjects} namespace
 * @param {DurablePaceOptions} options
 * @returns {Pace}
 */
export function durableObjectPace(namespace, options) {
  const interval = intervalOf(options);
  const { name = "pace" } = options;
  needsNamespace(namespace, "durableObjectPace", "PACE");
  const turn = async (/** @type {object} */ question) => {
    const response = await ask(namespace, name, question, "PaceObject");
    return Number(await response.json());
  };
  return paceOf(
    (patience, requests) => turn({ patience, requests, interval }),
    (pause) => turn({ pause }),
  );
}

/** The class of the object. */
export class PaceObject {
  #storage;
  #turns = new Turns();
  /** @type {Promise<void> | undefined} */
  #loaded;

  /** @param {DurableObjectState} state */
  constructor({ storage }) {
    this.#storage = storage;
  }

  /** @param {{ json(): Promise<unknown> }} request */
  async fetch(request) {
    const { patience, requests, interval, pause } = /** @type {any} */ (await request.json());
    await (this.#loaded ??= this.#load());
    const now = Date.now();
    if (!pause) return Response.json(this.#turns.take(now, patience, requests, interval));
    this.#turns.pause(now, pause);
    await this.#storage.put("resumes", this.#turns.resumes);
    return Response.json(0);
  }

  async #load() {
    const resumes = await this.#storage.get("resumes");
    this.#turns.resumes = Number(resumes ?? 0);
  }
}
