// The folders of `examples` run as they stand: the Worker in workerd, with its own settings, and the function of Lambda.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { place } from "./place.mjs";
import { until } from "./trial.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const text = (path) => readFileSync(file(path), "utf8");
packages(file("../runtimes"));
packages(import.meta.dirname);
const { Log, LogLevel, Miniflare } = await import(file("../runtimes/node_modules/miniflare/dist/src/index.js"));

const HELLO = { role: "appMaker", type: "text", text: "Hello." };

/** A service where ada is. */
async function service(context) {
  const { emulator, client } = await place(context);
  const { keyId, secret, baseUrl } = client;
  const variables = { SMOOCH_KEY_ID: keyId, SMOOCH_SECRET: secret, SMOOCH_BASE_URL: baseUrl };
  return { emulator, variables, texts: () => emulator.state.messages.map(({ text }) => text) };
}

test("cloudflare-queue sends what it takes, and puts aside what can never be sent", async (context) => {
  const { emulator, variables, texts } = await service(context);
  const settings = JSON.parse(
    text("../../examples/cloudflare-queue/wrangler.jsonc")
      .replace(/^\s*\/\/.*$/gm, "")
      .replace(/,(\s*[\]}])/g, "$1"),
  );
  const dist = file("../../pkg/dist/");
  const WASM = "smooch_edge_bg.wasm";
  const [consumer] = settings.queues.consumers;
  assert.ok(consumer.max_retries >= 100 && consumer.retry_delay >= 10 && consumer.dead_letter_queue);
  const shared = { compatibilityDate: settings.compatibility_date, cf: false };
  const miniflare = new Miniflare({
    log: new Log(LogLevel.NONE),
    // What nobody reads would keep this process alive.
    handleRuntimeStdio: (...streams) => streams.forEach((stream) => stream.resume()),
    cf: false,
    workers: [
      {
        ...shared,
        name: settings.name,
        modules: [
          { type: "ESModule", path: "worker.js", contents: text("../../examples/cloudflare-queue/worker.js") },
          { type: "ESModule", path: "smooch-edge", contents: readFileSync(join(dist, "workerd.mjs"), "utf8") },
          { type: "ESModule", path: "smooch-edge/queue", contents: readFileSync(join(dist, "queue.mjs"), "utf8") },
          { type: "CompiledWasm", path: WASM, contents: readFileSync(join(dist, WASM)) },
        ],
        bindings: { ...settings.vars, ...variables },
        queueProducers: Object.fromEntries(settings.queues.producers.map(({ binding, queue }) => [binding, queue])),
        queueConsumers: {
          [consumer.queue]: { maxBatchSize: 20, maxBatchTimeout: 0.1, maxRetries: consumer.max_retries },
        },
        durableObjects: { PACE: { className: settings.durable_objects.bindings[0].class_name, useSQLite: true } },
      },
      {
        ...shared,
        name: "dead",
        modules: [
          {
            type: "ESModule",
            path: "dead.mjs",
            contents: `const dead = [];
              export default { queue: ({ messages }) => void dead.push(...messages.map(({ body }) => body)), fetch: () => Response.json(dead) };`,
          },
        ],
        queueConsumers: { "smooch-dead": { maxBatchTimeout: 0.1 } },
      },
    ],
  });
  context.after(() => miniflare.dispose());
  const url = await miniflare.ready;
  const post = (body) => fetch(url, { method: "POST", body: JSON.stringify(body) });
  for (const body of [
    { user: "ada", text: "Hello." },
    { user: "eve", text: "Who?" },
    { user: "ada", text: "Again." },
  ])
    assert.equal((await post(body)).status, 202);
  await until(() => texts().length === 2, "the sends");
  assert.deepEqual(texts(), ["Hello.", "Again."]);
  const dead = await miniflare.getWorker("dead");
  const found = await until(async () => {
    const list = await (await dead.fetch("http://dead/")).json();
    return list.length && list;
  }, "what is put aside");
  assert.deepEqual(
    found.map(({ item, error }) => [item.id, error.status]),
    [["eve", 404]],
  );
  assert.equal((await fetch(url)).status, 405);
  assert.ok(emulator.requests.every(({ status }) => status !== 429));
});

test("lambda-sqs sends what it gets, and its template has the settings that it needs", async (context) => {
  const { variables, texts } = await service(context);
  Object.assign(process.env, variables, {
    PER_SECOND: "100",
    AWS_REGION: "eu-west-1",
    DEAD_QUEUE: "http://127.0.0.1/dead",
  });
  const here = new URL("node_modules/smooch-example.mjs", import.meta.url);
  const { writeFileSync } = await import("node:fs");
  writeFileSync(here, text("../../examples/lambda-sqs/index.js"));
  const { handler } = await import(here.href);
  const record = (body, messageId) => ({
    ...{ messageId, receiptHandle: messageId, body: JSON.stringify(body) },
    eventSourceARN: "arn:aws:sqs:eu-west-1:1:smooch.fifo",
    attributes: { ApproximateReceiveCount: "1", MessageGroupId: "ada" },
  });
  const Records = ["1", "2"].map((id) => record({ operation: "send", id: "ada", body: HELLO }, id));
  const event = { Records };
  const left = { getRemainingTimeInMillis: () => 30_000 };
  assert.deepEqual(await handler(event, left), { batchItemFailures: [] });
  assert.deepEqual(texts(), ["Hello.", "Hello."]);
  const template = text("../../examples/lambda-sqs/template.yaml");
  const number = (name) => Number(new RegExp(`${name}: (\\d+)`).exec(template)?.[1]);
  assert.ok(number("VisibilityTimeout") >= 6 * number(" Timeout"), "the visibility is too short");
  assert.ok(number("maxReceiveCount") >= 100);
  assert.match(template, /ReportBatchItemFailures/);
});
