// `listen` and `emulate`: servers, until they are stopped.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root } from "../../scripts/run.mjs";
import { place } from "./program.mjs";

test("listen registers a webhook, prints what arrives, and refuses what has another secret", async (context) => {
  const { emulator, begin, run } = await place(context);
  const port = await free();
  const target = `http://127.0.0.1:${port}/hooks`;
  const { child, ended, until } = begin(["listen", "--port", `${port}`, "--target", target]);
  await until(/The webhook to .* is there/);
  await run(["create", "userId=ada"]);
  await run(["link", "ada", "type=twilio", "phoneNumber=+15145555555", "confirmation.type=immediate"]);
  await until(/link:success {2}\w+ {2}twilio linked/);
  emulator.reply("ada", { text: "Yes, please.", channel: "twilio" });
  await until(/message:appUser {2}\w+ {2}"Yes, please\."/);
  const event = JSON.stringify({ trigger: "message:appUser", appUser: { userId: "mallory" } });
  const refused = await fetch(target, { method: "POST", body: event, headers: { "x-api-key": "guessed" } });
  assert.equal(refused.status, 409);
  await until(/Refused \(1 so far\)/);
  child.kill("SIGINT");
  const { code, stdout, stderr } = await ended;
  assert.equal(code, 0);
  assert.doesNotMatch(stdout, /mallory/);
  const [{ secret }] = emulator.state.webhooks;
  assert.ok(!`${stdout}${stderr}`.includes(secret));
});

test("listen with a secret of the environment needs no key; --json prints events, --count ends it", async (context) => {
  const { env, begin } = await place(context);
  const port = await free();
  const own = { PATH: env.PATH, SMOOCH_WEBHOOK_SECRET: "shared" };
  const { ended, until } = begin(["listen", "--port", `${port}`, "--json", "--count", "1"], { env: own });
  await until(/Listening on/);
  const event = { trigger: "message:appUser", appUser: { userId: "ada" }, messages: [{ _id: "1", text: "Hi" }] };
  const options = { method: "POST", body: JSON.stringify(event), headers: { "x-api-key": "shared" } };
  assert.equal((await fetch(`http://127.0.0.1:${port}/`, options)).status, 200);
  const { code, stdout } = await ended;
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(stdout), event);
});

test("listen without a secret, or at a port that is taken, says so", async (context) => {
  const { run, server, env } = await place(context);
  const none = await run(["listen"]);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /SMOOCH_WEBHOOK_SECRET is not set/);
  const taken = await run(["listen", "--port", `${server.port}`], { env: { ...env, SMOOCH_WEBHOOK_SECRET: "s" } });
  assert.equal(taken.code, 1);
  assert.match(taken.stderr, /Port \d+ is taken/);
});

test("emulate starts the emulator where it is installed; elsewhere it says what to install", async (context) => {
  const { folder, begin, run, env } = await place(context);
  const { child, until, ended } = begin(["emulate", "--port", "0", "--quiet"], { env: { PATH: env.PATH } });
  const [, url] = await until(/listens on (http:\S+)/);
  assert.equal((await fetch(`${url}/_emulator/state`)).status, 200);
  child.kill("SIGTERM");
  await ended;
  // The same program from a folder that has no such package above it.
  cpSync(join(root, "pkg/dist"), join(folder, "dist"), { recursive: true });
  const program = join(folder, "dist/cli.mjs");
  for (const [args, says] of [
    [["emulate"], /needs smooch-emulator, which is not installed here: npm install --save-dev smooch-emulator/],
    [["mcp", "--allow", "users.get"], /needs @modelcontextprotocol\/sdk, which is not installed here/],
  ]) {
    const { code, stderr } = await run(args, { program });
    assert.equal(code, 1);
    assert.match(stderr, says);
  }
});

/** A port that is free now. */
async function free() {
  const { createServer } = await import("node:net");
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
