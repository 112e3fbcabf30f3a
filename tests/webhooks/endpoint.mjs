// Runs an endpoint as a program of its own and posts deliveries to it, as the service does.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";

import { SECRET, link } from "./bodies.mjs";

const EVENT = link("link:failure", { error: { code: "bad_request", message: "no such number" } });

/** What the guide's handler prints of that event. */
export const LINE = `${EVENT.appUser._id} twilio no such number`;

/** A port that is free. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const headers = { "content-type": "application/json", "x-api-key": SECRET };
const text = JSON.stringify(EVENT);

/** What an endpoint has to take and to refuse; the last is too large. */
export const DELIVERIES = [
  { headers, body: text, status: 200 },
  { headers, body: text, status: 200 },
  { headers: { ...headers, "x-api-key": "guess" }, body: text, status: 409 },
  { headers: { "content-type": "application/json" }, body: text, status: 409 },
  { headers: { ...headers, "content-type": "text/plain" }, body: text.slice(1), status: 422 },
  { headers, body: JSON.stringify({ ...EVENT, more: "x".repeat(1_000_000) }), status: 413 },
];

/**
 * Makes these deliveries to an endpoint.
 *
 * @param {(init: { method: "POST", headers: Record<string, string>, body: string }) => Promise<Response>} post
 */
export async function exercise(post) {
  for (const { headers, body, status } of DELIVERIES) {
    const answer = await post({ method: "POST", headers, body });
    assert.equal(answer.status, status, await answer.text());
  }
}

/** How often the handler printed its line. */
export const times = (output) => output.split(LINE).length - 1;

/**
 * Starts a program that listens, exercises it, and gives what it printed.
 *
 * @param {string[]} command
 * @param {{ folder: string, port: number, env?: Record<string, string> }} where
 */
export async function runServer([command, ...args], { folder, port, env = {} }) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...own } = process.env;
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...own, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", WEBHOOK_SECRET: SECRET, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const ended = once(child, "exit");
  try {
    const url = `http://127.0.0.1:${port}/webhooks`;
    await reachable(url, () => child.exitCode === null || assert.fail(output));
    await exercise((init) => fetch(url, init));
  } catch (error) {
    error.message += `\n${output}`;
    throw error;
  } finally {
    child.kill();
    await ended;
  }
  return output;
}

async function reachable(url, lives) {
  for (const begun = performance.now(); ;) {
    lives();
    try {
      return void (await (await fetch(url)).text());
    } catch (error) {
      if (performance.now() - begun > 120_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
