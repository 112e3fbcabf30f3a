// A worker of BullMQ. Its times are short, so that a test sees what happens after them.

import { Worker } from "bullmq";
import { Redis } from "ioredis";
import { Smooch } from "smooch-edge";
import { bullmq, redisPace } from "smooch-edge/queue";

const { client, port, perSecond, maybeAfter } = JSON.parse(process.argv[2]);
const smooch = new Smooch(client);
const pace = redisPace(new Redis(port, "127.0.0.1"), { perSecond });

const worker = new Worker("smooch", bullmq(smooch, { pace, maybeAfter }), {
  connection: { host: "127.0.0.1", port },
  concurrency: 10,
  lockDuration: 20_000,
  stalledInterval: 1500,
  maxStalledCount: 1000,
});
worker.on("error", (error) => console.error(error));
