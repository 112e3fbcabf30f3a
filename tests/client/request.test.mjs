// `smooch.request`, the ways into one request, and what comes with an answer.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";

import { clientOf, failure, HELLO } from "./service.mjs";

const ID = "ada/ø?#";
const ALONE = { headers: { "x-a": "b" } };

/** A client that records what reaches its `fetch`; each is answered with the next of these. */
function recorder(options = {}, ...answers) {
  const requests = [];
  const fetch = async (url, { method, headers, body }) => {
    const { authorization: _, ...rest } = headers;
    requests.push({ method, url, headers: rest, ...(body === undefined ? {} : { body }) });
    const answer = answers.shift() ?? new Response("{}", { headers: { "x-request-id": "r1" } });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { requests, smooch: clientOf(fetch, { token: "t", keyId: undefined, secret: undefined, ...options }) };
}

for (const apiVersion of ["v1", "v1.1", "v2"]) {
  test(`${apiVersion}: an operation, a request of its path and build are one request`, async () => {
    const { requests, smooch } = recorder({ apiVersion, appId: "an app" });
    const user = apiVersion === "v2" ? "/users/{userId}" : "/appusers/{userId}";
    const update = apiVersion === "v2" ? "PATCH" : "PUT";
    const changes = { givenName: "Ada", signedUpAt: new Date(0), properties: { plan: "pro" } };
    const params = { userId: ID };
    await smooch.users.get(ID, ALONE);
    await smooch.request("GET", user, { params, ...ALONE });
    await smooch.request("GET", `/${apiVersion}/apps/{appId}${user}`, { params, ...ALONE });
    const built = [
      await smooch.build.users.get(ID, ALONE),
      await smooch.build.request("GET", user, { params, ...ALONE }),
    ];
    await smooch.users.update(ID, changes);
    await smooch.request(update, user, { params, body: changes });
    built.push(await smooch.build.users.update(ID, changes));
    for (const { headers } of built) {
      assert.equal(headers.authorization, "Bearer t");
      delete headers.authorization;
    }
    assert.deepEqual(requests[1], requests[0]);
    assert.deepEqual(requests[2], requests[0]);
    assert.deepEqual(built[0], requests[0]);
    assert.deepEqual(built[1], requests[0]);
    assert.deepEqual(requests[4], requests[3]);
    assert.deepEqual(built[2], requests[3]);
    assert.match(requests[0].url, /\/apps\/an%20app\/.*\/ada%2F%C3%B8%3F%23$/);
  });
}

test("a path goes below the app, or from its version on", async () => {
  const { requests, smooch } = recorder({ apiVersion: "v2", appId: "an app", baseUrl: "https://example.com/sc" });
  await smooch.request("POST", "/conversations/{id}/passControl", {
    params: { id: "a b" },
    body: { switchboardIntegration: "next" },
  });
  const destination = { integrationId: "5ec0de", destinationId: "+15145555555" };
  const body = { destination, author: { role: "appMaker" }, message: { type: "text", text: "Hi" } };
  await smooch.request("POST", "/v1.1/apps/{appId}/notifications", { body });
  await smooch.request("GET", "/v1.1/apps/{appId}/menu", { params: { appId: "another" } });
  await smooch.request("GET", "/v2/tokenInfo");
  await smooch.request("GET", "/v2/apps/{id}/keys", { params: { id: "third" } });
  assert.deepEqual(
    requests.map(({ method, url }) => `${method} ${url}`),
    [
      "POST https://example.com/sc/v2/apps/an%20app/conversations/a%20b/passControl",
      "POST https://example.com/sc/v1.1/apps/an%20app/notifications",
      "GET https://example.com/sc/v1.1/apps/another/menu",
      "GET https://example.com/sc/v2/tokenInfo",
      "GET https://example.com/sc/v2/apps/third/keys",
    ],
  );
});

test("bodies and queries are passed on as they are", async () => {
  const { requests, smooch } = recorder();
  const body = { when: new Date(0), list: [1, null, { a: "é" }] };
  await smooch.request("POST", "/somethings", { body, query: { a: "1&2", b: 3, c: true, page: { size: 10 } } });
  await smooch.request("PUT", "/somethings", { body: [1] });
  await smooch.request("DELETE", "/somethings");
  assert.equal(requests[0].body, '{"when":"1970-01-01T00:00:00.000Z","list":[1,null,{"a":"é"}]}');
  assert.equal(requests[0].headers["content-type"], "application/json");
  assert.equal(new URL(requests[0].url).search, "?a=1%262&b=3&c=true&page%5Bsize%5D=10");
  assert.equal(requests[1].body, "[1]");
  assert.equal("body" in requests[2] || "content-type" in requests[2].headers, false);
});

const REFUSED = [
  ["GET", "appusers", {}, "path"],
  ["GET", "", {}, "path"],
  ["GET", "/a?b=1", {}, "path"],
  ["GET", "/a#b", {}, "path"],
  ["GET", "/a b", {}, "path"],
  ["GET", "/a\n[]", {}, "path"],
  ["GET", "/a%2fb", {}, "path"],
  ["GET", "/a/../b", {}, "path"],
  ["GET", "/./b", {}, "path"],
  ["GET", "/a/x{id}", {}, "path"],
  ["GET", "/v2/../b", {}, "path"],
  ["GET", "/a/{id}", {}, "id"],
  ["GET", "/a/{id}", { params: { id: 7 } }, "id"],
  ["GET", "/a/{id}", { params: { id: ".." } }, "id"],
  ["GET", "/a/{id}", { params: { id: "1", other: "2" } }, "params.other"],
  ["GET", "/v1/apps/{appId}/a", {}, "appId"],
  ["get", "/a", {}, "method"],
  ["HEAD", "/a", {}, "method"],
  [undefined, "/a", {}, "method"],
  ["GET", "/a", { query: { a: [1] } }, "a"],
  ["GET", "/a", { query: "a=1" }, ""],
  ["POST", "/a", { body: { a: () => {} } }, "a"],
  ["POST", "/a", { retry: "always" }, "retry"],
  ["POST", "/a", { retries: 3 }, "retries"],
  ["POST", "/appusers/{userId}/messages", { params: { userId: "ada" }, body: { role: "appMaker" } }, "type"],
];

for (const [method, path, options, at] of REFUSED) {
  test(`${method} ${JSON.stringify(path)} with ${JSON.stringify(options)} is refused at ${at || "the top"}`, async () => {
    const { requests, smooch } = recorder();
    const error = await failure(smooch.request(method, path, options));
    assert.deepEqual([error.name, error.path, error.sent], ["ValidationError", at, "no"], error.message);
    assert.equal(requests.length, 0);
  });
}

const LOST = () => Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });

