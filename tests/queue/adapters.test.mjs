// What each adapter tells its engine, on messages as the engine has them. The engines themselves are in tests/engines.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { Smooch } from "smooch-edge";
import { bullmq, cloudflare, laneObject, laneOf, pgBoss, sqs, toLane } from "smooch-edge/queue";

import { until } from "../client/clock.mjs";
import { answer, clientOf, item, received, sends, service } from "./place.mjs";

const SEND = item("ada", "Hi");
const POISON = { operation: "shout", id: "ada" };

/** A service where ada is, and what was put aside. */
async function place(faults = []) {
  const dead = [];
  return { ...(await service({ users: ["ada", "bob"], faults })), dead, onDead: (one) => void dead.push(one) };
}

const LATER = [{ status: 429, retryAfter: 7, match: { path: "/v1/appusers/ada" }, times: "always" }];
const later = (emulator) => [
  { ...LATER[0], match: { path: `/v1/apps/${emulator.credentials.appId}/appusers/ada` } },
  ...LATER,
];
const fail = (emulator) => emulator.faults.set(later(emulator));

/** What is printed to the console meanwhile. */
async function printed(context, run) {
  const log = context.mock.method(console, "error", () => {});
  await run();
  return log.mock.calls.map(({ arguments: [text] }) => text);
}

describe("cloudflare", () => {
  const messageOf = (body, id, attempts = 1) => {
    const message = { id, body, attempts, told: [] };
    message.ack = () => message.told.push("ack");
    message.retry = ({ delaySeconds }) => message.told.push(delaySeconds);
    return message;
  };

  test("acknowledges what is sent, retries what must wait with its lane, puts aside what is dead", async () => {
    const { smooch, emulator, dead, onDead } = await place();
    fail(emulator);
    const bodies = [SEND, item("bob", "1"), SEND, POISON, "no item", item("bob", "2")];
    const messages = bodies.map((body, index) => messageOf(body, `${index}`));
    await cloudflare(smooch, { messages }, { onDead });
    assert.deepEqual(
      messages.map(({ told }) => told),
      [[7], ["ack"], [7], [7], ["ack"], ["ack"]],
    );
    assert.deepEqual(
      dead.map(({ item, message, error }) => [item, message.id, error.name]),
      [["no item", "4", "ValidationError"]],
    );
  });

  test("what is no object goes aside, and the rest of its batch goes on", async () => {
    const { smooch, dead, onDead } = await place();
    const odd = [null, undefined, 5, [], { operation: { toString: 1, valueOf: 1 }, id: "ada" }];
    const messages = [...odd, SEND].map((body, index) => messageOf(body, `${index}`));
    await cloudflare(smooch, { messages }, { onDead });
    assert.deepEqual(
      messages.map(({ told }) => told),
      messages.map(() => ["ack"]),
    );
    assert.deepEqual(
      dead.map(({ error }) => [error.name, error.sent]),
      odd.map(() => ["ValidationError", "no"]),
    );
  });

  test("a later delivery looks first; the key is the message's id", async () => {
    const { smooch, emulator, onDead } = await place();
    for (const attempts of [1, 2])
      await cloudflare(smooch, { messages: [messageOf(SEND, "m1", attempts)] }, { onDead });
    assert.deepEqual([sends(emulator).length, sends(emulator)[0].body.metadata], [1, { dedupeKey: "m1" }]);
  });

  test("where the dead cannot be put aside, nothing is lost", async (context) => {
    const { smooch } = await place();
    const message = messageOf(POISON, "1");
    const onDead = () => Promise.reject(new Error("The table is full."));
    const lines = await printed(context, () => cloudflare(smooch, { messages: [message] }, { onDead }));
    assert.deepEqual([message.told, lines.length], [[60], 1]);
  });

  test("a place for the dead is required", async () => {
    const { smooch } = await place();
    await assert.rejects(cloudflare(smooch, { messages: [] }, {}), /onDead/);
    await assert.rejects(sqs(smooch, { Records: [] }, {}), /onDead/);
  });

  test("verdicts are told; a hook that throws changes nothing", async (context) => {
    const { smooch, onDead } = await place();
    const message = messageOf(SEND, "1");
    const told = [];
    const onVerdict = ({ verdict, item }) => {
      told.push([verdict.do, item.id]);
      throw new Error("mine");
    };
    await printed(context, () => cloudflare(smooch, { messages: [message] }, { onDead, onVerdict }));
    assert.deepEqual([message.told, told], [["ack"], [["ack", "ada"]]]);
  });
});

