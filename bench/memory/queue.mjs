// Runs many items through the queue, over a fetch that answers at once, and prints how long that took, how long the same
// sends take by the client itself, and what the heap holds at ten points on the way, after a collection. Argument: the
// number of items. Needs --expose-gc.

import { Smooch } from "smooch-edge";
import { queue } from "smooch-edge/queue";

const total = Number(process.argv[2]);
const UNDER_WAY = 50;
const ANSWER = JSON.stringify({ message: { _id: "1", role: "appMaker", type: "text", text: "Hello" } });
const fetch = async () => new Response(ANSWER, { status: 201, headers: { "content-type": "application/json" } });
const smooch = new Smooch({ keyId: "app_1", secret: "secret", fetch });
const body = { role: "appMaker", type: "text", text: "Hello" };

const points = [];
let paused = 0;

/** Reads the heap at each tenth; the time that a collection takes is left out. */
function* items() {
  for (let index = 0; index < total; index++) {
    if (index % (total / 10) === 0) {
      const from = performance.now();
      gc();
      points.push({ items: index, heap: process.memoryUsage().heapUsed });
      paused += performance.now() - from;
    }
    yield { operation: "send", id: `user ${index % 1000}`, body };
  }
}

/** Microseconds for each of so many sends by the client itself, as many at a time. */
async function direct(count) {
  const from = performance.now();
  let index = 0;
  const caller = async () => {
    while (index < count) await smooch.send(`user ${index++ % 1000}`, body);
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, caller));
  return ((performance.now() - from) / count) * 1000;
}

await direct(total / 10); // to warm up
const alone = await direct(total / 10);
const from = performance.now();
const { sent } = await queue(smooch, { concurrency: UNDER_WAY }).run(items());
const queued = ((performance.now() - from - paused) / sent) * 1000;
process.stdout.write(JSON.stringify({ sent, alone, queued, points }), () => process.exit(0));
