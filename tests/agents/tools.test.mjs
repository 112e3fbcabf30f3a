// The operations as tools: what is allowed, who is asked, what the schemas say, what a model learns of a failure.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Ajv2020 } from "ajv/dist/2020.js";
import { Smooch } from "smooch-edge";
import { operations, tools } from "smooch-edge/tools";
import { createEmulator } from "smooch-emulator";

const VERSIONS = ["v1", "v1.1", "v2"];

/** A client of an emulator that has the user Ada. */
async function world(options = {}) {
  const emulator = createEmulator({ linkDelay: 0 });
  const smooch = new Smooch({ ...emulator.credentials, fetch: emulator.fetch, maxRetries: 0, ...options });
  await smooch.create({ userId: "ada" });
  return { emulator, smooch };
}

const HELLO = { role: "appMaker", type: "text", text: "Hello" };

test("There is a tool for every operation that a client of the version has, but for files", async () => {
  for (const apiVersion of VERSIONS) {
    const { smooch } = await world({ apiVersion });
    const all = tools(smooch, { allow: ["*"], confirm: false });
    const names = operations(apiVersion).filter(({ body }) => !body?.isForm);
    assert.deepEqual(
      Object.values(all).map(({ operation }) => operation),
      names.map(({ name }) => name),
    );
    for (const [name, tool] of Object.entries(all)) {
      assert.match(name, /^[a-zA-Z0-9_-]{1,64}$/);
      assert.equal(tool.name, name);
      assert.ok(tool.description.length > 10, name);
      const method = tool.operation.split(".").reduce((of, part) => of[part], smooch);
      assert.equal(typeof method, "function", name);
    }
  }
});

test("Every schema is JSON Schema that refers to nothing but itself, and takes what the operation takes", () => {
  for (const version of VERSIONS) {
    for (const { name, inputSchema } of operations(version)) {
      const ajv = new Ajv2020({ strict: false });
      assert.doesNotThrow(() => ajv.compile(inputSchema), `${version} ${name}`);
      assert.deepEqual(JSON.parse(JSON.stringify(inputSchema)), inputSchema);
    }
    const { inputSchema } = operations(version).find(({ name }) => name === "send");
    const check = new Ajv2020({ strict: false, discriminator: true }).compile(inputSchema);
    assert.ok(check({ id: "ada", message: HELLO }), JSON.stringify(check.errors));
    assert.ok(!check({ id: "ada", message: { ...HELLO, colour: "red" } }));
    assert.ok(!check({ id: "ada" }));
    assert.equal(check({ id: { conversationId: "c" }, message: HELLO }), version === "v2");
  }
  assert.throws(() => operations("v3"), /"v1", "v1\.1" or "v2"/);
});

test("Only what allow names is there; what is misspelt is an error", async () => {
  const { smooch } = await world();
  assert.deepEqual(Object.keys(tools(smooch, { allow: ["messages.list", "users.get"] })), [
    "users_get",
    "messages_list",
  ]);
  const group = Object.values(tools(smooch, { allow: ["messages.*"], confirm: false }));
  assert.ok(group.length > 1 && group.every(({ operation }) => operation.startsWith("messages.")));
  for (const allow of [undefined, [], "users.get"]) assert.throws(() => tools(smooch, { allow }), /allow must list/);
  assert.throws(() => tools(smooch, { allow: ["users.got"] }), /no operation "users\.got"/);
  assert.throws(() => tools(smooch, { allow: ["attachments.upload"] }), /no operation/);
  assert.throws(() => tools({}, { allow: ["*"] }), /needs a client first/);
});

test("What reaches a person or removes something needs confirm, or its refusal in words", async () => {
  const { smooch } = await world();
  for (const allow of [["send"], ["link"], ["notify"], ["users.delete"], ["users.merge"], ["*"]]) {
    assert.throws(() => tools(smooch, { allow }), /give confirm/);
    assert.doesNotThrow(() => tools(smooch, { allow, confirm: false }));
  }
  assert.throws(() => tools(smooch, { allow: ["send"], confirm: true }), /confirm must be a function/);
  assert.doesNotThrow(() => tools(smooch, { allow: ["users.get", "users.update"] }));
});

