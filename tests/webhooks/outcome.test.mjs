// What became of a link or a message, in one shape for all versions.

import assert from "node:assert/strict";
import { test } from "node:test";

import { delivery, linkOutcome } from "smooch-edge/webhooks";

import { delivered, eventsIn, examples, later, link, skip } from "./bodies.mjs";

const ID = "7685787bf0e9e8cf56182288";
const ADA = { user: ID, externalId: "ada" };
const error = { code: "bad_request", message: "(#100) No matching user found" };
/** What a failure with that error has. */
const failure = { error, reason: error.message };

/** An event of v2 about a client. */
const client = (type, reason, more = {}, status = "active") => {
  const payload = { user: { id: "u1" }, client: { id: "c1", type: "twilio", status }, reason, ...more };
  return delivered([type, payload]).events[0];
};
const V2 = { user: "u1", channel: "twilio", client: "c1" };

const clients = (status) => ({ clients: [{ id: "c1", platform: "twilio", ...(status && { status }) }] });

const LINKS = [
  ["link:match", link("link:match"), { ...ADA, channel: "twilio", state: "matched" }],
  ["link:success", link("link:success"), { ...ADA, channel: "twilio", state: "linked" }],
  ["link:failure", link("link:failure", { error }), { ...ADA, channel: "twilio", state: "failed", ...failure }],
  ["link:failure without an error", link("link:failure"), { ...ADA, channel: "twilio", state: "failed" }],
  ["a link event that nobody knows", link("link:expired"), undefined],
  [
    "client:add, pending",
    later("client:add", clients("pending")),
    { ...ADA, channel: "twilio", client: "c1", state: "pending" },
  ],
  [
    "client:add, active",
    later("client:add", clients("active")),
    { ...ADA, channel: "twilio", client: "c1", state: "linked" },
  ],
  [
    "client:add, blocked",
    later("client:add", clients("blocked")),
    { ...ADA, channel: "twilio", client: "c1", state: "blocked" },
  ],
  [
    "client:add without a status",
    later("client:add", clients()),
    { ...ADA, channel: "twilio", client: "c1", state: "linked" },
  ],
  ["client:add without clients", later("client:add"), undefined],
  ["client:remove of v1.1, which has no reason", later("client:remove", clients("active")), undefined],
  ["v2 client:add", client("client:add", "channelLinking", {}, "pending"), { ...V2, state: "pending" }],
  ["v2 client:add, active at once", client("client:add", "channelLinking"), { ...V2, state: "linked" }],
  ["v2 client:add by a login", client("client:add", "sdkLogin"), undefined],
  ["v2 matched", client("client:update", "matched", {}, "pending"), { ...V2, state: "matched" }],
  ["v2 confirmed", client("client:update", "confirmed"), { ...V2, state: "linked" }],
  ["v2 blocked", client("client:update", "blocked", {}, "blocked"), { ...V2, state: "blocked" }],
  ["v2 unblocked", client("client:update", "unblocked"), { ...V2, state: "linked" }],
  ["v2 an update that nobody knows", client("client:update", "toString"), undefined],
  ["v2 linkFailed", client("client:remove", "linkFailed", { error }), { ...V2, state: "failed", ...failure }],
  ["v2 linkCancelled", client("client:remove", "linkCancelled", { error: null }), { ...V2, state: "failed" }],
  ["v2 theft", client("client:remove", "theft", { error: null }), { ...V2, state: "moved" }],
  ["v2 removed by hand", client("client:remove", "api"), undefined],
  ["another event", later("conversation:read"), undefined],
  [
    "notification:match:failure of a user",
    later("notification:match:failure", { destination: { type: "twilio" }, notification: { _id: "n1" }, error }),
    { ...ADA, channel: "twilio", state: "failed", ...failure },
  ],
  [
    "notification:match:failure of nobody",
    { ...later("notification:match:failure", { destination: { type: "twilio" }, error }), appUser: undefined },
    undefined,
  ],
];
for (const [name, event, expected] of LINKS) {
  test(`${name}: ${expected?.state ?? "not about a link"}`, () => assert.deepEqual(linkOutcome(event), expected));
}

