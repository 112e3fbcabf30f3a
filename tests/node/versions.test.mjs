// Each Node that the package is for: the transport works as a module and by `require`, without `getBuiltinModule` too, and
// loads nothing before it is needed.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { packages } from "../../scripts/setup.mjs";
import { nodes } from "../runtimes/commands.mjs";
import { execute } from "../runtimes/programs.mjs";
import { http } from "./world.mjs";

packages(fileURLToPath(new URL("../runtimes/", import.meta.url)));

const folder = fileURLToPath(new URL("../..", import.meta.url));

/** Sends through the transport, then says whether Node's own `fetch` was loaded meanwhile. */
const USE = `
  const has = (name) => process.moduleLoadList.some((line) => line.endsWith(name));
  const imported = ["http", "https", "zlib"].filter((name) => has("NativeModule " + name));
  const smooch = new Smooch({ token: "a", baseUrl: process.argv[1], fetch: nodeFetch({ proxy: false }) });
  const { message } = await smooch.send("ada", { role: "appMaker", type: "text", text: "Hello" });
  console.log(JSON.stringify({ text: message.text, imported, undici: has("undici/undici") }));`;

const PROGRAMS = {
  "by import": ["module", `import { Smooch } from "smooch-edge"; import { nodeFetch } from "smooch-edge/node"; ${USE}`],
  "by require": [
    "commonjs",
    `const { Smooch } = require("smooch-edge"); const { nodeFetch } = require("smooch-edge/node"); (async () => { ${USE} })();`,
  ],
  "without getBuiltinModule": [
    "module",
    `process.getBuiltinModule = undefined; const { Smooch } = await import("smooch-edge"); const { nodeFetch } = await import("smooch-edge/node"); ${USE}`,
  ],
};

for (const { name, command } of nodes()) {
  for (const [how, [type, program]] of Object.entries(PROGRAMS)) {
    test(`${name}: a send, ${how}`, async (context) => {
      const answer = gzipSync(JSON.stringify({ message: { text: "sent" } }));
      const server = await http(context, (incoming, outgoing) => {
        incoming.resume().on("end", () => outgoing.writeHead(201, { "content-encoding": "gzip" }).end(answer));
      });
      const { stdout, stderr } = await execute([...command, `--input-type=${type}`, "-e", program, server.url], {
        folder,
      });
      assert.equal(stderr, "");
      // To import `node:http` is to load all that it names, which is why the transport does not.
      const undici = how === "without getBuiltinModule" && !name.startsWith("Node 20");
      assert.deepEqual(JSON.parse(stdout), { text: "sent", imported: [], undici });
    });
  }
}

test("what is not Node is told so", async () => {
  const program = `
    const { process } = globalThis;
    globalThis.process = undefined;
    const { nodeFetch } = await import("smooch-edge/node");
    try { nodeFetch(); } catch (error) { console.log(String(error)); }
    globalThis.process = process;`;
  const { stdout } = await execute([process.execPath, "--input-type=module", "-e", program], { folder });
  assert.match(stdout, /smooch-edge\/node needs Node\.js: elsewhere leave the option fetch out/);
});
