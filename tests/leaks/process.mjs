// Makes many calls and prints what this process then holds, at ten points on the way. Needs --expose-gc.
//
// Arguments: `calls` (every kind of failure, in turn through a client, through one with a token function and through a
// queue) or `queue` (one run of a queue), and how many.

import { getEventListeners } from "node:events";

import { queue as queueOf } from "smooch-edge/queue";

import { held } from "./watch.mjs";

const { Smooch, SmoochError } = await import("smooch-edge");
const { KINDS, ORDER, fetch } = await import("./failures.mjs");

const [scenario, total] = [process.argv[2], Number(process.argv[3])];
const POINTS = 10;
/** More listeners of one kind than this, and Node warns. */
const FLIGHT = 10;

const shared = new AbortController();
const points = [];
const outcomes = {};
let clients = 0;

const count = (outcome) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1);

function client(options) {
  clients++;
  return new Smooch(options);
}

async function point(calls) {
  const listeners = getEventListeners(shared.signal, "abort").length;
  points.push({ calls, ...(await held()), listeners });
}

const SCENARIOS = {
  async calls() {
    const options = { fetch, maxRetries: 0, maxResponseSize: 2000 };
    const signed = client({ keyId: "app_1", secret: "s3cret", ...options });
    let asked = 0;
    const token = () => (asked++ % 5 ? "token" : asked % 2 ? Promise.resolve("") : Promise.reject(new Error("no")));
    const provided = client({ token, ...options });
    // A pause would keep the others waiting.
    const queue = queueOf(signed, { concurrency: FLIGHT, signal: shared.signal });
    const places = [signed, provided, signed, queue];
    const call = async (number) => {
      const kind = ORDER[(number * 7) % ORDER.length];
      // A throttled answer would make the queue pause.
      const place = kind === "throttled" ? signed : places[number % places.length];
      const outcome = await KINDS[kind][1](place, shared.signal).then(
        () => "success",
        (error) => (SmoochError.is(error) ? error.name : `foreign ${error}`),
      );
      count(outcome);
    };
    const lane = async (numbers) => {
      for (const number of numbers) await call(number);
    };
    // A peak that the lanes never reach. The core keeps the memory that it has had: from here on only a leak takes more.
    await Promise.all(Array.from({ length: 5 * FLIGHT }, (_, number) => call(number)));
    for (let at = 1; at <= POINTS; at++) {
      // Lanes share one iterator: each takes the next call when it is done with its last.
      const numbers = range(((at - 1) * total) / POINTS, (at * total) / POINTS);
      await Promise.all(Array.from({ length: FLIGHT }, () => lane(numbers)));
      await queue.idle();
      await point((at * total) / POINTS);
    }
  },

  async queue() {
    const smooch = client({ keyId: "app_1", secret: "s3cret", fetch, maxRetries: 0 });
    const body = { role: "appMaker", type: "text", text: "Hello" };
    async function* source() {
      for (const number of range(0, total)) {
        yield {
          operation: "send",
          id: ["fine", "refused", "torn"][number % 100] ?? "fine",
          body,
          key: `u${number % 50_000}`,
        };
      }
    }
    let done = 0;
    for await (const { status } of queueOf(smooch).run(source(), { signal: shared.signal })) {
      count(status);
      if (++done % (total / POINTS) === 0) await point(done);
    }
  },
};

function* range(from, to) {
  while (from < to) yield from++;
}

await SCENARIOS[scenario]();
process.stdout.write(JSON.stringify({ points, outcomes, clients }), () => process.exit(0));
