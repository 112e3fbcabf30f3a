// Each event is handed over once, and again where that failed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";
import { WebhookError, handle, receive, respond } from "smooch-edge/webhooks";
import { createEmulator } from "smooch-emulator";

import { stopClock, until } from "../client/clock.mjs";
import { SECRET, delivered, link, request } from "./bodies.mjs";

const secret = SECRET;
const events = (body) => receive(request(body), { secret });
const THREE = delivered(["a", {}], ["b", {}], ["c", {}]);

/** A store whose steps take a while, as a database's do. */
function slow() {
  const keys = new Set();
  const later = () => new Promise((resolve) => setTimeout(resolve, 1));
  return {
    keys,
    has: (key) => later().then(() => keys.has(key)),
    add: (key) => later().then(() => void keys.add(key)),
  };
}

const STORES = {
  "a Set": () => new Set(),
  "a Map": () => new Map(),
  "functions that take a while": slow,
  "functions that answer with a number, as Redis does": () => {
    const keys = new Set();
    return { has: (key) => Number(keys.has(key)), add: (key) => keys.add(key) };
  },
  "functions that answer with a text, as Workers KV does": () => {
    const keys = new Map();
    return { has: (key) => keys.get(key) ?? null, add: (key) => keys.set(key, "1") };
  },
};
for (const [name, store] of Object.entries(STORES)) {
  test(`what was handled is left out, with ${name}`, async () => {
    const seen = store();
    const got = [];
    assert.deepEqual(await handle(await events(THREE), { seen }, ({ type }) => got.push(type)), {
      handled: 3,
      dropped: 0,
    });
    assert.deepEqual(await handle(await events(THREE), { seen }, ({ type }) => got.push(type)), {
      handled: 0,
      dropped: 3,
    });
    assert.deepEqual(got, ["a", "b", "c"]);
  });
}

test("a Map keeps the time at which a key was added", async () => {
  const seen = new Map();
  const before = Date.now();
  await handle(await events(link("link:match")), { seen }, () => {});
  const [time] = seen.values();
  assert(time >= before && time <= Date.now());
});

test("without a store every delivery is handled", async () => {
  assert.deepEqual(await handle(await events(THREE), {}, () => {}), { handled: 3, dropped: 0 });
  assert.deepEqual(await handle(await events(THREE), {}, () => {}), { handled: 3, dropped: 0 });
});

test("a store that is none is refused before anything is handled", async () => {
  for (const seen of [{}, { has: () => false }, { add: () => {} }, 7]) {
    const handler = () => assert.fail("nothing is handled");
    await assert.rejects(handle(await events(THREE), { seen }, handler), TypeError);
  }
});

test("one that fails stops no other, and comes again alone", async () => {
  const seen = new Set();
  const got = [];
  let fails = true;
  const handler = ({ type }) => {
    if (type === "b" && fails) throw new Error("the database is away");
    got.push(type);
  };
  await assert.rejects(handle(await events(THREE), { seen }, handler), /the database is away/);
  assert.deepEqual([got, seen.size], [["a", "c"], 2]);
  fails = false;
  assert.deepEqual(await handle(await events(THREE), { seen }, handler), { handled: 1, dropped: 2 });
  assert.deepEqual(got, ["a", "c", "b"]);
});

test("several that fail are told of together", async () => {
  const handler = ({ type }) => Promise.reject(new Error(type));
  await assert.rejects(handle(await events(THREE), { seen: new Set() }, handler), (error) => {
    assert(error instanceof AggregateError);
    assert.deepEqual(
      error.errors.map(({ message }) => message),
      ["a", "b", "c"],
    );
    return true;
  });
});

