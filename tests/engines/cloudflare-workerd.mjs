// A workerd in a process of its own: the consumer of a queue, or Durable Objects on disk. The consumer gets each batch by
// HTTP and hands it to workerd as the event that it is in production.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import { Log, LogLevel, Miniflare } from "../runtimes/node_modules/miniflare/dist/src/index.js";

const { kind, port, folder, bindings } = JSON.parse(process.argv[2]);
const text = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const dist = "../../pkg/dist/";
const WASM = "smooch_edge_bg.wasm";

const miniflare = new Miniflare({
  modules: [
    { type: "ESModule", path: "worker.mjs", contents: text("cloudflare-worker.mjs") },
    { type: "ESModule", path: "smooch-edge", contents: text(`${dist}workerd.mjs`) },
    { type: "ESModule", path: "smooch-edge/queue", contents: text(`${dist}queue.mjs`) },
    { type: "CompiledWasm", path: WASM, contents: readFileSync(new URL(`${dist}${WASM}`, import.meta.url)) },
  ],
  compatibilityDate: "2026-04-01",
  cf: false,
  log: new Log(LogLevel.ERROR),
  bindings,
  durableObjects: {
    LANES: { className: "Lane", useSQLite: true },
    PACE: { className: "PaceObject", useSQLite: true },
  },
  durableObjectsPersist: folder,
  ...(kind === "lanes" && { port, host: "127.0.0.1" }),
});
await miniflare.ready;

if (kind === "queue") {
  const worker = await miniflare.getWorker();
  createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    if (request.method === "GET") return void response.end();
    const messages = JSON.parse(body).map((message) => ({ ...message, timestamp: new Date(message.timestamp) }));
    response.end(JSON.stringify(await worker.queue("smooch", messages)));
  }).listen(port, "127.0.0.1");
}
