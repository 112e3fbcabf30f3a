// On Cloudflare Workers, in the real workerd: what happens after the answer goes on under `waitUntil(settled())`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { createEmulator } from "../src/index.js";
import { caller, text, twilio } from "./caller.js";
import { until } from "./clock.js";

// By their addresses, since they are outside of what is type-checked here.
const { packages } = await import(String(new URL("../../scripts/setup.mjs", import.meta.url)));
const runtimes = new URL("../../tests/runtimes/", import.meta.url);

/** The Worker of the README, as it stands there. */
function fromReadme() {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const [, code = ""] = /```js\n(import \{ createEmulator, createHandler \}[^]*?)```/.exec(readme) ?? [];
  assert.match(code, /waitUntil/);
  return code;
}

describe("a Worker", () => {
  /** @type {any} */
  let miniflare;
  /** @type {string} */
  let url;
  /** @type {{ trigger: string }[]} */
  const received = [];
  const hook = createServer(async (incoming, outgoing) => {
    const chunks = await incoming.toArray();
    received.push(JSON.parse(Buffer.concat(chunks).toString()));
    outgoing.end();
  });

  before(async () => {
    packages(fileURLToPath(runtimes));
    const { Miniflare } = await import(String(new URL("node_modules/miniflare/dist/src/index.js", runtimes)));
    const { outputFiles } = await build({
      stdin: { contents: fromReadme(), resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
      bundle: true,
      write: false,
      format: "esm",
      platform: "neutral",
      mainFields: ["module", "main"],
      conditions: ["workerd", "import"],
    });
    const modules = [{ type: "ESModule", path: "worker.mjs", contents: outputFiles[0]?.text }];
    miniflare = new Miniflare({ port: 0, modules, compatibilityDate: "2026-04-01" });
    url = String(await miniflare.ready).replace(/\/$/, "");
    await new Promise((resolve) => hook.listen(0, "127.0.0.1", () => resolve(undefined)));
  });
  after(async () => {
    hook.close();
    await miniflare.dispose();
  });

  test("links, delivers and calls webhooks after its answers", { timeout: 120_000 }, async () => {
    const arrived = (/** @type {string} */ name) => received.some(({ trigger }) => trigger === name);
    // The same fixed credentials.
    const call = caller(createEmulator(), { base: url, fetch });
    const port = /** @type {import("node:net").AddressInfo} */ (hook.address()).port;
    const target = `http://127.0.0.1:${port}/hook`;
    assert.equal((await call("POST", "/v1.1/webhooks", { target, triggers: ["*"] })).status, 201);
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    assert.equal((await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145555555"))).status, 200);
    await until(() => arrived("client:add") && arrived("link:success"));
    assert.equal((await call("POST", "/v1.1/appusers/ada/messages", text("hi"))).status, 201);
    await until(() => received.length === 6);
    assert.deepEqual(received.map(({ trigger }) => trigger).sort(), [
      "client:add",
      "link:match",
      "link:success",
      "message:appMaker",
      "message:delivery:channel",
      "message:delivery:user",
    ]);
  });

  test("is steered under /_emulator, and only by those that it lets in", async () => {
    const json = { "content-type": "application/json" };
    const state = await (await fetch(`${url}/_emulator/state`)).json();
    assert.equal(/** @type {any} */ (state).messages.length, 1);
    const foreign = { ...json, origin: "https://evil.example" };
    assert.equal((await fetch(`${url}/_emulator/reset`, { method: "POST", headers: foreign })).status, 403);
    assert.equal((await fetch(`${url}/_emulator/reset`, { method: "POST", headers: json })).status, 200);
    const emptied = await (await fetch(`${url}/_emulator/state`)).json();
    assert.deepEqual(/** @type {any} */ (emptied).users, []);
  });
});
