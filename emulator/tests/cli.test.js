// The command line: it starts, says how to reach it, logs, and stops cleanly; what it does not know it refuses.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { until } from "./clock.js";

const cli = fileURLToPath(new URL("../src/node/cli.js", import.meta.url));

/** @param {string[]} args @returns {Promise<{ code: number, stdout: string, stderr: string }>} */
const run = (...args) =>
  new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

/**
 * Starts it on a free port, and waits until it listens.
 * @param {import("node:test").TestContext} context
 * @param {string[]} args
 */
async function start(context, ...args) {
  const child = spawn(process.execPath, [cli, "--port", "0", ...args]);
  context.after(() => child.kill());
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  while (!output.includes("Ctrl+C")) {
    assert.equal(child.exitCode, null, output);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { output: () => output, url: /http:\/\/[\d.]+:\d+/.exec(output)?.[0] ?? "" };
}

describe("smooch-emulator", () => {
  test("prints lines that an .env file and a shell read as what they are", async (context) => {
    const secret = 'it\'s a "secret" of $HOME and `more`';
    const { output, url } = await start(context, "--secret", secret);
    const lines = (output().match(/^SMOOCH_.*$/gm) ?? []).join("\n");
    const shown = "${SMOOCH_BASE_URL}|${SMOOCH_APP_ID}|${SMOOCH_KEY_ID}|${SMOOCH_SECRET}";
    const script = `${lines}\nprintf %s "${shown}"`;
    const read = await new Promise((resolve) => execFile("sh", ["-c", script], (_error, stdout) => resolve(stdout)));
    assert.equal(read, `${url}|5ec0de5ec0de5ec0de5ec0de|app_5ec0de5ec0de5ec0de5ec0df|${secret}`);
    const plain = (await start(context)).output();
    assert.match(plain, /^SMOOCH_SECRET=emulated-secret-that-opens-nothing$/m);
    assert.match(plain, /^SMOOCH_BASE_URL=http:\/\/127\.0\.0\.1:\d+$/m);
  });

  test("on all addresses it prints one that can be called", async (context) => {
    const { url } = await start(context, "--host", "0.0.0.0");
    assert.match(url, /^http:\/\/127\.0\.0\.1:/);
    assert.equal((await fetch(`${url}/_emulator/state`)).status, 200);
  });

  test("--cors, --rate-limit and --conversations reach the emulator, and the log says why a request was refused", async (context) => {
    const origin = "http://localhost:3000";
    const args = ["--cors", `http://a.test, ${origin}`, "--rate-limit", "5", "--conversations", "several"];
    const { output, url } = await start(context, ...args, "--hosts", "emulator,app", "--webhook-hosts", "app");
    const authorization = `Basic ${btoa("app_5ec0de5ec0de5ec0de5ec0df:wrong")}`;
    const refused = await fetch(`${url}/v1/webhooks`, { headers: { origin, authorization } });
    assert.equal(refused.headers.get("access-control-allow-origin"), origin);
    await until(() => output().includes("/v1/webhooks"));
    assert.match(output(), /\nGET \/v1\/webhooks 401 \d+ ms \(The key id or the secret is wrong\.\)\n/);
    const key = `Basic ${btoa("app_5ec0de5ec0de5ec0de5ec0df:emulated-secret-that-opens-nothing")}`;
    const post = (/** @type {string} */ path, /** @type {object} */ body) =>
      fetch(`${url}/v2/apps/5ec0de5ec0de5ec0de5ec0de${path}`, {
        method: "POST",
        headers: { authorization: key, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const conversation = { type: "personal", participants: [{ userExternalId: "ada" }] };
    const statuses = [];
    for (const [path, body] of /** @type {const} */ ([
      ["/users", { externalId: "ada" }],
      ["/conversations", conversation],
      ["/conversations", conversation],
    ]))
      statuses.push((await post(path, body)).status);
    assert.deepEqual(statuses, [201, 201, 201]);
    const many = await Promise.all(Array.from({ length: 300 }, () => fetch(`${url}/v1/webhooks`)));
    assert.ok(many.some(({ status }) => status === 429));
  });

  test("listens, prints address and credentials, logs requests, and ends on SIGINT", async () => {
    const child = spawn(process.execPath, [
      cli,
      "--port",
      "0",
      "--app-id",
      "0123456789abcdef01234567",
      "--secret",
      "s3cret",
    ]);
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    await until(() => output.includes("Ctrl+C"));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    assert.match(output, /0123456789abcdef01234567/);
    assert.match(output, /s3cret/);
    assert.equal((await fetch(`${url}/v1/webhooks`)).status, 401);
    await until(() => output.includes("/v1/webhooks"));
    assert.match(output, /\nGET \/v1\/webhooks 401 \d+ ms\n/);
    child.kill("SIGINT");
    assert.equal(await ended, 0);
  });

  test("--help and --version", async () => {
    assert.match((await run("--help")).stdout, /--link-delay/);
    assert.match((await run("--version")).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  for (const [args, says] of /** @type {[string[], RegExp][]} */ ([
    [["--prot", "1"], /Unknown option '--prot'/],
    [["extra"], /extra/],
    [["--port", "many"], /--port must be a whole number from 0 to 65535, not "many"/],
    [["--port", "70000"], /--port/],
    [["--link-delay", "soon"], /--link-delay/],
    [["--rate-limit", "many"], /--rate-limit/],
  ])) {
    test(`${args.join(" ")} is refused with the help`, async () => {
      const { code, stderr } = await run(...args);
      assert.equal(code, 1);
      assert.match(stderr, says);
      assert.match(stderr, /Usage: smooch-emulator/);
    });
  }

  for (const [args, says] of /** @type {[string[], RegExp][]} */ ([
    [["--conversations", "two"], /conversations must be one of one, same, several/],
    [["--rate-limit", "0"], /rateLimit must be a number of requests a second, 1 or more/],
    [["--hosts", "http://emulator"], /hosts must be a list of host names/],
    [["--cors", "localhost:3000"], /cors must be true, false or a list of origins/],
    [["--webhook-hosts", "http://app"], /webhookHosts must be a list of host names/],
  ])) {
    test(`${args.join(" ")} is refused with its reason`, async () => {
      const { code, stderr } = await run("--port", "0", ...args);
      assert.equal(code, 1);
      assert.match(stderr, says);
    });
  }
});
