// The guide as one call: what it does, what it says it did, and what a repeat finds.

import assert from "node:assert/strict";
import { test } from "node:test";

import { stopClock, until } from "./clock.mjs";
import { HELLO, TWILIO, clientOf, failure, service } from "./service.mjs";

const ADA = { userId: "ada", givenName: "Ada" };
/** Waits for the link. */
const WAITS = { dedupeKey: "parcel 7" };
/** Does not. */
const KEYED = { ...WAITS, linkTimeout: 0 };
const PROMPT = { ...TWILIO, confirmation: { type: "prompt" } };

/** The texts that the phone has as messages. */
const arrived = (emulator) =>
  emulator
    .inbox("twilio")
    .filter(({ kind }) => kind === "message")
    .map(({ text }) => text);

/** A client of a version, with the operations that it calls. */
function of(apiVersion, options = {}, settings = {}) {
  const operations = [];
  const { appId } = service().emulator.credentials;
  const onRequest = ({ operation }) => operations.push(operation);
  const { emulator, smooch } = service({ apiVersion, appId, onRequest, ...options }, settings);
  const reach = (options = KEYED) => smooch.reach(ADA, TWILIO, HELLO, options);
  return { emulator, smooch, operations, reach };
}

/** The words alone of what reach gives. */
const words = ({ answers: _, ...rest }) => rest;

/** Counts the answers of a client's hook; waits for a look at the link that comes after it was asked for. */
function watch(look) {
  const answers = [];
  const onResponse = ({ operation }) => answers.push(operation);
  const looked = async () => {
    const isIt = () => answers.at(-1) === look && answers.includes("link");
    await until(isIt);
  };
  return { onResponse, looked };
}

/** One user, one link that the person was asked for once, one message. */
async function isOnce(emulator) {
  await emulator.settled();
  const { users, clients, messages } = emulator.state;
  const asked = emulator.inbox("twilio").filter(({ kind }) => kind !== "message");
  assert.deepEqual([users.length, clients.length, messages.length, asked.length], [1, 1, 1, 1]);
}

