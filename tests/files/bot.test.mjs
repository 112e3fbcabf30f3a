// Typing while work is under way, and the page on which an integration is let in.

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { typing } from "smooch-edge/bot";
import { authorizeUrl, marketplaceHeaders } from "smooch-edge/oauth";

import { stopClock, until } from "../client/clock.mjs";
import { clientOf, failure, recorder } from "./service.mjs";

const BUSINESS = { v1: { role: "appMaker" }, "v1.1": { role: "appMaker" }, v2: { author: { type: "business" } } };

/** A recorder that writes down what happened, in order. */
function diary(answer = () => undefined) {
  const lines = [];
  const { requests, fetch } = recorder((request) => {
    lines.push(request.json?.type ?? request.url);
    return answer(request, lines.length);
  });
  return { lines, requests, fetch };
}

for (const version of ["v1", "v1.1", "v2"]) {
  test(`${version}: typing is shown while the work runs, and gives its result`, async () => {
    const { lines, requests, fetch } = diary();
    const to = version === "v2" ? { conversationId: "c" } : "ada";
    const result = await typing(clientOf(fetch, version), to, async () => {
      while (lines.length === 0) await new Promise(setImmediate);
      lines.push("work");
      return 42;
    });
    assert.equal(result, 42);
    assert.deepEqual(lines, ["typing:start", "work", "typing:stop"]);
    const path = version === "v2" ? "/conversations/c/activity" : "/appusers/ada/conversation/activity";
    for (const { url, json } of requests) {
      assert.ok(url.endsWith(path), url);
      const { type: _, ...author } = json;
      assert.deepEqual(author, BUSINESS[version]);
    }
  });
}

test("a promise is work too, and the author is who is named", async () => {
  const { requests, fetch } = diary();
  const author = { name: "Bot", avatarUrl: "https://example.com/bot.png" };
  assert.equal(await typing(clientOf(fetch), "ada", Promise.resolve("done"), { author }), "done");
  assert.deepEqual(requests[0].json, { role: "appMaker", type: "typing:start", ...author });
});

test("work that fails fails as it does alone, and typing stops", async () => {
  for (const work of [
    () => Promise.reject(new Error("no")),
    () => {
      throw new Error("no");
    },
  ]) {
    const { lines, fetch } = diary();
    assert.equal((await failure(typing(clientOf(fetch), "ada", work))).message, "no");
    assert.deepEqual(lines, ["typing:start", "typing:stop"]);
  }
});

test("a sign that cannot be shown takes nothing from the work", async () => {
  const { lines, fetch } = diary(() => new Response("", { status: 500 }));
  assert.equal(await typing(clientOf(fetch, "v1", { maxRetries: 2 }), "ada", () => 7), 7);
  assert.deepEqual(lines, ["typing:start", "typing:stop"], "and is not retried");
});

test("a sign goes away by itself, so that it is shown again as long as the work lasts", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const { lines, fetch } = diary();
  let end;
  const work = new Promise((resolve) => (end = resolve));
  const result = typing(clientOf(fetch), "ada", work, { every: 1000 });
  for (let count = 1; count <= 3; count++) {
    while (lines.length < count) await new Promise(setImmediate);
    context.mock.timers.tick(1000);
  }
  while (lines.length < 4) await new Promise(setImmediate);
  end();
  await result;
  context.mock.timers.tick(5000);
  assert.deepEqual(lines, [...Array(4).fill("typing:start"), "typing:stop"]);
});

test("signs that hang do not pile up: the result waits for two of them at most", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const clock = stopClock(context);
  const { lines, fetch } = diary(() => new Promise(() => {}));
  const work = async () => {
    context.mock.timers.tick(100_000);
    return 7;
  };
  const result = typing(clientOf(fetch), "ada", work, { every: 1000, timeout: 50 });
  for (const signs of [1, 2]) {
    await until(() => lines.length === signs);
    await clock.pass(50);
  }
  assert.equal(await result, 7);
  assert.deepEqual(lines, ["typing:start", "typing:stop"]);
});

for (const every of [0, -1, NaN, "8000", null]) {
  test(`every: ${every} is refused, and the work is not begun`, async () => {
    const work = mock.fn();
    const error = await failure(typing(clientOf(diary().fetch), "ada", work, { every }));
    assert.deepEqual([error.name, error.path, work.mock.callCount()], ["ValidationError", "every", 0]);
  });
}

test("options that throw when they are read are refused, and the work is not begun", async () => {
  const work = mock.fn();
  const cause = new Error("an ORM's own");
  const options = {
    get every() {
      throw cause;
    },
  };
  const error = await failure(typing(clientOf(diary().fetch), "ada", work, options));
  assert.deepEqual([error.name, error.sent, error.cause, work.mock.callCount()], ["ValidationError", "no", cause, 0]);
});

