// The verbs on v2: the bodies of v1 and those of v2 itself, and the ids that v2 wants and v1 does not.

import assert from "node:assert/strict";
import { test } from "node:test";

import { queue as queueOf } from "smooch-edge/queue";
import { Smooch } from "smooch-edge";

import { HELLO, TWILIO, clientOf, failure, service } from "./service.mjs";

/** What the emulator's app is called. */
const { appId } = service().emulator.credentials;

/** A client of v2, with every request that it makes, and Ada. */
async function v2(options = {}, settings = {}) {
  const requests = [];
  const onRequest = ({ operation, method, url, body }) =>
    requests.push({ operation, method, url, body: body && JSON.parse(body) });
  const hooks = { onRequest, verboseHooks: true };
  const { emulator, smooch } = service({ apiVersion: "v2", appId, ...hooks, ...options }, settings);
  await smooch.create({ userId: "ada", givenName: "Ada" });
  requests.length = 0;
  return { emulator, smooch, requests, operations: () => requests.map(({ operation }) => operation) };
}

/** The body of a request that is built and not sent. */
const built = async (operation, ...given) =>
  JSON.parse((await clientOf(undefined, { apiVersion: "v2", appId }).build[operation](...given)).body);

test("the recipe of v1 runs on v2 with other options alone", async () => {
  const { smooch, operations } = await v2();
  const { client } = await smooch.link("ada", TWILIO);
  assert.deepEqual([client.type, client.status], ["twilio", "pending"]);
  const { messages } = await smooch.send("ada", HELLO);
  assert.deepEqual([messages[0].author.type, messages[0].content.text], ["business", "Hello, Ada."]);
  assert.deepEqual(operations().toSorted(), [
    "conversations.create",
    "conversations.list",
    "integrations.list",
    "link",
    "send",
  ]);
  const { user } = await smooch.users.get("ada");
  assert.deepEqual([user.externalId, user.profile.givenName], ["ada", "Ada"]);
});

test("what a user is, as v1 says it, stands where v2 has it", async () => {
  const user = {
    userId: "ada",
    givenName: "Ada",
    surname: "L.",
    email: "a@b.c",
    avatarUrl: "https://a.b/c.png",
    locale: "fr-CA",
    signedUpAt: new Date(0),
    properties: { plan: "pro" },
    toBeRetained: true,
  };
  const expected = {
    externalId: "ada",
    profile: { givenName: "Ada", surname: "L.", email: "a@b.c", avatarUrl: "https://a.b/c.png", locale: "fr-CA" },
    signedUpAt: "1970-01-01T00:00:00.000Z",
    metadata: { plan: "pro" },
    toBeRetained: true,
  };
  assert.deepEqual(await built("create", user), expected);
  assert.deepEqual(await built("create", expected), expected);
  assert.deepEqual(await built("create", { userId: "ada", profile: { locale: "fr" } }), {
    externalId: "ada",
    profile: { locale: "fr" },
  });
});

test("a link, as v1 says it, stands where v2 has it", async () => {
  const message = { role: "appMaker", type: "text", text: "Hi", name: "Bot" };
  const ids = { integrationId: "i", conversationId: "c" };
  assert.deepEqual(
    await built("link", "ada", { ...TWILIO, primary: false, confirmation: { type: "userActivity", message }, ...ids }),
    {
      matchCriteria: { type: "twilio", phoneNumber: "+15145555555", primary: false, integrationId: "i" },
      confirmation: {
        type: "userActivity",
        message: { author: { type: "business", displayName: "Bot" }, content: { type: "text", text: "Hi" } },
      },
      target: { conversationId: "c" },
    },
  );
});