test("all but a POST is retried, a POST that may have happened only if it is safe", async () => {
  for (const [method, path, options, count, sent] of [
    ["GET", "/a", {}, 2],
    ["PUT", "/a", {}, 2],
    ["PATCH", "/a", {}, 2],
    ["DELETE", "/a", {}, 2],
    ["POST", "/a", {}, 1, "maybe"],
    ["POST", "/a", { retry: "safe" }, 2],
    ["POST", "/appusers", { body: { userId: "ada" } }, 2],
    ["POST", "/webhooks", { body: { target: "https://example.com" } }, 1, "maybe"],
  ]) {
    const { requests, smooch } = recorder({}, LOST());
    const given = { maxRetries: 1, ...options };
    if (sent) {
      const error = await failure(smooch.request(method, path, given));
      assert.deepEqual([error.name, error.sent], ["ConnectionError", sent], path);
    } else await smooch.request(method, path, given);
    assert.equal(requests.length, count, `${method} ${path}`);
  }
});

test("a request of a known path goes by its operation, another as request", async () => {
  const events = [];
  const { smooch } = recorder({ onRequest: ({ operation, path }) => events.push(`${operation} ${path}`) });
  await smooch.request("GET", "/appusers/{id}", { params: { id: "ada" } });
  await smooch.request("POST", "/v1.1/things/{id}", { params: { id: "ada" } });
  const missing = new Response('{"error":{"code":"not_found"}}', { status: 404 });
  const error = await failure(recorder({}, missing).smooch.request("GET", "/things/{id}", { params: { id: "7" } }));
  assert.deepEqual(events, ["users.get /v1/appusers/{id}", "request /v1.1/things/{id}"]);
  assert.deepEqual([error.name, error.operation, error.endpoint], ["NotFoundError", "request", "GET /v1/things/{id}"]);
});

