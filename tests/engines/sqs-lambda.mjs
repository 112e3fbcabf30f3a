// What Lambda does between a queue of SQS and a function: it receives batches, hands them over, and removes what the function
// does not report as failed. The function is that of another module.

import { appendFileSync } from "node:fs";

import { request } from "./sqs-request.mjs";

const { endpoint, queue, handler: module, journal } = JSON.parse(process.argv[2]);
const { handler } = await import(module);
/** How long a function may run, in milliseconds: less than a message is hidden. */
const LIMIT = 7000;

/** Writes down which items the queue gave, and which are about to be removed (`overtaken` in `sqs.mjs`). */
function note(what, bodies) {
  if (journal) appendFileSync(journal, `${JSON.stringify({ [what]: bodies.map((body) => JSON.parse(body).ref) })}\n`);
}

/** One of several that ask the queue beside each other. */
async function poll() {
  for (;;) {
    const { Messages = [] } = await request(endpoint, "ReceiveMessage", {
      ...{ QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 1, AttributeNames: ["All"] },
    });
    if (Messages.length === 0) continue;
    note(
      "given",
      Messages.map(({ Body }) => Body),
    );
    const ends = Date.now() + LIMIT;
    const Records = Messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
      ...{ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, attributes: Attributes },
      ...{ eventSource: "aws:sqs", eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue.split("/").at(-1)}` },
    }));
    const { batchItemFailures } = await handler({ Records }, { getRemainingTimeInMillis: () => ends - Date.now() });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const done = Records.filter(({ messageId }) => !failed.has(messageId));
    if (done.length === 0) continue;
    note(
      "removed",
      done.map(({ body }) => body),
    );
    const Entries = done.map(({ receiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle: receiptHandle }));
    await request(endpoint, "DeleteMessageBatch", { QueueUrl: queue, Entries });
  }
}

await Promise.all(Array.from({ length: 5 }, poll));
