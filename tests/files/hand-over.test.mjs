// The bot of the guide, from end to end on real ports, in Node and in workerd: a webhook comes in, it types, answers into
// the conversation, sends a file, hands over to agents, stays quiet, and takes back.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { Smooch } from "smooch-edge";
import { downloadFile } from "smooch-edge/files";
import { receive } from "smooch-edge/webhooks";
import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { packages } from "../../scripts/setup.mjs";
import { execute } from "../runtimes/programs.mjs";
import { freePort } from "../webhooks/endpoint.mjs";
import { blockOf, programs } from "./guides.mjs";

const runtimes = fileURLToPath(new URL("../runtimes", import.meta.url));
packages(runtimes);
const { Log, LogLevel, Miniflare } = await import(join(runtimes, "node_modules/miniflare/dist/src/index.js"));
const pkg = fileURLToPath(new URL("../../pkg/", import.meta.url));
const code = programs("hand-over");

const MENU = Buffer.from("%PDF-1.7\nSoup of the day\n%%EOF\n");

const folder = mkdtempSync(join(tmpdir(), "smooch-edge-bot-"));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "node_modules"));
symlinkSync(pkg, join(folder, "node_modules/smooch-edge"));
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
for (const name of ["bot.js", "worker.js", "server.js", "setup.js"]) writeFileSync(join(folder, name), code[name]);

