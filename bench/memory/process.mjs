// Makes many calls of every outcome with smooch-edge, and prints what memory it holds at ten points on the way:
// resident, heap after a collection, and WebAssembly. Arguments: the number of calls; the server, or `injected` for a
// fetch that answers by itself. Needs --expose-gc.

import { wasmMemory } from "../../tests/leaks/memory.mjs";

const [total, server] = [Number(process.argv[2]), process.argv[3]];
const FLIGHT = 20;

const { Smooch, SmoochError } = await import("smooch-edge");

const ANSWER = JSON.stringify({ message: { _id: "1", role: "appMaker", type: "text", text: "x".repeat(900) } });
const MISSING = JSON.stringify({ error: { code: "user_not_found", description: "There is no such user" } });
const JSON_TYPE = { "content-type": "application/json" };

/** Answers at once; never to those that are to be aborted; fails where the path says so. */
function injected(url, { signal }) {
  if (url.includes("lost")) return Promise.reject(new TypeError("fetch failed"));
  if (url.includes("missing")) return Promise.resolve(new Response(MISSING, { status: 404, headers: JSON_TYPE }));
  if (url.includes("slow")) {
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
  }
  return Promise.resolve(new Response(ANSWER, { status: 201, headers: JSON_TYPE }));
}

const options = server === "injected" ? { fetch: injected } : { baseUrl: server };
const client = new Smooch({ keyId: "app_1", secret: "secret", maxRetries: 0, ...options });
const message = {
  role: "appMaker",
  type: "text",
  text: "Hello",
  actions: [{ type: "reply", text: "A", payload: "B" }],
};
const outcomes = {};

/** Six in ten calls succeed; the others are refused by the check, answered with 404, aborted, or lose the connection. */
async function call(index) {
  const kind = index % 10;
  if (kind === 0) return client.send("ada", { ...message, rôle: "appMaker" });
  if (kind === 1) return client.send("missing", message);
  if (kind === 2) {
    const controller = new AbortController();
    const sent = client.send("slow", message, { signal: controller.signal });
    setImmediate(() => controller.abort());
    return sent;
  }
  if (kind === 3 && server === "injected") return client.send("lost", message);
  return client.send("ada", message);
}

async function lane(indexes) {
  for (const index of indexes) {
    const outcome = await call(index).then(
      () => "sent",
      (error) => (SmoochError.is(error) ? error.name : `a foreign ${error}`),
    );
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
}

function* range(from, to) {
  while (from < to) yield from++;
}

const points = [];
for (let point = 0; point < 10; point++) {
  // Lanes share one iterator: each takes the next call when it is done with its last.
  const indexes = range((point * total) / 10, ((point + 1) * total) / 10);
  await Promise.all(Array.from({ length: FLIGHT }, () => lane(indexes)));
  await new Promise((done) => setTimeout(done, 50));
  gc();
  gc();
  const { rss, heapUsed } = process.memoryUsage();
  points.push({ calls: ((point + 1) * total) / 10, rss, heap: heapUsed, wasm: wasmMemory() });
}
process.stdout.write(JSON.stringify({ points, outcomes }), () => process.exit(0));