describe("sqs", () => {
  const record = (body, messageId, { fifo = true, group = "ada", count = "1" } = {}) => ({
    ...{ messageId, receiptHandle: `r${messageId}`, body: typeof body === "string" ? body : JSON.stringify(body) },
    eventSourceARN: `arn:aws:sqs:eu-west-1:1:calls${fifo ? ".fifo" : ""}`,
    attributes: { ApproximateReceiveCount: count, MessageGroupId: group },
  });
  const failures = ({ batchItemFailures }) => batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

  test("reports what must come again, with all behind it in its group", async () => {
    const { smooch, emulator, dead, onDead } = await place();
    fail(emulator);
    const changed = [];
    const changeVisibility = (one, seconds) => changed.push([one.messageId, seconds]);
    const Records = [record(SEND, "1"), record(item("bob", "1"), "2", { group: "bob" }), record(item("bob", "2"), "3")];
    Records.push(record("{", "4", { group: "bob" }));
    assert.deepEqual(failures(await sqs(smooch, { Records }, { onDead, changeVisibility })), ["1", "3"]);
    assert.deepEqual([dead.length, dead[0].message.body, changed], [1, "{", []]);
  });

  test("on a standard queue the wait is set, and each delivery looks: its count is approximate", async () => {
    const { smooch, emulator, onDead } = await place();
    fail(emulator);
    const changed = [];
    const changeVisibility = async (one, seconds) => {
      changed.push([one.receiptHandle, seconds]);
      throw new Error("AWS is down.");
    };
    const Records = [record(SEND, "1", { fifo: false }), record(item("bob", "1"), "2", { fifo: false })];
    assert.deepEqual(failures(await sqs(smooch, { Records }, { onDead, changeVisibility })), ["1"]);
    assert.deepEqual(changed, [["r1", 7]]);
    assert.ok(emulator.requests.some(({ operation, path }) => operation === "messages.list" && path.includes("bob")));
  });

  test("what is no JSON, on a standard queue, goes aside, and the rest of its batch goes on", async () => {
    const { smooch, emulator, dead, onDead } = await place();
    fail(emulator);
    const changeVisibility = () => {
      throw new Error("AWS is down.");
    };
    const bodies = ["not json", "null", item("bob", "1"), SEND];
    const Records = bodies.map((body, index) => record(body, `${index}`, { fifo: false }));
    assert.deepEqual(failures(await sqs(smooch, { Records }, { onDead, changeVisibility })), ["3"]);
    assert.deepEqual(
      dead.map(({ message }) => message.body),
      ["not json", "null"],
    );
  });

  test("a function that is about to end begins nothing", async () => {
    const { smooch, emulator, onDead } = await place();
    const context = { getRemainingTimeInMillis: () => 900 };
    assert.deepEqual(failures(await sqs(smooch, { Records: [record(SEND, "1")] }, { onDead, context })), ["1"]);
    assert.equal(sends(emulator).length, 0);
  });
});

describe("bullmq", () => {
  const jobOf = (data, attemptsStarted = 1, more = {}) => {
    const job = { id: "1", queueName: "smooch", timestamp: 17, data, attemptsStarted, moved: [], ...more };
    job.moveToDelayed = async (time, token) => void job.moved.push([time - Date.now(), token]);
    return job;
  };

  test("completes, delays with the token, and fails what is dead", async () => {
    const { smooch, emulator } = await place();
    const process = bullmq(smooch);
    assert.equal(process.length, 3, "BullMQ gives its signal to a third parameter");
    assert.equal(await process(jobOf(SEND), "t"), "sent");
    assert.equal(await process(jobOf(SEND, 2), "t"), "found");
    assert.deepEqual(sends(emulator)[0].body.metadata, { dedupeKey: "smooch 1 17" });
    await assert.rejects(process(jobOf(POISON), "t"), { name: "UnrecoverableError", message: /operation must be/ });
    fail(emulator);
    const job = jobOf(item("ada", "later"));
    await assert.rejects(process(job, "t"), { name: "DelayedError" });
    const [[wait, token]] = job.moved;
    assert.deepEqual([Math.round(wait / 1000), Number.isInteger(wait), token], [7, true, "t"]);
  });

  test("what is put aside is no failed job", async () => {
    const { smooch, dead, onDead } = await place();
    assert.deepEqual([await bullmq(smooch, { onDead })(jobOf(POISON)), dead.length], ["dead", 1]);
  });

  test("settings that lose messages are said once, good ones never", async (context) => {
    const { smooch } = await place();
    const process = bullmq(smooch);
    const lines = await printed(context, async () => {
      const good = { queue: { opts: { maxStalledCount: 1000 } } };
      await process(jobOf(SEND, 1, good));
      const bad = { queue: { opts: { maxStalledCount: 1, maxStartedAttempts: 3 } } };
      for (const id of ["2", "3"]) await process(jobOf(SEND, 1, { ...bad, id }));
    });
    assert.equal(lines.length, 2);
    assert.match(lines[0], /maxStalledCount/);
    assert.match(lines[1], /maxStartedAttempts/);
  });
});

