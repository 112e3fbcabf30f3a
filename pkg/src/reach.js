// The guide as one call: a user, a link, and once that is complete a message. A retry finds each step done.

/** @import { CallOptions, ReachOptions, WaitForLinkOptions } from "smooch-edge" */

import { share } from "./deadline.js";
import { members } from "./members.js";

/**
 * Makes a call, and tells of each request that it makes, by its operation.
 *
 * @typedef {(operation: string, ids: unknown[], body: unknown, options: CallOptions, hear: (operation: string) => void)
 *   => Promise<any>} Make
 */

/**
 * @param {any[]} bodies of the user, the link and the message
 * @param {ReachOptions} options which the core has checked
 * @param {number | undefined} deadline that of the client
 * @param {(operation: string, ids: unknown[], body: unknown, options: CallOptions) => Promise<void>} examine throws if
 *   a call could not be made
 * @param {Make} make
 * @param {(id: string, options: WaitForLinkOptions, shared: CallOptions) => Promise<any>} wait for the link
 */
export async function reach([user, link, message], options, deadline, examine, make, wait) {
  const { dedupeKey, linkTimeout = 30_000, conversationId, ...shared } = options;
  const [id, type] = members(() => [user?.externalId ?? user?.userId, link?.type ?? link?.matchCriteria?.type]);
  /** @type {[name: string, operation: string, done: string, ids: unknown[], body: unknown, own: CallOptions][]} */
  const steps = [
    ["user", "create", "created", [], user, {}],
    ["link", "link", "asked", [id], link, { dedupe: true, conversationId }],
    ["message", "send", "sent", [id], message, { dedupeKey, conversationId }],
  ];
  // Nothing is begun that could not be ended.
  for (const [, operation, , ids, body, own] of steps) await examine(operation, ids, body, { ...shared, ...own });
  const left = share(shared, deadline);
  /** @type {Record<string, string>} */
  const done = {};
  /** @type {Record<string, any>} */
  const answers = {};
  for (const [name, operation, word, ids, body, own] of steps) {
    /** @type {string[]} */
    const heard = [];
    try {
      if (name === "message" && linkTimeout) {
        const { deadline = linkTimeout, signal } = left();
        const timeout = Math.max(1, Math.ceil(Math.min(linkTimeout, deadline)));
        await wait(id, { type, timeout, signal }, shared);
      }
      answers[name] = await make(operation, ids, body, { ...left(), ...own }, (operation) => heard.push(operation));
      // A user who was read was there after a response was lost: from then, or from before.
      done[name] =
        heard.includes("users.get") && name === "user" ? "maybe" : heard.includes(operation) ? word : "found";
    } catch (/** @type {any} */ error) {
      if (error.operation === "waitForLink" && error.code === "timeout") {
        done[name] = "held";
        break;
      }
      if (name !== "user" || error.status !== 409) {
        // A copy: calls in flight together may share the error of what they look for.
        throw new error.constructor({ ...error, message: error.message, done }, error.cause);
      }
      done.user = error.sent === "no" ? "found" : "maybe";
    }
  }
  return /** @type {any} */ ({ ...done, answers });
}
