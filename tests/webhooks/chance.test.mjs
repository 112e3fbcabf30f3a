// What holds for any delivery, tried with thousands that chance draws: it is received as it is or refused with a
// WebhookError; whatever is received has keys and outcomes, and nothing throws anything else.
//
// SEED=… repeats a run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { WebhookError, delivery, handle, linkOutcome, receive } from "smooch-edge/webhooks";

import { packages } from "../../scripts/setup.mjs";
import { SECRET, eventsIn, examples } from "./bodies.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));
const { default: fc } = await import("fast-check");

const seed = Number(process.env.SEED ?? 20261124);
console.log(`SEED=${seed}`);
const runs = (numRuns) => ({ seed, numRuns });

const headers = { "x-api-key": SECRET };

/** Receives a body; gives the events, or the code of the refusal. */
async function outcome(body, options = {}) {
  try {
    return await receive({ headers, body }, { secret: SECRET, ...options });
  } catch (error) {
    assert(WebhookError.is(error), `${error?.stack}`);
    assert.equal(JSON.stringify(error).includes(SECRET), false);
    return error.code;
  }
}

/** What every event has, whatever it is. */
async function holds(events) {
  for (const event of events) {
    assert.equal(typeof Object.getOwnPropertyDescriptor(event, "key"), "object");
    linkOutcome(event);
    delivery(event);
  }
  await handle(events, { seen: new Set() }, () => {});
}

const TRIGGERS = [
  ...["message:appUser", "link:match", "link:failure", "merge:appUser", "postback", "payment:success", "client:add"],
  ...["delivery:success", "message:delivery:user", "typing:appUser", "moon:landing"],
];
const TYPES = ["client:add", "client:update", "client:remove", "conversation:message:delivery:failure", "moon:landing"];
const FIELDS = [
  ...["app", "appUser", "channel", "criteria", "error", "messages", "message", "clients", "client", "destination"],
  ...["surviving", "discarded", "postbacks", "payments", "timestamp", "referral", "activity", "key", "id", "__proto__"],
];

const json = fc.json({ stringUnit: "binary", maxDepth: 4 }).map((text) => JSON.parse(text));
const part = fc.oneof(json, fc.record({ _id: json, id: json, type: json, status: fc.constantFrom("pending", "x") }));
const flat = fc
  .record({ trigger: fc.constantFrom(...TRIGGERS), more: fc.dictionary(fc.constantFrom(...FIELDS), part) })
  .map(({ trigger, more }) => ({ trigger, ...more }));
const inner = fc.record({ type: fc.constantFrom(...TYPES), id: json, payload: part }, { requiredKeys: ["type"] });
const envelope = fc.record({ app: json, webhook: json, events: fc.array(inner, { maxLength: 5 }) });

test("any text is an event as it stands there, or is refused", () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: "binary" }), fc.json()), async (text) => {
      const events = await outcome(text);
      if (typeof events === "string") return assert(["not_json", "not_an_event"].includes(events), events);
      assert.deepEqual(events, eventsIn(JSON.parse(text)));
    }),
    runs(3000),
  ));

test("any bytes are refused or are JSON", () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const events = await outcome(bytes);
      if (typeof events !== "string") JSON.parse(new TextDecoder().decode(bytes));
    }),
    runs(3000),
  ));

test("what looks like an event is received as it is, whatever is in it", () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(flat, envelope), async (body) => {
      const text = JSON.stringify(body);
      const events = await outcome(text);
      assert.deepEqual(events, eventsIn(JSON.parse(text)));
      assert.equal(JSON.stringify(events), JSON.stringify(eventsIn(JSON.parse(text))));
      await holds(events);
    }),
    runs(3000),
  ));

test("a body that arrives in any pieces is the same body", () =>
  fc.assert(
    fc.asyncProperty(envelope, fc.array(fc.nat(200), { maxLength: 8 }), async (body, cuts) => {
      const bytes = new TextEncoder().encode(JSON.stringify(body));
      const at = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      async function* pieces() {
        for (let index = 1; index < at.length; index++) yield bytes.subarray(at[index - 1], at[index]);
      }
      assert.deepEqual(await outcome(pieces()), await outcome(bytes));
    }),
    runs(500),
  ));

test("an example with a part of it changed or cut out is received, or is refused", () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), json, async (which, start, length, value) => {
      if (examples.length === 0) return;
      const { text, body } = examples[which % examples.length];
      const at = start % text.length;
      const cut = text.slice(0, at) + text.slice(at + 1 + (length % 40));
      const first = await outcome(cut);
      if (typeof first !== "string") await holds(first);
      const changed = structuredClone(body);
      const places = [];
      const walk = (object) => {
        for (const [name, inner] of Object.entries(object)) {
          places.push([object, name]);
          if (typeof inner === "object" && inner !== null) walk(inner);
        }
      };
      walk(changed);
      const [object, name] = places[start % places.length];
      object[name] = value;
      const second = await outcome(JSON.stringify(changed));
      if (typeof second !== "string") await holds(second);
    }),
    runs(3000),
  ));

test("a body nested a hundred thousand deep is received or is refused", async () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  for (const text of [deep, `{"trigger":"moon:landing","a":${deep}}`, `{"events":[{"type":"a","payload":${deep}}]}`]) {
    const events = await outcome(text);
    if (typeof events === "string") assert(["not_json", "not_an_event"].includes(events), events);
    else await holds(events);
  }
});

test("only the secret itself opens, whatever is tried", () =>
  fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary", minLength: 1 }),
      async (given, secret) => {
        const attempt = receive({ headers: { "x-api-key": given }, body: '{"trigger":"a"}' }, { secret });
        const opens = await attempt.then(
          () => true,
          ({ code }) => (assert.equal(code, given ? "wrong_secret" : "missing_secret"), false),
        );
        assert.equal(opens, given === secret);
      },
    ),
    runs(2000),
  ));
