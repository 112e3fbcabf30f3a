// A worker of pg-boss. What is dead goes to a queue of its own: a job that has failed would hold back its user for ever.

import { PgBoss } from "pg-boss";
import { Smooch } from "smooch-edge";
import { memoryPace, pgBoss } from "smooch-edge/queue";

const { client, url, perSecond, maybeAfter } = JSON.parse(process.argv[2]);
const smooch = new Smooch(client);
const pace = memoryPace({ perSecond: perSecond / 2 });
const boss = new PgBoss({ connectionString: url, superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 });
boss.on("error", (error) => console.error(error));
await boss.start();

const options = {
  ...{ perJobResults: true, includeMetadata: true, batchSize: 10 },
  // Several batches beside each other, and the next at once while there are more.
  ...{ pollingIntervalSeconds: 0.5, localConcurrency: 3, burstWhenBatchFull: true },
};
const onDead = ({ item }) => boss.send("dead", item);
await boss.work("smooch", options, pgBoss(boss, smooch, { pace, maybeAfter, onDead }));