test("a message, as v1 says it, stands where v2 has it", async () => {
  const options = { conversationId: "c" };
  const message = {
    ...HELLO,
    name: "Bot",
    avatarUrl: "https://a.b/c.png",
    metadata: { a: 1 },
    destination: { integrationType: "twilio" },
    override: { apple: { payload: {} } },
    htmlText: "<b>Hello</b>",
    subtypes: ["bot"],
    actions: [{ type: "reply", text: "Yes", payload: "y" }],
  };
  const expected = {
    author: { type: "business", displayName: "Bot", avatarUrl: "https://a.b/c.png", subtypes: ["bot"] },
    content: {
      type: "text",
      text: "Hello, Ada.",
      htmlText: "<b>Hello</b>",
      actions: [{ type: "reply", text: "Yes", payload: "y" }],
    },
    metadata: { a: 1 },
    destination: { integrationType: "twilio" },
    override: { apple: { payload: {} } },
  };
  assert.deepEqual(await built("send", "ada", message, options), expected);
  assert.deepEqual(await built("send", "ada", expected, options), expected);
  const template = { type: "template", template: { name: "hi", language: { policy: "deterministic", code: "en" } } };
  const whatsapp = { author: { type: "business" }, schema: "whatsapp", content: template };
  const flat = { role: "appMaker", messageSchema: "whatsapp", message: template };
  assert.deepEqual(await built("send", "ada", flat, options), whatsapp);
  assert.deepEqual(await built("send", "ada", whatsapp, options), whatsapp);
});

test("a reply needs no user: a conversation stands for one, and nothing is looked up", async () => {
  const { smooch, requests, emulator } = await v2();
  await smooch.send("ada", HELLO);
  const conversationId = /conversations\/(\w+)\//.exec(requests.at(-1).url)[1];
  // Another client, which knows of no user and no conversation.
  const asked = [];
  const onRequest = ({ operation }) => asked.push(operation);
  const other = { smooch: new Smooch({ ...emulator.credentials, apiVersion: "v2", fetch: emulator.fetch, onRequest }) };
  const { messages } = await other.smooch.send({ conversationId }, HELLO);
  assert.equal(messages[0].content.text, HELLO.text);
  const found = [];
  for await (const page of other.smooch.messages.list({ conversationId })) found.push(...page.messages);
  assert.equal(found.length, 2);
  assert.deepEqual(asked, ["send", "messages.list"]);
  for (let time = 0; time < 2; time++) await other.smooch.send({ conversationId }, HELLO, { dedupeKey: "reply 1" });
  await other.smooch.send({ conversationId }, { role: "appUser", userExternalId: "ada", type: "text", text: "Yes" });
  assert.deepEqual(
    emulator.state.messages.map(({ text }) => text),
    [HELLO.text, HELLO.text, HELLO.text, "Yes"],
  );
  const { url } = await smooch.build.send({ conversationId: "a/b" }, HELLO);
  assert.ok(url.endsWith("/conversations/a%2Fb/messages"), url);
  const page = await smooch.build.messages.list({ conversationId: "c" });
  assert.ok(page.url.includes("/conversations/c/messages"), page.url);
});

test("a key is read back in the conversation after a response is lost", async (context) => {
  context.mock.method(Math, "random", () => 0);
  const { smooch, emulator, operations, requests } = await v2({ maxRetries: 2 });
  await smooch.send("ada", HELLO);
  const conversationId = /conversations\/(\w+)\//.exec(requests.at(-1).url)[1];
  requests.length = 0;
  emulator.faults.add({ match: { operation: "send" }, phase: "after", reset: true });
  await smooch.send({ conversationId }, { ...HELLO, text: "Once" }, { dedupe: true });
  assert.deepEqual(operations(), ["send", "messages.list"]);
  assert.equal(emulator.state.messages.filter(({ text }) => text === "Once").length, 1);
});

for (const [name, version, call, path, message] of [
  ["in v1", "v1", (smooch) => smooch.send({ conversationId: "c" }, HELLO), "userId", /apiVersion "v2"/],
  [
    "in a list of v1.1",
    "v1.1",
    (smooch) => smooch.messages.list({ conversationId: "c" })[Symbol.asyncIterator]().next(),
    "userId",
    /apiVersion "v2"/,
  ],
  [
    "for a link",
    "v2",
    (smooch) => smooch.link({ conversationId: "c" }, TWILIO),
    "userId",
    /messages and activities also take \{ conversationId \}/,
  ],
  [
    "for a message of nobody",
    "v2",
    (smooch) => smooch.send({ conversationId: "c" }, { ...HELLO, role: "appUser" }),
    "userId",
    /the id of the user who wrote the message \(or give userExternalId\)/,
  ],
]) {
  test(`a conversation does not stand for a user ${name}`, async () => {
    const error = await failure(call(clientOf(undefined, { apiVersion: version, appId })));
    assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", path, "no"]);
    assert.match(error.message, message);
  });
}

