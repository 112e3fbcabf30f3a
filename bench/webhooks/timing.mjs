// Whether the time of a comparison tells where a secret differs: Welch's t-test between secrets that differ at their
// first character and at their last, drawn in turns by chance, as dudect does it. |t| over 4.5 would be a leak. Beside
// it a comparison that stops at the first difference, to see that the test would see one.
//
// node bench/webhooks/timing.mjs [rounds]

import { performance } from "node:perf_hooks";

import { isOneOf } from "../../pkg/src/webhooks/secret.js";

const ROUNDS = Number(process.argv[2] ?? 200_000);
const SECRET = "5c".repeat(20);
const CLASSES = {
  "differs at its first character": `x${SECRET.slice(1)}`,
  "differs at its last character": `${SECRET.slice(0, -1)}x`,
};

/** Stops at the first difference, as naive code does. */
async function naive(given, [secret]) {
  if (given.length !== secret.length) return false;
  for (let index = 0; index < secret.length; index++) {
    if (given.charCodeAt(index) !== secret.charCodeAt(index)) return false;
  }
  return true;
}

/** Times of both classes in nanoseconds, in turns by chance. */
async function times(compare) {
  const samples = Object.values(CLASSES).map(() => []);
  const given = Object.values(CLASSES);
  for (let round = -5000; round < ROUNDS; round++) {
    const which = Math.random() < 0.5 ? 0 : 1;
    const began = performance.now();
    await compare(given[which], [SECRET]);
    const took = (performance.now() - began) * 1e6;
    if (round >= 0) samples[which].push(took);
  }
  return samples;
}

/** Without the slowest twentieth of both together: interrupts and collections tell of nothing. */
function cropped(samples) {
  const all = Float64Array.from(samples.flat()).sort();
  const most = all[Math.floor(all.length * 0.95)];
  return samples.map((list) => list.filter((time) => time <= most));
}

function moments(list) {
  const mean = list.reduce((sum, time) => sum + time, 0) / list.length;
  const variance = list.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (list.length - 1);
  return { mean, error: variance / list.length };
}

for (const [name, compare] of Object.entries({ "smooch-edge/webhooks": isOneOf, "stops at the first": naive })) {
  const [first, last] = cropped(await times(compare)).map(moments);
  const t = (last.mean - first.mean) / Math.sqrt(first.error + last.error);
  const means = [first, last].map(({ mean }) => `${mean.toFixed(1)} ns`).join(" and ");
  console.log(`${name}: ${means}, t = ${t.toFixed(2)}`);
}
