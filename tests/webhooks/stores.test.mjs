// The ready-made stores, each on the real thing: Redis by its clients, Durable Objects and KV in workerd.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { SeenEvent, durableObjectStore, handle, keyOf, kvStore, redisStore } from "smooch-edge/webhooks";

import { packages } from "../../scripts/setup.mjs";
import { startRedis } from "../engines/redis.mjs";
import { SECRET, link } from "./bodies.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const runtimes = fileURLToPath(new URL("../runtimes", import.meta.url));
packages(here);
packages(runtimes);
const require = createRequire(import.meta.url);
const { Log, LogLevel, Miniflare } = await import(join(runtimes, "node_modules/miniflare/dist/src/index.js"));

const HOUR = 3_600_000;
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks until the answer is the one that is expected; the store's clock is its own. */
async function eventually(ask, expected) {
  for (const begun = performance.now(); ;) {
    const answer = await ask();
    if (answer === expected) return;
    assert.ok(performance.now() - begun < 60_000, `${answer}, not ${expected}`);
    await wait(10);
  }
}

/** What comes of steps that take less than a time; of a machine that took longer, it asks again. */
async function within(milliseconds, ask) {
  for (;;) {
    const begun = performance.now();
    const answer = await ask();
    if (performance.now() - begun < milliseconds) return answer;
  }
}

let keys = 0;
const newKey = () => `event ${++keys}`;

/**
 * What every store that claims has to do. `stores` gives two of them, of two machines.
 *
 * @param {(options?: object) => [any, any]} stores
 */
function claims(stores) {
  test("of two machines one has an event, until it is done", async () => {
    const [a, b] = stores();
    const key = newKey();
    assert.equal(await a.claim(key, HOUR, "a"), "claimed");
    assert.equal(await b.claim(key, HOUR, "b"), "held");
    assert.equal(await a.claim(key, HOUR, "c"), "held");
    await a.done(key, "a");
    for (const store of [a, b]) assert.equal(await store.claim(key, HOUR, "d"), "done");
    assert.equal(await b.claim(newKey(), HOUR, "b"), "claimed");
  });

  test("of fifty that claim at once, on two machines, one gets it", async () => {
    const both = stores();
    for (let times = 0; times < 5; times++) {
      const key = newKey();
      const claims = Array.from({ length: 50 }, (_, index) => both[index % 2].claim(key, HOUR, `holder ${index}`));
      const found = (await Promise.all(claims)).toSorted();
      assert.deepEqual(found, ["claimed", ...Array(49).fill("held")]);
    }
  });

  test("one that failed is given back by its holder, and by nobody else", async () => {
    const [a, b] = stores();
    const key = newKey();
    await a.claim(key, HOUR, "a");
    await b.release(key, "b");
    assert.equal(await b.claim(key, HOUR, "b"), "held");
    await a.release(key, "a");
    assert.equal(await b.claim(key, HOUR, "b"), "claimed");
    await b.done(key, "b");
    await b.release(key, "b");
    assert.equal(await a.claim(key, HOUR, "a"), "done");
  });

  test("one that is held too long is nobody's; who is late neither gives it back nor undoes it", async () => {
    const [a, b] = stores();
    const key = newKey();
    assert.equal(await a.claim(key, 100, "a"), "claimed");
    await eventually(() => b.claim(key, HOUR, "b"), "claimed");
    await a.release(key, "a");
    assert.equal(await a.claim(key, HOUR, "a"), "held");
    await a.done(key, "a");
    await b.release(key, "b");
    assert.equal(await b.claim(key, HOUR, "b"), "done");
  });

  test("what is done is forgotten after its time", async () => {
    const [a, b] = stores({ rememberFor: 1000.5 });
    let key;
    const claimed = await within(1000, async () => {
      key = newKey();
      await a.claim(key, HOUR, "a");
      await a.done(key, "a");
      return b.claim(key, HOUR, "b");
    });
    assert.equal(claimed, "done");
    await eventually(() => b.claim(key, HOUR, "b"), "claimed");
  });

  test("stores with other prefixes share nothing", async () => {
    const key = newKey();
    const [[a], [b]] = [stores({ prefix: "one:" }), stores({ prefix: "other:" })];
    assert.deepEqual([await a.claim(key, HOUR, "a"), await b.claim(key, HOUR, "b")], ["claimed", "claimed"]);
  });

  test("an event that comes to two machines at once is handled once, and its repeat left out", async () => {
    const both = stores();
    const event = link("link:match", { channel: newKey() });
    let handled = 0;
    let end;
    const gate = new Promise((resolve) => (end = resolve));
    const handler = () => (handled++, gate);
    const deliveries = both.map((seen) =>
      handle([event], { seen }, handler).then(
        () => "handled",
        ({ code }) => code,
      ),
    );
    assert.equal(await Promise.race(deliveries), "in_progress");
    end();
    assert.deepEqual((await Promise.all(deliveries)).toSorted(), ["handled", "in_progress"]);
    for (const seen of both) assert.deepEqual(await handle([event], { seen }, handler), { handled: 0, dropped: 1 });
    assert.equal(handled, 1);
  });

  test("an event whose machine dies is handled by another, after its time", async () => {
    const [a, b] = stores();
    let event;
    const attempt = () =>
      handle([event], { seen: b }, () => {}).then(
        ({ handled }) => handled,
        ({ code }) => code,
      );
    const first = await within(1000, async () => {
      event = link("link:match", { channel: newKey() });
      // Nothing of a machine that is gone says so.
      assert.equal(await a.claim(await keyOf(event), 1000, "gone"), "claimed");
      return attempt();
    });
    assert.equal(first, "in_progress");
    await eventually(attempt, 1);
  });
}