describe("pg-boss", () => {
  const jobOf = (data, id, more = {}) => ({
    ...{ id, name: "smooch", data, retryCount: 0, expireInSeconds: 900, heartbeatSeconds: 30 },
    ...{ retryLimit: 1000, retryDelay: 15, signal: new AbortController().signal, ...more },
  });
  const bossOf = (told, error) => ({
    fail: async (...given) => void told.push(["fail", ...given.slice(0, 2)]),
    update: async (...given) => {
      if (error) throw error;
      told.push(["update", ...given]);
    },
  });

  test("each job has its own outcome; the wait is set on the one that failed", async () => {
    const { smooch, emulator } = await place();
    fail(emulator);
    const told = [];
    const jobs = [jobOf(SEND, "a"), jobOf(item("bob", "1"), "b"), jobOf({ operation: "shout", id: "bob" }, "c")];
    const results = await pgBoss(bossOf(told), smooch)(jobs);
    assert.deepEqual(results.map(({ id, status }) => [id, status]).sort(), [
      ["a", "failed"],
      ["b", "completed"],
      ["c", "deadletter"],
    ]);
    assert.deepEqual(told, [
      ["fail", "smooch", { id: "a", retryCount: 0 }],
      ["update", "smooch", undefined, { id: "a", startAfter: 7 }],
    ]);
    assert.ok(!JSON.stringify(results).includes("Hi"), "no message is kept in an outcome");
  });

  test("a job without data goes to the dead letters, and the rest of its batch goes on", async () => {
    const { smooch } = await place();
    const results = await pgBoss(bossOf([]), smooch)([jobOf(null, "a"), jobOf(SEND, "b")]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["deadletter", "completed"],
    );
  });

  test("a clock that is set meanwhile gives no job more time, and none less", async (context) => {
    const smooch = clientOf(async () => answer());
    const jobs = ["1", "2"].map((words) => jobOf(item("ada", words), words, { expireInSeconds: 60 }));
    let now = Date.now();
    context.mock.method(Date, "now", () => (now += 3_600_000));
    const results = await pgBoss(bossOf([]), smooch)(jobs);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["completed", "completed"],
    );
  });

  test("where the wait cannot be set, the job fails all the same", async (context) => {
    const { smooch, emulator } = await place();
    fail(emulator);
    const boss = bossOf([], new Error("PostgreSQL is down."));
    let results;
    await printed(context, async () => (results = await pgBoss(boss, smooch)([jobOf(SEND, "a")])));
    assert.equal(results[0].status, "failed");
  });

  test("settings that lose or double messages are said once, good ones never", async (context) => {
    const { smooch } = await place();
    const work = pgBoss(bossOf([]), smooch);
    const lines = await printed(context, async () => {
      await work([jobOf(SEND, "good")]);
      const bad = { heartbeatSeconds: null, retryLimit: 2, retryDelay: 0 };
      for (const id of ["1", "2"]) await work([jobOf(SEND, id, bad)]);
    });
    assert.equal(lines.length, 3);
    assert.match(lines.join(), /heartbeatSeconds.*retryLimit.*retryDelay/s);
  });
});