for (const every of [3e9, Infinity]) {
  test(`every: ${every} is no flood`, async () => {
    const { lines, fetch } = diary();
    await typing(clientOf(fetch), "ada", () => new Promise((resolve) => setTimeout(resolve, 30)), { every });
    assert.deepEqual(lines, ["typing:start", "typing:stop"]);
  });
}

for (const [what, to, options] of [
  ["without a user", undefined, {}],
  ["with an unknown option", "ada", { evry: 1000 }],
]) {
  test(`typing ${what} is reported once, and takes nothing from the work`, async (context) => {
    const report = context.mock.method(console, "error", () => {});
    const { lines, fetch } = diary();
    assert.equal(await typing(clientOf(fetch), to, () => 7, options), 7);
    assert.deepEqual(lines, []);
    assert.equal(report.mock.callCount(), 1);
    assert.match(report.mock.calls[0].arguments[0], /typing cannot be shown/);
  });
}

test("work that is under way and fails is nobody's unhandled rejection when the call is refused", async () => {
  const unhandled = mock.fn();
  process.once("unhandledRejection", unhandled);
  try {
    await assert.rejects(typing({}, "ada", Promise.reject(new Error("own"))), { name: "TypeError" });
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    assert.equal(unhandled.mock.callCount(), 0);
  } finally {
    process.removeListener("unhandledRejection", unhandled);
  }
});

test("without a client it says so, and the work is not begun", async () => {
  const work = mock.fn();
  await assert.rejects(typing({}, "ada", work), { name: "TypeError", message: /needs a client first/ });
  assert.equal(work.mock.callCount(), 0);
});

// OAuth.

const URLS = [
  [{ clientId: "acme" }, "https://oauth-bridge.zendesk.com/sc/oauth/authorize?client_id=acme&response_type=code"],
  [
    { clientId: "acme", at: "us", state: "a&b", redirectUri: "https://acme.example/in?x=1" },
    "https://app.smooch.io/oauth/authorize?client_id=acme&response_type=code&state=a%26b" +
      "&redirect_uri=https%3A%2F%2Facme.example%2Fin%3Fx%3D1",
  ],
  [
    { clientId: "acme", at: "https://login.example/" },
    "https://login.example/oauth/authorize?client_id=acme&response_type=code",
  ],
];

for (const [options, url] of URLS) {
  test(`the page for ${JSON.stringify(options)}`, () => assert.equal(authorizeUrl(options), url));
}

for (const [options, message] of [
  [undefined, /needs the clientId/],
  [{ clientId: "" }, /needs the clientId/],
  [{ clientId: "acme", clientSecret: "s3cret" }, /knows no clientSecret/],
  [{ clientId: "acme", at: "http://login.example" }, /at must be "zendesk", "us" or an https URL/],
  [{ clientId: "acme", at: "mars" }, /at must be/],
  [{ clientId: "acme", at: "constructor" }, /at must be/],
  [{ clientId: "acme", at: "__proto__" }, /at must be/],
  [{ clientId: "acme", at: "https://" }, /at must be/],
  [{ clientId: "acme", at: "https://login.example?x=1" }, /at must be/],
  [{ clientId: "acme", state: {} }, /state must be a string/],
  [{ clientId: "acme", redirectUri: 5 }, /redirectUri must be a string/],
]) {
  test(`authorizeUrl(${JSON.stringify(options)}) is refused`, () => {
    assert.throws(() => authorizeUrl(options), { name: "TypeError", message });
  });
}

test("the headers of an app of the marketplace go with every request", async () => {
  const { requests, fetch } = recorder();
  const headers = marketplaceHeaders({ name: "Acme Bot", organizationId: "4242", appId: "1717" });
  await clientOf(fetch, "v2", { headers }).users.get("ada");
  const sent = Object.entries(requests[0].headers).filter(([name]) => name.startsWith("x-zendesk"));
  assert.deepEqual(Object.fromEntries(sent), {
    "x-zendesk-marketplace-name": "Acme Bot",
    "x-zendesk-marketplace-organization-id": "4242",
    "x-zendesk-marketplace-app-id": "1717",
  });
});

for (const [app, message] of [
  [undefined, /needs name/],
  [{ name: "a", organizationId: 4242, appId: "1" }, /needs organizationId, as a string/],
  [{ name: "a", organizationId: "1", appId: "1", orgId: "1" }, /knows no orgId/],
]) {
  test(`marketplaceHeaders(${JSON.stringify(app)}) is refused`, () => {
    assert.throws(() => marketplaceHeaders(app), { name: "TypeError", message });
  });
}
