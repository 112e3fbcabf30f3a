// The outcome of a link, in one shape for all versions (docs/api/v1.md, sections 5.4 and 10; docs/api/v2.md, section 5).

import { failureOf } from "./failure.js";

const TRIGGERS = { "link:match": "matched", "link:success": "linked", "link:failure": "failed" };

const UPDATES = { matched: "matched", confirmed: "linked", unblocked: "linked", blocked: "blocked" };

const REMOVALS = { linkFailed: "failed", linkCancelled: "failed", theft: "moved" };

const STATUSES = { pending: "pending", active: "linked", blocked: "blocked" };

/**
 * @param {any} event
 * @returns {any}
 */
export function linkOutcome(event) {
  const { trigger, type, appUser, clients, payload } = event ?? {};
  if (typeof trigger === "string") {
    if (trigger.startsWith("link:")) return outcome(appUser, event.channel, own(TRIGGERS, trigger), event.error);
    // A notification is matched with a person as a link is. Most often no user is known.
    if (trigger === "notification:match:failure") {
      const { matchResult, destination, error } = event;
      return outcome(matchResult?.appUser ?? appUser, destination?.type, "failed", error);
    }
    const client = trigger === "client:add" && Array.isArray(clients) ? clients[0] : undefined;
    return outcome(appUser, client?.platform, own(STATUSES, client?.status ?? "active"), undefined, client);
  }
  const client = payload?.client;
  return outcome(payload?.user, client?.type, stateOf(type, payload), payload?.error, client);
}

/**
 * The state that an event of v2 tells of. Clients come and go for other reasons than links: then none.
 *
 * @param {unknown} type
 * @param {any} payload
 */
function stateOf(type, payload) {
  const reason = payload?.reason;
  if (type === "client:add") return reason === "channelLinking" ? own(STATUSES, payload.client?.status) : undefined;
  if (type === "client:update") return own(UPDATES, reason);
  return type === "client:remove" ? own(REMOVALS, reason) : undefined;
}

/**
 * @param {any} user
 * @param {unknown} channel
 * @param {string | undefined} state
 * @param {any} error
 * @param {any} [client]
 */
function outcome(user, channel, state, error, client) {
  const id = user?._id ?? user?.id;
  if (state === undefined || typeof id !== "string" || typeof channel !== "string") return undefined;
  const externalId = user.userId ?? user.externalId;
  return {
    user: id,
    ...(typeof externalId === "string" ? { externalId } : {}),
    channel,
    ...(typeof client?.id === "string" ? { client: client.id } : {}),
    state,
    ...(state === "failed" && failureOf(error)),
  };
}

/**
 * @param {Record<string, string>} words
 * @param {unknown} word
 */
function own(words, word) {
  return typeof word === "string" && Object.hasOwn(words, word) ? words[word] : undefined;
}
