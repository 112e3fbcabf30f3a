// Sends numbered messages through a queue and keeps a journal of them; started again, it goes on from there. It knows
// neither of faults nor of being killed.
//
// Arguments: a JSON object { url, journal, run, messages, users, dedupe, maxRetries }; the key and its secret.

import { Smooch } from "smooch-edge";
import { queue as queueOf } from "smooch-edge/queue";

import { Journal } from "./journal.mjs";

const { url, journal: path, run, messages, users, dedupe, maxRetries } = JSON.parse(process.argv[2]);
const journal = new Journal(path, run);
const smooch = new Smooch({ keyId: process.argv[3], secret: process.argv[4], baseUrl: url, timeout: 1000, maxRetries });
const queue = queueOf(smooch, { concurrency: 24 });

/** Those that are not known to be sent, each with its key: the one that it had before, or a new one. */
function* pending() {
  for (let number = 0; number < messages; number++) {
    const last = journal.states.get(number);
    if (last?.state === "sent") continue;
    const key = dedupe ? (last?.key ?? crypto.randomUUID()) : undefined;
    journal.write(number, "begin", { key });
    yield {
      operation: "send",
      id: `u${number % users}`,
      body: { role: "appMaker", type: "text", text: `m${number}` },
      options: key ? { dedupe: true, dedupeKey: key } : {},
      ref: { number, key },
    };
  }
}

for (let left = messages; left > 0;) {
  left = 0;
  for await (const { item, status, error } of queue.run(pending())) {
    if (status !== "sent") left++;
    journal.write(item.ref.number, status, { key: item.ref.key, code: error?.code });
  }
}
