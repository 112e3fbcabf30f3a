// The call in other words, run: the curl text by a real shell with real curl, the TypeScript and the fetch by Node, all
// against the emulator's port. Each has to make the request that the package makes.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { hashOf, step, withPage, words } from "./playground.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** All that a shell could read something into. */
const TRICKY = 'It\'s $HOME, `id`, "$(id)", \\n and \\\\, 100 %, @file, !!, ’ – 🍕\nand a new line';

const bodiesOf = (version) => ({
  create: { userId: "o'brien $HOME/`id`", givenName: TRICKY },
  link: {
    type: version === "v2" ? "twilio" : "messenger",
    phoneNumber: "+1 514-555-5555",
    confirmation: { type: "immediate", message: { role: "appMaker", type: "text", text: TRICKY } },
  },
  send: { role: "appMaker", type: "text", text: TRICKY, metadata: { "it's": "a 'fact'" } },
});

const CALLS = [
  { operation: "create", title: "User" },
  { operation: "link", title: "Channel" },
  { operation: "send", title: "Message" },
];

// One emulator serves all of them, so they run one after another.
describe("words", { concurrency: 1 }, () => {
  const emulator = createEmulator();
  const { appId, keyId, secret } = emulator.credentials;
  let server;
  before(async () => (server = await serve(emulator, { port: 0 })));
  after(() => server.close());

  /** The environment that the texts speak of. */
  const environment = async () => {
    const smooch = new Smooch({ keyId, secret });
    const { headers } = await smooch.build.create({ userId: "anyone" });
    const token = headers.authorization.replace("Bearer ", "");
    const key = { SMOOCH_KEY_ID: keyId, SMOOCH_SECRET: secret, SMOOCH_APP_ID: appId };
    return { ...process.env, ...key, SMOOCH_TOKEN: token };
  };

  /** Without the ids that the service makes: they tell the time. */
  const withoutIds = (text) => text?.replace(/[0-9a-f]{24}/g, (id) => (id === appId ? id : "(id)"));

  /** The requests that `run` makes. */
  const requestsOf = async (run) => {
    emulator.reset();
    await run();
    await emulator.settled();
    return emulator.requests.map(({ method, path, query, headers, body, status }) => ({
      method,
      path: withoutIds(path),
      query,
      scheme: headers.authorization.split(" ")[0],
      type: headers["content-type"],
      accept: headers.accept,
      body: body && JSON.parse(withoutIds(JSON.stringify(body))),
      status,
    }));
  };

  /** @param {string} version @param {{ remembers?: boolean }} [options] whether one client makes all calls */
  const byThePackage = (version, { remembers = true } = {}) =>
    requestsOf(async () => {
      const { create, link, send } = bodiesOf(version);
      const options = { keyId, secret, baseUrl: server.url, apiVersion: version, ...(version === "v2" && { appId }) };
      const first = new Smooch(options);
      const client = () => (remembers ? first : new Smooch(options));
      await client().create(create);
      await client().link(create.userId, link);
      await client().send(create.userId, send);
    });

  /** The texts of one tab, for each call. */
  const textsOf = async (tab, version, first = async () => {}, lookups = []) => {
    const texts = [];
    await withPage(
      async (page) => {
        await first(page);
        for (const { title } of CALLS) {
          await step(page, title);
          texts.push(await words(page, tab));
          for (const one of await page.locator(".lookup .code").all()) lookups.push(await one.innerText());
        }
      },
      { hash: hashOf({ version, step: "user", bodies: bodiesOf(version), baseUrl: server.url }) },
    );
    return texts;
  };

  for (const version of ["v1", "v1.1"]) {
    test(`curl, by a shell, makes the package's requests in ${version}`, async () => {
      const texts = await textsOf("curl", version);
      const made = await requestsOf(async () => {
        for (const text of texts) await run("sh", ["-c", `${text} --silent --show-error --fail`], await environment());
      });
      assert.deepEqual(made, await byThePackage(version));
    });
  }

  /** Runs the commands that find the ids, as whoever has curl alone does; gives them as the texts call them. */
  const foundBy = async ([integrations, list, create], env) => {
    const asked = async (text) => JSON.parse(await run("sh", ["-c", `${text} --silent --show-error --fail`], env));
    const { integrations: all } = await asked(integrations);
    const { conversations } = await asked(list);
    const [conversation = (await asked(create)).conversation] = conversations;
    return { SMOOCH_INTEGRATION_ID: all[0].id, SMOOCH_CONVERSATION_ID: conversation.id };
  };

  test("curl, by a shell, makes the package's requests in v2, its lookups too", async () => {
    const lookups = [];
    const [create, link, send] = await textsOf("curl", "v2", undefined, lookups);
    const made = await requestsOf(async () => {
      const env = await environment();
      const curl = (text, ids) => run("sh", ["-c", `${text} --silent --show-error --fail`], { ...env, ...ids });
      await curl(create);
      const ids = await foundBy(lookups, env);
      await curl(link, ids);
      await curl(send, ids);
    });
    assert.deepEqual(made, await byThePackage("v2"));
  });

  test("TypeScript, by Node, makes the package's requests in v2", async () => {
    const texts = await textsOf("TypeScript", "v2");
    const made = await requestsOf(async () => {
      for (const text of texts) await run("node", ["--input-type=module", "--eval", text], await environment());
    });
    // Each text is a program with a client of its own, which looks for itself.
    assert.deepEqual(made, await byThePackage("v2", { remembers: false }));
  });

  test("fetch, by Node, makes the package's requests in v2", async () => {
    const lookups = [];
    await textsOf("curl", "v2", undefined, lookups);
    const [create, link, send] = await textsOf("fetch", "v2");
    const made = await requestsOf(async () => {
      const env = await environment();
      const node = (text, ids) => run("node", ["--input-type=module", "--eval", text], { ...env, ...ids });
      await node(create);
      const ids = await foundBy(lookups, env);
      await node(link, ids);
      await node(send, ids);
    });
    assert.deepEqual(made, await byThePackage("v2"));
  });

  for (const tab of ["TypeScript", "fetch"]) {
    test(`${tab}, by Node, makes the package's requests`, async () => {
      const texts = await textsOf(tab, "v1");
      const made = await requestsOf(async () => {
        for (const text of texts) await run("node", ["--input-type=module", "--eval", text], await environment());
      });
      assert.deepEqual(made, await byThePackage("v1"));
    });
  }

  test("curl with Basic credentials is let in", async () => {
    const [text] = await textsOf("curl", "v1", async (page) => {
      await step(page, "Token");
      await page.getByLabel("auth", { exact: true }).selectOption("basic");
    });
    const [made] = await requestsOf(async () => {
      await run("sh", ["-c", `${text} --silent --fail`], await environment());
    });
    assert.deepEqual([made.scheme, made.status], ["Basic", 201]);
  });

  test("the shell and WebCrypto lines make a token that is let in", async () => {
    const texts = {};
    await withPage(async (page) => {
      await step(page, "Token");
      texts.shell = await words(page, "Shell");
      texts.javascript = await words(page, "WebCrypto");
    });
    const { SMOOCH_TOKEN: _given, ...env } = await environment();
    const shell = await run("sh", ["-c", `${texts.shell}\nprintf %s "$SMOOCH_TOKEN"`], env);
    const javascript = await run(
      "node",
      ["--input-type=module", "--eval", `${texts.javascript}\nconsole.log(token)`],
      env,
    );
    for (const token of [shell, javascript]) {
      const smooch = new Smooch({ token: token.trim(), baseUrl: server.url });
      emulator.reset();
      assert.equal((await smooch.create({ userId: "ada" })).appUser.userId, "ada");
    }
  });
});

/** Runs a command; gives what it prints, fails where it fails. */
function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${command} gave ${code}: ${out}${err}`)),
    );
  });
}
