// Runs a scenario in a process of its own and reads its curve: what was held at ten points, and how much it grew.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PROCESS = fileURLToPath(new URL("process.mjs", import.meta.url));

/** The point from which on nothing may grow: before, engines compile, caches fill. */
const WARM = 3;

/**
 * @param {"calls" | "queue"} scenario
 * @param {number} calls
 */
export async function curve(scenario, calls) {
  const args = ["--expose-gc", "--unhandled-rejections=strict", PROCESS, scenario, String(calls)];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e7 });
  const { points, outcomes, clients } = JSON.parse(stdout);
  const growth = (name) => points.at(-1)[name] - points[WARM][name];
  // Of the heap the lowest of the last three, since a collection may leave more or less.
  const heap = Math.min(...points.slice(-3).map(({ heap }) => heap)) - points[WARM].heap;
  return { scenario, points, outcomes, clients, stderr, growth: { heap, wasm: growth("wasm") } };
}

/** A curve as a table, in kB of 1000 bytes. */
export function table({ points, outcomes }) {
  const kilo = (bytes) => (bytes / 1000).toFixed(0);
  const head = ["calls", "heap kB", "wasm kB", "resident kB", "of the core", "listeners", "timers"];
  const rows = points.map(({ calls, heap, wasm, rss, live, listeners, timers }) => [
    calls,
    kilo(heap),
    kilo(wasm),
    kilo(rss),
    live,
    listeners,
    timers,
  ]);
  const lines = [head, head.map((name) => "-".repeat(name.length)), ...rows].map(
    (row) => `| ${row.map((cell, column) => String(cell).padStart(head[column].length)).join(" | ")} |`,
  );
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  return `${lines.join("\n")}\n\n${counts.join(", ")}`;
}
