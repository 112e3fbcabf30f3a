// Typical mistakes, and the sentences that a user reads. Nothing is sent for any of them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";

import { HELLO, TWILIO, failure, service } from "./service.mjs";

const IMMEDIATE = { type: "immediate" };
const MESSENGER = { type: "messenger", phoneNumber: "+15145555555", confirmation: IMMEDIATE };
const MAILGUN = { type: "mailgun", address: "their@email.com", confirmation: IMMEDIATE };
const REPLY = { type: "reply", text: "Yes", payload: "YES" };
const PAGE = { type: "link", text: "More", uri: "https://example.com" };

const link = (body) => (smooch) => smooch.link("ada", body);
const send = (body, options) => (smooch) => smooch.send("ada", body, options);
const create = (body) => (smooch) => smooch.create(body);

/** A call, where its fault is, and the sentence about it. */
const MISTAKES = [
  [create({}), "userId", "userId is required in a user."],
  [create(), "", "The body must be an object; got undefined."],
  [create({ userId: 7 }), "userId", "userId must be a string that is not empty; got a number."],
  [
    create({ userId: "ada", givenname: "Ada" }),
    "givenname",
    "givenname is not a field of a user. Did you mean givenName?",
  ],
  [
    create({ userId: "ada", signedUpAt: "yesterday" }),
    "signedUpAt",
    'signedUpAt must be an ISO 8601 string, such as "2026-11-24T06:33:00.000Z", or a Date; got a string ("yesterday").',
  ],
  [
    create({ userId: "ada", properties: { plan: null } }),
    "properties.plan",
    "properties.plan must be a string, a number or a boolean, since this object is flat; got null. " +
      "Leave the field out instead of giving null.",
  ],
  [
    link({ ...TWILIO, type: "twillio" }),
    "type",
    'type must be "twilio", "messenger", "mailgun" or "messagebird"; got a string ("twillio"). Did you mean "twilio"?',
  ],
  [
    link({ ...TWILIO, phoneNumber: "514 555 5555" }),
    "phoneNumber",
    'phoneNumber must be a phone number with + and its country code, such as "+15145555555"; got a string of 12 characters.',
  ],
  [
    link({ ...TWILIO, type: "whatsapp" }),
    "type",
    'type may be "whatsapp" only in v1.1 and v2, and this client speaks v1 (apiVersion).',
  ],
  [
    link(MESSENGER),
    "confirmation.message",
    "confirmation.message is required in the confirmation of a messenger link.",
  ],
  [
    link({ ...MESSENGER, confirmation: { type: "immediate", message: { ...HELLO, role: "business" } } }),
    "confirmation.message.role",
    'confirmation.message.role must be "appMaker"; got a string ("business").',
  ],
  [
    link({ ...MESSENGER, confirmation: { type: "immediate", message: { ...HELLO, actions: [REPLY] } } }),
    "confirmation.message.actions[0].type",
    'confirmation.message.actions[0].type must be "link"; got a string ("reply").',
  ],
  [
    link({ ...MAILGUN, confirmation: { type: "prompt" } }),
    "confirmation.type",
    'confirmation.type cannot be "prompt": a mailgun link takes immediate only.',
  ],
  [
    link({ ...MAILGUN, confirmation: { ...IMMEDIATE, subject: "Hello" } }),
    "confirmation.subject",
    "confirmation.subject is not a field of an immediate confirmation. Its fields are type and message. " +
      "To send another one all the same, give it in the call option extraBody, at the same path.",
  ],
  [
    send({ ...HELLO, role: "appmaker" }),
    "role",
    'role must be "appMaker" or "appUser"; got a string ("appmaker"). Did you mean "appMaker"?',
  ],
  [send({ role: "appMaker" }), "type", "type is required in a message."],
  [send({ role: "appMaker", type: null, text: "Hi" }), "type", "type is required in a message."],
  [
    send({ author: { type: "business" }, content: { type: "text", text: "Hello" } }),
    "author",
    'author belongs to a v2 body, and this client speaks v1. Set apiVersion: "v2".',
  ],
  [
    create({ userId: "ada", properties: { since: new Date() } }),
    "properties.since",
    "properties.since must be a string, a number or a boolean, since this object is flat; got a Date. " +
      "Give its toISOString().",
  ],
  [
    create({ userId: "ada", properties: { seats: 4n } }),
    "properties.seats",
    "properties.seats must be a string, a number or a boolean, since this object is flat; got a bigint. " +
      "Convert it by String() or Number().",
  ],
  [
    (smooch) => smooch.waitForLink("ada", "twilio"),
    "",
    "The options of waitForLink, { type: … }, must be an object; got a string of 6 characters.",
  ],
  [link("twilio"), "", "The body must be an object; got a string of 6 characters."],
  [send({ role: "appMaker", type: "text" }), "", "A text message needs at least one of text and actions."],
  [
    send({ ...HELLO, destination: { integrationId: "5ec0de", integrationType: "twilio" } }),
    "destination",
    "destination cannot have integrationId and integrationType together.",
  ],
  [
    send({ ...HELLO, role: "appUser", destination: { integrationType: "twilio" } }),
    "destination",
    'destination goes only with role "appMaker"; got role "appUser".',
  ],
  [
    send({ ...HELLO, actions: [REPLY, PAGE] }),
    "actions[1].type",
    'actions[1].type cannot be "link" here, since reply and locationRequest mix only with each other.',
  ],
  [send({ role: "appMaker", type: "carousel", items: [] }), "items", "items must have 1 to 10 items; got 0."],
  [
    send({ role: "appMaker", type: "formResponse" }),
    "type",
    'type cannot be "formResponse": a form response is only ever received.',
  ],
  [send({ ...HELLO, text: () => "Hello" }), "text", "text must be a string; got a function."],
  [send(HELLO, { timeOut: 1 }), "timeOut", "timeOut is not a field of the options of a call. Did you mean timeout?"],
  [
    send(HELLO, { timeout: "1s" }),
    "timeout",
    'timeout must be a whole number from 1 to 2147483647; got a string ("1s").',
  ],
  [
    send(HELLO, { headers: { Authorization: "Bearer x" } }),
    "headers.Authorization",
    "headers.Authorization must be left to this package; give keyId and secret, or a token.",
  ],
  [send(HELLO, { signal: {} }), "signal", "signal must be an AbortSignal; got an object."],
  [(smooch) => smooch.send("", HELLO), "userId", "userId must be an id that is not empty."],
  [
    (smooch) => smooch.send("..", HELLO),
    "userId",
    'userId must be an id other than "." and "..", which are steps in a path.',
  ],
  [
    (smooch) => smooch.users.update("ada", { userId: "eve" }),
    "userId",
    "userId cannot be given: a userId never changes; create another user and link the channel to it.",
  ],
  [
    (smooch) => next(smooch.messages.list("ada", { before: 1, after: 2 })),
    "",
    "The query of messages.list cannot have before and after together.",
  ],
  [
    (smooch) => next(smooch.messages.list("ada", { befor: 1 })),
    "befor",
    "befor is not a field of the query of messages.list. Did you mean before?",
  ],
];

