// The guide's recipe: create a user, link a channel, send a message; in every version, on every path, with every kind
// of credentials. And the README's, as it stands there.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";

import { Smooch } from "smooch-edge";

import { service, served } from "./service.mjs";

const seed = new URL("../../../shared/examples/seed/", import.meta.url);
const skip = existsSync(seed) ? false : "the guide's bodies (shared/examples/seed) are not here";

/** A body of the guide. */
const body = (name) => JSON.parse(readFileSync(new URL(`${name}.request.json`, seed), "utf8"));

const LINKS = ["2a-link-twilio", "2b-link-messenger", "2c-link-mailgun"];

/** Runs the recipe with the guide's own bodies, and checks what arrived. */
async function cook({ emulator, smooch }, prefix) {
  const user = body("1-create-user");
  const id = user.userId;
  const created = await smooch.create(user);
  assert.equal(created.appUser.userId, id);
  for (const name of LINKS) {
    const { appUser } = await smooch.link(id, body(name));
    assert.equal(appUser.pendingClients.at(-1).platform, body(name).type);
    await emulator.settled();
  }
  const sent = await smooch.send(id, body("3-send-text"));
  assert.equal(sent.message.text, body("3-send-text").text);
  await emulator.settled();

  assert.deepEqual(
    emulator.requests.map(({ method, path, body }) => [method, path, body]),
    [
      ["POST", `${prefix}/appusers`, user],
      ...LINKS.map((name) => ["POST", `${prefix}/appusers/${id}/channels`, body(name)]),
      ["POST", `${prefix}/appusers/${id}/messages`, body("3-send-text")],
    ],
  );
  const { appUser } = await smooch.users.get(id);
  assert.deepEqual(
    appUser.clients.map(({ platform }) => platform),
    ["twilio", "messenger", "mailgun"],
  );
}

for (const apiVersion of ["v1", "v1.1"]) {
  for (const long of [false, true]) {
    const name = `the guide's recipe works in ${apiVersion} on ${long ? "long" : "short"} paths`;
    const options = ({ appId }) => ({ apiVersion, ...(long ? { appId } : {}) });
    const prefix = ({ appId }) => (long ? `/${apiVersion}/apps/${appId}` : `/${apiVersion}`);

    test(`${name}, in process`, { skip }, async () => {
      const { emulator } = service();
      const { keyId, secret } = emulator.credentials;
      const smooch = new Smooch({ keyId, secret, fetch: emulator.fetch, ...options(emulator.credentials) });
      await cook({ emulator, smooch }, prefix(emulator.credentials));
    });

    test(`${name}, over a real port`, { skip }, async (context) => {
      const { emulator, server } = await served(context);
      const { keyId, secret } = emulator.credentials;
      const smooch = new Smooch({ keyId, secret, baseUrl: server.url, ...options(emulator.credentials) });
      await cook({ emulator, smooch }, prefix(emulator.credentials));
    });
  }
}

test(
  "the guide's recipe works in v2 with its bodies as they are, all but the link to Messenger",
  { skip },
  async () => {
    const { emulator } = service();
    const smooch = new Smooch({ ...emulator.credentials, apiVersion: "v2", fetch: emulator.fetch });
    const id = body("1-create-user").userId;
    assert.equal((await smooch.create(body("1-create-user"))).user.externalId, id);
    for (const name of ["2a-link-twilio", "2c-link-mailgun"]) {
      const { client } = await smooch.link(id, body(name));
      assert.deepEqual([client.type, client.status], [body(name).type, "pending"]);
      await emulator.settled();
    }
    const asked = emulator.requests.length;
    await assert.rejects(smooch.link(id, body("2b-link-messenger")), {
      name: "ValidationError",
      path: "type",
      sent: "no",
    });
    assert.equal(emulator.requests.length, asked);
    const { messages } = await smooch.send(id, body("3-send-text"));
    assert.equal(messages[0].content.text, body("3-send-text").text);
    await emulator.settled();

    const app = `/v2/apps/${emulator.credentials.appId}`;
    const conversation = emulator.requests.at(-1).path.split("/").at(-2);
    assert.deepEqual(
      emulator.requests.filter(({ method }) => method === "POST").map(({ path }) => path),
      [
        `${app}/users`,
        `${app}/conversations`,
        `${app}/users/${id}/clients`,
        `${app}/users/${id}/clients`,
        `${app}/conversations/${conversation}/messages`,
      ],
    );
    const clients = [];
    for await (const { type, status } of smooch.channels.list(id).items()) clients.push([type, status]);
    assert.deepEqual(clients, [
      ["twilio", "active"],
      ["mailgun", "active"],
    ]);
  },
);

