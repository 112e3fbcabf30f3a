// What a hook throws or rejects with never ends anything: not the call, not the run, not the process. It is reported once.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { queue as queueOf } from "smooch-edge/queue";

import { packages } from "../../scripts/setup.mjs";
import { HELLO, clientOf } from "./service.mjs";

/** The ways in which a hook fails. */
const FAILING = {
  throws: () => {
    throw new Error("mine");
  },
  rejects: async () => {
    throw new Error("mine");
  },
  "throws null": () => {
    throw null;
  },
  "rejects with nothing": () => Promise.reject(),
  "gives a thenable that throws": () => ({
    then() {
      throw new Error("mine");
    },
  }),
  "gives something whose then throws": () => ({
    get then() {
      throw new Error("mine");
    },
  }),
};

/** What was reported; it stays out of the output of the tests. */
function reported(context) {
  const lines = [];
  context.mock.method(console, "error", (...words) => lines.push(words.join(" ")));
  // A report by it would end a process of Deno's.
  globalThis.reportError = () => assert.fail("reportError is not used");
  context.after(() => delete globalThis.reportError);
  return lines;
}

const answer = () => new Response('{"message":{"_id":"1"}}', { status: 201 });
const turn = () => new Promise((resolve) => setImmediate(resolve));

for (const [name, fail] of Object.entries(FAILING)) {
  for (const hook of ["onRequest", "onResponse"]) {
    test(`${hook} that ${name}: the calls succeed, and the error is reported once for each client`, async (context) => {
      const lines = reported(context);
      for (let clients = 1; clients <= 2; clients++) {
        const smooch = clientOf(async () => answer(), { [hook]: fail });
        for (let calls = 0; calls < 3; calls++) assert.equal((await smooch.send("ada", HELLO)).message._id, "1");
        await turn();
        assert.equal(lines.length, clients);
        assert.match(lines.at(-1), new RegExp(`^smooch-edge: ${hook} failed\\. `));
      }
    });
  }

  test(`onProgress that ${name}: the run goes to its end, and the error is reported once for each run`, async (context) => {
    const lines = reported(context);
    const queue = queueOf(clientOf(async () => answer()));
    const items = ["a", "b", "c"].map((id) => ({ operation: "send", id, body: HELLO }));
    for (let runs = 1; runs <= 2; runs++) {
      assert.deepEqual(await queue.run(items, { onProgress: fail }), { read: 3, sent: 3, notSent: 0, maybe: 0 });
      await turn();
      assert.equal(lines.length, runs);
    }
  });
}

test("a hook that works gets everything and reports nothing", async (context) => {
  const lines = reported(context);
  const heard = [];
  const onRequest = async ({ operation }) => heard.push(operation);
  const onResponse = ({ status }) => heard.push(status);
  await clientOf(async () => answer(), { onRequest, onResponse }).send("ada", HELLO);
  assert.deepEqual([heard, lines], [["send", 201], []]);
});

const runtimes = fileURLToPath(new URL("../runtimes", import.meta.url));
packages(runtimes);
const { bun, deno, nodes } = await import("../runtimes/commands.mjs");

const folder = mkdtempSync(join(tmpdir(), "smooch-edge-hooks-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const program = join(folder, "program.mjs");
const dist = (name) => JSON.stringify(new URL(`../../pkg/dist/${name}`, import.meta.url).href);
writeFileSync(
  program,
  `import { Smooch } from ${dist("index.mjs")};
  import { queue } from ${dist("queue.mjs")};
  import { respond } from ${dist("webhooks.mjs")};
  const fails = async () => { throw new Error("a hook's own"); };
  const throws = () => { throw new Error("a hook's own"); };
  const fetch = async () => new Response('{"message":{"_id":"1"}}', { status: 201 });
  const body = { role: "appMaker", type: "text", text: "Hi" };
  for (const own of [fails, throws]) {
    const smooch = new Smooch({ keyId: "app_1", secret: "s3cret", fetch, onRequest: own, onResponse: own });
    await smooch.send("ada", body);
    await queue(smooch).run([{ operation: "send", id: "ada", body }], { onProgress: own });
    const stranger = new Request("https://receiver.example/", { method: "POST", body: "{}" });
    await respond(stranger, { secret: "5ec2e7", onRefused: own }, () => {});
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log("alive");
  `,
);

for (const { name, command } of [...nodes(), deno(), bun()]) {
  test(`${name}: no hook ends the process`, async () => {
    const [file, ...words] = command;
    const { NODE_OPTIONS, NODE_TEST_CONTEXT, ...env } = process.env;
    const { stdout, stderr } = await promisify(execFile)(file, [...words, program], { env: { ...env, NO_COLOR: "1" } });
    assert.match(stdout, /^alive$/m);
    // Two clients with two hooks, two runs and two endpoints with one.
    assert.equal(stderr.split("smooch-edge: on").length - 1, 8, stderr);
  });
}
