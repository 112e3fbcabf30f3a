// The guide's code, run as it stands on the engines themselves: a message goes in and arrives once. That of SQS is in
// `sqs.test.mjs`, beside the server.

import { fileURLToPath } from "node:url";
import { describe, test } from "node:test";
import { join } from "node:path";

import { packages } from "../../scripts/setup.mjs";
import { service, workersOf, write } from "./guide.mjs";
import { startPostgres } from "./postgres.mjs";
import { startRedis } from "./redis.mjs";
import { program } from "./trial.mjs";

packages(import.meta.dirname);
const runtimes = fileURLToPath(new URL("../runtimes", import.meta.url));
packages(runtimes);
const { Log, LogLevel, Miniflare } = await import(join(runtimes, "node_modules/miniflare/dist/src/index.js"));

/** Runs a piece as a program until its message has arrived. */
async function run(context, name, lines, node) {
  const { client, arrival } = await service(context);
  const running = program(write(context, name, client, lines), {}, node);
  try {
    await arrival();
  } finally {
    await running.kill();
  }
}

/** Runs Workers, the first of which gets a request, until the message has arrived. */
async function runWorkers(context, workersFor) {
  const { client, arrival } = await service(context);
  const shared = { compatibilityDate: "2026-04-01", bindings: { client } };
  const miniflare = new Miniflare({
    ...{ log: new Log(LogLevel.NONE), cf: false },
    // What nobody reads would keep this process alive.
    handleRuntimeStdio: (...streams) => streams.forEach((stream) => stream.resume()),
    workers: workersFor.map((worker) => ({ ...shared, ...worker })),
  });
  context.after(() => miniflare.dispose());
  await fetch(await miniflare.ready);
  await arrival();
}

// Beside each other: they mostly wait.
describe("the guide's code", { concurrency: true }, () => {
  test("Cloudflare Queues, in workerd", async (context) => {
    const { sender, rest } = workersOf("cloudflare-queues.ts");
    await runWorkers(context, [
      { name: "sender", modules: sender, queueProducers: { QUEUE: "smooch" } },
      {
        ...{ name: "consumer", modules: rest, queueConsumers: { smooch: { maxBatchTimeout: 0.1, maxRetries: 100 } } },
        durableObjects: { PACE: { className: "PaceObject", useSQLite: true } },
      },
    ]);
  });

  test("a Durable Object for each user, in workerd", async (context) => {
    const { both } = workersOf("durable-objects.ts");
    const object = (className) => ({ className, useSQLite: true });
    const durableObjects = { LANES: object("Lane"), PACE: object("PaceObject") };
    await runWorkers(context, [{ name: "worker", modules: both, durableObjects }]);
  });

  test("BullMQ, on Redis", async (context) => {
    const { port, stop } = await startRedis();
    context.after(stop);
    await run(context, "bullmq.ts", `const connection = { host: "127.0.0.1", port: ${port} };`);
  });

  test("pg-boss, on PostgreSQL", async (context) => {
    const { url, stop } = await startPostgres();
    context.after(stop);
    const lines = `import { PgBoss } from "pg-boss";
      import { memoryPace } from "smooch-edge/queue";
      const boss = new PgBoss(${JSON.stringify(url)});
      await boss.start();
      const pace = memoryPace({ perSecond: 45 });`;
    await run(context, "pg-boss.ts", lines, join(runtimes, "node_modules/node-24/bin/node"));
  });

  test("an engine without an adapter", async (context) => {
    const lines = `import { memoryPace } from "smooch-edge/queue";
      const pace = memoryPace({ perSecond: 45 });
      const fail = () => Promise.reject(new Error("The job was sent, and is not done."));
      const job = { id: "1", attempt: 1, data: item, done: async () => {}, later: fail, bury: fail };`;
    await run(context, "any-engine.ts", lines);
  });
});