/** Starts the bot in a process of Node. */
async function inNode(context, env) {
  const child = spawn(process.execPath, ["server.js"], { cwd: folder, env: { ...env, PATH: process.env.PATH } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const ended = once(child, "exit");
  context.after(async () => {
    child.kill();
    await ended;
    assert.equal(output, "");
  });
  // What is refused is answered, too.
  for (const begun = performance.now(); performance.now() - begun < 120_000;) {
    if (child.exitCode !== null) assert.fail(output);
    try {
      return void (await (await fetch(env.BOT_URL, { method: "POST" })).text());
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  assert.fail("the bot does not listen");
}

/** Starts the bot in workerd, as the modules that a Worker would have. */
async function inWorkerd(context, env) {
  const dist = (name) => readFileSync(join(pkg, "dist", name), "utf8");
  const wasm = "smooch_edge_bg.wasm";
  const miniflare = new Miniflare({
    port: Number(env.PORT),
    compatibilityDate: "2026-04-01",
    log: new Log(LogLevel.ERROR),
    bindings: env,
    modules: [
      { type: "ESModule", path: "worker.js", contents: code["worker.js"] },
      { type: "ESModule", path: "bot.js", contents: code["bot.js"] },
      { type: "ESModule", path: "smooch-edge", contents: dist("workerd.mjs") },
      ...["bot", "files", "webhooks"].map((name) => ({
        type: "ESModule",
        path: `smooch-edge/${name}`,
        contents: dist(`${name}.mjs`),
      })),
      { type: "CompiledWasm", path: wasm, contents: readFileSync(join(pkg, "dist", wasm)) },
    ],
  });
  context.after(() => miniflare.dispose());
  await miniflare.ready;
}

for (const [where, start] of [
  ["Node", inNode],
  ["workerd", inWorkerd],
]) {
  test(
    `in ${where}, the bot of the guide answers, hands over and takes back`,
    { timeout: 300_000 },
    async (context) => {
      const emulator = createEmulator({ linkDelay: 0 });
      const service = await serve(emulator);
      const kitchen = createServer((_, response) =>
        response.writeHead(200, { "content-type": "application/pdf" }).end(MENU),
      ).listen(0, "127.0.0.1");
      await once(kitchen, "listening");
      context.after(async () => {
        emulator.reset();
        await service.close();
        kitchen.close();
      });
      const { appId, keyId, secret } = emulator.credentials;
      const port = await freePort();
      const env = {
        SMOOCH_KEY_ID: keyId,
        SMOOCH_SECRET: secret,
        SMOOCH_APP_ID: appId,
        SMOOCH_BASE_URL: service.url,
        BOT_URL: `http://127.0.0.1:${port}/webhooks`,
        MENU: `http://127.0.0.1:${kitchen.address().port}/menu.pdf`,
        PORT: String(port),
      };
      const setup = await execute([process.execPath, "setup.js"], { folder, env });
      assert.equal(setup.code, 0, setup.stderr);
      await start(context, { ...env, WEBHOOK_SECRET: setup.stdout.trim() });

      const smooch = new Smooch({ keyId, secret, appId, baseUrl: service.url, apiVersion: "v2" });
      await smooch.create({ userId: "ada" });
      const { conversation } = await smooch.conversations.create({
        type: "personal",
        participants: [{ userExternalId: "ada" }],
      });
      const to = { conversationId: conversation.id };
      /** What the business has said since it was last asked. */
      let told = 0;
      const answers = async () => {
        await emulator.settled();
        const said = [];
        for await (const { author, content } of smooch.messages.list(to).items())
          if (author.type === "business") said.push(content);
        return said.slice(told, (told = said.length));
      };
      const says = async (text) => {
        await smooch.send(to, { role: "appUser", userExternalId: "ada", type: "text", text });
        return answers();
      };
      const control = async () => {
        const { conversation: now } = await smooch.conversations.get(conversation.id);
        return now.activeSwitchboardIntegration?.name;
      };
      const signs = () =>
        emulator.requests.filter(({ operation }) => operation === "activities.post").map(({ body }) => body.type);

      const [hello, ...none] = await says("Good morning");
      assert.deepEqual([hello.text, none], ["You said: Good morning", []]);
      assert.deepEqual(signs(), ["typing:start", "typing:stop"]);

      const [menu] = await says("The menu, please");
      assert.equal(menu.type, "file");
      const file = await downloadFile(smooch, menu.mediaUrl);
      assert.equal(file.headers.get("content-type"), "application/pdf");
      assert.deepEqual(Buffer.from(await file.arrayBuffer()), MENU);

      assert.deepEqual(
        (await says("I want a human")).map(({ text }) => text),
        ["An agent will be with you."],
      );
      assert.equal(await control(), "agents");
      const { body } = emulator.requests.find(({ operation }) => operation === "conversations.passControl");
      assert.deepEqual(
        [Object.keys(body.metadata), body.switchboardIntegration],
        [["first_message_id", "dataCapture.systemField.tags"], "agents"],
      );
      assert.deepEqual(await says("Is anybody there?"), [], "the bot is quiet");

      await smooch.conversations.passControl(conversation.id, { switchboardIntegration: "bot" });
      assert.deepEqual(
        (await answers()).map(({ text }) => text),
        ["It is the bot again. Ask me anything."],
      );
      assert.equal(await control(), "bot");
      assert.deepEqual(
        (await says("Thanks")).map(({ text }) => text),
        ["You said: Thanks"],
      );
    },
  );
}

test("the README's bot hands over and takes back", async (context) => {
  writeFileSync(
    join(folder, "readme.js"),
    `${blockOf("README.md", "A bot that hands over to agents and takes back")}\nexport { onEvent };`,
  );
  const { onEvent } = await import(pathToFileURL(join(folder, "readme.js")).href);
  const emulator = createEmulator({
    linkDelay: 0,
    fetch: async (url, init) => {
      const { secret } = webhook;
      for (const event of await receive(new Request(url, init), { secret })) await onEvent(event);
      return new Response("");
    },
  });
  const { appId, ...key } = emulator.credentials;
  const smooch = new Smooch({ ...key, appId, apiVersion: "v2", fetch: emulator.fetch });
  // What the reader of it has.
  Object.assign(globalThis, { smooch, ask: async (text) => `You said: ${text}` });
  context.after(() => {
    delete globalThis.smooch;
    delete globalThis.ask;
  });
  const target = "https://your-server.example/smooch";
  const triggers = ["conversation:message", "switchboard:passControl"];
  const { webhook, integrationId } = await smooch.webhooks.ensure({ target, triggers });
  const { switchboard } = await smooch.switchboards.create();
  const add = async (one) =>
    (await smooch.switchboardIntegrations.create(switchboard.id, one)).switchboardIntegration.id;
  await add({ name: "agents", integrationType: "zd:agentWorkspace" });
  const bot = await add({ name: "bot", integrationId });
  await smooch.switchboards.update(switchboard.id, { enabled: true, defaultSwitchboardIntegrationId: bot });
  await smooch.create({ userId: "ada" });

  for (const text of ["Good morning", "A human, please", "Hello?"]) {
    await smooch.send("ada", { role: "appUser", type: "text", text });
    await emulator.settled();
  }
  const said = async () => {
    const texts = [];
    for await (const { author, content } of smooch.messages.list("ada").items())
      if (author.type === "business") texts.push(content.text);
    return texts;
  };
  assert.deepEqual(await said(), ["You said: Good morning", "An agent will be with you."]);
  for await (const { id } of smooch.conversations.list({ filter: { userExternalId: "ada" } }).items())
    await smooch.conversations.passControl(id, { switchboardIntegration: "bot" });
  await emulator.settled();
  assert.equal((await said()).at(-1), "It is the bot again.");
});
