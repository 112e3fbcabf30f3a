// Past this machine, in virtual time: 1 to 1,000 workers and up to 100 million messages a day, against a service that limits,
// fails and slows down. The engine and the service are models; `deliver`, `inLanes` and the pace are the real code, whose clock
// and timers are replaced. Half a minute of each load takes seconds.
//
// Run with: node bench/simulate.mjs [--seconds 30] [--seed 1]

import { parseArgs } from "node:util";

import { Smooch } from "smooch-edge";
import { deliver, inLanes, memoryPace } from "smooch-edge/queue";

import { Clock } from "./simulate/clock.mjs";
import { Engine } from "./simulate/engine.mjs";
import { Service } from "./simulate/service.mjs";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "30" }, seed: { type: "string", default: "1" } },
});

/** The loads: what comes in a day, who works on it, what the service allows, and the pace. */
const LOADS = [
  { perDay: 100_000, workers: 1, limit: 50, perSecond: 45 },
  { perDay: 1_000_000, workers: 1, limit: 50, perSecond: 45 },
  { perDay: 1_000_000, workers: 10, limit: 50, perSecond: 45 },
  { perDay: 10_000_000, workers: 10, limit: 200, perSecond: 180 },
  { perDay: 10_000_000, workers: 100, limit: 200, perSecond: 180 },
  { perDay: 10_000_000, workers: 100, limit: 200 },
  { perDay: 100_000_000, workers: 100, limit: 2000, perSecond: 1800 },
  { perDay: 100_000_000, workers: 1000, limit: 2000, perSecond: 1800 },
  { perDay: 100_000_000, workers: 1000, limit: 2000 },
  { name: "too much", perDay: 5_000_000, workers: 50, limit: 50, perSecond: 45 },
  { name: "too much", perDay: 5_000_000, workers: 50, limit: 50 },
  { name: "1,000 at once", perDay: 10_000_000, workers: 100, limit: 200, perSecond: 180, burst: 1000 },
  { name: "4,000 at once", perDay: 1_000_000, workers: 50, limit: 50, perSecond: 45, burst: 4000 },
  { name: "1,000 at once", perDay: 10_000_000, workers: 100, limit: 200, burst: 1000 },
  { name: "outage of 20 s", perDay: 10_000_000, workers: 100, limit: 200, perSecond: 180, outage: [10, 30] },
  { name: "key expired for 20 s", perDay: 10_000_000, workers: 100, limit: 200, perSecond: 180, expired: [10, 30] },
  { name: "in lanes", perDay: 10_000_000, workers: 100, limit: 200, perSecond: 180, lanes: true },
  { name: "slow: 2 % take 15 s", perDay: 10_000_000, workers: 100, limit: 200, perSecond: 180, slow: 0.02 },
];

const rows = [];
for (const load of LOADS) {
  const began = performance.now();
  const clock = new Clock(Number(values.seed));
  const service = new Service(clock, load, new Smooch({ token: "none" }));
  const engine = new Engine(clock, service, load, Number(values.seconds));
  const pace = load.perSecond && memoryPace({ perSecond: load.perSecond });
  await clock.run(() => engine.run(deliver, inLanes, pace));
  rows.push({ ...load, ...engine.outcome() });
  console.error(`${load.perDay} ${load.workers} ${load.name ?? ""} ${(performance.now() - began).toFixed()} ms`);
}

const cells = [
  ["load", ({ name = "" }) => name],
  ["messages a day", ({ perDay }) => perDay.toLocaleString("en")],
  ["workers", ({ workers }) => workers],
  ["limit/s", ({ limit }) => limit],
  ["pace/s", ({ perSecond = "none" }) => perSecond],
  ["messages", ({ messages }) => messages],
  ["requests each", ({ requests, messages }) => (requests / messages).toFixed(2)],
  ["refused", ({ refused }) => refused],
  ["deliveries each", ({ deliveries, messages }) => (deliveries / messages).toFixed(2)],
  ["wait p50, s", ({ p50 }) => p50.toFixed(1)],
  ["wait p99, s", ({ p99 }) => p99.toFixed(1)],
  ["out of order", ({ late }) => late],
  ["doubled", ({ doubled }) => doubled],
  ["not sent in 2 min", ({ unsent }) => unsent],
];
console.log(`| ${cells.map(([name]) => name).join(" | ")} |`);
console.log(`| ${cells.map((_, index) => (index ? "---:" : "---")).join(" | ")} |`);
for (const row of rows) console.log(`| ${cells.map(([, of]) => of(/** @type {any} */ (row))).join(" | ")} |`);
if (rows.some(({ dead }) => dead)) process.exitCode = 1;
