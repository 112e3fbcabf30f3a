// SQS by a real server: the guide's code, and FIFO under faults and kills: none lost, none doubled, each user's messages in
// order, unless the server itself changes it, and dead only what can never be sent.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { packages } from "../../scripts/setup.mjs";
import { service, write } from "./guide.mjs";
import { createQueue, lambda, overtaken, sqsOn, startLocalstack } from "./sqs.mjs";
import { IMPOSSIBLE, trial } from "./trial.mjs";

packages(import.meta.dirname);
const { SQSClient } = await import("@aws-sdk/client-sqs");
const USERS = 25;

/** @type {Awaited<ReturnType<typeof startLocalstack>>} */
let server;
before(async () => (server = await startLocalstack()));
after(() => server?.stop());

// Beside each other: they mostly wait.
describe("SQS", { concurrency: true }, () => {
  test("300 messages through SQS FIFO and Lambda, 13 % faults, 4 kills", async (context) => {
    const settings = { messages: 300, kills: 4, users: USERS };
    const {
      lost,
      doubled,
      late,
      dead,
      kills,
      overtaken: byServer,
      ...rest
    } = await trial(sqsOn(server.endpoint), settings);
    context.diagnostic(JSON.stringify({ ...rest, byServer, late }));
    // The order is that in which the server gives the messages.
    const ours = late.filter((number) => !byServer.includes(`u${number % USERS}`));
    const good = { lost: [], doubled: [], ours: [], dead: IMPOSSIBLE, kills: 4 };
    assert.deepEqual({ lost, doubled, ours, dead, kills }, good);
  });

  test("the journal shows whose messages the server gave out of order", () => {
    const items = ["a", "b", "a", "a", "b"].map((id, ref) => ({ id, ref }));
    const inOrder = [{ given: [0, 2] }, { given: [1] }, { given: [0, 2] }, { removed: [0] }, { given: [2, 3] }];
    assert.deepEqual(overtaken(items, inOrder), []);
    assert.deepEqual(overtaken(items, [...inOrder, { given: [4] }]), ["b"]);
    assert.deepEqual(overtaken(items, [{ given: [0, 3] }]), ["a"]);
    assert.deepEqual(overtaken(items, [{ given: [0] }, { removed: [0, 1] }, { given: [3, 4] }]), ["a"]);
  });

  test("the guide's code, in a function of Lambda", async (context) => {
    const { client, arrival } = await service(context);
    const { endpoint } = server;
    const queue = await createQueue(endpoint);
    const lines = `const QueueUrl = ${JSON.stringify(queue)};`;
    const handler = pathToFileURL(write(context, "sqs.ts", client, lines, "export { command };")).href;
    const { command } = await import(handler);
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    await new SQSClient({ endpoint, region: "us-east-1", credentials }).send(command);
    const poller = lambda({ endpoint, queue, handler });
    try {
      await arrival();
    } finally {
      await poller.kill();
    }
  });
});
