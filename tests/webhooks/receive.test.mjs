// Receiving one delivery: what is taken, what is refused, and that events come back as they came.
//
// Run with: node --test tests/webhooks/*.test.mjs

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { inspect } from "node:util";

import { WebhookError, receive, respond } from "smooch-edge/webhooks";

import { SECRET, delivered, eventsIn, examples, link, request, skip } from "./bodies.mjs";

const EVENT = link("link:success");
const options = { secret: SECRET };

/** Statuses after which the service never delivers again (docs/api/v1.md, section 11.2). */
const FINAL = [400, 401, 403, 404, 406];

/** Expects a `WebhookError` with this code, and gives it. */
async function refusal(promise, code) {
  let refused;
  await assert.rejects(promise, (error) => {
    refused = error;
    return true;
  });
  assert.equal(refused.code, code);
  assert(WebhookError.is(refused) && refused instanceof WebhookError && refused instanceof Error);
  assert(!FINAL.includes(refused.status), `${refused.status} stops the repeats`);
  return refused;
}

test("every webhook of the examples is recognised and comes back unchanged", { skip }, async () => {
  for (const { file, body, text } of examples) {
    const events = await receive(request(text), options);
    assert.deepEqual(events, eventsIn(body), file);
    assert.equal(JSON.stringify(events), JSON.stringify(eventsIn(body)), file);
    for (const event of events) assert(typeof event.key === "string" && event.key !== "", file);
  }
});

test("an event of v2 tells the app and the webhook that were around it", async () => {
  const body = delivered(["client:add", {}], ["user:remove", {}]);
  const events = await receive(request(body), options);
  assert.equal(events.length, 2);
  for (const event of events) assert.deepEqual([event.app, event.webhook], [body.app, body.webhook]);
  assert.deepEqual(Object.keys(events[0]), ["id", "createdAt", "type", "payload"]);
});

test("a delivery of v2 without events has none", async () => {
  assert.deepEqual(await receive(request({ ...delivered(), events: [] }), options), []);
});

test("a trigger that nobody knows comes through as itself", async () => {
  const one = { trigger: "moon:landing", app: { _id: "1" }, crew: ["Neil"] };
  assert.deepEqual(await receive(request(one), options), [one]);
  const many = delivered(["moon:landing", { crew: 3 }]);
  assert.deepEqual(await receive(request(many), options), many.events);
});

test("fields with the names of what is added stay as they came", async () => {
  const body = { events: [{ type: "a", id: "1", key: 7, app: null, webhook: "w" }], app: { id: "2" } };
  const [event] = await receive(request(body), options);
  assert.deepEqual({ ...event }, body.events[0]);
});

const TAKEN = {
  "the one secret": [SECRET, SECRET],
  "the new secret of two": ["new", ["new", "old"]],
  "the old secret of two": ["old", ["new", "old"]],
  "a list with holes, as variables that are not set leave them": ["old", [undefined, "", "old"]],
};
for (const [name, [given, secret]] of Object.entries(TAKEN)) {
  test(`taken: ${name}`, async () => {
    const [event] = await receive(request(EVENT, { "X-API-Key": given }), { secret });
    assert.deepEqual(event, EVENT);
  });
}

const REFUSED = {
  "another secret": ["5ec2e8", SECRET, "wrong_secret", 409],
  "the secret's beginning": ["5ec2e", SECRET, "wrong_secret", 409],
  "the secret and more": ["5ec2e77", SECRET, "wrong_secret", 409],
  "the secret in another case": ["5EC2E7", SECRET, "wrong_secret", 409],
  "two secrets in one header": [`new, old`, ["new", "old"], "wrong_secret", 409],
  "no secret": [undefined, SECRET, "missing_secret", 409],
  "an empty secret": ["", SECRET, "missing_secret", 409],
  "a receiver without a secret": ["", undefined, "no_secret", 500],
  "a receiver with an empty secret": ["", "", "no_secret", 500],
  "a receiver with a list of nothing": ["undefined", [undefined, ""], "no_secret", 500],
};
for (const [name, [given, secret, code, status]] of Object.entries(REFUSED)) {
  test(`refused: ${name}`, async () => {
    const headers = given === undefined ? {} : { "x-api-key": given };
    const error = await refusal(receive(request(EVENT, headers), { secret }), code);
    assert.equal(error.status, status);
  });
}

test("a stranger's body is not read", async () => {
  const strange = request(EVENT, { "x-api-key": "guess" });
  await refusal(receive(strange, options), "wrong_secret");
  assert.equal(strange.bodyUsed, false);
});

const BODIES = {
  "no JSON": ["{", "not_json", 422],
  "an empty body": ["", "not_json", 422],
  "a body that was cut": [JSON.stringify(EVENT).slice(0, -3), "not_json", 422],
  "a body that is not UTF-8": [new Uint8Array([0x22, 0xff, 0x22]), "not_json", 422],
  "a string": ['"link:success"', "not_an_event", 422],
  null: ["null", "not_an_event", 422],
  "a list": [`[${JSON.stringify(EVENT)}]`, "not_an_event", 422],
  "an object without a trigger": [{ app: { _id: "1" } }, "not_an_event", 422],
  "a trigger that is no string": [{ trigger: 7 }, "not_an_event", 422],
  "events that are no list": [{ events: {} }, "not_an_event", 422],
  "an event that is no object": [{ events: [null] }, "not_an_event", 422],
  "an event without a type": [{ events: [{ id: "1" }] }, "not_an_event", 422],
};
for (const [name, [body, code, status]] of Object.entries(BODIES)) {
  test(`refused: ${name}`, async () => {
    const error = await refusal(receive(request(body), options), code);
    assert.equal(error.status, status);
  });
}