test("extraBody stands beside the groups", async () => {
  const options = { conversationId: "c", extraBody: { source: { type: "zd:agentWorkspace" } } };
  const { source } = await built("send", "ada", HELLO, options);
  assert.deepEqual(source, { type: "zd:agentWorkspace" });
});

for (const [name, operation, body, path, message] of [
  ["messenger", "link", { ...TWILIO, type: "messenger" }, "type", /only in v1 and v1\.1, and this client speaks v2/],
  [
    "share",
    "send",
    { ...HELLO, type: "carousel", text: undefined, items: [{ title: "a", actions: [{ type: "share" }] }] },
    "items[0].actions[0].type",
    /only in v1 and v1\.1/,
  ],
  ["an e-mail of the author", "send", { ...HELLO, email: "a@b.c" }, "email", /only in v1 and v1\.1/],
  [
    "a text of 4097 characters",
    "send",
    { ...HELLO, text: "x".repeat(4097) },
    "text",
    /must have 0 to 4096 characters; got 4097/,
  ],
  [
    "no text, in groups",
    "send",
    { author: { type: "business" }, content: { type: "text" } },
    "",
    /text, htmlText, markdownText and actions/,
  ],
  [
    "a wrong field in a group",
    "send",
    { author: { type: "business" }, content: { type: "text", txt: "a" } },
    "content.txt",
    /Did you mean text\?/,
  ],
  [
    "a wrong word in a group",
    "send",
    { author: { type: "busines" }, content: { type: "text", text: "a" } },
    "author.type",
    /must be/,
  ],
  [
    "a field in the wrong group",
    "send",
    { author: { type: "business", text: "a" }, content: { type: "text", text: "a" } },
    "author.text",
    /is not a field/,
  ],
  ["a field twice", "send", { ...HELLO, content: { text: "a" } }, "content.text", /is not a field/],
  [
    "a group that is none",
    "send",
    { author: "business", content: { type: "text", text: "a" } },
    "author",
    /must be an object; got a string/,
  ],
  [
    "a name in the content",
    "send",
    { author: { type: "business" }, content: { type: "text", text: "a", name: "b" } },
    "content.name",
    /is not a field/,
  ],
  [
    "a number without a country code",
    "link",
    { matchCriteria: { type: "twilio", phoneNumber: "514" }, confirmation: { type: "immediate" } },
    "matchCriteria.phoneNumber",
    /country code/,
  ],
  [
    "a wrong confirmation in groups",
    "link",
    {
      ...TWILIO,
      confirmation: { type: "userActivity", message: { author: { type: "business" }, content: { type: "text" } } },
    },
    "confirmation.message.content.text",
    /is required/,
  ],
  ["a user without an object", "users.update", { profile: "Ada" }, "profile", /must be an object/],
]) {
  test(`${name} is refused before anything is looked for`, async () => {
    const { smooch, operations } = await v2();
    const [group, verb] = operation.split(".");
    const error = await failure(verb ? smooch[group][verb]("ada", body) : smooch[operation]("ada", body));
    assert.equal(error.name, "ValidationError", error.message);
    assert.equal(error.path, path, error.message);
    assert.match(error.message, message);
    assert.deepEqual(operations(), []);
  });
}

test("phone numbers go out as they are given", async () => {
  const link = { ...TWILIO, phoneNumber: "+1 514-555-5555", integrationId: "i", conversationId: "c" };
  assert.equal((await built("link", "ada", link)).matchCriteria.phoneNumber, "+1 514-555-5555");
});

