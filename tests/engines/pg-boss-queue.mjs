// The side of pg-boss that puts items into the queue and looks at it.

import { PgBoss } from "pg-boss";
import { laneOf } from "smooch-edge/queue";

const { url } = JSON.parse(process.argv[2]);
const boss = new PgBoss({ connectionString: url });
boss.on("error", (error) => console.error(error));
await boss.start();
await boss.createQueue("dead");
await boss.createQueue("smooch", {
  policy: "key_strict_fifo",
  retryLimit: 1000,
  retryDelay: 10,
  heartbeatSeconds: 10,
  expireInSeconds: 60,
});

/** How many rows of jobs there are with this in their state. */
const rows = async (query) => (await boss.getDb().executeSql(query)).rows;

const ANSWERS = {
  // One by one: of jobs that are inserted together nobody knows which is the first.
  enqueue: async (items) => {
    for (const item of items) await boss.send("smooch", item, { singletonKey: laneOf(item) });
  },
  isEmpty: async () =>
    (await rows("select from pgboss.job where name = 'smooch' and state < 'completed' limit 1")).length === 0,
  dead: async () => (await rows("select data from pgboss.job where name = 'dead'")).map(({ data }) => data),
};

process.on("message", async ([name, given]) => process.send((await ANSWERS[name](given)) ?? true));
process.send("ready");
