// @ts-check
// Takes a link from the request to its end (docs/api/v1.md, section 5): a pending client, the confirmation on the channel,
// then success, failure, or a wait for the person. Each step comes `linkDelay` after the one before.
import { channels } from "./channels.js";
import { badRequest, notFound, published } from "./errors.js";
import { hash } from "./ids.js";
import { outcomeOf } from "./outcomes.js";
import { createUser } from "./users.js";

/** @import { Service } from "./service.js" */
/** @import { Client, LinkAttempt, LinkError, LinkRequest, User } from "./records.js" */

/**
 * @param {Service} service
 * @param {User} user
 * @param {LinkRequest} request
 * @returns {LinkAttempt}
 */
export function link(service, user, request) {
  const integration = service.state.integration(request.type, request.integrationId);
  if (integration.type !== request.type)
    throw badRequest(`integrationId belongs to a ${integration.type} integration, not to ${request.type}.`);
  const linked = user.clients.find((client) => client.integrationId === integration._id);
  const earlier = user.attempts.find((attempt) => attempt.integration === integration);
  earlier?.cancel();
  /** @type {LinkAttempt} */
  const attempt = {
    _id: earlier?._id ?? service.newId(),
    id: earlier?.id ?? service.ids.uuid(),
    request,
    integration,
    repeat: linked?.address === request.address,
    waiting: false,
    cancel: () => {},
  };
  user.attempts = [...user.attempts.filter((one) => one !== earlier), attempt];
  attempt.cancel = service.tasks.later(service.settings.linkDelay, () => confirm(service, user, attempt));
  if (earlier === undefined && !attempt.repeat)
    service.events.fire({ type: "link", outcome: "request", user, attempt });
  return attempt;
}

/**
 * The client that a link on its way would renew.
 * @param {User} user
 * @param {LinkAttempt} attempt
 */
export const linkedBy = (user, attempt) =>
  attempt.repeat ? user.clients.find((client) => client.integrationId === attempt.integration._id) : undefined;

/**
 * The confirmation reaches the channel, or does not.
 * @param {Service} service
 * @param {User} user
 * @param {LinkAttempt} attempt
 */
function confirm(service, user, attempt) {
  const { type, address, confirmation } = attempt.request;
  const outcome = outcomeOf(type, address);
  if (outcome.failure !== undefined) return fail(service, user, attempt, outcome.failure);
  if (outcome.taken) settleStranger(service, user, attempt);
  service.inbox.push({ channel: type, to: address, ...writeConfirmation(service, attempt), at: service.now() });
  tell(service, "match", user, attempt);

  const then = (/** @type {() => void} */ step) => {
    attempt.cancel = service.tasks.later(service.settings.linkDelay, step);
  };
  if (confirmation === "immediate" || outcome.acts) then(() => complete(service, user, attempt));
  else if (confirmation === "prompt" && outcome.refuses) then(() => refuse(service, user, attempt));
  else attempt.waiting = true;
}

/**
 * @param {Service} service
 * @param {LinkAttempt} attempt
 */
function writeConfirmation(service, { request }) {
  const app = service.state.app.name;
  // The default subject is the one fact about a confirmation that has no message (docs/api/v1.md, section 5.2).
  const subject = request.type === "mailgun" ? { subject: request.subject ?? `New message from ${app}` } : {};
  if (request.confirmation === "prompt") {
    return {
      kind: /** @type {const} */ ("prompt"),
      text: `${app} would like to message you here. Do you accept? (yes/no)`,
      ...subject,
    };
  }
  const message = request.message ?? {
    role: "appMaker",
    type: "text",
    text: `You can now exchange messages with ${app} here.`,
  };
  return {
    kind: /** @type {const} */ ("confirmation"),
    text: message.text ?? message.mediaUrl ?? "",
    message,
    ...subject,
  };
}

/**
 * The link succeeds: the pending client becomes a client, and whoever had the address before loses it.
 * @param {Service} service
 * @param {User} user
 * @param {LinkAttempt} attempt
 */
export function complete(service, user, attempt) {
  drop(user, attempt);
  const { type, address, primary, subject } = attempt.request;
  const holder = service.state.holder(type, address);
  if (holder !== undefined && holder.user !== user) {
    removeClients(service, holder.user, [holder.client], "theft");
  }
  const before = linkedBy(user, attempt);
  const replaced = user.clients.filter(
    (client) => client !== before && client.integrationId === attempt.integration._id,
  );
  const now = service.now();
  /** @type {Client} */
  const client = {
    _id: before?._id ?? attempt._id,
    id: before?.id ?? attempt.id,
    platform: type,
    integrationId: attempt.integration._id,
    externalId: externalId(type, address),
    address,
    displayName: displayName(attempt.request),
    ...(subject === undefined ? {} : { subject }),
    primary: primary || (before ?? replaced[0])?.primary || user.clients.length === 0,
    linkedAt: before?.linkedAt ?? now,
    lastSeen: now,
    info: type === "mailgun" ? {} : { phoneNumber: address },
  };
  user.clients = [...user.clients.filter((one) => one !== before), client];
  if (client.primary) for (const one of user.clients) one.primary = one === client;
  // A person has one place on an integration: a new number takes that of the old one.
  removeClients(service, user, replaced, "api");
  tell(service, "success", user, attempt, client);
  if (!attempt.repeat) service.events.fire({ type: "client", outcome: "add", user, clients: [client] });
}

