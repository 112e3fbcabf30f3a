// Who comes in: the names that an emulator on a port answers to, the origins whose pages may read or steer it, and the
// machines that its webhooks may reach.
import assert from "node:assert/strict";
import { request } from "node:http";
import { describe, test } from "node:test";
import { createEmulator, createHandler } from "../src/index.js";
import { serve } from "../src/node/index.js";
import { caller, text, token } from "./caller.js";
import { receiver } from "./receiver.js";

/** @import { TestContext } from "node:test" */
/** @import { DoorOptions } from "../src/index.js" */

const PAGE = "http://localhost:3000";
const JSON_TYPE = { "content-type": "application/json" };

/** @typedef {{ status: number, headers: Headers, body: string }} Answer */

/**
 * Asks an emulator on a real port, and one behind a handler, the same thing; both must answer alike.
 * @param {TestContext} context
 * @param {DoorOptions} options
 */
async function setUp(context, options) {
  const emulator = createEmulator({ linkDelay: 0 });
  const server = await serve(emulator, options);
  context.after(() => server.close());
  const behind = createEmulator({ linkDelay: 0 });
  const handle = createHandler(behind, options);
  /**
   * @param {string} method
   * @param {string} path
   * @param {Record<string, string>} [headers] `host` without port
   * @param {string} [body]
   */
  const ask = async (method, path, { host = "127.0.0.1", ...headers } = {}, body) => {
    const [onPort, byHandler] = await Promise.all([
      overPort(server.port, method, path, { ...headers, host: `${host}:${server.port}` }, body),
      handle(
        new Request(`http://${host}:${server.port}${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
        }),
      ),
    ]);
    assert.equal(byHandler.status, onPort.status);
    for (const name of ["access-control-allow-origin", "access-control-allow-headers"])
      assert.equal(byHandler.headers.get(name), onPort.headers.get(name), name);
    return onPort;
  };
  const authorization = `Bearer ${token(emulator.credentials)}`;
  return { emulator, behind, server, ask, authorization };
}

/**
 * `fetch` lets nobody choose a `Host`.
 * @param {number} port
 * @param {string} method
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {string} [body]
 * @returns {Promise<Answer>}
 */
const overPort = (port, method, path, headers, body) =>
  new Promise((resolve, reject) => {
    const call = request({ host: "127.0.0.1", port, method, path, headers }, async (answer) => {
      const chunks = await answer.toArray();
      const found = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) found.set(name, String(value));
      resolve({ status: answer.statusCode ?? 0, headers: found, body: Buffer.concat(chunks).toString() });
    });
    call.on("error", reject);
    call.end(body);
  });

describe("host names", () => {
  for (const host of ["localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.8.9.1", "[::1]", "192.168.7.7"]) {
    test(`${host} is answered`, async (context) => {
      const { ask, authorization } = await setUp(context, {});
      assert.equal((await ask("GET", "/v1/webhooks", { host, authorization })).status, 200);
      assert.equal((await ask("GET", "/_emulator/state", { host })).status, 200);
    });
  }

  for (const host of [
    "rebound.example.com",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "emulator",
    "notlocalhost",
  ]) {
    test(`${host} is refused, whatever is asked`, async (context) => {
      const { ask, authorization, emulator } = await setUp(context, {});
      for (const [method, path, code] of /** @type {const} */ ([
        ["GET", "/_emulator/state", /"error":\{"code":"emulator_host"/],
        ["POST", "/_emulator/reset", /emulator_host/],
        ["GET", "/v1/webhooks", /"error":\{"code":"emulator_host"/],
        ["GET", `/v2/apps/${emulator.credentials.appId}/integrations`, /"errors":\[\{"code":"emulator_host"/],
      ])) {
        const { status, body } = await ask(method, path, { host, authorization, ...JSON_TYPE });
        assert.equal(status, 421, path);
        assert.match(body, code);
        assert.match(body, /option hosts/);
      }
      assert.deepEqual(emulator.requests, []);
    });
  }

  test("a name that the options allow is answered, and no other", async (context) => {
    const { ask, authorization } = await setUp(context, { hosts: ["Emulator", "smooch.test"] });
    for (const [host, status] of /** @type {const} */ ([
      ["emulator", 200],
      ["smooch.test", 200],
      ["localhost", 200],
      ["other.test", 421],
    ]))
      assert.equal((await ask("GET", "/v1/webhooks", { host, authorization })).status, status, host);
  });

  for (const hosts of /** @type {any[]} */ (["emulator", ["http://emulator"], ["emulator:4010"], [7], [""]])) {
    test(`hosts ${JSON.stringify(hosts)} is refused`, async () => {
      assert.throws(() => createHandler(createEmulator(), { hosts }), /hosts must be a list of host names/);
      await assert.rejects(serve(createEmulator(), { hosts }), /hosts must be a list of host names/);
    });
  }
});

describe("pages of other origins", () => {
  test("may read nothing unless they are allowed", async (context) => {
    const { ask, authorization } = await setUp(context, {});
    const answer = await ask("GET", "/v1/webhooks", { origin: PAGE, authorization });
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
    const preflight = await ask("OPTIONS", "/v1/appusers", {
      origin: PAGE,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization",
    });
    assert.ok(preflight.status >= 400);
    assert.equal(preflight.headers.get("access-control-allow-origin"), null);
  });

  for (const cors of /** @type {DoorOptions["cors"][]} */ ([true, [PAGE], ["http://a.test", PAGE]])) {
    test(`may with cors ${JSON.stringify(cors)}, faulty answers included`, async (context) => {
      const { ask, authorization, emulator, behind } = await setUp(context, cors === undefined ? {} : { cors });
      const preflight = await ask("OPTIONS", "/v1/appusers", {
        origin: PAGE,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
      });
      assert.deepEqual(
        [
          preflight.status,
          preflight.headers.get("access-control-allow-origin"),
          preflight.headers.get("access-control-allow-headers"),
        ],
        [204, PAGE, "authorization"],
      );
      assert.deepEqual(emulator.requests, []);
      for (const one of [emulator, behind]) one.faults.add({ status: 503 });
      for (const status of [503, 200]) {
        const answer = await ask("GET", "/v1/webhooks", { origin: PAGE, authorization });
        assert.equal(answer.status, status);
        assert.equal(answer.headers.get("access-control-allow-origin"), PAGE);
        assert.equal(answer.headers.get("vary"), "X-HTTP-Method-Override, Origin");
      }
    });
  }

  test("an origin that is not in the list may not", async (context) => {
    const { ask, authorization } = await setUp(context, { cors: ["http://a.test"] });
    const answer = await ask("GET", "/v1/webhooks", { origin: PAGE, authorization });
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
  });

  for (const cors of /** @type {any[]} */ (["*", ["localhost:3000"], [`${PAGE}/`], [7], 1])) {
    test(`cors ${JSON.stringify(cors)} is refused`, () => {
      assert.throws(() => createHandler(createEmulator(), { cors }), /cors must be true, false or a list of origins/);
    });
  }
});

test("a handler passes a redirect on, and follows none", async () => {
  const handle = createHandler(createEmulator({ faults: [{ redirect: "/v1/elsewhere" }] }));
  const answer = await handle(new Request("http://localhost/v1/webhooks"));
  assert.deepEqual([answer.status, answer.headers.get("location")], [302, "http://localhost/v1/elsewhere"]);
});

describe("the routes under /_emulator", () => {
  /** @type {[method: string, path: string, body?: string][]} */
  const acts = [
    ["POST", "/faults", '{"status":500}'],
    ["PUT", "/faults", "[]"],
    ["POST", "/reset"],
    ["DELETE", "/faults"],
    ["GET", "/state"],
    ["GET", "/requests"],
    ["GET", "/inbox"],
  ];
  for (const [method, path, body] of acts) {
    test(`${method} ${path}: no page of another origin`, async (context) => {
      const { ask, emulator } = await setUp(context, {});
      const call = (/** @type {Record<string, string>} */ headers) => ask(method, `/_emulator${path}`, headers, body);
      for (const origin of [PAGE, "https://evil.example", "null"]) {
        const refused = await call({ origin, ...JSON_TYPE });
        assert.equal(refused.status, 403, origin);
        assert.match(refused.body, /emulator_origin/);
      }
      assert.deepEqual(emulator.faults.list(), []);
      assert.ok((await call(JSON_TYPE)).status < 300, "no page at all");
    });
  }

  test("its own pages may, and those that cors allows", async (context) => {
    const { ask, server } = await setUp(context, { cors: [PAGE] });
    for (const origin of [server.url, PAGE])
      assert.equal((await ask("POST", "/_emulator/reset", { origin, ...JSON_TYPE })).status, 200, origin);
  });

  for (const type of [undefined, "text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
    test(`what is sent as ${type ?? "nothing"} is refused, since a form of any page can send it`, async (context) => {
      const { ask, emulator } = await setUp(context, {});
      const headers = /** @type {Record<string, string>} */ (type === undefined ? {} : { "content-type": type });
      for (const [method, path, body] of /** @type {const} */ ([
        ["POST", "/faults", '{"status":500}'],
        ["PUT", "/faults", '[{"status":500}]'],
      ])) {
        const refused = await ask(method, `/_emulator${path}`, headers, body);
        assert.equal(refused.status, 415);
        assert.match(refused.body, /Content-Type: application\/json/);
      }
      assert.deepEqual(emulator.faults.list(), []);
    });
  }
});

describe("webhooks to other machines", () => {
  /** @param {string} target @param {object} options */
  async function deliver(target, options) {
    const emulator = createEmulator({ linkDelay: 0, webhookBackoff: 0, ...options });
    const call = caller(emulator);
    assert.equal((await call("POST", "/v1.1/webhooks", { target })).status, 201, "the service takes any target");
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/messages", text("hi"));
    await emulator.settled();
    return emulator.state.deliveries[0];
  }

  for (const target of ["http://10.0.0.7/admin", "http://169.254.169.254/latest/", "http://redis.internal:6379/"]) {
    test(`${target} gets nothing`, async (context) => {
      const called = context.mock.method(globalThis, "fetch", async () => new Response());
      const delivery = await deliver(target, {});
      assert.equal(called.mock.callCount(), 0);
      assert.equal(delivery?.status, "failed");
      assert.match(delivery?.attempts[0]?.error ?? "", /is not this machine.*webhookHosts/);
    });
  }

  for (const [target, options] of /** @type {[string, object][]} */ ([
    ["http://localhost:1234/hook", {}],
    ["http://127.0.0.1:1234/hook", {}],
    ["http://[::1]:1234/hook", {}],
    ["http://app:3000/hook", { webhookHosts: ["app"] }],
    ["https://example.com/hook", { webhookHosts: "any" }],
  ])) {
    test(`${target} with ${JSON.stringify(options)} gets its event`, async (context) => {
      const called = context.mock.method(globalThis, "fetch", async () => new Response());
      assert.equal((await deliver(target, options))?.status, "delivered");
      assert.equal(called.mock.callCount(), 1);
    });
  }

  test("a fetch of the caller's own decides by itself", async () => {
    const hook = receiver([]);
    assert.equal((await deliver("https://example.com/hook", { fetch: hook.fetch }))?.status, "delivered");
  });

  test("a name that is not allowed stays out, and nonsense is refused", async () => {
    assert.equal((await deliver("http://other:3000/", { webhookHosts: ["app"] }))?.status, "failed");
    for (const webhookHosts of /** @type {any[]} */ (["app", ["http://app"], true]))
      assert.throws(() => createEmulator({ webhookHosts }), /webhookHosts must be a list of host names/);
  });
});
