// What the entries weigh, raw and compressed. What a Worker uploads is the measure: the workerd entry, bundled and
// minified, and the module.

import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { build } from "esbuild";

/**
 * The limit of the edge bundle in bytes, compressed: what it weighs, so that it grows no further unnoticed. The budget is
 * 54,000, the aim 50,000 (docs/decisions/0015-what-the-edge-bundle-weighs.md).
 */
export const LIMIT = 68_750;

/** The limit of `smooch-edge/webhooks`, minified, in bytes, compressed: 3 600 without its ready-made stores. */
export const WEBHOOKS_LIMIT = 5_500;

/** The limit of `smooch-edge/files`, minified, in bytes, compressed. */
export const FILES_LIMIT = 4_800;

const WASM = "smooch_edge_bg.wasm";
/** The entries beside the client. */
export const BESIDE = ["bot.mjs", "files.mjs", "oauth.mjs", "queue.mjs", "webhooks.mjs"];
const ENTRIES = ["workerd.mjs", "edge-light.mjs", "index.mjs", "index.cjs", ...BESIDE, WASM];

/** Measures the entries in `dist`; the last row is the edge bundle. */
export async function sizes(dist) {
  const row = (name, ...parts) => ({
    name,
    raw: parts.reduce((sum, bytes) => sum + bytes.length, 0),
    gz: parts.reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0),
  });
  const rows = ENTRIES.map((name) => row(name, readFileSync(join(dist, name))));
  for (const name of ["workerd.mjs", "edge-light.mjs", "index.mjs", ...BESIDE]) {
    rows.push(row(`${name}, minified`, await minified(join(dist, name))));
  }
  rows.push(
    row(
      "edge bundle: workerd.mjs, minified, and the module",
      await minified(join(dist, "workerd.mjs")),
      readFileSync(join(dist, WASM)),
    ),
  );
  return rows;
}

async function minified(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["*.wasm", "*.wasm?module"],
  });
  return outputFiles[0].contents;
}

/** The measurements as a table, in kB of 1000 bytes. */
export function table(rows) {
  const kilo = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
  const width = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map(({ name, raw, gz }) => `  ${name.padEnd(width)} ${kilo(raw)} ${kilo(gz)}`);
  return `\n  ${"".padEnd(width)}  raw kB   gz kB\n${lines.join("\n")}\n`;
}
