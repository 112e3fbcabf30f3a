// Sends a message to each person of a CSV. Start it again after anything: node send.js people.csv spring-sale

import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Smooch } from "smooch-edge";
import { queue } from "smooch-edge/queue";

const [file, campaign] = process.argv.slice(2);
if (!file || !campaign) throw new Error("Usage: node send.js people.csv name-of-the-campaign");
const journal = `${campaign}.journal`;

/** @type {{ userId: string, givenName: string }[]} */
const people = parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true });

/** Who has it, from runs before. */
const done = new Set();
for (const line of existsSync(journal) ? readFileSync(journal, "utf8").split("\n") : []) {
  try {
    const { userId, status } = JSON.parse(line);
    if (status === "sent") done.add(userId);
  } catch {} // a line that a crash cut short
}

let isStopping = false;
process.once("SIGINT", () => (isStopping = true)); // ends without a message of which nobody can tell

/** @returns {Generator<import("smooch-edge/queue").QueueItem & { id: string }>} */
function* messages() {
  for (const { userId, givenName } of people) {
    if (isStopping) return;
    if (done.has(userId)) continue;
    const text = `Dear ${givenName}, all is half the price this week.`;
    // The same key in each run: what may have been sent is looked for, and not sent twice.
    const options = { dedupeKey: `${campaign} ${userId}` };
    yield { operation: "send", id: userId, body: { role: "appMaker", type: "text", text }, options };
  }
}

const before = people.filter(({ userId }) => done.has(userId)).length;
const counts = { sent: before, "not sent": 0, maybe: 0 };
const calls = queue(Smooch.fromEnv({ apiVersion: "v1" }), {
  concurrency: 8,
  perSecond: Number(process.env.PER_SECOND ?? 20),
});
for await (const { item, status, error } of calls.run(messages())) {
  // Begins with the line break, so that it never continues a line that a crash cut short.
  appendFileSync(journal, `\n${JSON.stringify({ userId: item.id, status, reason: error?.message })}`);
  counts[status]++;
  show();
}
show();
process.stderr.write("\n");
process.exitCode = counts.sent === people.length ? 0 : 1;

function show() {
  const ended = counts.sent + counts["not sent"] + counts.maybe;
  const bar = "#".repeat((30 * ended) / Math.max(people.length, 1)).padEnd(30);
  const words = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  process.stderr.write(`\r[${bar}] ${ended}/${people.length}: ${words.join(", ")}`);
}
