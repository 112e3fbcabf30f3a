// The pace: turns are spread, requests are counted, and a pause stops all who share it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { Smooch } from "smooch-edge";
import { deliver, memoryPace, redisPace } from "smooch-edge/queue";
import { createEmulator } from "smooch-emulator";

import { Turns } from "../../pkg/src/engines/pace.js";
import { steadyClock } from "../client/clock.mjs";
import { answer, clientOf, item, service } from "./place.mjs";

describe("turns", () => {
  test("are evenly spread by requests, without a burst after a time without any", () => {
    const turns = new Turns();
    assert.deepEqual(
      [1, 2, 1].map((requests) => turns.take(0, Infinity, requests, 20)),
      [0, 20, 60],
    );
    assert.deepEqual(
      [1, 1].map(() => turns.take(10_000, Infinity, 1, 20)),
      [0, 20],
    );
  });

  test("one that does not come in time is not taken", () => {
    const turns = new Turns();
    turns.take(0, 0, 50, 20);
    assert.equal(turns.take(0, 999, 1, 20), 1000);
    assert.equal(turns.take(0, 1000, 1, 20), 1000);
    assert.equal(turns.take(0, 5000, 1, 20), 1020);
  });

  test("who is sent away comes back behind who was sent away before, and goes first where there is room", () => {
    const turns = new Turns();
    turns.take(0, 0, 50, 20);
    assert.deepEqual(
      [1, 2, 1].map((requests) => turns.take(0, 999, requests, 20)),
      [1000, 1020, 1060],
    );
    assert.equal(turns.take(1000, 0, 1, 20), 0, "the first is back, in its turn");
    assert.equal(turns.take(5000, 0, 1, 20), 0, "nobody keeps a turn for those who never come");
    turns.pause(5000, 1000);
    assert.deepEqual(
      [1, 1].map(() => turns.take(5000, 999, 1, 20)),
      [1000, 1020],
    );
  });

  test("a pause moves all turns, spread as before; a shorter one does not end a longer one", () => {
    const turns = new Turns();
    turns.pause(0, 5000);
    turns.pause(0, 1000);
    assert.deepEqual(
      [1, 1, 1].map(() => turns.take(0, Infinity, 1, 20)),
      [5000, 5020, 5040],
    );
  });
});

describe("a pace in memory", () => {
  test("grants what comes in time and says how long the rest is away", async (context) => {
    steadyClock(context);
    const pace = memoryPace({ perSecond: 20 });
    const started = performance.now();
    assert.equal(await pace.take(0, 1), 0);
    assert.equal(await pace.take(100, 1), 0);
    assert.ok(performance.now() - started >= 49, "it waited for its turn");
    const away = await pace.take(0, 1);
    assert.ok(away > 0 && away < 51, `${away} ms`);
  });

  test("who waits when a pause comes waits for its end, or hears how long that is", async (context) => {
    steadyClock(context);
    const pace = memoryPace({ perSecond: 20 });
    await pace.take(0, 1);
    const [patient, impatient] = [pace.take(10_000, 1), pace.take(120, 1)];
    const started = performance.now();
    pace.pause(400);
    assert.ok((await impatient) > 100);
    assert.equal(await patient, 0);
    assert.ok(performance.now() - started >= 399, `${performance.now() - started} ms`);
  });

  for (const perSecond of [0, -1, Infinity, NaN, "20", undefined]) {
    test(`perSecond: ${perSecond} is refused`, () => {
      assert.throws(() => memoryPace({ perSecond }), { name: "TypeError", message: /perSecond/ });
    });
  }
});

/** A pace that writes down what it is asked, and answers as it is told. */
function paceOf(wait = 0) {
  const pace = { asked: [], pauses: [], take: (patience, requests) => (pace.asked.push({ patience, requests }), wait) };
  pace.pause = (milliseconds) => pace.pauses.push(milliseconds);
  return pace;
}

const SEND = item("ada", "Hi");
const requestsOf = ({ asked }) => asked.map(({ requests }) => requests);