test("an event is never handled twice at once: the second delivery is sent away, and finds it done later", async () => {
  const seen = slow();
  let running = 0;
  let most = 0;
  let release;
  const gate = new Promise((resolve) => (release = resolve));
  const handler = async () => {
    most = Math.max(most, ++running);
    await gate;
    running--;
  };
  const first = handle(await events(THREE), { seen }, handler);
  const second = handle(await events(THREE), { seen }, async ({ type }) => assert.notEqual(type, "a"));
  await assert.rejects(
    second,
    (error) => WebhookError.is(error) && error.code === "in_progress" && error.status === 409,
  );
  release();
  await first;
  assert.equal(most, 1);
  assert.equal((await handle(await events(THREE), { seen }, () => {})).dropped, 3);
});

test("one that failed can be handled again at once", async () => {
  const seen = new Set();
  const fail = () => {
    throw new Error("no");
  };
  await assert.rejects(handle(await events(link("link:match")), { seen }, fail), /no/);
  assert.deepEqual(await handle(await events(link("link:match")), { seen }, () => {}), { handled: 1, dropped: 0 });
});

const never = () => new Promise(() => {});

/** A clock of our own, in milliseconds. */
function clocked(context) {
  const clock = { now: 1000 };
  context.mock.method(performance, "now", () => clock.now);
  return clock;
}

/** Begins to handle an event, and waits until its handler is at it. */
const begun = (event, options, end) => {
  let ended;
  return new Promise((resolve) => {
    ended = handle([event], options, () => (resolve({ ended: () => ended }), end));
  });
};

for (const userAgent of ["Cloudflare-Workers", "Node.js/24"]) {
  for (const [holdFor, time] of [
    [undefined, 60_000],
    [5000, 5000],
  ]) {
    test(`${userAgent}: with holdFor ${holdFor} an event whose handler never ends is handled after ${time} ms, and no sooner`, async (context) => {
      const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
      Object.defineProperty(globalThis, "navigator", { value: { userAgent }, configurable: true });
      context.after(() => {
        if (before) Object.defineProperty(globalThis, "navigator", before);
        else delete globalThis.navigator;
      });
      const clock = clocked(context);
      const seen = new Set();
      const event = link("link:match");
      await begun(event, { seen, holdFor }, never());
      const statuses = [];
      for (const milliseconds of [time - 1, 1, 0]) {
        clock.now += milliseconds;
        statuses.push((await respond(request(event), { secret, seen, holdFor }, () => {})).status);
      }
      assert.deepEqual([statuses, seen.size], [[409, 200, 200], 1]);
    });
  }
}

test("a handler that hangs once does not cost the event: the service delivers it until it is handled", async (context) => {
  const seen = new Set();
  const got = [];
  let isFirst = true;
  const onEvent = ({ trigger }) => {
    if (isFirst) return ((isFirst = false), never());
    got.push(trigger);
  };
  // The service hangs up on an endpoint that does not answer.
  const fetch = (url, init) => {
    const late = new Promise((_, reject) => setTimeout(reject, 20, new Error("it took too long")));
    return Promise.race([respond(new Request(url, init), { secret, seen, holdFor: 100 }, onEvent), late]);
  };
  const emulator = createEmulator({ linkDelay: 0, webhookBackoff: 40, fetch });
  const { keyId, secret: key } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret: key, fetch: emulator.fetch });
  const { webhook } = await smooch.webhooks.ensure({ target: "https://receiver.example/", triggers: ["link:success"] });
  const { secret } = webhook;
  await smooch.create({ userId: "ada" });
  const clock = stopClock(context);
  await smooch.link("ada", { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } });
  while (isFirst) await clock.pass(0);
  // It hangs up after 20 ms, and comes again after 40: the event is held for 100. After 80 more it is not.
  for (const [tries, wait] of [
    [0, 20],
    [1, 40],
    [2, 80],
  ]) {
    await until(() => emulator.state.deliveries[0]?.attempts.length === tries);
    await clock.pass(wait);
  }
  await emulator.settled();
  assert.deepEqual(got, ["link:success"]);
  const [{ attempts, status }] = emulator.state.deliveries;
  assert.equal(status, "delivered");
  assert.deepEqual(
    attempts.map(({ status }) => status),
    [undefined, 409, 200],
  );
});

