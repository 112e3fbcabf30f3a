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

  for (const [rule, says] of /** @type {[unknown, RegExp][]} */ ([
    [null, /must be an object/],
    [{}, /must say what goes wrong/],
    [{ times: 2 }, /must say what goes wrong/],
    [{ statuss: 500 }, /no field "statuss"/],
    [{ status: 99 }, /"status" .* 200 to 599/],
    [{ status: "500" }, /"status"/],
    [{ status: 500, times: 0 }, /"times" .* at least 1/],
    [{ status: 500, after: -1 }, /"after"/],
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
