// The bot, in Node and in wrangler dev: it answers, hands over to agents, stays quiet, and takes back.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Smooch } from "smooch-edge";

import { packages } from "../../scripts/setup.mjs";
import { programs } from "../files/guides.mjs";
import { freePort } from "../webhooks/endpoint.mjs";
import { copy, examples, run, start, startService } from "./world.mjs";

const bundlers = fileURLToPath(new URL("../bundlers", import.meta.url));
packages(bundlers);
const wrangler = join(bundlers, "node_modules/wrangler/bin/wrangler.js");

const PLACES = {
  Node: () => [process.execPath, "server.js"],
  "wrangler dev": (port, inspector) => [
    process.execPath,
    wrangler,
    "dev",
    "--ip",
    "127.0.0.1",
    "--port",
    `${port}`,
    "--inspector-port",
    `${inspector}`,
  ],
};

for (const [name, command] of Object.entries(PLACES)) {
  test(`bot, in ${name}`, async (context) => {
    const folder = copy("bot");
    const { emulator, variables } = await startService(context);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const WEBHOOK_SECRET = await run(folder, [process.execPath, "setup.js"], { ...variables, BOT_URL: url });
    const env = { ...variables, WEBHOOK_SECRET, PORT: String(port) };
    const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(folder, ".dev.vars"), lines.join(""));
    await start(context, { folder, command: command(port, await freePort()), env, url });

    const smooch = new Smooch({ ...emulator.credentials, fetch: emulator.fetch, apiVersion: "v2" });
    await smooch.create({ userId: "ada" });
    const participants = [{ userExternalId: "ada" }];
    const { conversation } = await smooch.conversations.create({ type: "personal", participants });
    const to = { conversationId: conversation.id };
    for (const text of ["Good morning", "A human, please", "Hello?"]) {
      await smooch.send(to, { role: "appUser", userExternalId: "ada", type: "text", text });
      await emulator.settled();
    }
    const texts = emulator.state.messages.filter(({ role }) => role === "appMaker").map(({ text }) => text);
    assert.deepEqual(texts, ["You said: Good morning", "An agent will be with you."]);
    await smooch.conversations.passControl(conversation.id, { switchboardIntegration: "bot" });
    await emulator.settled();
    assert.equal(emulator.state.messages.at(-1).text, "It is the bot again. Ask me anything.");
  });
}

test("The programs are those of the guide, with their types", () => {
  const TYPES = /^\/\*\*(?:(?!\*\/)[^])*@(type|param)(?:(?!\*\/)[^])*\*\/\n/gm;
  for (const [name, code] of Object.entries(programs("hand-over"))) {
    if (name === "undefined") continue; // the short one, which is no program
    assert.equal(readFileSync(join(examples, "bot", name), "utf8").replace(TYPES, ""), code, name);
  }
});