describe("a lane", () => {
  /** What a Durable Object keeps, sorted by name as there. */
  function storageInMemory(alarms = []) {
    const kept = new Map();
    return {
      get: async (name) => kept.get(name),
      put: async (entries) => Object.entries(entries).forEach(([name, value]) => kept.set(name, value)),
      list: async ({ prefix }) => new Map([...kept].filter(([name]) => name.startsWith(prefix)).sort()),
      delete: async (name) => kept.delete(name),
      getAlarm: async () => null,
      setAlarm: async (/** @type {number} */ time) => void alarms.push(time - Date.now()),
    };
  }

  test("its class needs a place for the dead, and goes on in a minute", async (context) => {
    const { smooch } = await place();
    const alarms = [];
    const storage = { setAlarm: async (time) => void alarms.push(Math.round((time - Date.now()) / 1000)) };
    const lines = await printed(context, () => new (laneObject(() => ({ smooch })))({ storage }, {}).alarm());
    assert.deepEqual([alarms, lines.length], [[60], 1]);
  });

  test("an item goes to the object of its user; one that it refuses is said", async () => {
    const asked = [];
    const namespace = (ok) => ({
      idFromName: (name) => name,
      get: (name) => ({
        fetch: async (_, { body }) => (asked.push([name, JSON.parse(body)]), { ok, status: ok ? 200 : 500 }),
      }),
    });
    await toLane(namespace(true), SEND);
    await toLane(namespace(true), SEND, { key: "mine" });
    assert.deepEqual(asked, [
      ["ada", { item: SEND }],
      ["ada", { item: SEND, key: "mine" }],
    ]);
    await assert.rejects(toLane(namespace(false), SEND), /500/);
    await assert.rejects(
      toLane(undefined, SEND),
      /toLane needs a namespace of Durable Objects: the binding, such as env\.LANES/,
    );
  });

  test("an item that is handed over twice is sent once if it has a key", async () => {
    const { emulator, smooch } = await service({ users: ["ada"] });
    const lane = new (laneObject(() => ({ smooch, onDead: () => {} })))({ storage: storageInMemory() }, {});
    const handOver = (words, key) =>
      lane.fetch(
        new Request("https://lane/", { method: "POST", body: JSON.stringify({ item: item("ada", words), key }) }),
      );
    for (const key of ["order 1", "order 1", "order 2"]) await handOver(key, key);
    for (let copy = 0; copy < 2; copy++) await handOver("no key");
    await lane.alarm();
    assert.deepEqual(received(emulator, "ada"), ["order 1", "order 2", "no key", "no key"]);
  });

  test("what was under way when its process ended waits as long as a service may take, then is looked for", async (context) => {
    const { emulator, smooch } = await service({ users: ["ada"] });
    const alarms = [];
    const storage = storageInMemory(alarms);
    const laneWith = (smooch) =>
      new (laneObject(() => ({ smooch, onDead: () => {}, maybeAfter: 4000 })))({ storage }, {});
    const asked = [];
    const fetch = (...given) => new Promise((_, reject) => asked.push([...given, reject]));
    const slow = new Smooch({ token: "t", fetch });
    const gone = laneWith(slow);
    await gone.fetch(new Request("https://lane/", { method: "POST", body: JSON.stringify({ item: SEND }) }));
    const alarm = gone.alarm();
    await until(() => asked.length === 1);
    const lane = laneWith(smooch);
    const now = Date.now();
    const clock = context.mock.method(Date, "now", () => now);
    alarms.length = 0;
    for (const later of [0, 3000]) {
      clock.mock.mockImplementation(() => now + later);
      await lane.alarm();
    }
    assert.deepEqual([alarms, emulator.requests.filter(({ operation }) => operation !== "create")], [[4000, 1000], []]);
    // It lands now.
    const [url, { headers, ...request }, end] = asked[0];
    const { keyId, secret } = emulator.credentials;
    await emulator.fetch(url, {
      ...request,
      headers: { ...headers, authorization: `Basic ${btoa(`${keyId}:${secret}`)}` },
    });
    clock.mock.mockImplementation(() => now + 4000);
    await lane.alarm();
    assert.deepEqual(received(emulator, "ada"), ["Hi"]);
    end();
    await alarm;
  });

  test("its class says at each alarm that maybeAfter is no time, and goes on in a minute", async (context) => {
    const { smooch } = await place();
    const alarms = [];
    const Lane = laneObject(() => ({ smooch, onDead: () => {}, maybeAfter: "soon" }));
    const lane = new Lane({ storage: storageInMemory(alarms) }, {});
    const lines = await printed(context, async () => {
      await lane.fetch(new Request("https://lane/", { method: "POST", body: JSON.stringify({ item: SEND }) }));
      alarms.length = 0;
      for (let time = 0; time < 2; time++) await lane.alarm();
    });
    assert.deepEqual([alarms.map((wait) => Math.round(wait / 1000)), lines.length], [[60, 60], 2]);
  });

  test("lanes of items", () => {
    const lanes = [
      [SEND, "ada"],
      [{ ...SEND, key: "k" }, "k"],
      [item({ conversationId: "c" }, "Hi"), "conversation:c"],
      [{ operation: "create", body: { userId: "eve" } }, "eve"],
      [{ operation: "create", body: { externalId: "eve" } }, "eve"],
      [{ operation: "conversations.get", id: "c" }, "conversation:c"],
    ];
    for (const [given, lane] of lanes) assert.equal(laneOf(given), lane);
  });
});
