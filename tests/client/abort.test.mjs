// The caller's signal: before a call, during it, while the answer is read; and what is left behind after a call.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { getEventListeners } from "node:events";
import { test } from "node:test";

import { clientOf, failure } from "./service.mjs";

const never = () => new Promise(() => {});
const user = { userId: "ada" };
const HEADERS = new Headers();

/** A fetch that counts its calls. */
function counted(fetch) {
  const counter = (...args) => {
    counter.calls += 1;
    return fetch(...args);
  };
  counter.calls = 0;
  return counter;
}

/** Reasons to abort with; `undefined` becomes the platform's own. */
const REASONS = [
  ["a string", "enough"],
  ["nothing", undefined],
  ["null", null],
  ["an error", new RangeError("too long")],
  ["an object", { because: 7 }],
];

/** Where a call is when it is aborted. */
const MOMENTS = [
  ["while the request is under way", never],
  ["while the request is under way and fetch heeds its signal", heeding],
  ["while the answer is read", async () => new Response(new ReadableStream()), "yes"],
  ["while an answer without a stream is read", async () => ({ status: 200, headers: HEADERS, text: never }), "yes"],
];

function heeding(_, { signal }) {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

for (const [what, reason] of REASONS) {
  test(`aborted before with ${what}: nothing is sent`, async () => {
    const fetch = counted(never);
    const signal = AbortSignal.abort(reason);
    const error = await failure(clientOf(fetch).create(user, { signal }));
    const { name, code, sent, attempts, retryable, cause } = error;
    assert.deepEqual([name, code, sent, attempts, retryable], ["AbortError", "aborted", "no", 0, false]);
    assert.equal(cause, signal.reason);
    assert.equal(fetch.calls, 0);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  for (const [when, fetch, isSent = "maybe"] of MOMENTS) {
    test(`aborted ${when} with ${what}: sent, ${isSent}`, async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const begun = (...args) => (setTimeout(() => controller.abort(reason), 5), fetch(...args));
      const pending = failure(clientOf(begun).create(user, { signal }));
      const { name, code, sent, attempts, retryable, cause } = await pending;
      assert.deepEqual([name, code, sent, attempts, retryable], ["AbortError", "aborted", isSent, 1, false]);
      assert.equal(cause, signal.reason);
      assert.equal(getEventListeners(signal, "abort").length, 0);
    });
  }
}

test("the reason of the caller's signal reaches fetch", async () => {
  let seen;
  const controller = new AbortController();
  const fetch = (_, { signal }) => {
    setTimeout(() => controller.abort("enough"), 5);
    return new Promise(() => signal.addEventListener("abort", () => (seen = signal.reason)));
  };
  const pending = failure(clientOf(fetch).create(user, { signal: controller.signal }));
  await pending;
  assert.equal(seen, "enough");
});

test("aborted while the token function runs: nothing is sent", async () => {
  const fetch = counted(never);
  const controller = new AbortController();
  const token = async () => (controller.abort("enough"), "token");
  const smooch = clientOf(fetch, { keyId: undefined, secret: undefined, token });
  const error = await failure(smooch.create(user, { signal: controller.signal }));
  assert.deepEqual([error.name, error.sent, error.cause, fetch.calls], ["AbortError", "no", "enough", 0]);
});

test("aborted while a token function never settles: the call ends, and nothing was sent", async () => {
  const controller = new AbortController();
  const smooch = clientOf(never, { keyId: undefined, secret: undefined, token: never });
  const pending = failure(smooch.create(user, { signal: controller.signal }));
  setTimeout(() => controller.abort("enough"), 5);
  const { name, sent, attempts, cause } = await pending;
  assert.deepEqual([name, sent, attempts, cause], ["AbortError", "no", 0, "enough"]);
});

test("aborted by a hook, just before fetch: nothing is sent", async () => {
  const fetch = counted(never);
  const controller = new AbortController();
  const smooch = clientOf(fetch, { onRequest: () => controller.abort("enough") });
  const error = await failure(smooch.create(user, { signal: controller.signal }));
  assert.deepEqual([error.name, error.sent, error.cause, fetch.calls], ["AbortError", "no", "enough", 0]);
});

test("aborted by a timeout of the platform: an AbortError whose cause is that timeout", async () => {
  const error = await failure(clientOf(never).create(user, { signal: AbortSignal.timeout(10) }));
  assert.deepEqual([error.name, error.cause.name], ["AbortError", "TimeoutError"]);
});

test("an abort after the answer changes nothing", async () => {
  const controller = new AbortController();
  const smooch = clientOf(async () => new Response('{"a":1}'));
  const result = await smooch.create(user, { signal: controller.signal });
  controller.abort();
  assert.deepEqual(result, { a: 1 });
});

/** However a call ends, it leaves nothing on the caller's signal. */
const ENDS = [
  ["a success", async () => new Response("{}")],
  ["an error of the service", async () => new Response("", { status: 500 })],
  ["a throw", () => raise()],
  ["a rejection", () => Promise.reject(new Error("lost"))],
  ["a timeout", never],
];

function raise() {
  throw new Error("no");
}

for (const [name, fetch] of ENDS) {
  test(`a call that ends with ${name} leaves no listener on the signal`, async () => {
    const { signal } = new AbortController();
    const smooch = clientOf(fetch, { timeout: 10, keyId: undefined, secret: undefined, token: "a-token" });
    await smooch.create(user, { signal }).catch(() => {});
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });
}

test("pages that share a signal leave no listener on it", async () => {
  const { signal } = new AbortController();
  const smooch = clientOf(async () => new Response('{"messages":[]}'));
  for await (const page of smooch.messages.list("ada", {}, { signal })) assert.deepEqual(page.messages, []);
  assert.equal(getEventListeners(signal, "abort").length, 0);
});

/** Runs a program in a process of its own. */
function execute(program) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: import.meta.dirname,
    encoding: "utf8",
    timeout: 120_000,
  });
  return [stdout.trim(), stderr, status];
}

