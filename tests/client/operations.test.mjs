// The operations of the API as methods: what each requests, what its list gives, and when it is retried.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { createEmulator } from "smooch-emulator";

import { clientOf, failure } from "./service.mjs";

const routes = JSON.parse(readFileSync(new URL("../../emulator/generated/routes.json", import.meta.url), "utf8"));

const APP = "5ec0de5ec0de5ec0de5ec0de";
const TO = { integrationId: "5ec0de", destinationId: "+15145555555" };
const NOTIFICATION = { destination: TO, author: { role: "appMaker" }, message: { type: "text", text: "Hi" } };

/** A client whose requests are recorded; each is answered with the next of these, a status or JSON. */
function recorder(options, ...answers) {
  const requests = [];
  const fetch = async (url, { method, body }) => {
    requests.push({ method, url: decodeURIComponent(url.replace(/^https:\/\/[^/]+/, "")), body });
    const answer = answers.shift() ?? {};
    const status = typeof answer === "number" ? answer : 200;
    return new Response(JSON.stringify(typeof answer === "number" ? {} : answer), { status });
  };
  return { requests, smooch: clientOf(fetch, { token: "t", keyId: undefined, secret: undefined, ...options }) };
}

const of = (apiVersion, ...answers) => recorder({ apiVersion, appId: APP }, ...answers);

