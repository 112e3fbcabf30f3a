// `npm run soak`: many messages through each engine, with faults and kills, and the in-process queue beside them. Prints the
// table of bench/ENGINES.md, and fails where a message was lost or doubled.
//
// Run with: npm run soak -- [--messages 10000] [--kills 20] [--only BullMQ] [--api v2] [--incidents]
//
// With --incidents the service is down for a minute when a third of the messages have arrived, and the key has expired for a
// minute at two thirds.

import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";

import { Smooch } from "smooch-edge";
import { queue } from "smooch-edge/queue";

import { packages, setup } from "../../scripts/setup.mjs";
import { build } from "../../scripts/build.mjs";

const option = (value) => ({ type: /** @type {const} */ ("string"), default: value });
const { values } = parseArgs({
  options: {
    messages: option("10000"),
    kills: option("20"),
    only: option(""),
    api: option("v1"),
    incidents: { type: "boolean", default: false },
  },
});
setup();
await build();
for (const folder of [".", "../runtimes"]) packages(fileURLToPath(new URL(folder, import.meta.url)));
const { trial, IMPOSSIBLE } = await import("./trial.mjs");
const { bullmq } = await import("./bullmq.mjs");
const { lanes, queues } = await import("./cloudflare.mjs");
const { pgBoss } = await import("./pg-boss.mjs");
const { sqs } = await import("./sqs.mjs");

/** What the service does for a minute, when this share of the messages has arrived. */
const INCIDENTS = [
  { share: 1 / 3, faults: [{ status: 503, times: "always" }], lasts: 60_000 },
  { share: 2 / 3, faults: [{ status: 401, times: "always" }], lasts: 60_000 },
];

/** The queue of this process, which nobody kills, for its throughput. */
const inProcess = {
  name: "in-process queue",
  async start({ client, perSecond }) {
    const calls = queue(new Smooch(client), { concurrency: 20, perSecond });
    const dead = [];
    const unsure = [];
    let run = Promise.resolve();
    return {
      enqueue: async (items) => {
        run = (async () => {
          const withKey = items.map((item) => ({ ...item, options: { dedupe: item.operation === "send" } }));
          for await (const { item, status } of calls.run(withKey)) {
            if (status === "not sent") dead.push(item);
            if (status === "maybe") unsure.push(/** @type {any} */ (item).ref);
          }
        })();
        await run;
      },
      work: () => ({ kill: () => Promise.resolve() }),
      isEmpty: async () => true,
      dead: async () => dead,
      facts: async () => ({ unsure }),
      stop: () => {},
    };
  },
};

const messages = Number(values.messages);
const shared = {
  messages,
  users: 25 * Math.max(1, Math.round(messages / 1000)),
  perSecond: 400,
  apiVersion: values.api,
  incidents: values.incidents ? INCIDENTS.map(({ share, ...rest }) => ({ at: messages * share, ...rest })) : [],
};
const rows = [];
const engines = [inProcess, bullmq, queues, lanes, pgBoss, sqs].filter(
  ({ name }) => values.only === "" || name === values.only,
);
if (engines.length === 0) throw new Error(`There is no engine "${values.only}".`);
for (const engine of engines) {
  const isOne = engine === queues || engine === lanes;
  const kills = engine === inProcess ? 0 : Number(values.kills);
  const incidents = engine === inProcess ? [] : shared.incidents;
  const report = (line) => console.error(`${engine.name}, ${line}`);
  const row = await trial(engine, {
    ...shared,
    incidents,
    report,
    kills,
    workers: isOne || engine === inProcess ? 1 : 2,
  });
  rows.push(row);
  console.error(`${row.engine}: ${row.seconds.toFixed()} s, lost ${row.lost.length}, doubled ${row.doubled.length}`);
  for (const history of row.doubled) console.error(history);
}

const cells = [
  ["engine", ({ engine }) => engine],
  ["messages", ({ messages }) => messages],
  ["kills", ({ kills }) => kills],
  ["lost", ({ lost }) => lost.length],
  ["told maybe", ({ unsure }) => unsure?.length ?? 0],
  ["doubled", ({ doubled }) => doubled.length],
  ["out of order", ({ late }) => late.length],
  ["dead", ({ dead }) => dead.length],
  ["of them impossible", ({ dead }) => dead.filter((ref) => IMPOSSIBLE.includes(ref)).length],
  ["requests", ({ requests }) => requests],
  ["429", ({ refused }) => refused],
  ["messages/s", ({ messages, seconds }) => (messages / seconds).toFixed(1)],
];
console.log(`| ${cells.map(([name]) => name).join(" | ")} |`);
console.log(`| ${cells.map((_, index) => (index ? "---:" : "---")).join(" | ")} |`);
for (const row of rows) console.log(`| ${cells.map(([, of]) => of(/** @type {any} */ (row))).join(" | ")} |`);
const isWrong = ({ engine, lost, doubled, unsure = [] }) => {
  // It gives up by itself, and says so. A request that lands 1.5 s after its connection broke is beyond what it waits for.
  if (engine === inProcess.name) return lost.some((ref) => !unsure.includes(ref));
  return lost.length + doubled.length > 0;
};
if (rows.some(isWrong)) process.exitCode = 1;
