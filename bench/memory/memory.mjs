// Memory over many calls of every outcome, through a fetch that answers by itself and over HTTP: it must be flat.

import { finish, Worker } from "../child.mjs";
import { kilobytes, table } from "../numbers.mjs";

export async function measure({ quick }) {
  const server = await Worker.start("sends/server.mjs", []);
  const runs = {
    "an injected fetch": await curve(quick ? 10_000 : 100_000, "injected"),
    HTTP: await curve(quick ? 2_000 : 20_000, server.hello.http),
  };
  await server.stop();
  const queued = await finish("memory/queue.mjs", [quick ? 100_000 : 1_000_000], { nodeOptions: ["--expose-gc"] });
  const parts = Object.entries(runs).map(([name, { points, outcomes }]) => {
    const rows = points.map(({ calls, rss, heap, wasm }) => [calls, ...[rss, heap, wasm].map(kilobytes)]);
    const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
    return `### Through ${name}\n\nOutcomes: ${counts.join(", ")}.\n\n${table(["calls", "resident kB", "heap kB", "wasm kB"], rows)}`;
  });
  const heap = queued.points.map(({ items, heap }) => [items, kilobytes(heap)]);
  const pace = [
    `${queued.sent} of them were sent, ${Math.round(10_000 / queued.queued) * 100} a second, with 50 under way. An item takes`,
    `${(queued.queued / queued.alone).toFixed(2)} times as long as the same send by the client itself.`,
  ].join("\n");
  parts.push(`### Through the queue\n\n${pace}\n\n${table(["items", "heap kB"], heap)}`);
  // Collections make a saw of the curve, so its peaks are compared.
  const peak = (points, key) => Math.max(...points.map((point) => point[key]));
  const grown = (points, key) => peak(points.slice(5), key) - peak(points.slice(0, 5), key);
  const growth = (key) => Math.max(...Object.values(runs).map(({ points }) => grown(points, key))) / 1000;
  const about = `Twenty calls in flight; the heap is read after a collection. Growth is that of the peak in the second half over the
first; in a quick run it is mostly warm-up.`;
  return {
    text: ["## Memory", about, ...parts].join("\n\n"),
    figures: { "wasm growth": growth("wasm"), "heap growth": growth("heap"), "resident growth": growth("rss") },
  };
}

async function curve(calls, server) {
  const nodeOptions = ["--expose-gc"];
  const { points, outcomes } = await finish("memory/process.mjs", [calls, server], { nodeOptions });
  return { points, outcomes };
}