/** The bodies of those whose bodies are checked. */
const BODIES = {
  create: { userId: "ada" },
  link: { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
  send: { role: "appMaker", type: "text", text: "Hi" },
  notify: NOTIFICATION,
  "activities.post": { role: "appMaker", type: "typing:start" },
  "conversations.create": { type: "personal", participants: [{ userId: "5ec0de" }] },
  "conversations.passControl": { switchboardIntegration: "bot" },
  "conversations.offerControl": { switchboardIntegration: "bot" },
  "participants.join": { userId: "5ec0de" },
  "participants.leave": { userId: "5ec0de" },
  "integrations.create": { type: "telegram", token: "t" },
  "templates.create": { name: "hours", message: { role: "appMaker", type: "text", text: "Nine to five." } },
  "webhooks.create": { target: "https://example.com", triggers: ["user:merge"] },
};
const MENU = { items: [{ type: "postback", text: "Talk to us", payload: "AGENT" }] };
for (const name of ["menu.update", "integrationMenu.create", "integrationMenu.update"]) BODIES[name] = MENU;

/** The queries of those that need one. */
const QUERIES = {
  "conversations.list": [{ filter: { userId: "5ec0de" } }, "?filter[userId]=5ec0de"],
  "users.list": [{ filter: { "identities.email": "ada@example.com" } }, "?filter[identities.email]=ada@example.com"],
  "channels.getLinkRequests": [{ integrationIds: "a,b" }, "?integrationIds=a,b"],
  "attachments.upload": [{ access: "public" }, "?access=public"],
};
for (const [version, operations] of Object.entries(routes)) {
  for (const { name, method, path, ids, body, query } of operations) {
    test(`${version}: ${name} is ${method} ${path}, with its ids in their places`, async () => {
      const { smooch } = of(version);
      const names = path.match(/(?<=\{)(?!appId)\w+/g) ?? [];
      // The integration of a webhook and the conversation of a user are options; the user comes first instead.
      const found = names.length > ids ? names[0] : names.find((id) => id === "conversationId");
      const isOption = version === "v2" && /^(send$|messages|activities|webhooks)/.test(name);
      const values = Object.fromEntries(names.map((id, index) => [id, `${id} ${index}`]));
      const options =
        name === "link" && version === "v2"
          ? { conversationId: "c", integrationId: "i" }
          : isOption && found
            ? { [found]: values[found] }
            : {};
      const given = names.length > ids ? names.slice(1) : names;
      const [asked, search = ""] = QUERIES[name] ?? [];
      const verb = name.split(".").reduce((group, part) => group[part], smooch.build);
      const built = await verb(
        ...given.map((id) => (id in options ? "ada" : values[id])),
        ...(body ? [BODIES[name] ?? {}] : []),
        ...(query ? [asked] : []),
        options,
      );
      const below = path.replace(/\{(\w+)\}/g, (_, id) => (id === "appId" ? APP : values[id]));
      const whole = /^\/(v\d|oauth)/.test(path) ? below : `/${version}/apps/${APP}${below}`;
      const url = new URL(built.url);
      assert.equal(decodeURIComponent(url.pathname + url.search), whole + search);
      assert.equal(built.method, method);
    });
  }
}

test("the items of a list come from all of its pages, by offset and by cursor", async () => {
  const apps = [{ _id: "1" }, { _id: "2" }, { _id: "3" }];
  const pages = [
    { apps: apps.slice(0, 2), hasMore: true, offset: 0 },
    { apps: apps.slice(2), hasMore: false, offset: 2 },
  ];
  const { requests, smooch } = of("v1.1", ...pages, ...pages);
  const found = [];
  for await (const app of smooch.apps.list({ limit: 2 }).items()) found.push(app);
  assert.deepEqual(found, apps);
  for await (const page of smooch.apps.list({ limit: 2 })) found.push(page.apps.length);
  assert.deepEqual(found.slice(3), [2, 1]);
  assert.deepEqual(
    requests.slice(0, 2).map(({ url }) => url),
    ["/v1.1/apps?limit=2", "/v1.1/apps?limit=2&offset=2"],
  );

  const clients = Array.from({ length: 150 }, (_, index) => ({ id: `c${index}`, type: "twilio" }));
  const cursor = of(
    "v2",
    { clients: clients.slice(0, 100), meta: { hasMore: true, afterCursor: "c99" } },
    { clients: clients.slice(100), meta: { hasMore: false } },
  );
  const ids = [];
  for await (const { id } of cursor.smooch.channels.list("ada", { page: { size: 100 } }).items()) ids.push(id);
  assert.deepEqual([ids.length, ids[149]], [150, "c149"]);

  const users = of("v2", { users: [{ id: "u" }] });
  const byAddress = users.smooch.users.list({ filter: { "identities.email": "ada@example.com" } });
  for await (const user of byAddress.items()) assert.deepEqual(user, { id: "u" });
  assert.equal(users.requests.length, 1, "a list without a cursor has one page");
});

test("a list by offset that stands still ends in an error, and an empty page ends it", async () => {
  const still = of("v1", ...Array.from({ length: 5 }, () => ({ apps: [], hasMore: true, offset: 0 })));
  for await (const page of still.smooch.apps.list()) assert.deepEqual(page.apps, []);
  assert.equal(still.requests.length, 1);
});

test("a brand goes into the query of what is about users, and nowhere else", async () => {
  const { requests, smooch } = of("v2");
  await smooch.users.get("ada", { brandId: "b 1" });
  await smooch.users.delete("ada");
  const wrong = await failure(smooch.conversations.get("c", { brandId: "b" }));
  assert.deepEqual([wrong.name, wrong.path], ["ValidationError", "brandId"]);
  assert.deepEqual(
    requests.map(({ url }) => url),
    [`/v2/apps/${APP}/users/ada?brandId=b 1`, `/v2/apps/${APP}/users/ada`],
  );
});

test("a body that may be left out is empty, and one that may not is refused", async () => {
  const { requests, smooch } = of("v2");
  await smooch.conversations.releaseControl("c");
  await smooch.conversations.acceptControl("c", { metadata: { by: "bot" } });
  await smooch.users.sync("1", undefined, { timeout: 60_000 });
  const missing = await failure(smooch.conversations.passControl("c"));
  assert.equal(missing.name, "ValidationError");
  assert.deepEqual(
    requests.map(({ body }) => body),
    ["{}", '{"metadata":{"by":"bot"}}', "{}"],
  );
});

const RETRIED = [
  ["passControl to one by name", (smooch) => smooch.conversations.passControl("c", { switchboardIntegration: "bot" })],
  ["offerControl", (smooch) => smooch.conversations.offerControl("c", { switchboardIntegration: "next" })],
  ["activities.post", (smooch) => smooch.activities.post({ conversationId: "c" }, BODIES["activities.post"])],
  ["users.merge", (smooch) => smooch.users.merge({ surviving: { _id: "a" }, discarded: { _id: "b" } })],
  ["participants.join", (smooch) => smooch.participants.join("c", { userId: "5ec0de" })],
  ["attachments.delete", (smooch) => smooch.attachments.delete({ mediaUrl: "https://example.com/a" })],
];
const NOT_RETRIED = [
  ["passControl to who is next", (smooch) => smooch.conversations.passControl("c", { switchboardIntegration: "next" })],
  ["releaseControl", (smooch) => smooch.conversations.releaseControl("c")],
  ["acceptControl", (smooch) => smooch.conversations.acceptControl("c")],
  ["notify", (smooch) => smooch.notify(NOTIFICATION)],
  ["conversionEvents.post", (smooch) => smooch.conversionEvents.post("c", { whatsapp: { payload: { data: [] } } })],
  ["oauth.getToken", (smooch) => smooch.oauth.getToken({ code: "c" })],
  ["appKeys.create", (smooch) => smooch.appKeys.create("5ec0de", { displayName: "Mine" })],
];

for (const [name, call] of RETRIED) {
  test(`${name} is retried though it may have happened`, async () => {
    const { requests, smooch } = recorder({ apiVersion: "v2", appId: APP, maxRetries: 1 }, 500, {});
    await call(smooch);
    assert.equal(requests.length, 2);
  });
}

for (const [name, call] of NOT_RETRIED) {
  test(`${name} is not retried if it may have happened, and says so`, async () => {
    const { requests, smooch } = recorder({ apiVersion: "v2", appId: APP, maxRetries: 2 }, 500, {});
    const error = await failure(call(smooch));
    assert.deepEqual([error.name, error.sent, requests.length], ["ServerError", "maybe", 1]);
  });
}

test("dedupe is for send and link: a notification has no place to keep a key", async () => {
  const { requests, smooch } = of("v1.1");
  const error = await failure(smooch.notify(NOTIFICATION, { dedupe: true }));
  assert.deepEqual([error.name, error.path, requests.length], ["ValidationError", "dedupe", 0]);
});

test("a notification has an author beside its message, or a role in it", async () => {
  const { requests, smooch } = of("v2");
  const message = { role: "appMaker", type: "text", text: "Hi" };
  await smooch.notify({ destination: TO, message });
  await smooch.notify(NOTIFICATION);
  assert.deepEqual(JSON.parse(requests[0].body).message, message);
  assert.deepEqual(JSON.parse(requests[1].body), NOTIFICATION, "no role is put into the message");
  for (const [notification, path] of [
    [{ ...NOTIFICATION, destination: { integrationId: "5ec0de" } }, "destination.destinationId"],
    [{ ...NOTIFICATION, message: { type: "text" } }, "message"],
    [{ ...NOTIFICATION, message: { type: "text", txt: "Hi" } }, "message.txt"],
    [{ ...NOTIFICATION, messageSchema: "line" }, "messageSchema"],
    [{ destination: TO, messageSchema: "whatsapp", message: { type: "hsm" } }, "message.hsm"],
  ]) {
    const error = await failure(smooch.notify(notification));
    assert.deepEqual([error.name, error.path], ["ValidationError", path], error.message);
  }
  assert.equal(requests.length, 2);
});

for (const apiVersion of ["v1", "v1.1", "v2"]) {
  test(`${apiVersion}: users.ensure gives the one who is there, or a new one, from however many machines`, async () => {
    const emulator = createEmulator();
    const { keyId, secret, appId } = emulator.credentials;
    const machine = () => clientOf(emulator.fetch, { keyId, secret, appId, apiVersion });
    const idOf = ({ appUser, user }) => appUser?._id ?? user.id;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => machine().users.ensure({ userId: "ada", givenName: "Ada" })),
    );
    answers.push(await machine().users.ensure({ userId: "ada", givenName: "Eve" }));
    assert.equal(new Set(answers.map(idOf)).size, 1);
    const last = answers.at(-1);
    assert.equal(last.appUser?.givenName ?? last.user.profile.givenName, "Ada", "who is there stays as they are");
    assert.notEqual(idOf(await machine().users.ensure({ userId: "eve" })), idOf(last));
  });
}

