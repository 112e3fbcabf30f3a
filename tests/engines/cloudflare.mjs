// Cloudflare: Queues and Durable Objects, in workerd. The broker of miniflare keeps its messages in memory: it has a workerd
// of its own, and the consumer, which is killed, another. Durable Objects are on disk, and their workerd is killed.
//
// The broker gives a consumer one batch of a queue at a time, where Cloudflare's gives up to 250. So there are several queues with
// one consumer, whose batches are under way together in one isolate.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http, { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Log, LogLevel, Miniflare } from "../runtimes/node_modules/miniflare/dist/src/index.js";
import { freePort } from "../webhooks/endpoint.mjs";
import { ask } from "./ask.mjs";
import { MAYBE_AFTER, until } from "./trial.mjs";

const WORKERD = fileURLToPath(new URL("cloudflare-workerd.mjs", import.meta.url));

// The broker logs each batch to a server of miniflare's in this process. If that fails, the broker forgets the batch and stops:
// an idle connection must not end between two lines.
const { createServer: create } = http;
http.createServer = /** @type {typeof create} */ (
  (/** @type {any[]} */ ...given) => Object.assign(create(...given), { keepAliveTimeout: 0 })
);

/** How long a batch waits whose consumer was killed, in seconds: longer than a request takes. */
const RETRY_DELAY = MAYBE_AFTER / 1000;

/** How many batches are under way together. */
const QUEUES = 4;

/** The broker: hands each batch to the consumer, and does what it says. */
const BROKER = `let acknowledged = 0;
/** Batches that the consumer has at the same time, now and at most. */
let underWay = 0;
let together = 0;
/** Cloudflare starts a consumer for a batch: none is spent on one that is not there yet. */
async function ready(consumer) {
  for (;;) {
    try {
      return await fetch(consumer);
    } catch {
      await scheduler.wait(100);
    }
  }
}
async function consume(consumer, messages) {
  together = Math.max(together, ++underWay);
  try {
    return await (await fetch(consumer, { method: "POST", body: JSON.stringify(messages) })).json();
  } finally {
    underWay--;
  }
}
export default {
  async fetch(request, env) {
    if (request.method === "GET") return Response.json({ acknowledged, together });
    const parts = Array.from({ length: env.QUEUES }, () => []);
    for (const [index, body] of (await request.json()).entries()) parts[index % env.QUEUES].push({ body });
    await Promise.all(parts.map((part, index) => part.length && env[\`QUEUE\${index}\`].sendBatch(part)));
    return new Response();
  },
  async queue(batch, env) {
    const messages = batch.messages.map(({ id, timestamp, body, attempts }) => ({ id, timestamp, body, attempts }));
    await ready(env.CONSUMER);
    const { outcome, explicitAcks, retryMessages } = await consume(env.CONSUMER, messages);
    if (outcome !== "ok") throw new Error(outcome);
    const waits = new Map(retryMessages.map(({ msgId, delaySeconds }) => [msgId, delaySeconds]));
    for (const message of batch.messages) {
      if (waits.has(message.id)) message.retry({ delaySeconds: waits.get(message.id) });
      else if (!explicitAcks.includes(message.id)) throw new Error("A message has no verdict.");
      else acknowledged++ + message.ack();
    }
  },
};`;

/** Takes what is put aside. */
async function graveyard() {
  const dead = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    dead.push(JSON.parse(text));
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { dead, url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** Starts a workerd in a process of its own, which can be killed; ready when it answers. */
function workerd(settings) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;
  const stdio = /** @type {const} */ (["ignore", "inherit", "inherit"]);
  const child = spawn(process.execPath, [WORKERD, JSON.stringify(settings)], { stdio, env, detached: true });
  const exited = once(child, "exit");
  return {
    // With the workerd that it has started.
    kill: () => {
      process.kill(-(/** @type {number} */ (child.pid)), "SIGKILL");
      return exited;
    },
  };
}

export const queues = {
  name: "Cloudflare Queues",
  async start({ client, ...settings }) {
    const grave = await graveyard();
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), "smooch-workerd-"));
    const names = Array.from({ length: QUEUES }, (_, index) => `smooch-${index}`);
    const consumer = { maxBatchSize: 25, maxBatchTimeout: 0.1, maxRetries: 100, retryDelay: RETRY_DELAY };
    const miniflare = new Miniflare({
      modules: [{ type: "ESModule", path: "broker.mjs", contents: BROKER }],
      compatibilityDate: "2026-04-01",
      cf: false,
      log: new Log(LogLevel.NONE),
      // What nobody reads would keep this process alive.
      handleRuntimeStdio: (...streams) => streams.forEach((stream) => stream.resume()),
      bindings: { CONSUMER: `http://127.0.0.1:${port}/`, QUEUES },
      queueProducers: Object.fromEntries(names.map((name, index) => [`QUEUE${index}`, name])),
      queueConsumers: Object.fromEntries(names.map((name) => [name, consumer])),
    });
    const url = await miniflare.ready;
    let enqueued = 0;
    const state = () => ask(url);
    return {
      enqueue: async (items) => {
        for (let at = 0; at < items.length; at += 100) {
          const part = items.slice(at, at + 100);
          await ask(url, part);
          enqueued += part.length;
        }
      },
      work: () => workerd({ kind: "queue", port, folder, bindings: { client, grave: grave.url, ...settings } }),
      isEmpty: async () => (await state()).acknowledged === enqueued,
      facts: async () => ({ together: (await state()).together }),
      dead: async () => grave.dead,
      stop: async () => {
        await miniflare.dispose();
        grave.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

export const lanes = {
  name: "Durable Objects",
  async start({ client, ...settings }) {
    const grave = await graveyard();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const folder = mkdtempSync(join(tmpdir(), "smooch-workerd-"));
    const reach = (item) => ask(url, item).catch(() => false);
    return {
      enqueue: async (items) => {
        await until(() => reach(), "the start of workerd");
        // Those of a user one after the other, and the users beside each other.
        const byUser = new Map(items.map(({ id }) => [id, []]));
        for (const item of items) byUser.get(item.id).push(item);
        const send = (item) => until(() => reach(item), "an item for its lane");
        await Promise.all(
          Array.from(byUser.values(), async (items) => {
            for (const item of items) await send(item);
          }),
        );
      },
      work: () => workerd({ kind: "lanes", port, folder, bindings: { client, grave: grave.url, ...settings } }),
      isEmpty: async () => (await reach())?.left === 0,
      dead: async () => grave.dead,
      stop: async () => {
        grave.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};
