// BullMQ on Redis: workers of their own processes, which share a pace in the same Redis.

import { fileURLToPath } from "node:url";

import { startRedis } from "./redis.mjs";
import { program } from "./trial.mjs";

const WORKER = fileURLToPath(new URL("bullmq-worker.mjs", import.meta.url));

export const bullmq = {
  name: "BullMQ",
  async start(settings) {
    const { Queue } = await import("bullmq");
    const { port, stop } = await startRedis();
    const connection = { host: "127.0.0.1", port };
    const queue = new Queue("smooch", { connection });
    return {
      enqueue: (items) => queue.addBulk(items.map((data) => ({ name: "call", data }))),
      work: () => program(WORKER, { ...settings, port }),
      isEmpty: async () => {
        const counts = await queue.getJobCounts("wait", "active", "delayed", "prioritized", "paused");
        return Object.values(counts).every((count) => count === 0);
      },
      dead: async () => (await queue.getFailed()).map(({ data }) => data),
      stop: async () => {
        await queue.close();
        await stop();
      },
    };
  },
};
