// One client in module scope on Workers: a request that ends while it looks something up, or sends, leaves no other waiting.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
packages(here);
const { Miniflare } = await import("miniflare");
const { dates } = await import("./workerd.mjs");

const dist = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));

/** A worker that answers `/left` at once, though its send is under way, and `/sent` when its own is done. */
const WORKER = `
  import { Smooch } from "smooch-edge";
  const smooch = new Smooch({
    apiVersion: "v2", appId: "an-app", token: "a-token", baseUrl: "https://service.example", timeout: 5000,
  });
  const send = () => smooch.send("ada", { role: "appMaker", type: "text", text: "Hi" }, { dedupeKey: "parcel 7" });
  export default {
    async fetch(request) {
      const pending = send();
      if (new URL(request.url).pathname === "/left") {
        pending.catch(() => {});
        return new Response("left");
      }
      return Response.json(await pending);
    },
  };
`;

/** The service: it never answers the first request. */
function service() {
  const paths = [];
  const answer = async (request) => {
    const { pathname } = new URL(request.url);
    paths.push(`${request.method} ${pathname}`);
    if (paths.length === 1) await new Promise(() => {});
    if (pathname.endsWith("/conversations")) {
      const conversations = [{ id: "c1", type: "personal", isDefault: true }];
      return Response.json({ conversations, meta: { hasMore: false } });
    }
    return Response.json({ messages: request.method === "POST" ? [{ id: "m1" }] : [], meta: { hasMore: false } });
  };
  return { paths, answer };
}

for (const entry of ["workerd.mjs", "index.mjs"]) {
  test(`${entry}: a send settles though the request that looked first has ended`, async () => {
    const { paths, answer } = service();
    const text = (path) => readFileSync(join(dist, path), "utf8");
    const wasm = "smooch_edge_bg.wasm";
    const modules = [
      { type: "ESModule", path: "worker.mjs", contents: WORKER },
      { type: "ESModule", path: "smooch-edge", contents: text(entry) },
      ...(entry === "workerd.mjs"
        ? [{ type: "CompiledWasm", path: wasm, contents: readFileSync(join(dist, wasm)) }]
        : []),
    ];
    const miniflare = new Miniflare({ modules, compatibilityDate: dates.current, outboundService: answer });
    try {
      const left = await miniflare.dispatchFetch("http://worker.localhost/left");
      assert.equal(await left.text(), "left");
      const sent = await miniflare.dispatchFetch("http://worker.localhost/sent");
      assert.deepEqual((await sent.json()).messages, [{ id: "m1" }]);
      assert.equal(paths.filter((path) => path.startsWith("POST")).length, 1);
    } finally {
      await miniflare.dispose();
    }
  });
}