/**
 * The person says no to a prompt.
 * @param {Service} service
 * @param {User} user
 * @param {LinkAttempt} attempt
 */
export function refuse(service, user, attempt) {
  fail(service, user, attempt, { code: "forbidden", message: "The user refused the link." }, true);
}

/**
 * @param {Service} service
 * @param {User} user
 * @param {LinkAttempt} attempt
 * @param {LinkError} error
 * @param {boolean} [refused] by the person
 */
function fail(service, user, attempt, error, refused = false) {
  drop(user, attempt);
  service.events.fire({ type: "link", outcome: "failure", user, attempt, error, refused });
}

/**
 * @param {Service} service
 * @param {"match" | "success"} outcome
 * @param {User} user
 * @param {LinkAttempt} attempt
 * @param {Client} [linked]
 */
function tell(service, outcome, user, attempt, linked = linkedBy(user, attempt)) {
  service.events.fire({ type: "link", outcome, user, attempt, ...(linked === undefined ? {} : { linked }) });
}

/**
 * Ends a channel for a user, linked or pending.
 * @param {Service} service
 * @param {User} user
 * @param {string} type
 */
export function unlink(service, user, type) {
  const clients = user.clients.filter((client) => client.platform === type);
  const attempts = user.attempts.filter((attempt) => attempt.request.type === type);
  // Text and code are exact: recovered from a capture (docs/api/v1.md, section 5.5).
  if (clients.length === 0 && attempts.length === 0) throw published(`This user is not linked to ${type}.`);
  end(service, user, clients, attempts);
}

/**
 * Ends one client, linked or pending.
 * @param {Service} service
 * @param {User} user
 * @param {string} id its `_id`
 */
export function unlinkClient(service, user, id) {
  const clients = user.clients.filter((client) => client._id === id);
  const attempts = user.attempts.filter((attempt) => (linkedBy(user, attempt) ?? attempt)._id === id);
  if (clients.length === 0 && attempts.length === 0) throw notFound("client");
  end(service, user, clients, attempts);
}

/**
 * Ends what a user has on an integration, if anything.
 * @param {Service} service
 * @param {User} user
 * @param {string} integrationId
 */
export function unlinkIntegration(service, user, integrationId) {
  end(
    service,
    user,
    user.clients.filter((client) => client.integrationId === integrationId),
    user.attempts.filter((attempt) => attempt.integration._id === integrationId),
  );
}

/**
 * @param {Service} service
 * @param {User} user
 * @param {Client[]} clients
 * @param {LinkAttempt[]} attempts
 */
function end(service, user, clients, attempts) {
  for (const attempt of attempts) {
    drop(user, attempt);
    service.events.fire({ type: "link", outcome: "withdrawal", user, attempt });
  }
  removeClients(service, user, clients, "api");
}

/**
 * @param {Service} service
 * @param {User} user
 * @param {Client[]} clients
 * @param {string} reason
 */
function removeClients(service, user, clients, reason) {
  if (clients.length === 0) return;
  user.clients = user.clients.filter((client) => !clients.includes(client));
  const last = user.clients.at(-1);
  if (last !== undefined && !user.clients.some((client) => client.primary)) last.primary = true;
  service.events.fire({ type: "client", outcome: "remove", reason, user, clients });
}

/**
 * @param {User} user
 * @param {LinkAttempt} attempt
 */
function drop(user, attempt) {
  attempt.cancel();
  user.attempts = user.attempts.filter((one) => one !== attempt);
}

/**
 * Gives a magic address to another user, made for the purpose, before it moves.
 * @param {Service} service
 * @param {User} user
 * @param {LinkAttempt} attempt
 */
function settleStranger(service, user, { request, integration }) {
  if (service.state.holder(request.type, request.address) !== undefined) return;
  const userId = `owner-of-${request.address}`;
  const stranger = service.state.userWith(userId) ?? createUser(service, { userId });
  if (stranger === user) return;
  addClient(service, stranger, integration, request.address);
}

/**
 * Gives a person a place on a channel, without a link.
 * @param {Service} service
 * @param {User} user
 * @param {import("./records.js").Integration} integration
 * @param {string} address
 */
export function addClient(service, user, integration, address) {
  const now = service.now();
  user.clients.push({
    _id: service.newId(),
    id: service.ids.uuid(),
    platform: integration.type,
    integrationId: integration._id,
    externalId: externalId(integration.type, address),
    address,
    displayName: address,
    primary: user.clients.length === 0,
    linkedAt: now,
    lastSeen: now,
    info: {},
  });
}

/**
 * @param {string} type
 * @param {string} address
 */
function externalId(type, address) {
  // Messenger gives a page-scoped number and never the phone number.
  return channels[type]?.knownAs === "userId" ? `${1_000_000_000_000 + hash(address)}` : address;
}

/** @param {LinkRequest} request */
function displayName({ criteria, address }) {
  return [criteria.givenName, criteria.surname].filter(Boolean).join(" ") || address;
}
