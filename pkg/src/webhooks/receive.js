// Receives one delivery: checks its secret, reads its body, and gives its events.

import { read } from "./body.js";
import { WebhookError } from "./error.js";
import { keyOf } from "./key.js";
import { checkSecret } from "./secret.js";

/** In bytes. A request of the service's own API has at most 100 kB; a delivery may hold several messages. */
const LARGEST = 1_000_000;

/**
 * @param {any} request
 * @param {import("smooch-edge/webhooks").ReceiveOptions} options
 * @returns {Promise<any[]>}
 */
export async function receive(request, { secret, maxBodySize = LARGEST }) {
  const { headers } = request;
  // First the secret: a stranger's body is not read.
  await checkSecret(header(headers, "x-api-key"), secret);
  if (Number(header(headers, "content-length")) > maxBodySize) throw new WebhookError("body_too_large");
  const parts = split(await read(request, maxBodySize));
  return Promise.all(parts.map(async ({ event, around }) => mark(event, { ...around, key: await keyOf(event) })));
}

/**
 * @param {any} headers `Headers`, or an object with names in any case
 * @param {string} name in lower case
 * @returns {string | null | undefined}
 */
function header(headers, name) {
  if (typeof headers?.get === "function") return headers.get(name);
  for (const [key, value] of Object.entries(headers ?? {})) {
    if (key.toLowerCase() === name) return Array.isArray(value) ? value.join(", ") : value;
  }
}

/**
 * The events of a body: that of v1 and v1.1 is one, that of v2 has a list, and what is around it goes to each of them.
 *
 * @param {any} body
 * @returns {{ event: any, around: object }[]}
 */
function split(body) {
  if (typeof body?.trigger === "string") return [{ event: body, around: {} }];
  if (!Array.isArray(body?.events) || body.events.some((/** @type {any} */ event) => typeof event?.type !== "string"))
    throw new WebhookError("not_an_event");
  const { app, webhook, events } = body;
  return events.map((/** @type {any} */ event) => ({ event, around: { app, webhook } }));
}

/**
 * Adds properties that `JSON.stringify`, spreading and comparing do not see: the event stays as it came. If it came
 * with one of that name, that one stays.
 *
 * @param {any} given
 * @param {object} properties
 */
function mark(given, properties) {
  // One that a parser has frozen is copied.
  const event = Object.isExtensible(given) ? given : { ...given };
  for (const [name, value] of Object.entries(properties)) {
    if (!Object.hasOwn(event, name)) Object.defineProperty(event, name, { value });
  }
  return event;
}