test("forms, files, bytes and streams go out as they are, and a stream only once", async () => {
  const form = new FormData();
  form.append("source", new Blob(["a"], { type: "text/plain" }), "a.txt");
  for (const body of [form, new Blob(["a"]), new Uint8Array([1, 2]), new Uint8Array([1]).buffer]) {
    const { requests, smooch } = recorder({}, LOST());
    await smooch.request("PUT", "/files", { body, maxRetries: 1 });
    assert.equal(requests.length, 2);
    for (const { body: sent, headers } of requests) {
      assert.equal(sent, body);
      assert.equal("content-type" in headers, false, "the runtime knows it, a boundary too");
    }
  }
  const body = new Blob(["a"]).stream();
  const { requests, smooch } = recorder({}, LOST());
  const error = await failure(smooch.request("PUT", "/files", { body, maxRetries: 1 }));
  assert.deepEqual([error.sent, requests.length, requests[0].body], ["maybe", 1, body]);
});

test("a promise gives its data, and with withResponse what came with it", async () => {
  const responses = [];
  const { smooch } = recorder({ onResponse: (event) => responses.push(event) });
  const promise = smooch.users.get("ada");
  assert(promise instanceof Promise);
  const { data, status, headers, requestId } = await promise.withResponse();
  assert.deepEqual([await promise, data, status, headers.get("x-request-id"), requestId], [{}, {}, 200, "r1", "r1"]);
  assert.equal(responses[0].requestId, "r1");
  const refused = failure(
    recorder({}, new Response("", { status: 403 }))
      .smooch.users.get("ada")
      .withResponse(),
  );
  assert.equal((await refused).name, "PermissionError");
});

test("withResponse tells of the operation itself, not of what was looked up for it", async () => {
  const emulator = createEmulator();
  const { keyId, secret, appId } = emulator.credentials;
  const heard = [];
  const onResponse = ({ operation, requestId }) => heard.push([operation, requestId]);
  const smooch = new Smooch({ keyId, secret, appId, apiVersion: "v2", fetch: emulator.fetch, onResponse });
  await smooch.create({ userId: "ada" });
  const { data, status, requestId } = await smooch.send("ada", HELLO).withResponse();
  assert.deepEqual([data.messages.length, status], [1, 201]);
  assert(heard.length > 2, "something was looked up");
  assert.deepEqual(heard.at(-1), ["send", requestId]);
});

test("a verb, a namespace and every other method can be taken off the client", async () => {
  const { requests, smooch } = recorder();
  const { send, users, request, reach, waitForLink } = smooch;
  const { get } = users;
  await send("ada", HELLO);
  await get("ada");
  await request("GET", "/appusers");
  assert.equal(smooch.users, users);
  assert.deepEqual(
    requests.map(({ method }) => method),
    ["POST", "GET", "GET"],
  );
  assert.equal((await failure(waitForLink("ada"))).path, "type");
  assert.equal((await failure(reach({}, {}, HELLO, {}))).path, "dedupeKey");
});

test("what a caller puts in the place of a verb stays there", () => {
  const { smooch } = recorder();
  const mine = () => {};
  smooch.send = mine;
  assert.equal(smooch.send, mine);
  assert.notEqual(recorder().smooch.send, mine);
});

test("requests say whose they are, unless the caller does", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../pkg/package.json", import.meta.url), "utf8"));
  const { requests, smooch } = recorder();
  await smooch.users.get("ada");
  await smooch.users.get("ada", { headers: { "User-Agent": "mine" } });
  const own = recorder({ headers: { "User-Agent": "ours" } });
  await own.smooch.users.get("ada");
  const agents = [...requests, ...own.requests].map(({ headers }) => headers["user-agent"]);
  assert.deepEqual(agents, [`smooch-edge/${version}`, "mine", "ours"]);
});

test("in a page nothing is said of the agent", async (context) => {
  context.after(() => delete globalThis.document);
  globalThis.document = {};
  const { requests, smooch } = recorder();
  await smooch.users.get("ada");
  assert.equal("user-agent" in requests[0].headers, false);
});