describe("a delivery", () => {
  test("asks for a request, and for two where it looks first", async () => {
    const { smooch } = await service({ users: ["ada"] });
    const pace = paceOf();
    await deliver(smooch, SEND, { key: "1", attempt: 1, pace });
    await deliver(smooch, SEND, { key: "1", attempt: 2, pace });
    await deliver(smooch, { operation: "users.get", id: "ada" }, { key: "2", attempt: 2, pace });
    assert.deepEqual(requestsOf(pace), [1, 2, 1]);
  });

  test("requests that nobody could foresee are asked for by the next", async () => {
    const { smooch } = await service({ users: ["ada"], faults: [{ status: 401, match: { operation: "send" } }] });
    const pace = paceOf();
    // A token that was refused is signed anew, once.
    for (const key of ["1", "2", "3"]) await deliver(smooch, SEND, { key, attempt: 1, pace });
    assert.deepEqual(requestsOf(pace), [1, 2, 1]);
  });

  test("sends nothing before its turn, and comes back when that is", async () => {
    const smooch = clientOf(() => assert.fail("nothing may be sent"));
    const verdict = await deliver(smooch, SEND, { key: "1", pace: paceOf(2100) });
    assert.deepEqual(verdict, { do: "retry", after: 3, pause: false });
  });

  test("waits ten seconds, or as long as it is told, and half of the time that is left at most", async () => {
    const pace = paceOf(1);
    const smooch = clientOf(() => answer());
    for (const more of [{}, { patience: 500 }, { timeLeft: 8000 }, { timeLeft: -1 }])
      await deliver(smooch, SEND, { key: "1", pace, ...more });
    const patience = pace.asked.map(({ patience }) => Math.round(patience / 100) * 100);
    assert.deepEqual(patience, [10_000, 500, 4000, 0]);
  });

  for (const [fault, pauses] of [
    [{ status: 429, retryAfter: 7 }, [7000]],
    [{ status: 429 }, [1000]],
    [{ status: 503, retryAfter: 2 }, [2000]],
    [{ status: 403 }, [60_000]],
    [{ status: 503 }, []],
    [{ status: 400 }, []],
    [{ status: 423 }, []],
  ]) {
    test(`${fault.status}${fault.retryAfter ? " with a time" : ""} pauses all others ${pauses.join() || "never"}`, async () => {
      const { smooch } = await service({ users: ["ada"], faults: [fault] });
      const pace = paceOf();
      await deliver(smooch, SEND, { key: "1", attempt: 1, pace });
      assert.deepEqual(pace.pauses, pauses);
    });
  }

  test("a pace that fails costs no message and sends none", async () => {
    const smooch = clientOf(() => assert.fail("nothing may be sent"));
    const cause = new Error("Redis is down.");
    const pace = { take: () => Promise.reject(cause), pause: () => {} };
    const { error, ...verdict } = await deliver(smooch, SEND, { key: "1", attempt: 1, pace });
    assert.deepEqual(verdict, { do: "retry", after: 1, pause: false });
    assert.deepEqual([error.code, error.cause, error.sent], ["pace_failed", cause, "no"]);
  });

  test("a pace that never answers holds up nobody beyond the time that is left, nor beyond an abort", async () => {
    const smooch = clientOf(() => assert.fail("nothing may be sent"));
    const pace = { take: () => new Promise(() => {}), pause: () => {} };
    const late = await deliver(smooch, SEND, { key: "1", attempt: 1, pace, timeLeft: 300 });
    assert.deepEqual([late.do, late.error.code, late.error.sent], ["retry", "pace_failed", "no"]);
    assert.match(late.error.cause.message, /gave no answer within \d+ ms/);
    const reason = new Error("shutting down");
    const controller = new AbortController();
    const waiting = deliver(smooch, SEND, { key: "1", attempt: 1, pace, signal: controller.signal });
    controller.abort(reason);
    const aborted = await waiting;
    assert.deepEqual([aborted.do, aborted.error.cause], ["retry", reason]);
  });

  test("a pace whose answers or pauses are no numbers is an error, and no wait without end", async () => {
    const pace = memoryPace({ perSecond: 20 });
    for (const pause of [NaN, Infinity, -1, "7"])
      assert.throws(() => pace.pause(pause), { name: "TypeError", message: /pause needs milliseconds/ });
    assert.equal(await pace.take(0, 1), 0);
    const broken = redisPace(async () => "none", { perSecond: 20 });
    await assert.rejects(broken.take(0, 1), { name: "TypeError", message: /gave no number/ });
  });

  test("a pace that cannot be told of a pause changes no verdict", async () => {
    const { smooch } = await service({ users: ["ada"], faults: [{ status: 429, retryAfter: 7 }] });
    const pace = { take: () => 0, pause: () => Promise.reject(new Error("Redis is down.")) };
    const { do: what, after, pause } = await deliver(smooch, SEND, { key: "1", attempt: 1, pace });
    assert.deepEqual([what, after, pause], ["retry", 7, true]);
  });

  for (const [name, isPaced] of [
    ["a limit is not met by deliveries that share a pace, looks among them", true],
    ["without a pace the same ones meet it", false],
  ]) {
    test(name, async (context) => {
      steadyClock(context);
      const emulator = createEmulator({ rateLimit: 50 });
      const smooch = new Smooch({ ...emulator.credentials, fetch: emulator.fetch });
      await smooch.create({ userId: "ada" });
      const pace = isPaced ? memoryPace({ perSecond: 30 }) : undefined;
      const deliveries = Array.from({ length: 60 }, (_, index) =>
        deliver(smooch, SEND, { key: `${index}`, attempt: 1 + (index % 2), pace }),
      );
      const verdicts = await Promise.all(deliveries);
      const refused = emulator.requests.filter(({ status }) => status === 429).length;
      const retried = verdicts.filter((verdict) => verdict.do !== "ack");
      assert.equal(retried.length === 0, isPaced, JSON.stringify(retried[0]));
      assert.equal(refused === 0, isPaced, `${refused} were refused`);
    });
  }
});
