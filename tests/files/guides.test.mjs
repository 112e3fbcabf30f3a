// The code of the guide on files runs as it stands there.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

import { execute } from "../runtimes/programs.mjs";
import { blocks } from "./guides.mjs";
import { PNG } from "./service.mjs";

const MENU = "%PDF-1.7\nSoup of the day\n%%EOF\n";

const folder = mkdtempSync(join(tmpdir(), "smooch-edge-files-"));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "node_modules"));
symlinkSync(fileURLToPath(new URL("../../pkg/", import.meta.url)), join(folder, "node_modules/smooch-edge"));
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
writeFileSync(join(folder, "menu.pdf"), MENU);
// What a reader has: a client, the mediaUrl of a message, and the web.
writeFileSync(
  join(folder, "given.js"),
  `import { Smooch } from "smooch-edge";
  const web = globalThis.fetch;
  const cat = Uint8Array.from(${JSON.stringify([...PNG])});
  globalThis.fetch = async (url, init) => (String(url) === "https://example.com/cat.png" ? new Response(cat) : web(url, init));
  const clientId = "acme", state = "s", redirectUri = "https://acme.example/in", token = "t", appId = "5ec0de";
  const file = new File(["Soup"], "menu.txt", { type: "text/plain" });
  Object.assign(globalThis, { Smooch, smooch: Smooch.fromEnv(), file, clientId, state, redirectUri, token, appId });
  if (process.env.MEDIA_URL) globalThis.mediaUrl = process.env.MEDIA_URL;`,
);

const [send, upload, download, ...others] = blocks("files");
const [letIn, exchange, ...othersOfApps] = blocks("oauth");

/** Runs a block; gives the emulator that it ran against, and what was sent to Ada. */
async function run(context, block) {
  const emulator = createEmulator();
  const service = await serve(emulator);
  context.after(async () => {
    emulator.reset();
    await service.close();
  });
  const { keyId, secret } = emulator.credentials;
  const env = { SMOOCH_KEY_ID: keyId, SMOOCH_SECRET: secret, SMOOCH_BASE_URL: service.url };
  writeFileSync(join(folder, "block.js"), block);
  writeFileSync(join(folder, "begin.js"), 'await smooch.create({ userId: "ada" });');
  const program = async (name, env) => {
    const { code, stdout, stderr } = await execute([process.execPath, "--import", "./given.js", name], { folder, env });
    // openAsBlob is experimental on Node 20.
    assert.equal(code, 0, stderr);
    return stdout;
  };
  await program("begin.js", env);
  const stdout = await program("block.js", env);
  return { emulator, stdout, run: program, env };
}

test("these are all blocks of the guides", () => assert.deepEqual([...others, ...othersOfApps], []));

test("the block that sends a file", async (context) => {
  const { emulator } = await run(context, send);
  const [message] = emulator.state.messages;
  assert.deepEqual(
    [message.type, message.text, message.mediaType],
    ["file", "Our menu of this week.", "application/pdf"],
  );
  assert.equal(await (await fetch(message.mediaUrl)).text(), MENU);
});

test("the block that uploads a file, and the one that downloads it", async (context) => {
  const { emulator, run: program, env } = await run(context, upload);
  const [message] = emulator.state.messages;
  assert.deepEqual([message.type, message.mediaType], ["image", "image/png"]);
  writeFileSync(join(folder, "download.js"), `${download}\nconsole.log(JSON.stringify([...bytes]));`);
  const stdout = await program("download.js", { ...env, MEDIA_URL: message.mediaUrl });
  assert.deepEqual(Uint8Array.from(JSON.parse(stdout)), PNG);
});

test("the block on apps of the marketplace", async (context) => {
  const more = "console.log(url, (await app.build.users.get('ada')).headers['x-zendesk-marketplace-app-id']);";
  const { stdout } = await run(context, `${letIn}\n${more}`);
  assert.match(stdout, /^https:\/\/oauth-bridge\.zendesk\.com\/sc\/oauth\/authorize\?client_id=acme&.* 1717$/m);
});

test("the block that exchanges a code", async (context) => {
  const before = `
    const { SMOOCH_BASE_URL } = process.env, clientId = "acme", clientSecret = "s";
    const page = await fetch(\`\${SMOOCH_BASE_URL}/oauth/authorize?client_id=acme&response_type=code\`, { redirect: "manual" });
    const code = new URL(page.headers.get("location")).searchParams.get("code");
    let stored;
    const tokenOfUser = () => stored;`;
  const host = '"https://oauth-bridge.zendesk.com/sc"';
  assert.ok(exchange.includes(host));
  const more = "stored = access_token; await bridge.oauth.revoke(); console.log(typeof access_token);";
  const { stdout } = await run(context, `${before}\n${exchange.replace(host, "SMOOCH_BASE_URL")}\n${more}`);
  assert.equal(stdout, "string\n");
});
