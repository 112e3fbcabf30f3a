// Calls that fail in every way leave nothing behind, and a long run holds no more than a short one. The long version is
// leaks.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch, SmoochError } from "smooch-edge";

import { curve, table } from "./curve.mjs";
import { complaints } from "./limits.mjs";

test("20,000 calls with every kind of failure leave no memory, no call, no listener and no timer behind", async (context) => {
  const result = await curve("calls", 20_000);
  context.diagnostic(table(result));
  assert.deepEqual(complaints(result), []);
  const names = ["success", "ValidationError", "ConnectionError", "TimeoutError", "AbortError", "ResponseError"];
  const api = ["BadRequestError", "NotFoundError", "RateLimitError", "ServerError", "ApiError"];
  assert.deepEqual(Object.keys(result.outcomes).sort(), [...names, ...api].sort());
});

test("a run of 100,000 items from an async generator holds no more at its end than at its beginning", async (context) => {
  const result = await curve("queue", 100_000);
  context.diagnostic(table(result));
  assert.deepEqual(complaints(result), []);
  assert.equal(result.outcomes.sent + result.outcomes["not sent"], 100_000);
});

test("an answer whose headers throw fails like any other", async () => {
  const headers = {
    get() {
      throw new Error("mine");
    },
  };
  const fetch = async () => ({ status: 500, headers, text: async () => "{}" });
  const smooch = new Smooch({ keyId: "app_1", secret: "s3cret", fetch, maxRetries: 0 });
  const error = await smooch.send("ada", { role: "appMaker", type: "text", text: "Hi" }).catch((error) => error);
  assert.ok(SmoochError.is(error), `rejected with ${error}`);
});