const next = (iterable) => iterable[Symbol.asyncIterator]().next();

for (const [call, path, message] of MISTAKES) {
  test(message, async () => {
    const { emulator, smooch } = service();
    const error = await failure(call(smooch));
    assert.deepEqual([error.name, error.path, error.message], ["ValidationError", path, message]);
    const { code, sent, attempts, retryable, issues } = error;
    assert.deepEqual([code, sent, attempts, retryable, issues.length], ["invalid_input", "no", 0, false, 1]);
    assert.deepEqual(emulator.requests, []);
  });
}

/** Options of a client, and the sentence about what is wrong with them. */
const KEY = { keyId: "app_1", secret: "s" };
const SETUPS = [
  [
    {},
    "keyId must be given with its secret, unless there is a token. Smooch.fromEnv() reads SMOOCH_KEY_ID and " +
      "SMOOCH_SECRET; on Workers, give env.SMOOCH_KEY_ID and env.SMOOCH_SECRET.",
  ],
  [{ ...KEY, keyId: "act_1" }, 'scope must be "account" for a key that begins with act_ or svc_, and appId given.'],
  [
    { ...KEY, keyId: "svc_1", scope: "app" },
    'scope must be "account" for a key that begins with act_ or svc_, and appId given.',
  ],
  [{ ...KEY, keyId: "int_1", scope: "app" }, 'scope must be "integration" for a key that begins with int_.'],
  [
    { keyId: "s3cret", secret: "app_1" },
    "secret must be the secret of the key; it begins as the id does, as if the two were swapped.",
  ],
  [
    { ...KEY, secret: "s3cret\n" },
    "secret must be a string without white space at its ends; got a string of 7 characters.",
  ],
  [
    { token: "t0ken\n" },
    "token must be a string without white space at its ends, or a function; got a string of 6 characters.",
  ],
  [
    { token: " t0ken" },
    "token must be a string without white space at its ends, or a function; got a string of 6 characters.",
  ],
  [{ ...KEY, jwt: "x" }, "jwt is not a field of the options of a client. Did you mean token?"],
  [{ ...KEY, retries: 1 }, "retries is not a field of the options of a client. Did you mean maxRetries?"],
  [
    { ...KEY, baseUrl: "https://api.smooch.io/v2/apps/5ec0de" },
    "baseUrl must be the URL before the version: set apiVersion and appId instead of a path such as /v2/apps/….",
  ],
  [{ keyId: "app_1" }, "secret must be given with keyId."],
  [{ ...KEY, apiversion: "v1" }, "apiversion is not a field of the options of a client. Did you mean apiVersion?"],
  [
    { ...KEY, region: "us", baseUrl: "https://x.example" },
    "The options of a client cannot have region and baseUrl together.",
  ],
  [
    { ...KEY, baseUrl: "http://api.smooch.io" },
    "baseUrl must be https, since credentials travel with every request (http on this machine, or with allowHttp: true).",
  ],
  [{ ...KEY, fetch: "fetch" }, "fetch must be a function; got a string of 5 characters."],
  [{ ...KEY, maxRetries: -1 }, "maxRetries must be a whole number from 0 to 100; got a number (-1)."],
];