/** The code of a section of a page. */
function code(page, section) {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), "utf8");
  const part = text.split(/^##? /m).find((part) => part.startsWith(`${section}\n`)) ?? "";
  return [...part.matchAll(/^( *)```ts\n([^]*?)^ *```$/gm)].map(([, indent, lines]) =>
    lines.replaceAll(`\n${indent}`, "\n"),
  );
}

const [recipe] = code("README.md", "Start");
const [list] = code("docs/guide/calls.md", "A list, page by page or item by item");
const [options, bodies] = code("docs/guide/v2.md", "Version 2");

for (const [version, program] of Object.entries({
  v1: recipe + list,
  v2: recipe.replace(/^const smooch = .+$/m, options.trim()) + bodies,
})) {
  test(`the README's recipe works in ${version} as it stands there`, async () => {
    const { emulator } = service();
    const { appId, keyId, secret } = emulator.credentials;
    class Here extends Smooch {
      constructor(options) {
        super({ ...options, fetch: emulator.fetch });
      }
    }
    const filled = program
      .replace(/^import .+$/m, "")
      .replace('"5ec0…"', JSON.stringify(appId))
      .replace('"app_…"', JSON.stringify(keyId))
      .replace('"…"', JSON.stringify(secret));
    const printed = [];
    const run = new (async () => {}).constructor("Smooch", "console", filled);
    await run(Here, { log: (text) => printed.push(text) });
    const text = "A message over Twilio SMS, as requested.";
    assert.deepEqual(printed, version === "v1" ? [text, text] : []);
    assert.deepEqual(
      emulator.state.messages.map(({ text }) => text),
      version === "v1" ? [text] : [text, "**Hello**, Ada.", "**Hello**, Ada."],
    );
    assert.ok(emulator.requests.every(({ path }) => path.startsWith(`/${version}/`)));
    await emulator.settled();
    const arrived = emulator.inbox("twilio").filter(({ kind }) => kind === "message");
    assert.equal(arrived[0].text, text, "the message has not reached the phone");
  });
}

test("npm start runs the README's recipe, and its message arrives at the phone", async (context) => {
  const calls = recipe.split("\n\n").filter((statement) => statement.startsWith("await smooch."));
  assert.equal(calls.length, 4);
  const words = (text) => text.replace(/\s+/g, " ");
  const script = words(readFileSync(new URL("../../scripts/recipe.mjs", import.meta.url), "utf8"));
  let last = -1;
  for (const call of calls) {
    const at = script.indexOf(words(call.trim()), last + 1);
    assert.ok(at > last, `npm start does not show ${call}`);
    last = at;
  }
  const printed = [];
  context.mock.method(console, "log", (line) => printed.push(stripVTControlCharacters(line)));
  const { recipe: start } = await import("../../scripts/recipe.mjs");
  assert.equal(await start([], {}), 0);
  const phone = printed.slice(printed.findIndex((line) => line.includes("What the phone received")));
  assert.ok(phone.includes("  +15145555555: A message over Twilio SMS, as requested."), phone.join("\n"));
});

/** A token that another client has made. */
async function tokenOf({ credentials }) {
  const { keyId, secret } = credentials;
  const { headers } = await new Smooch({ keyId, secret }).build.create({ userId: "ada" });
  return headers.authorization.replace("Bearer ", "");
}

const CREDENTIALS = {
  "a signed token": ({ credentials: { keyId, secret } }) => ({ keyId, secret }),
  Basic: ({ credentials: { keyId, secret } }) => ({ keyId, secret, auth: "basic" }),
  "a token": async (emulator) => ({ token: await tokenOf(emulator) }),
  "a token function": async (emulator) => {
    const token = await tokenOf(emulator);
    return { token: () => token };
  },
  "an async token function": (emulator) => ({ token: () => tokenOf(emulator) }),
};

for (const [name, credentials] of Object.entries(CREDENTIALS)) {
  test(`the guide's recipe works with ${name}`, { skip }, async () => {
    const { emulator } = service();
    const smooch = new Smooch({ ...(await credentials(emulator)), fetch: emulator.fetch });
    await cook({ emulator, smooch }, "/v1");
    const scheme = name === "Basic" ? "Basic ***" : "Bearer ***";
    assert.deepEqual([...new Set(emulator.requests.map(({ headers }) => headers.authorization))], [scheme]);
  });
}

test("the guide's recipe works with a key of the account", { skip }, async () => {
  const { emulator } = service(
    { scope: "account", appId: "unused" },
    { app: { keyId: "act_5ec0de5ec0de5ec0de5ec0df" } },
  );
  const { appId, keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, appId, scope: "account", fetch: emulator.fetch });
  await cook({ emulator, smooch }, `/v1/apps/${appId}`);
});