const message = { _id: "m1" };
const destination = { type: "twilio", integrationId: "i1" };
const v1 = (trigger, more) => ({ ...link(trigger), destination, messages: [message, { _id: "m2" }], ...more });
const v2 = (kind, more) => {
  const payload = { user: { id: "u1", externalId: "ada" }, message: { id: "m1" }, destination, ...more };
  return delivered([`conversation:message:delivery:${kind}`, payload]).events[0];
};
const TO = { ...ADA, channel: "twilio" };
const TO2 = { user: "u1", externalId: "ada", channel: "twilio" };

/** An event of a notification (docs/api/v1.md, section 10). */
const ADDRESS = { integrationId: "i1", destinationId: "+15145555555" };
const notified = (name, more) => ({
  trigger: `notification:${name}`,
  version: "v1.1",
  app: { _id: "a1" },
  destination: ADDRESS,
  notification: { _id: "n1" },
  matchResult: { appUser: { _id: ID, userId: "ada" }, conversation: { _id: "c1" } },
  ...more,
});
const NOTIFIED = { notification: "n1", ...ADA, destination: "+15145555555", messages: [] };

const DELIVERIES = [
  ["v1 success", v1("delivery:success"), { ...TO, messages: ["m1", "m2"], state: "sent", final: true }],
  [
    "v1 failure",
    v1("delivery:failure", { error }),
    { ...TO, messages: ["m1", "m2"], state: "failed", final: true, ...failure },
  ],
  [
    "v1.1 channel",
    later("message:delivery:channel", { message, destination, isFinalEvent: false }),
    { ...TO, messages: ["m1"], state: "sent", final: false },
  ],
  [
    "v1.1 user",
    later("message:delivery:user", { message, destination, isFinalEvent: true }),
    { ...TO, messages: ["m1"], state: "delivered", final: true },
  ],
  [
    "v1.1 failure",
    later("message:delivery:failure", { message, destination, isFinalEvent: true, error }),
    { ...TO, messages: ["m1"], state: "failed", final: true, ...failure },
  ],
  ["v2 channel", v2("channel", { isFinalEvent: false }), { ...TO2, messages: ["m1"], state: "sent", final: false }],
  ["v2 user", v2("user", { isFinalEvent: true }), { ...TO2, messages: ["m1"], state: "delivered", final: true }],
  [
    "v2 failure",
    v2("failure", { isFinalEvent: true, error }),
    { ...TO2, messages: ["m1"], state: "failed", final: true, ...failure },
  ],
  ["notification channel", notified("delivery:channel"), { ...NOTIFIED, state: "sent", final: false }],
  ["notification user", notified("delivery:user"), { ...NOTIFIED, state: "delivered", final: true }],
  [
    "notification user, not the last",
    notified("delivery:user", { isFinalEvent: false }),
    { ...NOTIFIED, state: "delivered", final: false },
  ],
  [
    "notification failure",
    notified("delivery:failure", { error }),
    { ...NOTIFIED, state: "failed", final: true, ...failure },
  ],
  [
    "notification without a match",
    notified("match:failure", { matchResult: undefined, error }),
    { notification: "n1", destination: "+15145555555", messages: [], state: "failed", final: true, ...failure },
  ],
  [
    "notification with a channel",
    notified("delivery:channel", { destination: { ...ADDRESS, type: "whatsapp" } }),
    { ...NOTIFIED, channel: "whatsapp", state: "sent", final: false },
  ],
  ["a notification that nobody knows", notified("delivery:seen"), undefined],
  ["notification without its id", notified("delivery:user", { notification: undefined }), undefined],
  ["v1.1 without a message", later("message:delivery:user", { destination }), undefined],
  ["another event", link("link:success"), undefined],
];
for (const [name, event, expected] of DELIVERIES) {
  test(`${name}: ${expected?.state ?? "not about a delivery"}`, () => assert.deepEqual(delivery(event), expected));
}