for (const [options, message] of SETUPS) {
  test(`new Smooch: ${message}`, () => {
    assert.throws(() => new Smooch(options), { name: "ValidationError", message, sent: "no", attempts: 0 });
  });
}

test("all that is wrong is said at once, in the order of the body", async () => {
  const { smooch } = service();
  const error = await failure(
    smooch.link("", {
      type: "messenger",
      phonenumber: "+15145555555",
      confirmation: { type: "immediate", message: { role: "appMaker", type: "txt", text: "Hello" } },
    }),
  );
  assert.equal(
    error.message,
    [
      "There are 4 problems in what link was given:",
      "  - userId must be an id that is not empty.",
      "  - phonenumber is not a field of a messenger link. Did you mean phoneNumber?",
      '  - confirmation.message.type must be "text" or "image"; got a string ("txt"). Did you mean "text"?',
      "  - phoneNumber is required in a messenger link.",
    ].join("\n"),
  );
  assert.deepEqual(
    error.issues.map(({ path, suggestion }) => [path, suggestion]),
    [
      ["userId", undefined],
      ["phonenumber", "phoneNumber"],
      ["confirmation.message.type", "text"],
      ["phoneNumber", undefined],
    ],
  );
});

test("an issue says what was expected and what came", async () => {
  const { smooch } = service();
  const [issue] = (await failure(smooch.send("ada", { ...HELLO, role: "business" }))).issues;
  assert.deepEqual(issue, {
    path: "role",
    message: 'role must be "appMaker" or "appUser"; got a string ("business").',
    expected: '"appMaker" or "appUser"',
    received: 'a string ("business")',
  });
});

test("what a getter of the body throws is the cause", async () => {
  const { smooch } = service();
  const cause = new Error("boom");
  const user = {
    get userId() {
      throw cause;
    },
  };
  const error = await failure(smooch.create(user));
  assert.deepEqual([error.name, error.cause, error.sent], ["ValidationError", cause, "no"]);
});

test("a body that contains itself is refused", async () => {
  const { smooch } = service();
  const item = { title: "Loop" };
  item.self = item;
  assert.equal((await failure(smooch.create({ userId: "ada" }, { extraBody: { item } }))).name, "ValidationError");
});

test("options that are no object are told apart from the body", async () => {
  const { smooch } = service();
  const error = await failure(smooch.send("ada", HELLO, "fast"));
  assert.match(error.message, /^The options must be an object; got a string/);
  assert.throws(() => new Smooch("key"), /The options must be an object; got a string/);
});

test("an id that is undefined is called undefined", async () => {
  const { smooch } = service();
  const error = await failure(smooch.send(undefined, HELLO));
  assert.equal(error.message, "userId must be an id, as a string; got undefined.");
});
