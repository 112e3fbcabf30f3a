// The tables of errors in the reference against the built package: each row is made to happen, and the error that a caller
// catches, what it says of `sent`, and the requests that were made are those of the row.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { Smooch } from "smooch-edge";

import { freePort } from "../webhooks/endpoint.mjs";

const dist = fileURLToPath(new URL("../../www/dist/reference/", import.meta.url));

/** The rows of an operation's table, in the part of its page for a version. */
function table(operation, version) {
  const page = readFileSync(`${dist}${operation}.md`, "utf8");
  const part = page.split(/^## /m).find((text) =>
    /^.*/
      .exec(text)[0]
      .split(/, | and /)
      .includes(version),
  );
  const [, rows] = /^\| outcome .*\n\| -.*\n((?:\|.*\n)+)/m.exec(part);
  return rows
    .trim()
    .split("\n")
    .map((line) => {
      const [outcome, error, sent, retried] = line.slice(1, -1).split("|");
      const word = (text) => text.trim().replace(/[`"]/g, "");
      return { outcome: word(outcome), error: word(error), sent: word(sent), retried: retried.trim() };
    });
}

/** Short, since the rows that wait until it is over are not about its length. */
const TIMEOUT = 1000;
/** A port on which nothing listens. */
const CLOSED = await freePort();
const account = { keyId: "app_1", secret: "s", appId: "a", timeout: TIMEOUT };

const link = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
const message = { role: "appMaker", type: "text", text: "Hello" };

/** Calls, one of each kind that a retry has an effect of. `own` is the request itself, all others are looks. */
const CALLS = [
  ["create", "v1", "POST", (smooch, options) => smooch.create({ userId: "ada" }, options)],
  ["create", "v2", "POST", (smooch, options) => smooch.create({ externalId: "ada" }, options), { apiVersion: "v2" }],
  ["create", "v2", "POST", (smooch, options) => smooch.create({ givenName: "Ada" }, options), { apiVersion: "v2" }],
  ["link", "v1", "POST", (smooch, options) => smooch.link("ada", link, options)],
  ["send", "v1", "POST", (smooch, options) => smooch.send("ada", message, options)],
  ["send", "v1", "POST", (smooch, options) => smooch.send("ada", message, { dedupe: true, ...options })],
  ["users.get", "v1", "GET", (smooch, options) => smooch.users.get("ada", options)],
  [
    "conversations.passControl",
    "v2",
    "POST",
    (smooch, options) => smooch.conversations.passControl("c", { switchboardIntegration: "next" }, options),
    { apiVersion: "v2" },
  ],
  [
    "conversations.passControl",
    "v2",
    "POST",
    (smooch, options) => smooch.conversations.passControl("c", { switchboardIntegration: "agents" }, options),
    { apiVersion: "v2" },
  ],
];

/** The conditions of rows, and the calls that meet them. */
const CONDITIONS = {
  "with `dedupe`": (call) => call.includes("dedupe: true"),
  "passed to `next`": (call) => call.includes('"next"'),
  "without an `externalId`": (call) => !call.includes("externalId"),
};

/** What the row says of this call: of those with a condition, the one that is met. */
function said(retried, call) {
  const [plain, condition] = retried.split("; ");
  if (condition === undefined) return plain;
  const [when, then] = condition.split(": ");
  return CONDITIONS[when](String(call)) ? then : plain;
}

/** A `fetch` whose requests of the method all end in the outcome; `undefined` if another is needed. */
function ending(outcome, { abort }) {
  const status = Number(
    /^\d/.exec(outcome) ? outcome.replace("xx", "00").slice(0, 3) : /another 4xx/.test(outcome) ? 418 : 502,
  );
  const headers = { "content-type": "text/plain" };
  switch (outcome) {
    case "connection lost":
      return () => Promise.reject(new TypeError("fetch failed"));
    case "no response in time":
      return (_, { signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    case "ended by signal":
      return (_, { signal }) => {
        setImmediate(abort);
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      };
    case "503 with Retry-After":
      return async () => new Response("", { status, headers: { ...headers, "retry-after": "0" } });
    case "2xx, unreadable":
      return async () => new Response("no JSON", { status, headers });
    default:
      return async () => new Response("", { status, headers });
  }
}

/** Makes the outcome happen to a call; gives what a caller sees of it. */
async function happen(outcome, method, call, more) {
  let own = 0;
  let looks = 0;
  const controller = new AbortController();
  const end = ending(outcome, { abort: () => controller.abort() });
  const fetch = async (url, init) => {
    if (init.method !== method) {
      looks += 1;
      return new Response("{}", { status: 404 });
    }
    own += 1;
    return end(url, init);
  };
  // A `fetch` of our own is not believed that nothing left: the runtime's own is.
  const count = () => void (own += 1);
  const isUnreachable = outcome === "surely never left";
  const way = isUnreachable ? { baseUrl: `http://127.0.0.1:${CLOSED}`, onRequest: count } : { fetch };
  const smooch = new Smooch({ ...account, ...more, ...way });
  const options = outcome === "invalid input" ? { timeout: "long" } : { signal: controller.signal };
  const error = await call(smooch, options).then(
    () => assert.fail(`${outcome} is no error`),
    (error) => error,
  );
  return { error: error.name, sent: error.sent, own, looks };
}

describe("the errors of the reference", { concurrency: true }, () => {
  for (const [operation, version, method, call, more] of CALLS) {
    for (const row of table(operation, version)) {
      const retried = said(row.retried, call);
      test(`${call}: ${row.outcome}`, { timeout: 60_000 }, async () => {
        const { error, sent, own, looks } = await happen(row.outcome, method, call, more);
        assert.deepEqual([error, sent], [row.error, row.sent]);
        // A read whose retries are reads too has no looks.
        assert.equal(own > 1, !/^no\b/.test(retried), `${retried}, and ${own} requests were made`);
        assert.equal(looks > 0, /\blook\b/.test(retried), `${retried}, and ${looks} looks were made`);
        if (retried.startsWith("once")) assert.equal(own, 2);
      });
    }
  }

  test("every operation of every version has such a table, and only what is open takes no new token", () => {
    const { operations } = JSON.parse(
      readFileSync(new URL("../../target/operations/pages.json", import.meta.url), "utf8"),
    );
    for (const name of new Set(Object.values(operations).flatMap((rows) => rows.map(({ name }) => name)))) {
      const page = readFileSync(`${dist}${name}.md`, "utf8");
      const parts = page.split(/^## /m).slice(1);
      assert.ok(parts.length > 0, name);
      for (const part of parts) {
        const rows = table(name, /^[^,\s]+/.exec(part)[0]);
        assert.equal(rows.length, 20, name);
        const { retried } = rows.find(({ outcome }) => outcome === "401");
        assert.equal(retried, name === "oauth.getToken" ? "no" : "once, with a new token", name);
      }
    }
  });
});