test("what is held is forgotten, so that handlers that never end fill no memory and hold up nobody else", async (context) => {
  const clock = clocked(context);
  const seen = new Set();
  for (let index = 0; index < 50; index++) {
    await begun(link("link:match", { channel: `c${index}` }), { seen, holdFor: 100 }, never());
    clock.now += 10;
  }
  const handled = async (index) =>
    (await respond(request(link("link:match", { channel: `c${index}` })), { secret, seen }, () => {})).status;
  // The last ten are still held.
  assert.deepEqual([await handled(0), await handled(40), await handled(41), await handled(49)], [200, 200, 409, 409]);
});

test("one that ends after its time neither gives back nor hides what another is handling by then", async (context) => {
  const clock = clocked(context);
  const seen = new Set();
  const event = link("link:match");
  let fail;
  const first = await begun(event, { seen, holdFor: 100 }, new Promise((_, reject) => (fail = reject)));
  clock.now += 100;
  let end;
  const second = await begun(event, { seen, holdFor: 100 }, new Promise((resolve) => (end = resolve)));
  fail(new Error("late"));
  await assert.rejects(first.ended(), /late/);
  const third = handle([event], { seen }, () => assert.fail("it is being handled"));
  await assert.rejects(third, { code: "in_progress" });
  end();
  assert.deepEqual(await second.ended(), { handled: 1, dropped: 0 });
});

test("two endpoints in one process share nothing of what is under way", async () => {
  const event = link("link:match");
  const never = new Promise(() => {});
  let begin;
  const handler = () => (begin("begun"), never);
  const other = () => (begin("begun"), never);
  const [a, b] = [new Set(), new Set()];
  const isHeld = async (options, handler) => {
    const begun = new Promise((resolve) => (begin = resolve));
    const refused = handle([event], options, handler).then(
      () => "handled",
      ({ code }) => code,
    );
    return Promise.race([refused, begun]);
  };
  const found = [];
  // One handler with two stores; two handlers without one; then each of them once more.
  for (let times = 0; times < 2; times++) {
    for (const [options, own] of [
      [{ seen: a }, handler],
      [{ seen: b }, handler],
      [{}, handler],
      [{}, other],
    ])
      found.push(await isHeld(options, own));
  }
  assert.deepEqual(found, [...Array(4).fill("begun"), ...Array(4).fill("in_progress")]);
});

test("holdFor that is no time, and a handler that is no function, are refused before anything is handled", async () => {
  for (const holdFor of [0, -1, NaN, Infinity, "60000"]) {
    const handler = () => assert.fail("nothing is handled");
    await assert.rejects(handle(await events(THREE), { seen: new Set(), holdFor }, handler), /holdFor must be/);
  }
  await assert.rejects(handle(await events(THREE), {}, undefined), /handler of events must be a function/);
});

/** A store that claims, and what it was asked. */
function claiming(claims, more) {
  const asked = [];
  const step =
    (name) =>
    (key, ...rest) =>
      void asked.push([name, ...rest]);
  return {
    asked,
    claim: (key, holdFor, holder) => (asked.push(["claim", holdFor, holder]), claims.shift()),
    done: step("done"),
    release: step("release"),
    ...more,
  };
}

