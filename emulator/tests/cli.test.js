// The command line: it starts, says how to reach it, logs, and stops cleanly; what it does not know it refuses.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../src/node/cli.js", import.meta.url));

/** @param {string[]} args @returns {Promise<{ code: number, stdout: string, stderr: string }>} */
const run = (...args) =>
  new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe("smooch-emulator", () => {
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
    while (!output.includes("Ctrl+C")) await new Promise((resolve) => setTimeout(resolve, 10));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    assert.match(output, /0123456789abcdef01234567/);
    assert.match(output, /s3cret/);
    assert.equal((await fetch(`${url}/v1/webhooks`)).status, 401);
    while (!output.includes("/v1/webhooks")) await new Promise((resolve) => setTimeout(resolve, 10));
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
  ])) {
    test(`${args.join(" ")} is refused with the help`, async () => {
      const { code, stderr } = await run(...args);
      assert.equal(code, 1);
      assert.match(stderr, says);
      assert.match(stderr, /Usage: smooch-emulator/);
    });
  }
});
