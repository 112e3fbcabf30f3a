// What Vercel does with a folder `api`: each file is a function in the edge runtime, with the module of the package compiled
// beforehand and compiling from bytes forbidden. It listens on PORT.

import { readFileSync, readdirSync } from "node:fs";

import { EdgeRuntime, runServer } from "../runtimes/node_modules/edge-runtime/dist/index.js";
import { build } from "esbuild";

const functions = readdirSync("api").map((file) => file.replace(".js", ""));
const contents = `
  ${functions.map((name, index) => `import * as f${index} from "./api/${name}.js";`).join("\n")}
  const routes = { ${functions.map((name, index) => `"/api/${name}": f${index}`).join(", ")} };
  addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    const route = routes[new URL(url).pathname];
    if (route && route.config.runtime !== "edge") throw new Error("not an edge function");
    event.respondWith(route?.[method]?.(event.request) ?? new Response("Not found", { status: 404 }));
  });`;
const ready = {
  name: "ready-module",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "ready" }));
    onLoad({ filter: /.*/, namespace: "ready" }, () => ({ contents: "export default globalThis.readyModule" }));
  },
};
const { outputFiles } = await build({
  absWorkingDir: process.cwd(),
  stdin: { contents, resolveDir: process.cwd() },
  bundle: true,
  write: false,
  format: "iife",
  conditions: ["edge-light"],
  plugins: [ready],
});
const readyModule = new WebAssembly.Module(readFileSync("node_modules/smooch-edge/dist/smooch_edge_bg.wasm"));
const runtime = new EdgeRuntime({
  initialCode: outputFiles[0].text,
  codeGeneration: { strings: false, wasm: false },
  extend: (context) => Object.assign(context, { readyModule, process: { env: { ...process.env } } }),
});
await runServer({ runtime, host: "127.0.0.1", port: Number(process.env.PORT) });
