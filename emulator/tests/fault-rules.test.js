// The language of fault rules: which requests they meet, how often, and what they cannot say.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, text } from "./caller.js";

describe("fault rules", () => {
  test("happen once unless they say how often", async () => {
    const emulator = createEmulator({ faults: [{ status: 500 }] });
    const call = caller(emulator);
    assert.equal((await call("GET", "/v1/webhooks")).status, 500);
    assert.equal((await call("GET", "/v1/webhooks")).status, 200);
    emulator.faults.set([{ status: 503, times: 2 }]);
    assert.deepEqual(
      [
        (await call("GET", "/v1/webhooks")).status,
        (await call("GET", "/v1/webhooks")).status,
        (await call("GET", "/v1/webhooks")).status,
      ],
      [503, 503, 200],
    );
    emulator.faults.set([{ status: 503, times: "always" }]);
    for (let index = 0; index < 5; index += 1) assert.equal((await call("GET", "/v1/webhooks")).status, 503);
    emulator.faults.clear();
    assert.equal((await call("GET", "/v1/webhooks")).status, 200);
  });

  test("let the first requests pass when they say so", async () => {
    const emulator = createEmulator({ faults: [{ after: 2, status: 500 }] });
    const call = caller(emulator);
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await call("GET", "/v1/webhooks")).status);
    assert.deepEqual(statuses, [200, 200, 500, 200]);
    assert.deepEqual(emulator.faults.list(), [{ after: 2, status: 500, seen: 3, left: 0 }]);
  });

  for (const [name, match, hits] of /** @type {const} */ ([
    ["an operation", { operation: "send" }, [false, true, false]],
    ["a method in any case", { method: "post" }, [true, true, false]],
    ["the beginning of a path", { path: "/v1.1/" }, [false, false, true]],
    ["a glob within a segment", { path: "/*/appusers/*/messages" }, [false, true, true]],
    ["a glob over segments", { path: "/v1/**" }, [true, true, false]],
    ["several at once", { method: "GET", operation: "messages.list" }, [false, false, true]],
  ])) {
    test(`meet requests by ${name}`, async () => {
      const emulator = createEmulator();
      const call = caller(emulator);
      await call("POST", "/v1/appusers", { userId: "ada" });
      emulator.faults.add({ match, times: "always", status: 418 });
      const answers = [
        await call("POST", "/v1/appusers", { userId: "bob" }),
        await call("POST", "/v1/appusers/ada/messages", text("hi")),
        await call("GET", "/v1.1/appusers/ada/messages"),
      ];
      assert.deepEqual(
        answers.map(({ status }) => status === 418),
        hits,
      );
    });
  }

  test("are tried in order, each until it has run out", async () => {
    const call = caller(createEmulator({ faults: [{ status: 500 }, { status: 502 }] }));
    assert.deepEqual(
      [
        (await call("GET", "/v1/webhooks")).status,
        (await call("GET", "/v1/webhooks")).status,
        (await call("GET", "/v1/webhooks")).status,
      ],
      [500, 502, 200],
    );
  });

  test("meet every third request, and go on for ever", async () => {
    const emulator = createEmulator({ faults: [{ every: 3, status: 500 }] });
    const call = caller(emulator);
    const statuses = [];
    for (let index = 0; index < 7; index += 1) statuses.push((await call("GET", "/v1/webhooks")).status);
    assert.deepEqual(statuses, [200, 200, 500, 200, 200, 500, 200]);
    assert.deepEqual(emulator.faults.list(), [{ every: 3, status: 500, seen: 7, left: "always" }]);
    emulator.faults.set([{ every: 2, after: 1, times: 1, status: 500 }]);
    const later = [];
    for (let index = 0; index < 5; index += 1) later.push((await call("GET", "/v1/webhooks")).status);
    assert.deepEqual(later, [200, 200, 500, 200, 200]);
  });

  test("meet so many of a hundred by chance, the same ones in every run and others with another seed", async () => {
    const run = async (/** @type {number | undefined} */ seed, probability = 0.3) => {
      const options = { faults: [{ probability, status: 500 }], ...(seed === undefined ? {} : { seed }) };
      const emulator = createEmulator(options);
      const call = caller(emulator);
      const round = async () => {
        let marks = "";
        for (let index = 0; index < 200; index += 1)
          marks += (await call("GET", "/v1/webhooks")).status === 500 ? "x" : ".";
        return marks;
      };
      const first = await round();
      emulator.reset();
      assert.equal(await round(), first, "a reset begins again");
      return first;
    };
    const first = await run(undefined);
    const met = first.replaceAll(".", "").length;
    assert.ok(met > 35 && met < 85, `${met} of 200 met a fault of probability 0.3`);
    assert.equal(await run(1), first);
    assert.notEqual(await run(2), first);
    assert.equal(await run(1, 0), ".".repeat(200));
    assert.equal(await run(1, 1), "x".repeat(200));
    assert.throws(() => createEmulator({ seed: 0.5 }), /seed must be a whole number/);
  });

  test("a request that chance spares meets the next rule", async () => {
    const call = caller(
      createEmulator({
        faults: [
          { every: 2, status: 500 },
          { status: 502, times: "always" },
        ],
      }),
    );
    assert.equal((await call("GET", "/v1/webhooks")).status, 502);
    assert.equal((await call("GET", "/v1/webhooks")).status, 500);
  });

  for (const [rule, says] of /** @type {[unknown, RegExp][]} */ ([
    [null, /must be an object/],
    [{}, /must say what goes wrong/],
    [{ times: 2 }, /must say what goes wrong/],
    [{ statuss: 500 }, /no field "statuss"/],
    [{ status: 99 }, /"status" .* 200 to 599/],
    [{ status: "500" }, /"status"/],
    [{ status: 500, times: 0 }, /"times" .* at least 1/],
    [{ status: 500, after: -1 }, /"after"/],
    [{ every: 2 }, /must say what goes wrong/],
    [{ probability: 0.5 }, /must say what goes wrong/],
    [{ status: 500, every: 0 }, /"every" .* at least 1/],
    [{ status: 500, every: 1.5 }, /"every"/],
    [{ status: 500, probability: 1.1 }, /"probability" .* from 0 to 1/],
    [{ status: 500, probability: "half" }, /"probability"/],
    [{ status: 500, probability: 0.5, every: 2 }, /both every and probability/],
    [{ lag: -1 }, /"lag" .* milliseconds/],
    [{ lag: 5, phase: "before" }, /which phase "before" forbids/],
    [{ lag: 5, reset: "before-read" }, /never read cannot be applied/],
    [{ silence: "after-read" }, /"silence" .* true or one of after-headers, mid-body/],
    [{ silence: "mid-body", cutAt: 3 }, /both silence and cutAt/],
    [{ stuckCursor: 1 }, /"stuckCursor" .* true or false/],
    [{ status: 500, phase: "during" }, /"phase" .* must be "before" or "after"/],
    [{ delay: -1 }, /"delay"/],
    [{ drip: { bytes: 0, every: 1 } }, /"drip"/],
    [{ reset: "sometimes" }, /"reset" .* true or one of before-read/],
    [{ reset: true, silence: true }, /both reset and silence/],
    [{ garbage: true, cutAt: 3 }, /both garbage and cutAt/],
    [{ reset: "before-read", phase: "after" }, /never read cannot be applied/],
    [{ status: 500, match: { verb: "GET" } }, /no field "verb"/],
    [{ status: 500, match: { operation: "sned" } }, /no operation "sned"/],
    [{ status: 500, match: { path: /x/ } }, /match\.path/],
    [{ headers: { a: 1 }, status: 500 }, /"headers"/],
  ])) {
    test(`${JSON.stringify(rule)} is refused`, () => {
      const emulator = createEmulator();
      assert.throws(() => emulator.faults.add(/** @type {any} */ (rule)), says);
      assert.throws(() => emulator.faults.set([{ status: 500 }, /** @type {any} */ (rule)]), says);
      assert.deepEqual(emulator.faults.list(), []);
    });
  }
});