test("a store that claims is asked once before the handler, and told whether it succeeded", async () => {
  const event = link("link:match");
  const seen = claiming(["claimed", "claimed", "held", "done"]);
  assert.deepEqual(await handle([event], { seen, holdFor: 1234.5 }, () => {}), { handled: 1, dropped: 0 });
  const [[, time, holder]] = seen.asked;
  assert.deepEqual(
    [time, seen.asked],
    [
      1235,
      [
        ["claim", 1235, holder],
        ["done", holder],
      ],
    ],
  );
  await assert.rejects(
    handle([event], { seen }, () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.deepEqual(
    seen.asked.slice(2).map(([name]) => name),
    ["claim", "release"],
  );
  assert.notEqual(seen.asked[2][2], holder);
  await assert.rejects(
    handle([event], { seen }, () => assert.fail("it is held")),
    { code: "in_progress" },
  );
  assert.deepEqual(await handle([event], { seen }, () => assert.fail("it is done")), { handled: 0, dropped: 1 });
});

test("a store that claims in words of its own is refused, and nothing is handled", async () => {
  for (const claim of [true, "OK", undefined, 1]) {
    const handled = handle([link("link:match")], { seen: claiming([claim]) }, () => assert.fail("nothing is handled"));
    await assert.rejects(handled, /claim of seen must give "claimed", "held" or "done"/);
  }
  const half = { claim: () => "claimed", has: () => false, add: () => {} };
  await assert.rejects(
    handle([], { seen: half }, () => {}),
    /claim, done and release/,
  );
});

test("where a store cannot give an event back, the handler's error is the one that is thrown", async () => {
  const release = () => Promise.reject(new Error("the store is away"));
  const seen = claiming(["claimed"], { release });
  await assert.rejects(
    handle([link("link:match")], { seen }, () => Promise.reject(new Error("mine"))),
    /mine/,
  );
});

test("a store that fails fails the delivery", async () => {
  const away = () => Promise.reject(new Error("the store is away"));
  let handled = 0;
  const count = () => handled++;
  await assert.rejects(handle(await events(link("link:match")), { seen: { has: away, add: away } }, count), /store/);
  assert.equal(handled, 0);
  await assert.rejects(handle(await events(link("link:match")), { seen: { has: () => 0, add: away } }, count), /store/);
  assert.equal(handled, 1);
});

test("respond answers 200, or the status of what it refused, and throws what the handler threw", async () => {
  const told = [];
  const options = { secret, seen: new Set(), onRefused: ({ code }) => told.push(code) };
  const got = [];
  const onEvent = ({ trigger }) => got.push(trigger);
  const status = async (given) => (await respond(given, options, onEvent)).status;
  assert.equal(await status(request(link("link:match"))), 200);
  assert.equal(await status(request(link("link:match"))), 200);
  assert.deepEqual(got, ["link:match"]);
  assert.equal(await status(request(link("link:success"), { "x-api-key": "guess" })), 409);
  assert.equal(await status(request("{")), 422);
  assert.equal(await status(request(link("link:success"), {})), 409);
  assert.deepEqual(told, ["wrong_secret", "not_json", "missing_secret"]);
  const fail = () => Promise.reject(new Error("the handler's own"));
  await assert.rejects(respond(request(link("link:failure")), options, fail), /the handler's own/);
});

/** What `console.error` got; it stays out of the output of the tests. */
function reported(context) {
  const lines = [];
  context.mock.method(console, "error", (line) => lines.push(line));
  return lines;
}

test("an onRefused that fails changes no answer, and is reported once", async (context) => {
  const lines = reported(context);
  for (const fail of [() => Promise.reject(new Error("mine")), () => assert.fail("mine")]) {
    lines.length = 0;
    for (let times = 0; times < 3; times++) {
      const answer = await respond(request("{}", {}), { secret, onRefused: fail }, () => {});
      assert.equal(answer.status, 409);
    }
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(lines, ["smooch-edge: onRefused failed. Its further errors are not reported."]);
  }
});

test("strangers cannot fill the log through an onRefused that fails and is made for each request", async (context) => {
  const lines = reported(context);
  for (let times = 0; times < 1000; times++) {
    const onRefused = async () => assert.fail("mine");
    await respond(request("{}", {}), { secret, onRefused }, () => {});
  }
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(lines.length <= 10, `${lines.length} lines`);
});