const EVERYTHING = `
  import { Smooch } from "smooch-edge";
  const late = (make) => new Promise((resolve, reject) => setTimeout(make, 30, resolve, reject));
  const fetches = [
    async () => new Response("{}"),
    () => Promise.reject("no"),
    () => { throw new Error("no"); },
    () => late((resolve, reject) => reject(new Error("too late"))),
    async () => ({ status: 200, headers: new Headers(), text: () => late((_, reject) => reject(new Error("too late"))) }),
    async () => new Response(new ReadableStream({ start: (body) => setTimeout(() => body.error(new Error("no")), 30) })),
    (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  ];
  for (const fetch of fetches) {
    for (const signal of [undefined, AbortSignal.abort("enough"), AbortSignal.timeout(5)]) {
      const smooch = new Smooch({ keyId: "app_1", secret: "s", fetch, maxRetries: 0, timeout: signal ? 600_000 : 10 });
      await smooch.create({ userId: "ada" }, { signal }).catch(() => {});
    }
  }
  console.log("done");
`;

test("whatever fetch does, a process sees no unhandled rejection and ends as soon as its calls have", () => {
  const started = performance.now();
  assert.deepEqual(execute(EVERYTHING), ["done", "", 0]);
  // Far below the ten minutes of the timers that had to be cleared.
  assert.ok(performance.now() - started < 120_000);
});

const ABORTS_AND_THROWS = `
  import { Smooch } from "smooch-edge";
  const controller = new AbortController();
  const fetch = () => { controller.abort("enough"); throw new Error("no"); };
  const smooch = new Smooch({ keyId: "app_1", secret: "s", fetch, maxRetries: 0 });
  await smooch.create({ userId: "ada" }, { signal: controller.signal }).catch(({ cause }) => console.log(cause));
`;

test("a signal that is aborted inside a fetch that throws ends the call and no more", () => {
  assert.deepEqual(execute(ABORTS_AND_THROWS), ["enough", "", 0]);
});
