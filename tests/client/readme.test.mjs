// Every program of the README, as it stands there, against the emulator.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as webhooks from "smooch-edge/webhooks";
import { Smooch, SmoochError } from "smooch-edge";
import { createEmulator } from "smooch-emulator";

import { link } from "../webhooks/bodies.mjs";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/^```(\w+)\n([^]*?)^```/gm)].map(([, language, code]) => ({ language, code }));
const programs = Object.fromEntries(
  blocks.filter(({ language }) => language === "js").map(({ code }) => [/^\/\/ (\S+)\n/.exec(code)?.[1], code]),
);

/** Runs a program of the README with these names instead of what it imports; gives what it exports by default. */
async function run(name, given) {
  const code = programs[name].replace(/^import .*$/gm, "").replace("export default", "return");
  return new (async () => {}).constructor(...Object.keys(given), code)(...Object.values(given));
}

/** A client whose requests go to the emulator, and what it printed. */
function here(emulator) {
  const printed = [];
  const log = (line) => printed.push(line);
  class Here extends Smooch {
    constructor(options) {
      super({ ...options, fetch: emulator.fetch });
    }
  }
  return { Smooch: Here, SmoochError, console: { log, error: log }, printed };
}

const variables = ({ credentials: { keyId, secret, appId } }) => ({
  SMOOCH_KEY_ID: keyId,
  SMOOCH_SECRET: secret,
  SMOOCH_APP_ID: appId,
});

// The bot is run by tests/files/hand-over.test.mjs, the commands by tests/examples/readme.test.mjs.
test("every block is the recipe, a command, or one of these programs", () => {
  assert.deepEqual(
    blocks.map(({ language }) => language),
    ["sh", "ts", "js", "sh", "js", "js", "js", "js", "sh", "sh"],
  );
  assert.deepEqual(Object.keys(programs), ["worker.js", "script.mjs", "webhook.js", "bot.js", "app.test.mjs"]);
});

test("it is one page", () => {
  assert.ok(readme.length <= 8000, `the README has ${readme.length} bytes`);
});

test("the Worker creates, links and sends, once", async () => {
  const emulator = createEmulator({ linkDelay: 0 });
  const { printed: _, ...names } = here(emulator);
  const worker = await run("worker.js", names);
  const body = JSON.stringify({ externalId: "ada", phoneNumber: "+15145555555", text: "Hello, Ada." });
  for (const outcome of [
    { user: "created", link: "asked", message: "sent" },
    { user: "found", link: "found", message: "found" },
  ]) {
    const request = new Request("https://example.com/", { method: "POST", body });
    assert.deepEqual(await (await worker.fetch(request, variables(emulator))).json(), outcome);
  }
  assert.deepEqual(
    emulator.inbox("twilio").flatMap(({ kind, text }) => (kind === "message" ? [text] : [])),
    ["Hello, Ada."],
  );
});

test("the script sends once, however often it is run", async () => {
  const emulator = createEmulator();
  const { printed, ...names } = here(emulator);
  await new names.Smooch(emulator.credentials).create({ userId: "ada" });
  const process = { env: variables(emulator), exitCode: undefined };
  class Smooch extends names.Smooch {
    static fromEnv = (options) => super.fromEnv(options, process.env);
  }
  for (let time = 0; time < 2; time++) await run("script.mjs", { ...names, Smooch, process });
  assert.equal(emulator.state.messages.length, 1);
  assert.equal(process.exitCode, undefined);
  assert.deepEqual(printed, []);
});

test("the script tells what failed, by its exit code too", async () => {
  for (const [failure, code] of [
    ["look", 1],
    ["send", 2],
  ]) {
    const emulator = createEmulator();
    await new Smooch({ ...emulator.credentials, fetch: emulator.fetch }).create({ userId: "ada" });
    const fetch = async (url, init) => {
      const fails = (init.method === "GET") === (failure === "look");
      return fails ? new Response("{}", { status: 500 }) : emulator.fetch(url, init);
    };
    const { printed, ...names } = here({ fetch });
    const process = { env: variables(emulator), exitCode: undefined };
    class Quick extends names.Smooch {
      static fromEnv = (options) => super.fromEnv({ ...options, maxRetries: 0 }, process.env);
    }
    await run("script.mjs", { ...names, Smooch: Quick, process });
    assert.equal(printed.length, 1);
    assert.equal(process.exitCode, code, failure);
  }
});

test("the webhook prints what failed, and refuses who has another secret", async () => {
  const { printed, console } = here({});
  const endpoint = await run("webhook.js", { ...webhooks, console });
  const event = link("link:failure", { error: { code: "bad_request", message: "no such number" } });
  const post = (secret) =>
    endpoint.fetch(
      new Request("https://example.com/", {
        method: "POST",
        headers: { "x-api-key": secret, "content-type": "application/json" },
        body: JSON.stringify(event),
      }),
      { WEBHOOK_SECRET: "right" },
    );
  assert.equal((await post("wrong")).status, 409);
  assert.deepEqual(printed, []);
  assert.equal((await post("right")).status, 200);
  assert.equal(printed.length, 1);
});

test("the test's message arrives in the inbox", async () => {
  const printed = [];
  await run("app.test.mjs", { createEmulator, Smooch, console: { log: (line) => printed.push(line) } });
  assert.deepEqual(printed, ["Hello!"]);
});
