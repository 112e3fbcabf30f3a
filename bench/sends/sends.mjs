// One send: time and processor time of a call, one after the other and 50 in flight, over HTTP and over TLS, against
// fetch by hand and the official clients. Clients and server each have a process of their own and take turns. After some
// rounds all begin anew: two processes of one client differ by 8 %, for as long as they live.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Worker } from "../child.mjs";
import { median, middle, ratios, rounds, table } from "../numbers.mjs";
import { certificate } from "./certificate.mjs";
import { CLIENTS, REFERENCE } from "./clients.mjs";

/** Those that work on Node only are measured in `node`. */
const NAMES = Object.keys(CLIENTS).filter((name) => !/nodeFetch|undici/.test(name));
const TITLES = { http: "HTTP", https: "TLS", none: "No network: a fetch that answers at once" };
/** Those that go through the global fetch. */
const FETCHING = ["raw fetch", REFERENCE, "smooch-edge"];
/** How often the processes begin anew. */
const GENERATIONS = 6;
const FLIGHTS = { sequential: 1, parallel: 50 };

export async function measure({ quick }) {
  const { folder, files } = certified();
  const parts = [];
  const figures = {};
  for (const scheme of Object.keys(TITLES)) {
    const seen = await transport(scheme, files, quick);
    parts.push(`### ${TITLES[scheme]}\n\n${report(seen)}`);
    if (scheme === "none") continue;
    for (const flight of Object.keys(FLIGHTS)) {
      figures[`${scheme} ${flight}`] = median(ratios(seen["smooch-edge"][flight].wall, seen[REFERENCE][flight].wall));
    }
    if (scheme === "https") {
      for (const peer of ["smooch-core", "sunshine-conversations-client"]) {
        figures[`faster than ${peer}`] = median(
          ratios(seen[peer].sequential.wall, seen["smooch-edge"].sequential.wall),
        );
      }
    }
  }
  parts.push(`### Before the fetch\n\n${await beforeFetch(files, quick)}`);
  rmSync(folder, { recursive: true });
  const about =
    `Ratios are to "${REFERENCE}", round by round; below 1 is faster. The answer is 1 kB of JSON. ` +
    `Each client had ${quick ? 1 : GENERATIONS} processes, one after the other.`;
  return { text: ["## One send", about, ...parts].join("\n\n"), figures };
}

/** A folder with a key and a certificate, and the paths of the two. */
export function certified() {
  const folder = mkdtempSync(join(tmpdir(), "smooch-edge-bench-"));
  const files = { key: join(folder, "key.pem"), certificate: join(folder, "certificate.pem") };
  for (const [name, text] of Object.entries(certificate())) writeFileSync(files[name], text);
  return { folder, files };
}

/** All clients over one transport. */
function transport(scheme, files, quick) {
  const names = scheme === "none" ? NAMES.filter((name) => FETCHING.includes(name)) : NAMES;
  return compare(scheme, files, names, FLIGHTS, { quick });
}

/**
 * Some clients over one transport: by client and number in flight, the series of times and processor times.
 *
 * @param {"http" | "https" | "none"} scheme
 * @param {{ key: string, certificate: string }} files
 * @param {string[]} names
 * @param {Record<string, number>} flights
 * @param {{ quick: boolean, node?: string }} how `node` runs the clients
 */
export async function compare(scheme, files, names, flights, how) {
  const seen = {};
  for (const name of names) {
    seen[name] = { calls: 0, connections: 0 };
    for (const mode of Object.keys(flights)) seen[name][mode] = { wall: [], cpu: [] };
  }
  for (let generation = 0; generation < (how.quick ? 1 : GENERATIONS); generation++) {
    await generate(scheme, files, names, flights, seen, how);
  }
  return seen;
}

/** New processes, and some rounds with them. */
async function generate(scheme, files, names, flights, seen, { quick, node }) {
  const server = await Worker.start("sends/server.mjs", [files.key, files.certificate]);
  const env = { NODE_EXTRA_CA_CERTS: files.certificate, NODE_NO_WARNINGS: "1" };
  const clients = {};
  for (const name of names) {
    clients[name] = await Worker.start("sends/process.mjs", [name, server.hello[scheme] ?? "none:"], { env, node });
  }
  const callsOf = (flight) => (quick ? 100 : 300) * (flight === 1 ? 1 : flight <= 100 ? 2 : 5);
  const orders = [...rounds(quick ? 5 : 4, names)];
  // Two rounds to warm up, which are not looked at.
  for (const [round, order] of [names, names, ...orders].entries()) {
    for (const [mode, flight] of Object.entries(flights)) {
      const calls = callsOf(flight);
      for (const name of order) {
        await server.ask("count");
        const { wall, cpu } = await clients[name].ask({ calls, flight });
        const { connections } = await server.ask("count");
        if (round < 2) continue;
        seen[name][mode].wall.push(wall);
        seen[name][mode].cpu.push(cpu);
        seen[name].calls += calls;
        seen[name].connections += connections;
      }
    }
  }
  for (const worker of [...Object.values(clients), server]) await worker.stop();
}

/** What a call takes before its fetch, in microseconds. */
async function beforeFetch(files, quick) {
  const seen = Object.fromEntries(FETCHING.map((name) => [name, []]));
  for (let generation = 0; generation < (quick ? 1 : GENERATIONS); generation++) {
    const server = await Worker.start("sends/server.mjs", [files.key, files.certificate]);
    for (const name of FETCHING) {
      const client = await Worker.start("sends/process.mjs", [name, server.hello.http]);
      await client.ask({ calls: 1500, flight: 1 });
      seen[name].push(await client.ask({ before: 2000 }));
      await client.stop();
    }
    await server.stop();
  }
  const rows = FETCHING.map((name) => [name, middle(seen[name], 1)]);
  return `One after the other, over HTTP.\n\n${table(["client", "µs"], rows)}`;
}

/** The table of a comparison. */
export function report(seen, flights = FLIGHTS) {
  const titles = Object.values(flights).map((flight) => (flight === 1 ? "sequential" : `${flight} in flight`));
  const head = ["client", ...titles.flatMap((title) => [`${title} time`, "cpu", "µs"]), "connections per call"];
  const rows = Object.keys(seen).map((name) => {
    const cells = Object.keys(flights).flatMap((mode) => {
      const [mine, reference] = [seen[name][mode], seen[REFERENCE][mode]];
      const cpu = median(ratios(mine.cpu, reference.cpu)).toFixed(2);
      return [middle(ratios(mine.wall, reference.wall)), cpu, median(mine.wall).toFixed(0)];
    });
    return [name, ...cells, (seen[name].connections / seen[name].calls).toFixed(2)];
  });
  return table(head, rows);
}