describe("Redis", () => {
  let server;
  let url;
  /** Two clients of each kind, by its name. */
  const clients = {};
  before(async () => {
    server = await startRedis();
    url = `redis://127.0.0.1:${server.port}`;
    for (const name of ["redis", "redis-4"]) {
      const { createClient } = require(name);
      clients[name] = await Promise.all([0, 1].map(() => createClient({ url }).connect()));
    }
    const { Redis } = require("ioredis");
    clients.ioredis = [new Redis(url), new Redis(url)];
  });
  after(async () => {
    for (const client of Object.values(clients).flat()) await client.quit();
    await server.stop();
  });

  for (const name of ["redis", "redis-4", "ioredis"]) {
    const { version } = require(`${name}/package.json`);
    describe(`by ${name} ${version}`, () =>
      claims((options) => clients[name].map((client) => redisStore(client, options))));
  }

  describe("by a function that sends a command", () =>
    claims((options) =>
      clients.ioredis.map((client) => redisStore(([command, ...parts]) => client.call(command, ...parts), options)),
    ));

  test("every key has a time, after which Redis removes it", async () => {
    const [client] = clients.ioredis;
    const store = redisStore(client, { prefix: "timed:" });
    await store.claim("held", 60_000, "a");
    await store.claim("done", 60_000, "a");
    await store.done("done", "a");
    const [held, done] = [await client.pttl("timed:held"), await client.pttl("timed:done")];
    assert.ok(held > 50_000 && held <= 60_000, `${held}`);
    assert.ok(done > 3_500_000 && done <= HOUR, `${done}`);
  });
});

test("what is no client, no namespace and no function is refused", () => {
  for (const make of [redisStore, kvStore, durableObjectStore]) {
    for (const given of [undefined, null, {}, "redis://127.0.0.1"]) assert.throws(() => make(given), TypeError);
  }
});

