// One send: time and processor time of a call, one after the other and 50 in flight, over HTTP and over TLS, against
// fetch and `node:http` by hand and the official clients. Each client has a process of its own, in which fetch by hand
// takes turns with it, and the server another. After some rounds all begin anew: two processes of one client differ by
// some percent, for as long as they live.

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
const GENERATIONS = 2;
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
      figures[`${scheme} ${flight}`] = median(beside(seen["smooch-edge"][flight]));
    }
    if (scheme === "https") {
      const ours = median(beside(seen["smooch-edge"].sequential));
      for (const peer of ["smooch-core", "sunshine-conversations-client"]) {
        figures[`faster than ${peer}`] = median(beside(seen[peer].sequential)) / ours;
      }
    }
  }
  parts.push(`### Before the fetch\n\n${await beforeFetch(files, quick)}`);
  rmSync(folder, { recursive: true });
  const about =
    `Ratios are to "${REFERENCE}", which takes turns with each client in its process; below 1 is faster. ` +
    `The answer is 1 kB of JSON. Each client had ${quick ? 1 : GENERATIONS} processes, one after the other.`;
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

/** The ratios of a client to fetch by hand beside it, of the time unless something else is asked for. */
export function beside(series, of = "wall") {
  return ratios(series[of], series.beside[of]);
}

/**
 * Some clients over one transport: by client and number in flight, the series of times and processor times, and those of
 * fetch by hand beside them.
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
    seen[name] = {};
    for (const mode of Object.keys(flights)) seen[name][mode] = { wall: [], cpu: [], beside: { wall: [], cpu: [] } };
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
  // To warm up, which is not looked at: the compilers of the engine are done after about so many.
  for (const name of names) await clients[name].ask({ turns: quick ? 25 : 50, flight: 1 });
  const turnsOf = (flight) => (flight === 1 ? 40 : flight <= 100 ? 6 : 3) / (quick ? 3 : 1);
  for (const order of rounds(quick ? 3 : 4, names)) {
    for (const [mode, flight] of Object.entries(flights)) {
      for (const name of order) {
        const one = await clients[name].ask({ turns: turnsOf(flight), flight });
        const series = seen[name][mode];
        for (const of of ["wall", "cpu"]) {
          series[of].push(one[of]);
          series.beside[of].push(one.beside[of]);
        }
      }
    }
  }
  // Five turns of 20 calls, with the one that is not looked at; fetch by hand keeps its connection.
  for (const name of names) {
    await server.ask("count");
    await clients[name].ask({ turns: 4, flight: 1 });
    seen[name].connections = (await server.ask("count")).connections / 100;
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
      await client.ask({ turns: 75, flight: 1 });
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
      const series = seen[name][mode];
      const cpu = median(beside(series, "cpu")).toFixed(2);
      return [middle(beside(series)), cpu, median(series.wall).toFixed(0)];
    });
    return [name, ...cells, seen[name].connections.toFixed(2)];
  });
  return table(head, rows);
}
