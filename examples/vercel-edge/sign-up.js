// What the server does, wherever it runs: it signs people up, and greets them once messages reach them.

import { SmoochError } from "smooch-edge";
import { linkOutcome } from "smooch-edge/webhooks";

/** @import { Smooch } from "smooch-edge" */

/**
 * Creates the user and asks for the link.
 *
 * @param {string} text JSON: `{ userId, givenName, phoneNumber }`
 * @param {Smooch<"v2">} smooch
 */
export async function signUp(text, smooch) {
  try {
    const { userId, givenName, phoneNumber } = Object(JSON.parse(text));
    if (!userId || !phoneNumber) return refusal(400, "userId and phoneNumber are required", "no");
    await smooch.create({ userId, givenName }).catch((error) => {
      if (error.status !== 409) throw error; // 409: signed up before
    });
    await smooch.link(userId, { type: "twilio", phoneNumber, confirmation: { type: "immediate" } }, { dedupe: true });
    return Response.json({ userId }, { status: 202 });
  } catch (error) {
    if (error instanceof SyntaxError) return refusal(400, error.message, "no");
    if (!SmoochError.is(error)) throw error;
    const { name, message, sent } = error; // the message holds neither a secret nor what the person gave
    return refusal(name === "ValidationError" ? 400 : 502, message, sent);
  }
}

/**
 * What the caller reads: why, and whether the service may have done some of it.
 *
 * @param {number} status
 * @param {string} error
 * @param {"no" | "maybe" | "yes"} sent
 */
const refusal = (status, error, sent) => Response.json({ error, sent }, { status });

/**
 * Greets who was linked. The key of the event makes it one message, however often the webhook is delivered.
 *
 * @param {import("smooch-edge/webhooks").WebhookEvent} event
 * @param {Smooch<"v2">} smooch
 */
export async function onEvent(event, smooch) {
  const link = linkOutcome(event);
  if (link?.state === "failed") console.log("not linked", link.user, link.reason);
  if (link?.state !== "linked") return;
  await smooch.send(link.user, { role: "appMaker", type: "text", text: "Welcome!" }, { dedupeKey: event.key });
}
