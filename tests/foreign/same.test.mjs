// Ours side by side with the clients of others: each call of theirs and of ours asks the service for the same, by method,
// path, query, and JSON or parts of a form. The emulator records it. What differs for a reason stands in a list.
//
// Run with: node --test tests/foreign/*.test.mjs

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { Smooch } from "smooch-edge";

import { rows as ofSmoochCore } from "./smooch-core.mjs";
import { rows as ofSunshine } from "./sunshine.mjs";
import { smoochCore, sunshine, world } from "./world.mjs";

/**
 * What differs, why, and what is the same once that is taken off ours.
 *
 * @type {Record<string, [why: string, without: (requests: any[]) => any[]]>}
 */
const DIFFERENCES = {
  "ClientsApi.removeClient": [
    "ours takes the type of a channel as well, and so looks which client is meant",
    ([, ...requests]) => requests,
  ],
  "SwitchboardActionsApi.releaseControl": [
    "theirs has no argument for the body, which the API leaves optional; an empty one says the same",
    ([{ body, ...request }]) => [request],
  ],
};

/** What was asked of the service since the last look. */
function asked(w) {
  const requests = w.emulator.requests.slice(w.seen ?? 0);
  w.seen = w.emulator.requests.length;
  const told = requests.map(({ method, path, query, body }) => ({ method, path, query, body }));
  // Each side has a port of its own, which is in the addresses of files.
  return JSON.parse(JSON.stringify(told).replaceAll(w.url, ""));
}

const keyOf = ({ id, secret }, scope) => ({ keyId: id, secret, scope });

/** A list is asked for its first page. */
async function first(result) {
  if (typeof result?.[Symbol.asyncIterator] !== "function") return result;
  for await (const page of result) return page;
}

/**
 * @param {string} name
 * @param {import("./smooch-core.mjs").Row[]} rows
 * @param {(w: any) => Map<string, (...args: any[]) => any>} methodsOf
 * @param {(w: any, as: string | undefined) => any} ours
 */
function compare(name, rows, methodsOf, call, ours) {
  describe(name, async () => {
    const [left, right] = [await world({ after }), await world({ after })];
    const methods = methodsOf(left);
    for (const row of rows) {
      test(row.name, async () => {
        // What a row keeps may ask by itself.
        for (const w of [left, right]) asked(w);
        const answer = await call(methods.get(row.name), row.theirs(left), row.as);
        const theirs = asked(left);
        await row.keep?.(answer, left);
        await left.emulator.settled();
        const own = await first(await row.ours(ours(right, row.as), right));
        const requests = asked(right);
        await row.keep?.(own, right);
        await right.emulator.settled();
        assert.equal(theirs.length, 1);
        const [, without] = DIFFERENCES[row.name] ?? [];
        if (without) assert.notDeepEqual(requests, theirs, "a difference that is none is taken off the list");
        assert.deepEqual(without?.(requests) ?? requests, theirs);
      });
    }
  });
}

test("each difference is one of a method", () => {
  const names = [...ofSmoochCore, ...ofSunshine].map(({ name }) => name);
  for (const name of Object.keys(DIFFERENCES)) assert.ok(names.includes(name), name);
});

compare(
  "smooch-core",
  ofSmoochCore,
  smoochCore,
  (method, args) => method(...args),
  ({ url, app, account }) => new Smooch({ apiVersion: "v1.1", baseUrl: url, appId: app, ...keyOf(account, "account") }),
);

compare(
  "sunshine-conversations-client",
  ofSunshine,
  sunshine,
  (method, args, as) => method(args, as),
  ({ url, app, account, appKey, token }, as) => {
    const key = as === "app" ? keyOf(appKey, "app") : keyOf(account, "account");
    return new Smooch({
      apiVersion: "v2",
      baseUrl: url,
      appId: app,
      ...(as === "token" ? { token } : key),
    });
  },
);