test("null takes a field away", async () => {
  const { smooch } = await v2();
  const { user } = await smooch.users.update("ada", { givenName: null, surname: "L." });
  assert.deepEqual([user.profile.givenName ?? null, user.profile.surname], [null, "L."]);
});

test("what was found is remembered; calls in flight together look each for themselves, and agree", async () => {
  const { emulator, smooch, operations, requests } = await v2();
  await Promise.all([smooch.send("ada", HELLO), smooch.link("ada", TWILIO), smooch.send("ada", HELLO)]);
  const count = (name) => operations().filter((operation) => operation === name).length;
  assert.deepEqual(["integrations.list", "link", "send"].map(count), [1, 1, 2]);
  assert.equal(emulator.state.messages.length, 2);
  const before = requests.length;
  await smooch.send("ada", HELLO);
  await smooch.link("ada", TWILIO);
  assert.deepEqual(operations().slice(before), ["send", "link"]);
  const conversations = new Set(
    requests.map(({ url }) => /conversations\/(\w+)\/messages/.exec(url)?.[1]).filter(Boolean),
  );
  assert.equal(conversations.size, 1);
});

test("a conversation that is there is used, and given ids are not looked for", async () => {
  const { smooch, operations, requests } = await v2();
  const { conversation } = await smooch.conversations.create({
    type: "personal",
    participants: [{ userExternalId: "ada" }],
  });
  requests.length = 0;
  const { messages } = await smooch.send("ada", HELLO);
  assert.deepEqual(operations(), ["conversations.list", "send"]);
  assert.ok(requests[1].url.endsWith(`/conversations/${conversation.id}/messages`));
  assert.equal(messages.length, 1);
  requests.length = 0;
  const pages = smooch.integrations.list({ filter: { types: "twilio" } });
  const { value } = await pages[Symbol.asyncIterator]().next();
  const [integration] = value.integrations;
  requests.length = 0;
  await smooch.link("ada", { ...TWILIO, integrationId: integration.id, conversationId: conversation.id });
  await smooch.send("ada", HELLO, { conversationId: conversation.id });
  assert.deepEqual(operations(), ["link", "send"]);
});

test("by the id of the service a user is found as well", async () => {
  const { smooch, operations } = await v2();
  const { user } = await smooch.users.get("ada");
  await smooch.send(user.id, HELLO);
  assert.deepEqual(operations(), [
    "users.get",
    "conversations.list",
    "conversations.list",
    "conversations.create",
    "send",
  ]);
});

test("an id of one's own may look like one of the service", async () => {
  const { smooch } = await v2();
  const id = "0123456789abcdef01234567";
  await smooch.create({ userId: id });
  const { messages } = await smooch.send(id, HELLO);
  assert.equal(messages.length, 1);
  // A message of theirs is taken as one of the service's id. Whoever names the author has no such doubt.
  const own = { role: "appUser", type: "text", text: "Hi" };
  assert.equal((await failure(smooch.send(id, own))).status, 404);
  const { messages: said } = await smooch.send(id, { ...own, userExternalId: id });
  assert.deepEqual([said[0].author.type, said[0].content.text], ["user", "Hi"]);
});

test("a message of the user names them", async () => {
  const { smooch, requests } = await v2();
  await smooch.send("ada", { role: "appUser", type: "text", text: "Hi" });
  assert.deepEqual(requests.at(-1).body.author, { type: "user", userExternalId: "ada" });
  await smooch.send("ada", { author: { type: "user" }, content: { type: "text", text: "Hi" } });
  assert.deepEqual(requests.at(-1).body.author, { type: "user", userExternalId: "ada" });
});

test("so does one that is only built, for the user it is for", async () => {
  const options = { conversationId: "c" };
  const { author } = await built("send", "ada", { role: "appUser", type: "text", text: "Hi" }, options);
  assert.deepEqual(author, { type: "user", userExternalId: "ada" });
  const error = await failure(built("send", "", HELLO, options));
  assert.deepEqual([error.name, error.path], ["ValidationError", "userId"]);
});

