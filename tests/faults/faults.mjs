// Runs every call under every fault in every runtime, and writes RESULTS.md with `--update`.
//
// Run with: node tests/faults/faults.mjs --update

import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

import { Smooch } from "smooch-edge";

import { packages } from "../../scripts/setup.mjs";
import { CALLS, open } from "./cell.mjs";
import { KINDS } from "./kinds.mjs";
import { OPERATIONS } from "./programs/calls.mjs";
import { table } from "./table.mjs";

/** Where the table is. */
export const RESULTS = fileURLToPath(new URL("RESULTS.md", import.meta.url));

/** The name of the row in which the body of the answer ends after each of its bytes but the last. */
export const CUTS = "cut after every byte of the body";

/**
 * Runs everything.
 *
 * @returns {Promise<{ rows: Row[], complaints: string[], elsewhere: number }>} `elsewhere`: how often somebody connected
 *   to the origin that the redirects name
 *
 * @typedef {object} Row
 * @property {string} runtime
 * @property {string} kind
 * @property {Record<string, any>} fault
 * @property {"once" | "always"} often
 * @property {string} call
 * @property {{ text: string, ms: number }[]} outcomes one, or one for each cut
 * @property {{ own: number, reads: number, reached: number }} seen
 */
export async function runAll() {
  packages(fileURLToPath(new URL("../runtimes/", import.meta.url)));
  const { runtimes } = await import("./runtimes.mjs");
  let elsewhere = 0;
  const other = createServer((socket) => {
    elsewhere += 1;
    socket.destroy();
  });
  other.listen(0, "127.0.0.1");
  await once(other, "listening");
  const complaints = [];
  const rows = [];
  // All services are open before the first call: opening one would keep the others waiting.
  const prepared = [];
  for (const [runtime, makeCalls] of Object.entries(runtimes())) {
    const cells = await cellsOf(`http://127.0.0.1:${other.address().port}/v1/appusers`);
    prepared.push({ runtime, makeCalls, cells });
  }
  const run = async ({ runtime, makeCalls, cells }) => {
    const plan = { credentials: CREDENTIALS, cells: cells.flatMap(({ plans }) => plans) };
    const said = await makeCalls(plan);
    complaints.push(...said.complaints.map((complaint) => `${runtime}: ${complaint}`));
    for (const { plans, service, ...row } of cells) {
      const outcomes = plans.map(({ id }) => said.outcomes[id] ?? { text: "no outcome", ms: 0 });
      rows.push({ runtime, ...row, outcomes, seen: service.seen() });
      await service.close();
    }
  };
  // Most of the time is waits between repeats, so two run together.
  const left = [...prepared];
  const runOnes = async () => {
    for (let next = left.shift(); next; next = left.shift()) await run(next);
  };
  await Promise.all([runOnes(), runOnes()]);
  other.close();
  return { rows, complaints, elsewhere };
}

const CREDENTIALS = { keyId: "app_5ec0de5ec0de5ec0de5ec0df", secret: "emulated-secret-that-opens-nothing" };

/** The cells of the table for one runtime, each with its service. */
async function cellsOf(elsewhere) {
  const cells = [];
  for (const [call, { operation, options = {} }] of Object.entries(CALLS)) {
    for (const [kind, make] of Object.entries(KINDS)) {
      for (const often of ["once", "always"]) {
        const fault = make(elsewhere);
        if (often === (fault.url ? "once" : fault.rules && "always")) continue;
        const service = await open(operation, fault, often === "once" ? 1 : "always");
        const client = { maxResponseSize: 1_000_000, ...fault.options };
        const id = `${kind}, ${often}, ${call}`;
        const stage = fault.options ? "long" : "short";
        const plans = [{ id, url: service.url, operation, userId: "ada", warm: fault.warm, stage, client, options }];
        cells.push({ kind, fault, often, call, plans, service });
      }
    }
    cells.push(await cuts(call, operation, options));
  }
  return cells;
}

/** The cell of all cuts: a call for each, with no repeats but the one that lets `dedupe` read. */
async function cuts(call, operation, options) {
  // A message is looked for among the newest hundred: with `dedupe`, too, each call has a user of its own.
  const userId = (index) => (operation === "create" || options.dedupe ? `ada-${1000 + index}` : "ada");
  const length = await lengthOf(operation, userId(0), options);
  const rules = Array.from({ length }, (_, cutAt) => ({ cutAt, times: 1 }));
  const fault = { rules };
  const service = await open(operation, fault, 1, [...new Set(rules.map((_, index) => userId(index)))]);
  const plans = rules.map((_, index) => ({
    id: `${CUTS}, ${call}, ${index}`,
    url: service.url,
    operation,
    userId: userId(index),
    stage: "busy",
    client: { maxRetries: options.dedupe ? 1 : 0 },
    options,
  }));
  return { kind: CUTS, fault, often: "once", call, plans, service };
}

/** The length of an answer without faults, in bytes. */
async function lengthOf(operation, userId, options) {
  const service = await open(operation, {}, 1, [userId]);
  let length = 0;
  const fetchAndCount = async (url, init) => {
    const response = await fetch(url, init);
    length = (await response.clone().arrayBuffer()).byteLength;
    return response;
  };
  const smooch = new Smooch({ ...CREDENTIALS, baseUrl: service.url, fetch: fetchAndCount });
  await OPERATIONS[operation](smooch, userId, options);
  await service.close();
  return length;
}

if (import.meta.main ?? process.argv[1] === fileURLToPath(import.meta.url)) {
  const { rows, complaints, elsewhere } = await runAll();
  if (process.argv.includes("--update")) writeFileSync(RESULTS, table(rows));
  else console.log(table(rows));
  if (complaints.length + elsewhere > 0) console.error(complaints, `${elsewhere} connections elsewhere`);
}