for (const version of ["v1", "v1.1", "v2"]) {
  const look = version === "v2" ? "channels.list" : "users.get";

  test(`${version}: the message arrives, since it waits for the link`, async () => {
    const { emulator, reach, operations } = of(version, {}, { linkDelay: 5 });
    assert.deepEqual(words(await reach(WAITS)), { user: "created", link: "asked", message: "sent" });
    await emulator.settled();
    assert.deepEqual(arrived(emulator), [HELLO.text]);
    assert.equal(operations.at(-1), "send");
    operations.length = 0;
    assert.deepEqual(words(await reach(WAITS)), { user: "found", link: "found", message: "found" });
    // A link that is there costs one look.
    assert.equal(operations.filter((operation) => operation === look).length, 2);
    await isOnce(emulator);
    assert.deepEqual(arrived(emulator), [HELLO.text]);
  });

  test(`${version}: without a wait it is sent before the link is there, and reaches no phone`, async (context) => {
    const clock = stopClock(context);
    const { emulator, reach } = of(version, {}, { linkDelay: 400 });
    assert.equal((await reach(KEYED)).message, "sent");
    let isSettled = false;
    emulator.settled().then(() => (isSettled = true));
    while (!isSettled) await clock.pass(400);
    assert.deepEqual(arrived(emulator), []);
  });

  test(`${version}: a message is held while the link is pending, and the same call later sends it once`, async (context) => {
    let looks = 0;
    const onResponse = ({ operation }) => (looks += operation === look);
    const { emulator, smooch, operations } = of(version, { onResponse });
    const reach = (options) => smooch.reach(ADA, PROMPT, HELLO, { ...WAITS, ...options });
    const clock = stopClock(context);
    /** A call whose time is over once it has looked for the link, and once more while it waits for it. */
    const late = async (options) => {
      looks = 0;
      const reached = reach(options);
      await until(() => looks === 2);
      await clock.pass(400);
      return reached;
    };
    const held = await late({ linkTimeout: 20 });
    assert.deepEqual(words(held), { user: "created", link: "asked", message: "held" });
    assert.deepEqual(Object.keys(held.answers), ["user", "link"]);
    // Its deadline may end the wait as well.
    assert.deepEqual(words(await late({ deadline: 400 })), { user: "found", link: "found", message: "held" });
    assert.ok(!operations.includes("send"));
    assert.equal(emulator.state.messages.length, 0);
    context.mock.restoreAll();
    looks = 0;
    const again = reach({});
    // The person answers while it waits: it has looked for the link, and once more while it was pending.
    await until(() => looks === 3);
    emulator.answer("ada", "twilio", true);
    assert.deepEqual(words(await again), { user: "found", link: "found", message: "sent" });
    assert.deepEqual(words(await reach({})), { user: "found", link: "found", message: "found" });
    await isOnce(emulator);
    assert.deepEqual(arrived(emulator), [HELLO.text]);
  });

  test(`${version}: a link that fails meanwhile is the error, and nothing is sent`, async () => {
    const { onResponse, looked } = watch(look);
    const { emulator, smooch, operations } = of(version, { onResponse });
    const refused = smooch.reach(ADA, { ...PROMPT, phoneNumber: "+15145557777" }, HELLO, WAITS);
    const ended = failure(refused);
    await looked();
    await emulator.settled();
    emulator.answer("ada", "twilio", false);
    const error = await ended;
    assert.deepEqual(
      [error.name, error.code, error.operation, error.sent, error.done],
      ["SmoochError", "link_failed", "waitForLink", "no", { user: "created", link: "asked" }],
    );
    assert.ok(!operations.includes("send"));
  });

  test(`${version}: a link that is not to be seen at all is the error`, async () => {
    const { emulator, smooch } = of(version);
    const unreachable = { ...TWILIO, phoneNumber: "+15145550001" };
    const error = await failure(smooch.reach(ADA, unreachable, HELLO, { ...WAITS, linkTimeout: 600 }));
    assert.ok(["link_not_found", "link_failed"].includes(error.code), error.code);
    assert.deepEqual(error.done, { user: "created", link: "asked" });
    assert.equal(emulator.state.messages.length, 0);
  });

  test(`${version}: a signal ends the wait, and a look that fails says what was done`, async () => {
    const done = { user: "created", link: "asked" };
    const controller = new AbortController();
    const { onResponse, looked } = watch(look);
    const { emulator, smooch } = of(version, { onResponse });
    const ended = failure(smooch.reach(ADA, PROMPT, HELLO, { ...WAITS, signal: controller.signal }));
    await looked();
    controller.abort(new Error("enough"));
    const abort = await ended;
    assert.deepEqual([abort.name, abort.sent, abort.done], ["AbortError", "no", done]);
    const other = of(version);
    other.emulator.faults.add({ match: { operation: look }, after: 1, status: 403 });
    const error = await failure(other.reach(WAITS));
    assert.deepEqual([error.status, error.operation, error.done], [403, look, done]);
    assert.equal(emulator.state.messages.length + other.emulator.state.messages.length, 0);
  });

  test(`${version}: all three steps, and a repeat that finds them`, async () => {
    const { emulator, reach, operations } = of(version);
    const first = await reach();
    assert.deepEqual(words(first), { user: "created", link: "asked", message: "sent" });
    const { user, link, message } = first.answers;
    if (version === "v2") {
      assert.equal(user.user.externalId, "ada");
      assert.equal(link.client.type, "twilio");
      assert.equal(message.messages[0].content.text, HELLO.text);
    } else {
      assert.equal(user.appUser.userId, "ada");
      assert.equal(link.appUser.userId, "ada");
      assert.equal(message.message.text, HELLO.text);
    }
    operations.length = 0;
    const again = await reach();
    assert.deepEqual(words(again), { user: "found", link: "found", message: "found" });
    assert.equal(again.answers.user, undefined);
    assert.deepEqual(Object.keys(again.answers.message)[0], version === "v2" ? "messages" : "message");
    assert.ok(!operations.includes("link") && !operations.includes("send"));
    await isOnce(emulator);
  });

  test(`${version}: only what is missing is done`, async () => {
    const { emulator, smooch, reach } = of(version);
    await smooch.create(ADA);
    assert.deepEqual(words(await reach()), { user: "found", link: "asked", message: "sent" });
    const other = await reach({ dedupeKey: "parcel 8" });
    assert.deepEqual(words(other), { user: "found", link: "found", message: "sent" });
    assert.equal(emulator.state.messages.length, 2);
  });

  test(`${version}: a link that is pending is found, another number is asked for`, async () => {
    const { emulator, smooch } = of(version);
    await smooch.reach(ADA, PROMPT, HELLO, KEYED);
    await emulator.settled();
    assert.equal((await smooch.reach(ADA, PROMPT, HELLO, KEYED)).link, "found");
    const moved = await smooch.reach(ADA, { ...PROMPT, phoneNumber: "+15145556666" }, HELLO, KEYED);
    // A pending client of v2 does not tell its number: better not to ask a person twice.
    assert.equal(moved.link, version === "v2" ? "found" : "asked");
  });

  test(`${version}: a link that failed is asked for again`, async () => {
    const { emulator, smooch } = of(version);
    const unreachable = { ...TWILIO, phoneNumber: "+15145550001" };
    await smooch.reach(ADA, unreachable, HELLO, KEYED);
    await emulator.settled();
    assert.deepEqual(words(await smooch.reach(ADA, unreachable, HELLO, KEYED)), {
      user: "found",
      link: "asked",
      message: "found",
    });
  });

  for (const [name, bodies, operation] of [
    ["user", [{ ...ADA, surnam: "L." }, TWILIO, HELLO], "create"],
    ["user's id", [{ ...ADA, userId: ".." }, TWILIO, HELLO], "link"],
    ["link", [ADA, { ...TWILIO, phoneNumber: "514" }, HELLO], "link"],
    ["message", [ADA, TWILIO, { ...HELLO, text: undefined }], "send"],
  ]) {
    test(`${version}: what is wrong with the ${name} is said before anything is sent`, async () => {
      const { smooch, operations } = of(version);
      const error = await failure(smooch.reach(...bodies, KEYED));
      assert.deepEqual(
        [error.name, error.operation, error.sent, error.done],
        ["ValidationError", operation, "no", undefined],
      );
      assert.deepEqual(operations, []);
    });
  }

  const last = { create: {}, link: { user: "created" }, send: { user: "created", link: "asked" } };
  for (const [operation, done] of Object.entries(last)) {
    for (const [how, fault, sent] of [
      ["refused", { status: 403 }, "no"],
      ["lost before it was done", { phase: "before", reset: true }, "maybe"],
      ["done, and its answer lost", { phase: "after", reset: true }, "maybe"],
      ["done, and answered with 500", { phase: "after", status: 500 }, "maybe"],
      ["done, and its answer cut short", { cutAt: 3 }, "yes"],
    ]) {
      test(`${version}: where ${operation} is ${how}, the error says what was done, and a repeat does the rest`, async () => {
        const { emulator, reach } = of(version);
        emulator.faults.add({ match: { operation }, ...fault });
        const error = await failure(reach());
        assert.deepEqual([error.operation, error.sent, error.done], [operation, sent, done]);
        assert.deepEqual(error.toJSON().done, done);
        const isDone = fault.phase === "after" || fault.cutAt;
        const again = words(await reach());
        const expected = { user: "created", link: "asked", message: "sent" };
        for (const step of Object.keys(done)) expected[step] = "found";
        if (isDone) expected[{ create: "user", link: "link", send: "message" }[operation]] = "found";
        assert.deepEqual(again, expected);
        await isOnce(emulator);
      });

      if (sent === "no") continue;
      test(`${version}: where ${operation} is ${how}, the client's own repeats are enough`, async (context) => {
        // The waits are as short as they can be.
        context.mock.method(Math, "random", () => 0);
        const { emulator, reach } = of(version, { maxRetries: 2 });
        emulator.faults.add({ match: { operation }, ...fault });
        const isDone = fault.phase === "after" || fault.cutAt;
        // Whether the user was there before, nobody can tell then.
        const user = operation === "create" && isDone ? "maybe" : "created";
        assert.deepEqual(words(await reach()), { user, link: "asked", message: "sent" });
        await isOnce(emulator);
      });
    }
  }

  test(`${version}: a read that fails says which step it was for`, async () => {
    const { emulator, reach } = of(version);
    const look = { operation: version === "v2" ? "channels.list" : "users.get" };
    emulator.faults.add({ match: look, status: 500 });
    const link = await failure(reach());
    assert.deepEqual(
      [link.name, link.operation, link.sent, link.done],
      ["ServerError", "link", "no", { user: "created" }],
    );
    emulator.faults.add({ match: { operation: "messages.list" }, status: 500 });
    const send = await failure(reach());
    assert.deepEqual([send.operation, send.sent, send.done], ["send", "no", { user: "found", link: "asked" }]);
  });

  test(`${version}: one deadline is for all steps, and a signal ends it between them`, async (context) => {
    const clock = stopClock(context);
    const fetch = async (...args) => {
      if (/^(create|link)$/.test(late.operations.at(-1))) await clock.pass(300);
      return late.emulator.fetch(...args);
    };
    const late = of(version, { fetch });
    late.emulator.faults.add({ match: { operation: "send" }, silence: true });
    let error;
    const over = failure(late.reach({ ...KEYED, deadline: 800 })).then((it) => (error = it));
    await until(() => error || late.emulator.requests.some(({ operation }) => operation === "send"));
    await clock.pass(199);
    assert.equal(error, undefined, "800 ms are not over");
    await clock.pass(1);
    await over;
    assert.deepEqual([error.name, error.done], ["TimeoutError", { user: "created", link: "asked" }]);

    const controller = new AbortController();
    const onResponse = ({ operation }) => operation === "create" && controller.abort(new Error("enough"));
    const ended = of(version, { onResponse });
    const abort = await failure(ended.reach({ ...KEYED, signal: controller.signal }));
    assert.deepEqual([abort.name, abort.sent, abort.done], ["AbortError", "no", { user: "created" }]);
    assert.ok(!ended.operations.includes("link") && !ended.operations.includes("send"));
  });
}