test("several integrations of a type are an error that lists them, and none too", async () => {
  const ids = ["aaaaaaaaaaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaaaaaaaaaa2"];
  const two = await v2({}, { integrations: ids.map((_id) => ({ type: "twilio", _id })) });
  const several = await failure(two.smooch.link("ada", TWILIO));
  assert.deepEqual([several.name, several.path, several.sent], ["ValidationError", "integrationId", "no"]);
  for (const id of ids) assert.ok(several.message.includes(id), several.message);
  const none = await failure((await v2({}, { integrations: [] })).smooch.link("ada", TWILIO));
  assert.deepEqual([none.name, none.code, none.sent], ["NotFoundError", "integration_not_found", "no"]);
});

test("what is looked for in vain is not remembered", async () => {
  const { smooch, emulator } = await v2();
  const nobody = await failure(smooch.send("bob", HELLO));
  assert.deepEqual([nobody.status, nobody.sent], [404, "no"]);
  await smooch.create({ userId: "bob" });
  await smooch.send("bob", HELLO);
  assert.equal(emulator.state.messages.length, 1);
});

test("a conversation that is gone is looked for again", async () => {
  const { smooch, emulator, operations, requests } = await v2();
  await smooch.send("ada", HELLO);
  await smooch.users.delete("ada");
  await smooch.create({ userId: "ada" });
  const gone = await failure(smooch.send("ada", HELLO));
  assert.equal(gone.status, 404);
  requests.length = 0;
  await smooch.send("ada", HELLO);
  assert.deepEqual(operations(), ["conversations.list", "conversations.create", "send"]);
  assert.equal(emulator.state.messages.length, 1);
});

test("a look that fails says that nothing was sent", async () => {
  const { smooch, emulator } = await v2();
  emulator.faults.add({ match: { operation: "conversations.list" }, status: 500 });
  const error = await failure(smooch.send("ada", HELLO));
  assert.deepEqual([error.name, error.sent, error.operation], ["ServerError", "no", "conversations.list"]);
});

test("a signal ends one call, and not the look that another shares", async () => {
  const { smooch, operations } = await v2();
  const controller = new AbortController();
  const ended = failure(smooch.send("ada", HELLO, { signal: controller.signal }));
  const going = smooch.send("ada", HELLO);
  controller.abort(new Error("enough"));
  const error = await ended;
  assert.deepEqual([error.name, error.sent, error.cause.message], ["AbortError", "no", "enough"]);
  await going;
  assert.equal(operations().filter((operation) => operation === "send").length, 1);
});

test("a signal that has ended already lets nothing out", async () => {
  const { smooch, operations } = await v2();
  const error = await failure(smooch.send("ada", HELLO, { signal: AbortSignal.abort() }));
  assert.deepEqual([error.name, error.sent, operations()], ["AbortError", "no", []]);
});

test("whatever is given for a body is refused with what it is", async () => {
  const { smooch, operations } = await v2();
  const getter = {
    get type() {
      throw new Error("mine");
    },
  };
  for (const [body, message] of [
    [null, /must be an object; got null/],
    [[], /got a list/],
    [undefined, /got undefined/],
    [getter, /a getter/],
  ]) {
    for (const verb of ["link", "send"]) {
      const error = await failure(smooch[verb]("ada", body));
      assert.deepEqual([error.name, error.sent], ["ValidationError", "no"]);
      assert.match(error.message, message);
    }
  }
  const nobody = await failure(smooch.send(undefined, HELLO));
  assert.deepEqual([nobody.name, nobody.path], ["ValidationError", "userId"]);
  assert.deepEqual(operations(), []);
});

test("an id of a user is never taken for anything else", async () => {
  const { smooch, operations } = await v2();
  await smooch.create({ userId: "type twilio" });
  await smooch.send("type twilio", HELLO);
  await smooch.link("ada", TWILIO);
  assert.equal(operations().filter((operation) => operation === "integrations.list").length, 1);
});

