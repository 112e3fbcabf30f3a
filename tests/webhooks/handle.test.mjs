// Each event is handed over once, and again where that failed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { WebhookError, handle, receive, respond } from "smooch-edge/webhooks";

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

/** Cloudflare Workers cancel a request without a word: what it was handling would else be refused for ever. */
for (const [userAgent, name, expected] of [
  ["Cloudflare-Workers", "comes again after a minute, and no sooner", [409, 200]],
  ["Node.js/24", "is still being handled, elsewhere", [409, 409]],
]) {
  test(`an event whose handler never ends ${name}`, async (context) => {
    const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
    Object.defineProperty(globalThis, "navigator", { value: { userAgent }, configurable: true });
    context.after(() => {
      if (before) Object.defineProperty(globalThis, "navigator", before);
      else delete globalThis.navigator;
    });
    context.mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
    const event = link("link:match", { channel: userAgent });
    const status = async () => (await respond(request(event), { secret, seen: new Set() }, () => {})).status;
    await new Promise((resolve) => {
      handle([event], {}, () => (resolve(), new Promise(() => {})));
    });
    const statuses = [];
    for (const milliseconds of [59_999, 1]) {
      context.mock.timers.tick(milliseconds);
      statuses.push(await status());
    }
    assert.deepEqual(statuses, expected);
  });
}

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