test("confirm is asked before; only true lets it through, and what was agreed to is what is sent", async () => {
  const { emulator, smooch } = await world();
  const asked = [];
  let answer = false;
  const confirm = async (question) => {
    asked.push(structuredClone(question));
    question.input.message.text = "Changed by the hook";
    return answer;
  };
  const { send, users_get } = tools(smooch, { allow: ["send", "users.get"], confirm });
  for (answer of [false, undefined, "yes"])
    await assert.rejects(send.execute({ id: "ada", message: HELLO }), /send was not confirmed\. Nothing was sent/);
  assert.equal(emulator.state.messages.length, 0);
  answer = true;
  await send.execute({ id: "ada", message: HELLO });
  assert.deepEqual(
    emulator.state.messages.map(({ text }) => text),
    ["Hello"],
  );
  assert.deepEqual(asked[0], { operation: "send", effect: "reaches", input: { id: "ada", message: HELLO } });
  const before = asked.length;
  assert.equal((await users_get.execute({ id: "ada" })).appUser.userId, "ada");
  assert.equal(asked.length, before);
});

test("A failure tells the model what was wrong and whether it was sent", async () => {
  const { emulator, smooch } = await world();
  const { send } = tools(smooch, { allow: ["send"], confirm: false });
  await assert.rejects(send.execute({ id: "ada", message: { ...HELLO, txt: "x" } }), (error) => {
    assert.match(error.message, /txt is not a field.*Nothing was sent\.$/s);
    return error.cause.name === "ValidationError";
  });
  await assert.rejects(send.execute({ id: "ada" }), /send needs message/);
  await assert.rejects(send.execute({ id: "ada", message: HELLO, to: "bob" }), /to is no argument of send/);
  emulator.faults.add({ match: { operation: "send" }, phase: "after", reset: true });
  emulator.faults.add({ match: { operation: "messages.list" }, reset: true, times: "always" });
  await assert.rejects(send.execute({ id: "ada", message: HELLO }), /It may have arrived: do not call this again/);
  assert.equal(emulator.state.messages.length, 1);
});

test("A list gives one page, and its query; secrets are hidden; a signal ends the call", async () => {
  const { smooch } = await world({ apiVersion: "v2" });
  const all = tools(smooch, { allow: ["integrations.list", "webhooks.create", "users.get"] });
  const page = await all.integrations_list.execute({ query: { page: { size: 2 } } });
  assert.equal(page.integrations.length, 2);
  assert.equal(page.meta.hasMore, true);
  const webhook = { target: "https://example.com/w", triggers: ["client:add"] };
  const made = await all.webhooks_create.execute({ webhook });
  assert.equal(made.webhook.secret, "[hidden]");
  const abortSignal = AbortSignal.abort();
  await assert.rejects(
    all.users_get.execute({ id: "ada" }, { abortSignal }),
    /The signal ended the call.*Nothing was sent/,
  );
});