test("channels are listed, and taken away by their type or their id", async () => {
  const { smooch } = await v2();
  await smooch.link("ada", TWILIO);
  const types = async () => {
    const found = [];
    for await (const { type } of smooch.channels.list("ada").items()) found.push(type);
    return found;
  };
  assert.deepEqual(await types(), ["twilio"]);
  assert.deepEqual(await smooch.channels.unlink("ada", "twilio"), {});
  assert.deepEqual(await types(), []);
  const error = await failure(smooch.channels.unlink("ada", "twilio"));
  assert.equal(error.status, 404);
});

test("messages are read backwards, page by page", async () => {
  const { smooch } = await v2();
  const texts = async () => {
    const pages = [];
    for await (const { messages } of smooch.messages.list("ada"))
      pages.push(messages.map(({ content }) => content.text));
    return pages;
  };
  const none = await failure(texts());
  assert.deepEqual([none.name, none.code, none.sent], ["NotFoundError", "conversation_not_found", "no"]);
  for (let n = 0; n < 150; n++) await smooch.send("ada", { ...HELLO, text: String(n) });
  const pages = await texts();
  assert.deepEqual(
    pages.map((page) => page.length),
    [100, 50],
  );
  assert.deepEqual(
    pages
      .flat()
      .map(Number)
      .toSorted((a, b) => a - b),
    [...Array(150).keys()],
  );
  assert.ok(Math.min(...pages[0].map(Number)) > Math.max(...pages[1].map(Number)));
});

test("conversations and integrations are listed and read", async () => {
  const { smooch, requests } = await v2();
  const { conversation } = await smooch.conversations.create({
    type: "personal",
    participants: [{ userExternalId: "ada" }],
  });
  assert.deepEqual((await smooch.conversations.get(conversation.id)).conversation.id, conversation.id);
  const ids = [];
  for await (const page of smooch.conversations.list({ filter: { userExternalId: "ada" } })) {
    ids.push(...page.conversations.map(({ id }) => id));
  }
  assert.deepEqual(ids, [conversation.id]);
  assert.ok(requests.at(-1).url.endsWith("/conversations?filter%5BuserExternalId%5D=ada"), requests.at(-1).url);
  const types = [];
  for await (const page of smooch.integrations.list({ page: { size: 2 } }))
    types.push(page.integrations.map(({ type }) => type));
  assert.ok(types.length > 1 && types.every((page) => page.length <= 2), JSON.stringify(types));
});

test("every error of the service is kept", async () => {
  const errors = [
    { code: "bad_request", title: "No name." },
    { code: "bad_request", title: "No type." },
  ];
  const fetch = async () => new Response(JSON.stringify({ errors }), { status: 400 });
  const error = await failure(clientOf(fetch, { apiVersion: "v2", appId }).users.get("ada"));
  assert.deepEqual([error.name, error.code, error.errors], ["BadRequestError", "bad_request", errors]);
  assert.match(error.message, /No name\. No type\./);
  assert.deepEqual(error.toJSON().errors, errors);
});

test("a full conversation is final", async () => {
  const { smooch, emulator } = await v2({ maxRetries: 2 });
  emulator.faults.add({ match: { operation: "send" }, status: 423 });
  const error = await failure(smooch.send("ada", HELLO));
  assert.deepEqual([error.name, error.attempts, error.sent, error.retryable], ["LockedError", 1, "no", false]);
});

test("with dedupe a message whose answer was lost is found and not sent twice", async () => {
  const { smooch, emulator, operations } = await v2({ maxRetries: 2 });
  await smooch.send("ada", HELLO);
  emulator.faults.add({ match: { operation: "send" }, phase: "after", reset: true });
  const { messages } = await smooch.send("ada", HELLO, { dedupe: true });
  assert.equal(typeof messages[0].metadata.dedupeKey, "string");
  assert.equal(emulator.state.messages.length, 2);
  assert.equal(operations().filter((operation) => operation === "send").length, 2);
});

