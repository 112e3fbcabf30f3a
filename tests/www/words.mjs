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

const bodies = {
  create: { userId: "o'brien $HOME/`id`", givenName: TRICKY },
  link: {
    type: "messenger",
    phoneNumber: "+1 514-555-5555",
    confirmation: { type: "immediate", message: { role: "appMaker", type: "text", text: TRICKY } },
  },
  send: { role: "appMaker", type: "text", text: TRICKY, metadata: { "it's": "a 'fact'" } },
};

const CALLS = [
  { operation: "create", title: "User" },
  { operation: "link", title: "Channel" },
  { operation: "send", title: "Message" },
];

// One emulator serves all of them, so they run one after another.
describe("words", { concurrency: 1 }, () => {
  const emulator = createEmulator();
  const { keyId, secret } = emulator.credentials;
  let server;
  before(async () => (server = await serve(emulator, { port: 0 })));
  after(() => server.close());

  /** The environment that the texts speak of. */
  const environment = async () => {
    const smooch = new Smooch({ keyId, secret });
    const { headers } = await smooch.build.create({ userId: "anyone" });
    const token = headers.authorization.replace("Bearer ", "");
    return { ...process.env, SMOOCH_KEY_ID: keyId, SMOOCH_SECRET: secret, SMOOCH_TOKEN: token };
  };

  /** The requests that `run` makes. */
  const requestsOf = async (run) => {
    emulator.reset();
    await run();
    await emulator.settled();
    return emulator.requests.map(({ method, path, headers, body, status }) => ({
      method,
      path,
      scheme: headers.authorization.split(" ")[0],
      type: headers["content-type"],
      accept: headers.accept,
      body,
      status,
    }));
  };

  const byThePackage = (version) =>
    requestsOf(async () => {
      const smooch = new Smooch({ keyId, secret, baseUrl: server.url, apiVersion: version });
      await smooch.create(bodies.create);
      await smooch.link(bodies.create.userId, bodies.link);
      await smooch.send(bodies.create.userId, bodies.send);
    });

  /** The texts of one tab, for each call. */
  const textsOf = async (tab, version, first = async () => {}) => {
    const texts = [];
    await withPage(
      async (page) => {
        await first(page);
        for (const { title } of CALLS) {
          await step(page, title);
          texts.push(await words(page, tab));
        }
      },
      { hash: hashOf({ version, step: "user", bodies, baseUrl: server.url }) },
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