test("No key, certificate or credential shows in a result, at any depth; ids of keys do", async () => {
  const secrets = {
    signingKey: "s1",
    accessKey: "s2",
    serverKey: "s3",
    certificate: "s4",
    encodingAesKey: "s5",
    access_token: "s6",
    secrets: ["s7", { value: "s8" }],
    credentials: { user: { name: "s9" } },
  };
  const shown = { keyId: "k1", id: "k2", keys: [{ _id: "k3", secret: "s10" }], status: "active", count: 1 };
  const fetch = async () => Response.json({ integration: { ...secrets, ...shown } });
  const smooch = new Smooch({ keyId: "app_1", secret: "s", fetch });
  const { integration } = await tools(smooch, { allow: ["integrations.get"] }).integrations_get.execute({ id: "i" });
  const text = JSON.stringify(integration);
  assert.doesNotMatch(text, /"s\d/);
  for (const id of ["k1", "k2", "k3", "active"]) assert.ok(text.includes(`"${id}"`), id);
  assert.equal(integration.count, 1);
});

test("Nobody is asked about arguments that the operation does not take", async () => {
  const { smooch } = await world();
  let asked = 0;
  const { send } = tools(smooch, { allow: ["send"], confirm: () => ++asked > 0 });
  await assert.rejects(send.execute({ ids: "ada", message: HELLO }), /ids is no argument of send/);
  await assert.rejects(send.execute({ id: "ada" }), /send needs message/);
  await assert.rejects(send.execute(null), /send needs id/);
  assert.equal(asked, 0);
});

test("A confirmation that never comes ends with the signal, and one that comes too late sends nothing", async () => {
  const { emulator, smooch } = await world();
  let agree;
  const confirm = () => new Promise((resolve) => (agree = resolve));
  const { send } = tools(smooch, { allow: ["send"], confirm });
  for (const name of ["abortSignal", "signal"]) {
    const controller = new AbortController();
    const sent = send.execute({ id: "ada", message: HELLO }, { [name]: controller.signal });
    controller.abort();
    await assert.rejects(sent, /ended before anybody confirmed it\. Nothing was sent/);
    agree(true);
    await new Promise(setImmediate);
  }
  assert.deepEqual(emulator.state.messages, []);
  // Without a signal it waits.
  const sent = send.execute({ id: "ada", message: HELLO });
  agree(true);
  await sent;
  assert.equal(emulator.state.messages.length, 1);
});

test("allow takes names only", async () => {
  const { smooch } = await world();
  for (const wrong of [5, null, undefined, {}, ["send"]])
    assert.throws(() => tools(smooch, { allow: [wrong] }), { name: "TypeError", message: /must list names/ });
  for (const wrong of ["__proto__", "constructor", "toString.*", "users*", ".*", ""])
    assert.throws(() => tools(smooch, { allow: [wrong] }), { name: "TypeError", message: /has no operation/ });
});

/** The bodies of operations that have a query as well. */
const BODIES = {
  link: { link: { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } } },
  "users.update": { changes: { givenName: "Ada" } },
};

/** A value for a part of a schema. */
function sampleOf(schema, root) {
  if (schema.$ref) return sampleOf(root.$defs[schema.$ref.split("/").at(-1)], root);
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sampleOf(schema.anyOf[0], root);
  const [type] = [schema.type].flat();
  if (type === "object") {
    const names = Object.keys(schema.properties);
    return Object.fromEntries(names.slice(0, 1).map((name) => [name, sampleOf(schema.properties[name], root)]));
  }
  return { integer: 1, number: 1, boolean: true, array: ["q1"] }[type] ?? "q1";
}

test("Every member of every query that a schema declares goes to the service", async () => {
  for (const apiVersion of VERSIONS) {
    const urls = [];
    const fetch = async (url) => {
      urls.push(decodeURIComponent(url));
      // What v2 looks up first is found.
      return Response.json({
        clients: [{ id: "c", type: "id", integrationId: "i" }],
        integrations: [{ id: "i", type: "twilio", status: "active" }],
        conversations: [{ id: "v", isDefault: true }],
        meta: { hasMore: false },
      });
    };
    const smooch = new Smooch({ keyId: "app_1", secret: "s", appId: "a", apiVersion, maxRetries: 0, fetch });
    let count = 0;
    for (const { operation, execute, inputSchema } of Object.values(tools(smooch, { allow: ["*"], confirm: false }))) {
      const { query } = inputSchema.properties;
      if (!query) continue;
      const { properties, required = [] } = query.$ref ? inputSchema.$defs[query.$ref.split("/").at(-1)] : query;
      const ids = Object.fromEntries((inputSchema.required ?? []).map((name) => [name, "id"]));
      for (const name of Object.keys(properties)) {
        const members = [...new Set([...required, name])];
        const given = Object.fromEntries(members.map((member) => [member, sampleOf(properties[member], inputSchema)]));
        urls.length = 0;
        await execute({ ...ids, ...BODIES[operation], query: given }).catch((error) =>
          assert.doesNotMatch(error.message, /query|is not a field/, `${apiVersion} ${operation} ${name}`),
        );
        assert.ok(
          urls.some((url) => new URL(url).search.includes(name)),
          `${apiVersion} ${operation} ${name}: ${urls}`,
        );
        count++;
      }
    }
    assert.ok(count > 5, `${apiVersion}: ${count}`);
  }
});
