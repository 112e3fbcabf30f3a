// The key of an event, by which a redelivery is recognised. Events of v2 have an id. Those of v1 and v1.1 have none
// (docs/api/v1.md, section 11.2): theirs is a digest of the parts that distinguish two events and stay the same in a
// redelivery.

/** The triggers of v1 and v1.1 of which the facts below say enough; of others the whole event counts. */
const KNOWN = /^(message|conversation|postback|merge|delivery|payment|link|client|appUser|typing)(:|$)/;

/**
 * @param {any} event
 * @returns {Promise<string>}
 */
export async function keyOf(event) {
  const { trigger, type, id } = event;
  if (trigger === undefined && typeof id === "string" && id !== "") return id;
  const facts = new TextEncoder().encode(KNOWN.test(trigger) ? JSON.stringify(factsOf(event)) : textOf(event));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", facts));
  const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0"));
  return `${trigger ?? type}:${hex.join("")}`;
}

/** @param {any} event */
function factsOf(event) {
  const { trigger, version, app, appUser, surviving, discarded, conversation, client, clients } = event;
  const { message, messages, postbacks, payments, timestamp, source, referral } = event;
  const { channel, criteria, destination, error, isFinalEvent, activity } = event;
  return [
    [trigger, version, id(app), id(appUser), id(surviving), ids(discarded), id(conversation)],
    [id(client), ids(clients), id(message), ids(messages), timestamp, source?.type, referral?.code],
    [channel, sorted(criteria), destination?.type, destination?.integrationId, destination?.id],
    [error?.code, isFinalEvent, activity?.type],
    list(postbacks).map((one) => [id(one?.message), id(one?.action), one?.action?.payload]),
    list(payments).map((one) => [id(one?.message), id(one?.action), one?.charge?.id]),
  ];
}

/** @param {any} thing */
const id = (thing) => thing?._id ?? thing?.id;

/** @param {any} things */
const ids = (things) => list(things).map(id);

/** @param {any} value @returns {any[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/** @param {any} object */
const sorted = (object) => Object.entries(object ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * The event as text. One that is nested too deep for that is known by its facts.
 *
 * @param {any} event
 */
function textOf(event) {
  try {
    return JSON.stringify(event);
  } catch {
    return JSON.stringify([event.trigger, event.type, event.timestamp, event.createdAt, id(event.appUser)]);
  }
}
