// Runs worker modules in workerd, the runtime of Cloudflare Workers, through miniflare. There is no nodejs_compat: the
// package must do with what the web has.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Log, LogLevel, Miniflare } from "miniflare";

/** What Workers of today and of years ago get. */
export const dates = { current: "2026-04-01", startup: "2025-06-01", old: "2022-11-30" };

/**
 * Runs the scenario in a worker made of `modules`, the first of which is the entry; gives what the run says.
 *
 * @param {{ type: "ESModule" | "CompiledWasm", path: string, contents: string | Uint8Array }[]} modules
 * @param {string} compatibilityDate
 * @param {object} settings
 */
export async function runWorkerd(modules, compatibilityDate, settings) {
  const miniflare = new Miniflare({ modules, compatibilityDate, log: new Log(LogLevel.ERROR) });
  try {
    const init = { method: "POST", body: JSON.stringify(settings) };
    const answer = await miniflare.dispatchFetch("http://worker.localhost/", init);
    return await answer.text();
  } finally {
    await miniflare.dispose();
  }
}

/** The modules of a worker that takes the package's entry as it is, without a bundler. */
export function modulesOf(folder, entry) {
  const dist = join(folder, "node_modules/smooch-edge/dist");
  const text = (path) => readFileSync(path, "utf8");
  const modules = [
    { type: "ESModule", path: "worker.mjs", contents: text(join(folder, "worker.mjs")) },
    { type: "ESModule", path: "scenario.mjs", contents: text(join(folder, "scenario.mjs")) },
    { type: "ESModule", path: "smooch-edge", contents: text(join(dist, entry)) },
    ...["bot", "files", "queue"].map((name) => ({
      type: "ESModule",
      path: `smooch-edge/${name}`,
      contents: text(join(dist, `${name}.mjs`)),
    })),
  ];
  if (entry !== "workerd.mjs") return modules;
  const wasm = "smooch_edge_bg.wasm";
  return [...modules, { type: "CompiledWasm", path: wasm, contents: readFileSync(join(dist, wasm)) }];
}