test("a body as large as is allowed is taken, and one that is a byte larger is not", async () => {
  const text = JSON.stringify({ ...EVENT, note: "é" });
  const size = new TextEncoder().encode(text).length;
  const forms = [(body) => request(body), (body) => ({ headers: { "x-api-key": SECRET }, body })];
  for (const form of forms) {
    await receive(form(text), { ...options, maxBodySize: size });
    const error = await refusal(receive(form(text), { ...options, maxBodySize: size - 1 }), "body_too_large");
    assert.equal(error.status, 413);
  }
  await refusal(receive(request(JSON.stringify({ ...EVENT, note: "x".repeat(1e6) })), options), "body_too_large");
});

test("a body that says it is too large is not read, and one without an end is left", async () => {
  let read = 0;
  const endless = () =>
    new ReadableStream({ pull: (controller) => (read++, controller.enqueue(new Uint8Array(1000).fill(32))) });
  const given = (headers) => ({ headers: { "x-api-key": SECRET, ...headers }, body: endless() });
  await refusal(receive(given({ "content-length": "2000000" }), options), "body_too_large");
  assert(read <= 1, `${read} pieces were read`);
  await refusal(receive(given({}), { ...options, maxBodySize: 10_000 }), "body_too_large");
  assert(read < 20, `${read} pieces were read`);
});

test("a body that breaks off, or that was read before, is unreadable", async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("gone")) });
  await refusal(receive({ headers: { "x-api-key": SECRET }, body: broken }, options), "body_unreadable");
  const used = request(EVENT);
  await used.text();
  const error = await refusal(receive(used, options), "body_unreadable");
  assert.equal(error.status, 500);
});

const text = JSON.stringify(EVENT);
const headers = { "x-api-key": SECRET };
async function* pieces(...list) {
  yield* list;
}
const FORMS = {
  text: { headers, body: text },
  bytes: { headers, body: new TextEncoder().encode(text) },
  "a Buffer": { headers, body: Buffer.from(text) },
  "an ArrayBuffer": { headers, body: new TextEncoder().encode(text).buffer },
  "a stream": { headers, body: new Blob([text]).stream() },
  "pieces that cut a character": { headers, body: pieces(...[...Buffer.from(text)].map((byte) => Buffer.of(byte))) },
  "pieces of text": { headers, body: pieces(text.slice(0, 9), text.slice(9)) },
  "what a parser made of it": { headers, body: EVENT },
  "what a parser has frozen": { headers, body: Object.freeze({ ...EVENT }) },
  "Base64, as AWS Lambda has it": { headers, body: btoa(text), isBase64Encoded: true },
  "headers in another case": { headers: { "X-Api-Key": SECRET }, body: text },
  "headers with lists": { headers: { "x-api-key": [SECRET] }, body: text },
  Headers: { headers: new Headers(headers), body: text },
};
for (const [name, given] of Object.entries(FORMS)) {
  test(`taken: ${name}`, async () => {
    const [event] = await receive(given, options);
    assert.deepEqual(event, EVENT);
    assert.match(event.key, /^link:success:[0-9a-f]{32}$/);
  });
}

test("refused: Base64 that is none", async () => {
  await refusal(receive({ headers, body: "%%%", isBase64Encoded: true }, options), "not_json");
});

test("a Node request is received as it is, and one that is too large still gets its answer", async (context) => {
  const seen = [];
  const server = createServer(async (incoming, response) => {
    const { status } = await respond(incoming, { ...options, maxBodySize: 5000 }, (event) => seen.push(event));
    response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => server.closeAllConnections());
  context.after(() => server.close());
  const url = `http://127.0.0.1:${server.address().port}/`;
  const post = async (body) => (await fetch(url, { method: "POST", headers, body, duplex: "half" })).status;
  assert.equal(await post(text), 200);
  assert.deepEqual(seen, [EVENT]);
  assert.equal(await post(new Blob(["x".repeat(300_000)]).stream()), 413);
  assert.equal(await post("x".repeat(300_000)), 413);
  assert.equal(await post(text), 200);
});

test("an error shows neither the secret nor the body", async () => {
  const body = '{"text":"private","trigger":';
  const errors = [
    await refusal(receive(request(body), { secret: SECRET }), "not_json"),
    await refusal(receive(request(body, { "x-api-key": "guess-of-mine" }), { secret: SECRET }), "wrong_secret"),
  ];
  for (const error of errors) {
    const shown = [inspect(error), String(error), error.stack, JSON.stringify(error)].join("\n");
    for (const word of [SECRET, "guess-of-mine", "private"]) assert(!shown.includes(word), `${word} in ${shown}`);
    assert.deepEqual(Object.keys(error.toJSON()), ["name", "code", "status", "message"]);
    assert.equal(error.name, "WebhookError");
  }
});

test("an error of another copy of the package is known", async () => {
  const copy = await import(`${import.meta.resolve("smooch-edge/webhooks")}?copy`);
  const error = new copy.WebhookError("not_json");
  assert.equal(error instanceof WebhookError, false);
  assert.equal(WebhookError.is(error), true);
  for (const other of [new Error("no"), { status: 422 }, null, undefined, "text"])
    assert.equal(WebhookError.is(other), false);
});
