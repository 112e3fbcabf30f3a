// The verbs of a queue give what those of a client give; what is wrong is said at once and clearly.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import * as smoochEdge from "smooch-edge";
import { queue as queueOf } from "smooch-edge/queue";

import { all, answer, clientOf, Held, item, text, turn } from "./place.mjs";

const failure = (promise) =>
  promise.then(
    () => assert.fail("it did not fail"),
    (error) => error,
  );

/** Options that are wrong, and what is said of them. */
const WRONG = [
  [{ concurrency: 0 }, "concurrency must be a whole number of at least 1."],
  [{ concurrency: 1.5 }, "concurrency must be a whole number of at least 1."],
  [{ concurrency: "8" }, "concurrency must be a whole number of at least 1."],
  [{ perSecond: 0 }, "perSecond must be a number above 0."],
  [{ perSecond: NaN }, "perSecond must be a number above 0."],
  [{ perSecond: Infinity }, "perSecond must be a number above 0."],
  [{ perSecond: "20" }, "perSecond must be a number above 0."],
  [{ signal: "stop" }, "signal must be an AbortSignal."],
  [
    { concurency: 8 },
    "concurency is not a field of the options of a queue. Its fields are concurrency, perSecond, signal.",
  ],
];

for (const [options, message] of WRONG) {
  test(`queue(${JSON.stringify(options)}) is refused: ${message}`, () => {
    const path = Object.keys(options)[0];
    assert.throws(() => queueOf(clientOf(), options), {
      name: "ValidationError",
      code: "invalid_input",
      path,
      message,
    });
  });
}

/** Runs that are wrong, and what is said of them. */
const RUNS = [
  [[5], "source must be an iterable or an async iterable of items."],
  [[undefined], "source must be an iterable or an async iterable of items."],
  [[[], { onProgress: 1 }], "onProgress must be a function."],
  [[[], { stopOnError: true }], 'stopOnError must be "user" or false.'],
  [[[], { signal: {} }], "signal must be an AbortSignal."],
  [
    [[], { onprogress() {} }],
    "onprogress is not a field of a run. Its fields are onProgress, signal, stopOnError, source.",
  ],
];

for (const [args, message] of RUNS) {
  test(`a run of ${JSON.stringify(args)} is refused: ${message}`, async () => {
    const error = await failure(all(queueOf(clientOf()).run(...args)));
    assert.deepEqual([error.name, error.message], ["ValidationError", message]);
  });
}

test("a call that is wrong rejects as it does without a queue", async () => {
  const smooch = clientOf(async () => answer());
  const queue = queueOf(smooch);
  for (const [verb, ...args] of [
    ["send", "ada", { role: "appMaker" }],
    ["send", "", text("Hi")],
    ["send", "ada", text("Hi"), { timeOut: 1 }],
    ["send", "ada", text("Hi"), { signal: 5 }],
    ["send", undefined, text("Hi")],
    ["link", "ada", { type: "twillio" }],
    ["create", undefined],
    ["create", { userid: "ada" }],
  ]) {
    const [expected, found] = [await failure(smooch[verb](...args)), await failure(queue[verb](...args))];
    assert.deepEqual(found.toJSON(), expected.toJSON());
  }
});

test("a call that is wrong holds up nobody", async () => {
  const queue = queueOf(
    clientOf(async () => answer()),
    { concurrency: 1 },
  );
  const calls = [
    queue.send("ada", {}),
    queue.send("ada", text("Hi")),
    queue.send("bob", {}),
    queue.send("bob", text("Hi")),
  ];
  const settled = await Promise.allSettled(calls);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ["rejected", "fulfilled", "rejected", "fulfilled"],
  );
});

test("the signal of a call ends it while it waits: nothing is sent, and the next goes on", async () => {
  const held = new Held();
  const queue = queueOf(clientOf(held.fetch));
  const controller = new AbortController();
  const first = queue.send("ada", text("1"));
  const second = failure(queue.send("ada", text("2"), { signal: controller.signal }));
  const third = queue.send("ada", text("3"));
  await turn();
  const reason = new Error("enough");
  controller.abort(reason);
  const error = await second;
  assert.deepEqual([error.name, error.sent, error.cause], ["AbortError", "no", reason]);
  held.open.get("ada")();
  await first;
  await turn();
  held.open.get("ada")();
  await third;
  assert.equal(held.asked.length, 2);
});

test("the signal of a call ends it while it is under way", async () => {
  const held = new Held();
  const queue = queueOf(clientOf(held.fetch));
  const controller = new AbortController();
  const call = failure(queue.send("ada", text("1"), { signal: controller.signal }));
  await turn();
  controller.abort();
  assert.equal((await call).sent, "maybe");
});