/** Errors as channels and versions have them, and why the message failed. */
const REASONS = {
  "a message of the service": [error, error.message],
  "of LINE, within": [{ code: "unauthorized", underlyingError: { message: "Invalid token." } }, "Invalid token."],
  "of WhatsApp, in a list": [
    { code: "uncategorized_error", underlyingError: { errors: [{ code: 470, title: "Re-engagement message" }] } },
    "Re-engagement message",
  ],
  "of Facebook, within an error": [
    { code: "forbidden", underlyingError: { error: { message: "(#10) Outside the window", code: 10 } } },
    "(#10) Outside the window",
  ],
  "a text": [{ code: "bad_request", underlyingError: "no such number" }, "no such number"],
  "a code alone": [{ code: "uncategorized_error" }, "uncategorized_error"],
  "an empty message": [{ code: "forbidden", message: "" }, "forbidden"],
  "of a form that nobody knows": [{ underlyingError: { errors: "none" } }, undefined],
  "that says nothing": [{}, undefined],
};
for (const [name, [error, reason]] of Object.entries(REASONS)) {
  test(`an error ${name}: the reason is ${reason ? `"${reason}"` : "not known"}`, () => {
    const expected = { error, ...(reason && { reason }) };
    for (const found of [
      delivery(v1("delivery:failure", { error })),
      delivery(v2("failure", { error })),
      delivery(notified("delivery:failure", { error })),
      linkOutcome(link("link:failure", { error })),
    ]) {
      assert.deepEqual({ error: found.error, ...(found.reason && { reason: found.reason }) }, expected);
    }
  });
}

test("every failure of the examples says why", { skip }, () => {
  const failures = examples.flatMap(({ file, body }) =>
    eventsIn(body).flatMap((event) => {
      const told = linkOutcome(event) ?? delivery(event);
      return told?.state === "failed" ? [[file, told.reason]] : [];
    }),
  );
  assert.deepEqual(
    failures.map(([, reason]) => typeof reason),
    Array(3).fill("string"),
    failures.join("\n"),
  );
});

test("what is no event has no outcome", () => {
  for (const event of [
    null,
    undefined,
    7,
    "link:success",
    [],
    {},
    { trigger: "link:success" },
    { type: "client:add" },
  ]) {
    assert.equal(linkOutcome(event), undefined);
    assert.equal(delivery(event), undefined);
  }
});

/** The files that are about a link or a delivery, and what they say. */
const STATES = {
  "v1/linking-events.trigger-link-match.webhook.json": "matched",
  "v1/linking-events.trigger-link-success.webhook.json": "linked",
  "v1/linking-events.trigger-link-failure.webhook.json": "failed",
  "v1/delivery-events.trigger-delivery-success.webhook.json": "sent",
  "v1/delivery-events.trigger-delivery-failure.webhook.json": "failed",
  "v2/clientAddEvent.webhook.json": "pending",
  "v2/clientUpdateEvent.webhook.json": "linked",
  "v2/conversationMessageDeliveryChannelEvent.webhook.json": "sent",
  "v2/conversationMessageDeliveryUserEvent.webhook.json": "delivered",
  "v2/conversationMessageDeliveryFailureEvent.webhook.json": "failed",
};
test("of the examples, exactly those about a link or a delivery have an outcome", { skip }, () => {
  const found = examples.flatMap(({ file, body }) => {
    const states = eventsIn(body).map((event) => (linkOutcome(event) ?? delivery(event))?.state);
    return states[0] ? [[file, states[0]]] : [];
  });
  assert.deepEqual(Object.fromEntries(found), STATES);
});
