// SQS by LocalStack's server, with a FIFO queue. What Lambda does between a queue and a function is a small program.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { laneOf } from "smooch-edge/queue";

import { sqs as needsSqs } from "../../scripts/setup.mjs";
import { freePort } from "../webhooks/endpoint.mjs";
import { request } from "./sqs-request.mjs";
import { program, until } from "./trial.mjs";

const POLLER = fileURLToPath(new URL("sqs-lambda.mjs", import.meta.url));
const HANDLER = new URL("sqs-handler.mjs", import.meta.url).href;

/** How long a message is hidden while a function has it, in seconds: longer than a function runs. */
const VISIBILITY = 14;

/** Starts the server, twice if need be: whatever else starts now may have taken its port. */
export async function startLocalstack() {
  return start().catch(start);
}

async function start() {
  const bin = needsSqs();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "smooch-localstack-"));
  const env = {
    ...{
      PATH: `${bin}:${process.env.PATH}`,
      HOME: folder,
      SERVICES: "sqs",
      EAGER_SERVICE_LOADING: "1",
      LS_LOG: "error",
    },
    ...{ GATEWAY_LISTEN: `127.0.0.1:${port}`, FILESYSTEM_ROOT: folder, DNS_ADDRESS: "0", DISABLE_EVENTS: "1" },
    ...{
      SKIP_SSL_CERT_DOWNLOAD: "1",
      SKIP_INFRA_DOWNLOADS: "1",
      LOCALSTACK_API_KEY: "",
      USE_SSL: "0",
      LOCALSTACK_HOST: `127.0.0.1:${port}`,
    },
  };
  const server = spawn(join(bin, "python"), ["-m", "localstack.runtime.main"], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/_localstack/health`).then(
      (answer) => answer.ok,
      () => false,
    );
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill("SIGKILL");
      await once(server, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(ready, "the start of LocalStack", 60_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: `http://127.0.0.1:${port}/`, stop };
}

/** How many queues there are, for their names. */
let count = 0;

/**
 * Makes a queue.
 *
 * @param {string} endpoint
 * @param {Record<string, string>} [Attributes]
 * @returns {Promise<string>} its URL
 */
export async function createQueue(endpoint, Attributes = { FifoQueue: "true" }) {
  const QueueName = `smooch-${count++}${Attributes.FifoQueue ? ".fifo" : ""}`;
  const all = { VisibilityTimeout: `${VISIBILITY}`, ...Attributes };
  return (await request(endpoint, "CreateQueue", { QueueName, Attributes: all })).QueueUrl;
}

/** What Lambda does for a queue and a function, the `handler` that the module exports. */
export function lambda(settings) {
  return program(POLLER, settings);
}

/**
 * The users whose messages the server itself gave out of order: one of them while it still had an earlier one. A FIFO
 * queue must not do that; LocalStack does it now and then (bench/ENGINES.md).
 *
 * @param {{ id: string, ref: unknown }[]} items in the order in which the queue took them
 * @param {{ given?: unknown[], removed?: unknown[] }[]} journal what it gave to functions, and what was then removed
 * @returns {string[]}
 */
export function overtaken(items, journal) {
  const left = new Map(items.map(({ id }) => [id, /** @type {unknown[]} */ ([])]));
  for (const { id, ref } of items) left.get(id)?.push(ref);
  const users = new Set();
  for (const { given = [], removed = [] } of journal) {
    for (const [id, refs] of left) {
      const got = refs.filter((ref) => given.includes(ref));
      if (got.some((ref, index) => ref !== refs[index])) users.add(id);
      left.set(
        id,
        refs.filter((ref) => !removed.includes(ref)),
      );
    }
  }
  return [...users];
}

/** SQS FIFO on a server that runs, or on one of the trial's own. */
export const sqsOn = (/** @type {string} */ running) => ({
  name: "SQS FIFO",
  async start(settings) {
    const { endpoint, stop } = running ? { endpoint: running, stop: () => {} } : await startLocalstack();
    const [queue, dead] = [await createQueue(endpoint), await createQueue(endpoint)];
    const folder = mkdtempSync(join(tmpdir(), "smooch-sqs-"));
    const journal = join(folder, "journal.jsonl");
    /** @type {any[]} */
    let taken = [];
    /** Ten at a time: those of a group keep their order. */
    const send = (items, first) =>
      request(endpoint, "SendMessageBatch", {
        QueueUrl: queue,
        Entries: items.map((item, index) => ({
          ...{ Id: `${index}`, MessageBody: JSON.stringify(item) },
          ...{ MessageGroupId: laneOf(item), MessageDeduplicationId: `${first + index}` },
        })),
      });
    return {
      enqueue: async (items) => {
        taken = items;
        for (let at = 0; at < items.length; at += 10) {
          const { Failed = [] } = await send(items.slice(at, at + 10), at);
          if (Failed.length) throw new Error(`SQS did not take a message: ${JSON.stringify(Failed)}`);
        }
      },
      work: () => lambda({ ...settings, endpoint, queue, dead, handler: HANDLER, journal }),
      facts: async () => {
        const lines = readFileSync(journal, "utf8").trim().split("\n");
        return {
          overtaken: overtaken(
            taken,
            lines.map((line) => JSON.parse(line)),
          ),
        };
      },
      isEmpty: async () => {
        const { Attributes } = await request(endpoint, "GetQueueAttributes", {
          QueueUrl: queue,
          AttributeNames: ["All"],
        });
        return Object.entries(Attributes).every(([name, value]) => !/^ApproximateNumber/.test(name) || value === "0");
      },
      dead: async () => {
        const found = [];
        for (;;) {
          const { Messages = [] } = await request(endpoint, "ReceiveMessage", {
            QueueUrl: dead,
            MaxNumberOfMessages: 10,
          });
          if (!Messages.length) return found;
          found.push(...Messages.map(({ Body }) => JSON.parse(Body)));
        }
      },
      stop: async () => {
        await stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
});

export const sqs = sqsOn("");