test("the signal of a queue ends all its calls, and those that come later", async () => {
  const held = new Held();
  const controller = new AbortController();
  const queue = queueOf(clientOf(held.fetch), { signal: controller.signal });
  const calls = ["ada", "ada", "bob"].map((user) => failure(queue.send(user, text("Hi"))));
  await turn();
  controller.abort();
  assert.deepEqual(
    (await Promise.all(calls)).map(({ name, sent }) => [name, sent]),
    [
      ["AbortError", "maybe"],
      ["AbortError", "no"],
      ["AbortError", "maybe"],
    ],
  );
  const late = await failure(queue.send("eve", text("Hi")));
  assert.deepEqual([late.name, late.sent], ["AbortError", "no"]);
  assert.deepEqual(held.asked, ["ada", "bob"]);
});

test("idle resolves when no call waits or is under way, also after failures", async () => {
  const held = new Held();
  const queue = queueOf(clientOf(held.fetch, { maxRetries: 0 }), { concurrency: 1 });
  await queue.idle();
  let isIdle = false;
  const call = queue.send("ada", text("1"));
  const failing = failure(queue.send("bob", text("2")));
  const idle = queue.idle().then(() => (isIdle = true));
  await turn();
  held.open.get("ada")();
  await call;
  await turn();
  assert.equal(isIdle, false);
  held.open.get("bob")(answer(500));
  await failing;
  await idle;
});

test("disposing of a queue waits for its calls", async () => {
  const queue = queueOf(clientOf(async () => answer()));
  let isDone = false;
  queue.send("ada", text("1")).then(() => (isDone = true));
  await queue[Symbol.asyncDispose]();
  assert.equal(isDone, true);
});

test("the fetch of the runtime is looked up at each call", async (context) => {
  const queue = queueOf(clientOf(undefined));
  context.mock.method(globalThis, "fetch", async () => answer());
  const { message } = await queue.send("ada", text("1"));
  assert.equal(message.text, "Hi");
});

test("a fetch that gives no Response, or no promise, fails as it does without a queue", async () => {
  for (const fetch of [() => 5, () => undefined, () => ({ then: 1 }), async () => ({}), () => answer()]) {
    const smooch = clientOf(fetch, { maxRetries: 0 });
    const outcome = (place) => place.send("ada", text("1")).then(JSON.stringify, (error) => error.toJSON());
    assert.deepEqual(await outcome(queueOf(smooch)), await outcome(smooch));
  }
});

test("nothing of a queue shows what is in it", async () => {
  const queue = queueOf(clientOf(async () => answer()));
  const { inspect } = await import("node:util");
  assert.doesNotMatch(inspect(queue, { depth: 9, showHidden: true }) + JSON.stringify(queue), /s3cret|app_1/);
});

test("a message of a queue is read when its turn comes", async () => {
  const bodies = [];
  const fetch = async (_url, { body }) => {
    bodies.push(JSON.parse(body).text);
    return answer();
  };
  const queue = queueOf(clientOf(fetch));
  const calls = [queue.send("ada", text("1"))];
  const message = text("2");
  calls.push(queue.send("ada", message));
  message.text = "changed";
  await Promise.all(calls);
  assert.deepEqual(bodies, ["1", "changed"]);
  await all(queue.run([item("ada", "3")]));
});

/** The warnings that Node gives while many calls share a signal. */
async function warnings(place) {
  const seen = [];
  const listen = ({ name }) => seen.push(name);
  process.on("warning", listen);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 30 }, (_, index) => place.send(`u${index}`, text("Hi"), { signal })));
  await turn();
  process.off("warning", listen);
  return seen;
}

const later = async () => {
  await turn();
  return answer();
};

test("a signal that many calls of a queue share gets one listener", async () => {
  assert.deepEqual(await warnings(queueOf(clientOf(later), { concurrency: 20 })), []);
});

test("a signal that many calls of a client share makes Node suspect no leak", async () => {
  assert.deepEqual(await warnings(clientOf(later)), []);
});

test("what is no client is refused", () => {
  for (const given of [undefined, null, {}, "smooch", smoochEdge.Smooch]) {
    assert.throws(() => queueOf(given), { name: "TypeError", message: /queue\(new Smooch/ });
  }
});

test("its errors are of the client's classes, and those of a client of the other module form, too", async () => {
  const require = createRequire(import.meta.url);
  for (const { Smooch, ValidationError, SmoochError } of [smoochEdge, require("smooch-edge")]) {
    const smooch = new Smooch({ token: "a-token", fetch: async () => answer() });
    assert.throws(() => queueOf(smooch, { concurrency: 0 }), ValidationError);
    const error = await queueOf(smooch)
      .send("ada", { role: "bot" })
      .catch((error) => error);
    assert(error instanceof ValidationError && SmoochError.is(error));
  }
});