test("with dedupe a link that is pending is not asked for again", async () => {
  const { smooch, operations } = await v2();
  await smooch.link("ada", TWILIO);
  const { client } = await smooch.link("ada", { ...TWILIO, phoneNumber: "+1 514 555-5555" }, { dedupe: true });
  assert.equal(client.type, "twilio");
  assert.equal(operations().filter((operation) => operation === "link").length, 1);
});

test("v2 needs an app, and has operations that the others have not", async () => {
  assert.throws(() => clientOf(undefined, { apiVersion: "v2" }), { name: "ValidationError", path: "appId" });
  const option = await failure(clientOf(undefined).send("ada", HELLO, { conversationId: "c" }));
  assert.deepEqual([option.name, option.path], ["ValidationError", "conversationId"]);
  const error = await failure(clientOf(undefined).conversations.get("c"));
  assert.deepEqual([error.name, error.path], ["ValidationError", "apiVersion"]);
  assert.match(error.message, /v2/);
});

test("the queue finds what v2 wants too", async () => {
  const { smooch, emulator } = await v2();
  const queue = queueOf(smooch, { concurrency: 4 });
  await Promise.all([
    queue.send("ada", { ...HELLO, text: "1" }),
    queue.send("ada", { ...HELLO, text: "2" }),
    queue.link("ada", TWILIO),
  ]);
  assert.deepEqual(
    emulator.state.messages.map(({ text }) => text),
    ["1", "2"],
  );
});

test("an ended time for the whole call counts what was looked for", async () => {
  const { smooch, emulator } = await v2();
  emulator.faults.add({ match: { operation: "conversations.list" }, delay: 60 });
  emulator.faults.add({ match: { operation: "send" }, delay: 60_000 });
  const from = performance.now();
  const error = await failure(smooch.send("ada", HELLO, { deadline: 200 }));
  assert.equal(error.name, "TimeoutError");
  assert.ok(performance.now() - from < 20_000);
});

test("no more than ten thousand conversations are remembered, the latest", async () => {
  let looks = 0;
  const fetch = async (url, { method }) => {
    if (method === "POST") return Response.json({ messages: [] }, { status: 201 });
    looks++;
    return Response.json({ conversations: [{ id: "c", type: "personal", isDefault: true }], meta: { hasMore: false } });
  };
  const smooch = clientOf(fetch, { apiVersion: "v2", appId });
  for (let n = 0; n <= 10_000; n++) await smooch.send(`user ${n}`, HELLO);
  assert.equal(looks, 10_001);
  await smooch.send("user 10000", HELLO);
  assert.equal(looks, 10_001);
  await smooch.send("user 0", HELLO);
  assert.equal(looks, 10_002);
});

test("an option that names what an operation does not look up is refused, and so is extraBody without a body", async () => {
  const { smooch, requests } = await v2();
  const conversationId = "5ec0de";
  const first = (pages) => pages[Symbol.asyncIterator]().next();
  const refused = {
    conversationId: [
      () => smooch.users.get("ada", { conversationId }),
      () => smooch.users.update("ada", { givenName: "Ada" }, { conversationId }),
      () => smooch.conversations.get(conversationId, { conversationId }),
      () => smooch.webhooks.list({ integrationId: "5ec0de", conversationId }),
    ],
    integrationId: [
      () => smooch.send("ada", HELLO, { integrationId: "5ec0de" }),
      () => first(smooch.users.list({}, { integrationId: "5ec0de" })),
      () => smooch.request("GET", "/v2/apps/{appId}/users", { integrationId: "5ec0de" }),
    ],
    extraBody: [
      () => smooch.users.get("ada", { extraBody: { a: 1 } }),
      () => first(smooch.messages.list("ada", {}, { extraBody: { a: 1 } })),
    ],
  };
  for (const [path, calls] of Object.entries(refused)) {
    for (const call of calls) {
      const { name, sent, message, ...error } = await failure(call());
      assert.deepEqual([name, error.path, sent], ["ValidationError", path, "no"], String(call));
      assert.match(message, new RegExp(`${path} must be left out: it is not taken here`));
    }
  }
  assert.deepEqual(requests, []);
});
