// A date of the machine that jumps, as when it is set: it changes no time-out, no deadline and no wait.

import assert from "node:assert/strict";
import { test } from "node:test";

import { stopClock } from "./clock.mjs";
import { HELLO, clientOf, failure } from "./service.mjs";

const HOUR = 3_600_000;

/** Lets `Date.now` jump by this many milliseconds. */
function jump(context, by) {
  const { now } = Date;
  Date.now = () => now() + by;
  context.after(() => (Date.now = now));
}

const token = { keyId: undefined, secret: undefined, token: "a-token" };
const never = () => new Promise(() => {});

for (const [way, by] of [
  ["forward", HOUR],
  ["back", -HOUR],
]) {
  test(`a date that jumps an hour ${way} during the first attempt leaves the retries their time`, async (context) => {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      if (calls === 1) jump(context, by);
      return new Response(calls === 1 ? "" : "{}", { status: calls === 1 ? 429 : 201 });
    };
    await clientOf(fetch, { ...token, maxRetries: 1 }).send("ada", HELLO, { deadline: 20_000 });
    assert.equal(calls, 2);
  });

  test(`a date that jumps an hour ${way} does not move a deadline`, async (context) => {
    let calls = 0;
    const fetch = () => {
      calls += 1;
      if (calls > 1) return never();
      jump(context, by);
      return Promise.resolve(new Response("", { status: 429 }));
    };
    const clock = stopClock(context);
    const smooch = clientOf(fetch, { ...token, maxRetries: 5, timeout: 60_000 });
    let error;
    const over = failure(smooch.send("ada", HELLO, { deadline: 2000 })).then((it) => (error = it));
    let passed = 0;
    for (; calls < 2; passed += 10) await clock.pass(10);
    await clock.pass(1999 - passed);
    assert.equal(error, undefined, "2000 ms are not over");
    await clock.pass(1);
    assert.deepEqual([(await over).code, calls], ["deadline", 2]);
  });
}

test("tokens are dated by the date of the machine", async (context) => {
  jump(context, HOUR);
  let authorization;
  const fetch = async (_, { headers }) => {
    ({ authorization } = headers);
    return new Response("{}");
  };
  await clientOf(fetch).send("ada", HELLO);
  const [, claims] = authorization.split(".");
  const { iat, exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
  const now = Date.now() / 1000;
  assert.ok(exp > now && exp <= now + 610, `${iat ?? ""} ${exp} ${now}`);
});
