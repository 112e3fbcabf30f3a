// The main entry runs anywhere: it imports nothing of Node, and it works where code cannot be made of strings.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";

const entry = fileURLToPath(new URL("../src/index.js", import.meta.url));
const bundle = async (/** @type {import("esbuild").Format} */ format) => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format,
    globalName: "bundle",
    platform: "browser",
    target: "es2022",
  });
  return outputFiles[0]?.text ?? "";
};

test("it bundles for a browser, without Node and without eval", async () => {
  const code = await bundle("esm"); // an import of Node's would fail here
  assert.doesNotMatch(code, /\bnew Function\(|\beval\(|\bprocess\.|__require\b|\bBuffer\b/);
});

test("it works where strings cannot become code", async () => {
  const code = await bundle("iife");
  const names = [
    "AbortController",
    "AbortSignal",
    "DOMException",
    "Headers",
    "ReadableStream",
    "Request",
    "Response",
    "TextDecoder",
    "TextEncoder",
    "URL",
    "URLSearchParams",
    "atob",
    "btoa",
    "clearTimeout",
    "crypto",
    "fetch",
    "performance",
    "queueMicrotask",
    "setTimeout",
    "structuredClone",
    "console",
  ];
  const globals = Object.fromEntries(names.map((name) => [name, /** @type {any} */ (globalThis)[name]]));
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  const run = `${code};
    (async () => {
      const emulator = bundle.createEmulator();
      const { keyId, secret } = emulator.credentials;
      const headers = { authorization: "Basic " + btoa(keyId + ":" + secret), "content-type": "application/json" };
      const good = await emulator.fetch("https://api.smooch.io/v1/appusers", { method: "POST", headers, body: '{"userId":"ada"}' });
      const bad = await emulator.fetch("https://api.smooch.io/v1/appusers", { method: "POST", headers, body: '{}' });
      return [good.status, bad.status].join();
    })()`;
  assert.equal(await runInContext(run, context), "201,400");
  assert.throws(() => runInContext("eval('1')", context), /Code generation from strings disallowed/);
});