test("v2: the groups of v2 will do as well", async () => {
  const { emulator, smooch } = of("v2");
  const user = { externalId: "ada", profile: { givenName: "Ada" } };
  const message = { author: { type: "business" }, content: { type: "text", text: "Hello" } };
  for (const word of ["created", "found"]) {
    assert.equal((await smooch.reach(user, TWILIO, message, KEYED)).user, word);
  }
  await isOnce(emulator);
});

test("v2: a user without an id of your own could not be found again, and is refused", async () => {
  const { smooch, operations } = of("v2");
  const error = await failure(smooch.reach({ givenName: "Ada" }, TWILIO, HELLO, KEYED));
  assert.deepEqual([error.name, error.path], ["ValidationError", "userId"]);
  assert.deepEqual(operations, []);
});

test("v2: calls that share a look do not share what they have done", async () => {
  const { emulator, smooch } = of("v2", {}, { integrations: [] });
  await smooch.create(ADA);
  const errors = await Promise.all(
    ["ada", "bob"].map((userId) => failure(smooch.reach({ userId }, TWILIO, HELLO, KEYED))),
  );
  assert.deepEqual(
    errors.map(({ name, code, done }) => [name, code, done]),
    [
      ["NotFoundError", "integration_not_found", { user: "found" }],
      ["NotFoundError", "integration_not_found", { user: "created" }],
    ],
  );
  assert.equal(emulator.state.messages.length, 0);
});