test("users.ensure needs an id, and fails as create does", async () => {
  const v2 = of("v2");
  const nobody = await failure(v2.smooch.users.ensure({ givenName: "Ada" }));
  assert.deepEqual([nobody.name, nobody.path, v2.requests.length], ["ValidationError", "userId", 0]);
  const v1 = of("v1", 500);
  const error = await failure(v1.smooch.users.ensure({ userId: "ada" }));
  assert.deepEqual([error.name, v1.requests.length], ["ServerError", 1]);
  const branded = of("v2", 409, { user: { id: "u" } });
  const answer = await branded.smooch.users.ensure({ externalId: "ada", brandId: "b" });
  assert.deepEqual([answer.user.id, branded.requests[1].url], ["u", `/v2/apps/${APP}/users/ada?brandId=b`]);
});

for (const apiVersion of ["v1", "v1.1", "v2"]) {
  test(`${apiVersion}: a key of the account needs no app for what is in none`, async () => {
    const options = { apiVersion, token: undefined, keyId: "act_1", secret: "s", scope: "account" };
    const { requests, smooch } = recorder(options, { apps: [] });
    for await (const page of smooch.apps.list()) assert.deepEqual(page.apps, []);
    await smooch.appKeys.list("5ec0de");
    const error = await failure(smooch.users.get("ada"));
    assert.deepEqual([error.name, error.path], ["ValidationError", "appId"]);
    assert.match(error.message, /^appId must be given as an option of the client/);
    assert.deepEqual(
      requests.map(({ url }) => url),
      [`/${apiVersion}/apps`, `/${apiVersion}/apps/5ec0de/keys`],
    );
  });
}

test("what a client of v2 does in v1.1 is checked as v1.1 has it", async () => {
  const { smooch } = of("v2");
  const group = { author: { type: "business" }, content: { type: "text", text: "Hi" } };
  const error = await failure(smooch.templates.create({ name: "hours", message: group }));
  assert.equal(error.name, "ValidationError");
  const menu = await failure(smooch.menu.update({ items: [] }));
  assert.deepEqual([menu.name, menu.path], ["ValidationError", "items"]);
});