describe("Workers", () => {
  const dist = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));
  const modules = [
    { type: "ESModule", path: "stores.mjs", contents: readFileSync(join(here, "worker/stores.mjs"), "utf8") },
    { type: "ESModule", path: "smooch-edge/webhooks", contents: readFileSync(join(dist, "webhooks.mjs"), "utf8") },
  ];
  let miniflare;
  let workers;
  before(async () => {
    const shared = { modules, compatibilityDate: "2026-04-01", kvNamespaces: { KV: "kv" }, bindings: { SECRET } };
    const object = { className: "Watched", useSQLite: true };
    miniflare = new Miniflare({
      log: new Log(LogLevel.NONE),
      handleRuntimeStdio: () => {},
      workers: [
        { name: "one", ...shared, durableObjects: { SEEN: object } },
        { name: "two", ...shared, durableObjects: { SEEN: { ...object, scriptName: "one" } } },
      ],
    });
    await miniflare.ready;
    workers = [await miniflare.getWorker("one"), await miniflare.getWorker("two")];
  });
  after(() => miniflare.dispose());

  /** A store within a Worker, by the steps that it is asked for. */
  const within = (worker, kind, options) => {
    const ask = async (step, ...given) => {
      const body = JSON.stringify({ kind, options, step, given });
      const answer = await worker.fetch("http://worker/store", { method: "POST", body });
      assert.equal(answer.status, 200, await answer.clone().text());
      return (await answer.json()).answer;
    };
    return Object.fromEntries(
      ["claim", "done", "release", "has", "add"].map((step) => [step, (...given) => ask(step, ...given)]),
    );
  };

  describe("Durable Objects, asked by two Workers", () =>
    claims((options) =>
      workers.map((worker) => {
        const { claim, done, release } = within(worker, "object", options);
        return { claim, done, release };
      }),
    ));

  test("a Durable Object removes what it kept when its time is over", async () => {
    const store = within(workers[0], "object", { prefix: "watched:", rememberFor: 100 });
    const key = newKey();
    await store.claim(key, HOUR, "a");
    await store.done(key, "a");
    const kv = await miniflare.getKVNamespace("KV", "one");
    await eventually(() => kv.get("emptied"), "0");
  });

  test("KV remembers what was handled, for every Worker, and for an hour", async () => {
    const [a, b] = workers.map((worker) => within(worker, "kv"));
    const key = newKey();
    assert.equal(await a.has(key), null);
    await a.add(key);
    assert.ok(await b.has(key));
    const kv = await miniflare.getKVNamespace("KV", "one");
    const { keys } = await kv.list({ prefix: "smooch:" });
    const left = keys.find(({ name }) => name === `smooch:${key}`).expiration - Date.now() / 1000;
    assert.ok(left > 3500 && left <= 3601, `${left} s`);
  });

  test("KV keeps nothing for less than a minute: a shorter time is taken for one", async () => {
    const store = within(workers[0], "kv", { rememberFor: 1000, prefix: "short:" });
    await store.add("key");
    assert.ok(await store.has("key"));
  });

  for (const kind of ["kv", "object"]) {
    const post = (worker, event, query = "") =>
      worker.fetch(`http://worker/webhooks?kind=${kind}${query}`, {
        method: "POST",
        headers: { "x-api-key": SECRET },
        body: JSON.stringify(event),
      });

    test(`${kind}: an endpoint that makes its store for each request handles an event once`, async () => {
      const event = link("link:match", { channel: newKey() });
      const [one, two] = workers;
      const slow = post(one, event, "&slow");
      await eventually(async () => (await (await one.fetch("http://worker/handling")).text()) || undefined, "1");
      assert.equal((await post(one, event)).status, 409);
      // KV cannot say so to another Worker.
      if (kind === "object") assert.equal((await post(two, event)).status, 409);
      await one.fetch("http://worker/end");
      assert.equal((await slow).status, 200);
      for (const worker of workers) assert.equal((await post(worker, event)).status, 200);
      assert.equal(await (await one.fetch("http://worker/handled")).text(), "1");
      assert.equal(await (await two.fetch("http://worker/handled")).text(), "0");
      await one.fetch("http://worker/reset");
    });
  }
});

test("an alarm that comes too early is set again", async () => {
  const kept = new Map([["kept", { holder: "a", until: Date.now() + HOUR }]]);
  const alarms = [];
  const storage = {
    get: async (key) => kept.get(key),
    deleteAll: async () => kept.clear(),
    setAlarm: async (time) => void alarms.push(time),
  };
  await new SeenEvent({ storage }).alarm();
  assert.deepEqual([kept.size, alarms], [1, [kept.get("kept").until]]);
});