test("a 409 after an answer that was lost is no proof of who created the user", async (context) => {
  context.mock.method(Math, "random", () => 0);
  const { emulator, smooch, reach } = of("v1", { maxRetries: 2 });
  await smooch.create(ADA);
  emulator.faults.add({ match: { operation: "create" }, phase: "before", reset: true });
  assert.equal((await reach()).user, "maybe");
});

test("the caller's own hook hears of every request, once", async () => {
  const { operations, reach } = of("v1");
  await reach();
  assert.deepEqual(operations, ["create", "users.get", "link", "messages.list", "send"]);
});

for (const [name, options, path, message] of [
  ["no options", undefined, "dedupeKey", /dedupeKey is required in the options of reach/],
  ["no key", {}, "dedupeKey", /dedupeKey is required in the options of reach/],
  ["an empty key", { dedupeKey: "" }, "dedupeKey", /dedupeKey must be a string that is not empty/],
  ["a key that is no text", { dedupeKey: 7 }, "dedupeKey", /dedupeKey must be a string that is not empty/],
  ["dedupe, which it always does", { ...KEYED, dedupe: false }, "dedupe", /not a field of the options of reach/],
  [
    "fields for all bodies at once",
    { ...KEYED, extraBody: {} },
    "extraBody",
    /not a field of the options of reach\. Its fields are [^.]+\.$/,
  ],
  ["a wait that is none", { ...KEYED, linkTimeout: -1 }, "linkTimeout", /linkTimeout must be a whole number/],
  ["a time that is none", { ...KEYED, timeout: "1" }, "timeout", /timeout must be/],
  ["a signal that is none", { ...KEYED, signal: {} }, "signal", /an AbortSignal/],
]) {
  test(`${name} is refused`, async () => {
    const error = await failure(clientOf(undefined).reach(ADA, TWILIO, HELLO, options));
    assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", path, "no"]);
    assert.match(error.message, message);
  });
}

test("v2: link and message go to the conversation that is named", async () => {
  const { smooch } = of("v2");
  await smooch.create(ADA);
  const { conversation } = await smooch.conversations.create({
    type: "personal",
    participants: [{ userExternalId: ADA.userId }],
  });
  const conversationId = conversation.id;
  const done = await smooch.reach(ADA, TWILIO, HELLO, { dedupeKey: "parcel 8", conversationId });
  assert.deepEqual(words(done), { user: "found", link: "asked", message: "sent" });
  const { value } = await smooch.messages.list({ conversationId })[Symbol.asyncIterator]().next();
  assert.deepEqual(
    value.messages.map(({ content }) => content.text),
    [HELLO.text],
  );
});
