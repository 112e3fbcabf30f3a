// Runs the package's edge-light entry in Vercel's edge-runtime, with compiling from bytes forbidden as it is in
// production. What Next.js makes of `?module` is done here by esbuild: the module comes ready from outside, and so
// from another realm.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";

/** Runs the scenario with the package that is installed in `folder`; gives what the run says. */
export async function runEdgeRuntime(folder, settings) {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    stdin: {
      contents: `
        import { answer } from "./worker.mjs";
        addEventListener("fetch", (event) => event.respondWith(answer(event.request)));`,
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    format: "iife",
    conditions: ["edge-light"],
    plugins: [readyModule],
  });
  const module = new WebAssembly.Module(
    readFileSync(join(folder, "node_modules/smooch-edge/dist/smooch_edge_bg.wasm")),
  );
  const runtime = new EdgeRuntime({
    initialCode: outputFiles[0].text,
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { readyModule: module }),
  });
  const forbidden = "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))";
  assert.throws(() => runtime.evaluate(forbidden), /disallowed/, "compiling from bytes should be forbidden");
  const init = { method: "POST", body: JSON.stringify(settings) };
  const answer = await runtime.dispatchFetch("http://edge.localhost/", init);
  return answer.text();
}

const readyModule = {
  name: "ready-module",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "ready" }));
    onLoad({ filter: /.*/, namespace: "ready" }, () => ({ contents: "export default globalThis.readyModule" }));
  },
};
