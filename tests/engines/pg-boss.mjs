// pg-boss on PostgreSQL, with a strict order for each user. It wants Node 24: whoever speaks with it has a process of its own.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { startPostgres } from "./postgres.mjs";
import { program } from "./trial.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const NODE = file("../runtimes/node_modules/node-24/bin/node");

export const pgBoss = {
  name: "pg-boss",
  async start(settings) {
    packages(file("../runtimes"));
    const { url, stop } = await startPostgres();
    const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;
    const queue = fork(file("pg-boss-queue.mjs"), [JSON.stringify({ url })], { execPath: NODE, env });
    const ask = async (...question) => {
      queue.send(question);
      const [answer] = await once(queue, "message");
      return answer;
    };
    await once(queue, "message");
    return {
      enqueue: (items) => ask("enqueue", items),
      work: () => program(file("pg-boss-worker.mjs"), { ...settings, url }, NODE),
      isEmpty: () => ask("isEmpty"),
      dead: () => ask("dead"),
      stop: async () => {
        queue.kill();
        await stop();
      },
    };
  },
};
