// What a bundle with a client in it weighs, for Cloudflare Workers and for Node: minified, raw and gzipped, with the
// WebAssembly module where there is one.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { root } from "../scripts/run.mjs";
import { own } from "./machine.mjs";
import { kilobytes, table } from "./numbers.mjs";

/** How bundlers resolve for a kind of runtime. */
const TARGETS = {
  workerd: { platform: "browser", conditions: ["workerd", "worker", "browser"] },
  node: { platform: "node", conditions: ["node"] },
};

/** What an application imports of a client. */
const SUBJECTS = {
  "smooch-edge": "export { Smooch, SmoochError } from 'smooch-edge';",
  "smooch-core": "export { default } from 'smooch-core';",
  "sunshine-conversations-client": "export { default } from 'sunshine-conversations-client';",
  stripe: "export { default } from 'stripe';",
  openai: "export { default } from 'openai';",
};

export async function measure() {
  const figures = { dependencies: Object.keys(own().dependencies ?? {}).length };
  const rows = [];
  for (const [name, source] of Object.entries(SUBJECTS)) {
    const cells = [];
    for (const target of Object.keys(TARGETS)) {
      const sizes = await bundle(source, TARGETS[target]);
      if (name === "smooch-edge" && sizes.gz) figures[target] = sizes.gz / 1000;
      cells.push(...(sizes.reason ? [`does not bundle: ${sizes.reason}`, ""] : [sizes.raw, sizes.gz].map(kilobytes)));
    }
    rows.push([name, ...cells]);
  }
  const peers = table(["client", "workerd, kB", "gz", "node, kB", "gz"], rows);
  const parts = table(["file of smooch-edge", "kB", "gz"], files());
  return { text: ["## Size", "Bundled and minified by esbuild.", peers, parts].join("\n\n"), figures };
}

async function bundle(source, options) {
  const { build } = await import("esbuild");
  const folder = mkdtempSync(join(tmpdir(), "smooch-edge-bench-"));
  try {
    await build({
      ...options,
      stdin: { contents: source, resolveDir: join(root, "bench"), sourcefile: "application.js" },
      outdir: folder,
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      legalComments: "none",
      logLevel: "silent",
      loader: { ".wasm": "copy" },
      plugins: [MODULE],
    });
    const all = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    return { raw: total(all, (bytes) => bytes.length), gz: total(all, gzipped) };
  } catch (error) {
    return {
      reason: [...new Set(error.errors.map(({ text }) => /"(.+?)"/.exec(text)?.[1] ?? text))].slice(0, 4).join(", "),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `x.wasm?module` is the same file. */
const MODULE = {
  name: "module",
  setup({ onResolve }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace("?module", "")),
    }));
  },
};

/** The files of the package as they are published. */
function files() {
  const dist = join(root, "pkg", "dist");
  const names = readdirSync(dist).filter((name) => /\.(wasm|[cm]?js)$/.test(name));
  return names.map((name) => {
    const bytes = readFileSync(join(dist, name));
    return [name, kilobytes(bytes.length), kilobytes(gzipped(bytes))];
  });
}

function gzipped(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}

function total(list, size) {
  return list.reduce((sum, bytes) => sum + size(bytes), 0);
}
