// The list of what the emulator invents: the README has the same one, each row is shown at work, every refusal either
// rests on a row and says so or has words that are published.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import * as errors from "../src/errors.js";
import { PUBLISHED } from "../src/fault-answer.js";
import { createEmulator } from "../src/index.js";
import { inventions } from "../src/inventions.js";
import { business, caller, callerOfV2, client, list, personal, text, token, twilio } from "./caller.js";
import { receiver } from "./receiver.js";

/** @import { Invention } from "../src/inventions.js" */
/** @import { EmulatorOptions } from "../src/index.js" */

/** @param {EmulatorOptions} [options] */
async function world(options) {
  const emulator = createEmulator({ linkDelay: 0, ...options });
  const v2 = callerOfV2(emulator);
  const { user } = (await v2("POST", "/users", { externalId: "ada" })).body;
  const { conversation } = (await v2("POST", "/conversations", personal("ada"))).body;
  const twilioId = emulator.state.integrations[0]?._id;
  return { emulator, v1: caller(emulator), v2, user, conversation, twilioId };
}

/** A caller with a key of the account. */
function ofAccount() {
  const emulator = createEmulator({ app: { keyId: `act_${"0".repeat(24)}` } });
  return caller(emulator, { authorization: `Bearer ${token(emulator.credentials, { claims: { scope: "account" } })}` });
}

const HOOK = { target: "http://a.b", triggers: ["*"] };
const CUSTOM = { type: "custom", webhooks: [HOOK] };

/**
 * The refusals: a request that gets each, and its status.
 * @type {Partial<Record<Invention, [status: number, ask: () => Promise<import("./caller.js").Answer>]>>}
 */
const refusals = {
  "bad-request-words": [400, async () => (await world()).v1("POST", "/v1/appusers", {})],
  "refused-credentials": [
    401,
    async () => caller(createEmulator(), { authorization: "Bearer rubbish" })("GET", "/v1/webhooks"),
  ],
  "missing-kid": [
    401,
    async () => {
      const emulator = createEmulator();
      const authorization = `Bearer ${token(emulator.credentials, { header: { kid: undefined } })}`;
      return caller(emulator, { authorization })("GET", "/v1/webhooks");
    },
  ],
  forbidden: [403, async () => caller(createEmulator())("GET", `/v1/apps/${"0".repeat(24)}/webhooks`)],
  "not-found": [404, async () => (await world()).v1("GET", "/v1/nothing")],
  "payload-too-large": [413, async () => (await world()).v1("POST", "/v1/appusers", "x".repeat(200_000))],
  "rate-limit": [
    429,
    async () => {
      const call = caller(createEmulator({ rateLimit: 1, now: () => 0 }));
      await call("GET", "/v1/webhooks");
      return call("GET", "/v1/webhooks");
    },
  ],
  "fault-answers": [503, async () => caller(createEmulator({ faults: [{ status: 503 }] }))("GET", "/v1/webhooks")],
  "second-conversation": [400, async () => (await world()).v2("POST", "/conversations", personal("ada"))],
  "personal-stays": [
    400,
    async () => {
      const { v2, conversation } = await world();
      return v2("POST", `/conversations/${conversation.id}/leave`, { userExternalId: "ada" });
    },
  ],
  "link-requests": [
    400,
    async () => {
      const { emulator, v1 } = await world();
      const id = emulator.state.integrations.find(({ type }) => type === "mailgun")?._id;
      return v1("GET", `/v1.1/appusers/ada/linkrequest?integrationIds=${id}`);
    },
  ],
  "whatsapp-only": [
    400,
    async () => {
      const { v1, twilioId } = await world();
      return v1("GET", `/v1.1/integrations/${twilioId}/profile`);
    },
  ],
  deployments: [
    400,
    async () => {
      const call = ofAccount();
      const { deployment } = (await call("POST", "/v1.1/whatsapp/deployments", { hosting: "smooch" })).body;
      assert.equal(deployment.status, "inactive");
      return call("POST", `/v1.1/whatsapp/deployments/${deployment._id}/code/confirm`, { code: "000000" });
    },
  ],
  oauth: [
    400,
    async () => {
      const asked = { grant_type: "authorization_code", code: "stolen", client_id: "me", client_secret: "secret" };
      return (await world()).v1("POST", "/oauth/token", asked);
    },
  ],
  "app-settings": [
    400,
    async () => {
      const { emulator, v1 } = await world({ conversations: "several" });
      const settings = { multiConvoEnabled: false };
      return v1("PATCH", `/v2/apps/${emulator.credentials.appId}`, { settings });
    },
  ],
  "key-limit": [
    400,
    async () => {
      const { v2 } = await world();
      const { id } = (await v2("POST", "/integrations", CUSTOM)).body.integration;
      const add = () => v2("POST", `/integrations/${id}/keys`, { displayName: "key" });
      for (let index = 0; index < 10; index += 1) assert.equal((await add()).status, 201);
      return add();
    },
  ],
  "no-groups": [
    400,
    async () => (await world()).v2("POST", "/conversations", { ...personal("ada"), type: "sdkGroup" }),
  ],
  "second-webhook": [
    400,
    async () => {
      const { v2 } = await world();
      const { id } = (await v2("POST", "/integrations", CUSTOM)).body.integration;
      return v2("POST", `/integrations/${id}/webhooks`, HOOK);
    },
  ],
  "webhook-limit": [
    400,
    async () => {
      const { v1 } = await world();
      for (let index = 0; index < 10; index += 1) await v1("POST", "/v1/webhooks", { target: "http://a.b" });
      return v1("POST", "/v1/webhooks", { target: "http://a.b" });
    },
  ],
  "webhooks-of-channels": [
    400,
    async () => {
      const { v2, twilioId } = await world();
      return v2("POST", `/integrations/${twilioId}/webhooks`, HOOK);
    },
  ],
  "link-target": [
    404,
    async () => {
      const { v2, twilioId } = await world();
      return v2("POST", "/users/ada/clients", client({ integrationId: twilioId, phoneNumber: "+1" }, "0".repeat(24)));
    },
  ],
  "foreign-author": [
    400,
    async () => {
      const { v2, conversation } = await world();
      await v2("POST", "/users", { externalId: "bob" });
      const message = business("hi", { author: { type: "user", userExternalId: "bob" } });
      return v2("POST", `/conversations/${conversation.id}/messages`, message);
    },
  ],
  "destination-without-client": [
    400,
    async () => {
      const { v2, conversation } = await world();
      const message = business("hi", { destination: { integrationType: "twilio" } });
      return v2("POST", `/conversations/${conversation.id}/messages`, message);
    },
  ],
};

/**
 * What is invented beside refusals, at work.
 * @type {Partial<Record<Invention, () => Promise<void>>>}
 */
const behaviours = {
  "default-conversation": async () => {
    const { v2, conversation } = await world({ conversations: "several" });
    const second = (await v2("POST", "/conversations", personal("ada"))).body.conversation;
    assert.deepEqual([conversation.isDefault, second.isDefault], [true, false]);
  },
  "v1-integrations": async () => {
    const { v1, v2 } = await world();
    const { id } = (await v2("POST", "/integrations", CUSTOM)).body.integration;
    const { integrations, offset } = (await v1("GET", "/v1.1/integrations?offset=3")).body;
    assert.deepEqual([list(integrations).length, offset], [2, 3]);
    assert.equal((await v1("GET", `/v1.1/integrations/${id}`)).status, 404);
    assert.equal((await v1("GET", "/v1.1/integrations?limit=101")).status, 400);
  },
  "last-webhook": async () => {
    const { v2 } = await world();
    const { id, webhooks } = (await v2("POST", "/integrations", CUSTOM)).body.integration;
    const path = `/integrations/${id}/webhooks`;
    await v2("DELETE", `${path}/${webhooks[0].id}`);
    assert.deepEqual((await v2("GET", path)).body, { webhooks: [] });
    assert.equal((await v2("POST", path, HOOK)).status, 201);
  },
  "one-client-an-integration": async () => {
    const { emulator, v1 } = await world();
    for (const number of ["+15145555555", "+15145556666"]) {
      await v1("POST", "/v1/appusers/ada/channels", twilio(number));
      await emulator.settled();
    }
    assert.deepEqual(
      emulator.state.clients.map(({ externalId }) => externalId),
      ["+15145556666"],
    );
  },
  "list-order": async () => {
    const order = async (/** @type {boolean} */ newestFirst) => {
      const { v2 } = await world({ conversations: "several", newestFirst });
      await v2("POST", "/conversations", personal("ada"));
      const { conversations } = (await v2("GET", "/conversations?filter[userExternalId]=ada")).body;
      return list(conversations).map(({ isDefault }) => isDefault);
    };
    assert.deepEqual(
      [await order(false), await order(true)],
      [
        [true, false],
        [false, true],
      ],
    );
  },
  "link-steps": async () => {
    const { emulator, v1 } = await world({ linkDelay: 20 });
    const began = performance.now();
    await v1("POST", "/v1/appusers/ada/channels", twilio("+15145555555"));
    await emulator.settled();
    assert.ok(performance.now() - began >= 38, "two steps");
  },
  "webhook-gaps": async () => {
    const hook = receiver([500, 500]);
    const { emulator, v1 } = await world({ fetch: hook.fetch, webhookBackoff: 20 });
    await v1("POST", "/v1.1/webhooks", { target: "http://a.b" });
    await v1("POST", "/v1.1/appusers/ada/messages", text("hi"));
    await emulator.settled();
    const [first, second, third] = (emulator.state.deliveries[0]?.attempts ?? []).map(({ at }) => at);
    assert.ok(Number(second) - Number(first) >= 18 && Number(third) - Number(second) >= 38);
  },
  "own-words": async () => {
    const { emulator, v1 } = await world();
    await v1("POST", "/v1/appusers/ada/channels", twilio("+15145555555"));
    await emulator.settled();
    assert.match(emulator.inbox("twilio")[0]?.text ?? "", /\w/);
  },
  "names-and-pictures": async () => {
    const { v1 } = await world();
    const { message } = (await v1("POST", "/v1/appusers/ada/messages", text("hi", { role: "appUser" }))).body;
    assert.match(message.name, /^\w+ \w+$/);
    assert.match(message.avatarUrl, /^https:/);
  },
  "control-of-conversations": async () => {
    const { v2, conversation } = await world();
    const pass = () =>
      v2("POST", `/conversations/${conversation.id}/passControl`, { switchboardIntegration: "nobody" });
    assert.equal((await pass()).body.errors[0].code, "switchboard_not_found");
  },
  "standby-events": async () => {
    const { emulator, v2 } = await world();
    const [quiet, loud] = [
      (await v2("POST", "/integrations", CUSTOM)).body.integration,
      (await v2("POST", "/integrations", CUSTOM)).body.integration,
    ];
    const { switchboard } = (await v2("POST", "/switchboards")).body;
    const at = `/switchboards/${switchboard.id}/switchboardIntegrations`;
    await v2("POST", at, { name: "quiet", integrationId: quiet.id, deliverStandbyEvents: false });
    const first = (await v2("POST", at, { name: "loud", integrationId: loud.id })).body.switchboardIntegration;
    await v2("PATCH", `/switchboards/${switchboard.id}`, {
      enabled: true,
      defaultSwitchboardIntegrationId: first.id,
    });
    await v2("POST", "/users", { externalId: "bob" });
    await v2("POST", "/conversations", personal("bob"));
    assert.deepEqual(
      emulator.state.deliveries.map(({ webhookId }) => webhookId),
      [loud.webhooks[0].id],
    );
  },
  attachments: async () => {
    const { emulator } = await world();
    const authorization = `Bearer ${token(emulator.credentials)}`;
    const body = new FormData();
    body.set("source", new Blob(["secret"]), "a b.txt");
    const upload = { method: "POST", body, headers: { authorization } };
    const response = await emulator.fetch("http://localhost:1/v1.1/attachments?access=private", upload);
    const { mediaUrl } = /** @type {any} */ (await response.json());
    assert.match(mediaUrl, /^http:\/\/localhost:1\/attachments\/.*\/a%20b\.txt$/);
    assert.equal((await emulator.fetch(mediaUrl)).status, 401);
    assert.equal(await (await emulator.fetch(mediaUrl, { headers: { authorization } })).text(), "secret");
  },
  notifications: async () => {
    const { emulator, v1, twilioId } = await world();
    const destination = { integrationId: twilioId, destinationId: "+15145555555" };
    await v1("POST", "/v1.1/notifications", { destination, storage: "full", message: text("hi") });
    assert.deepEqual(
      emulator.state.clients.map(({ externalId }) => externalId),
      ["+15145555555"],
    );
  },
  identities: async () => {
    const { emulator, v2, user } = await world();
    emulator.login("ada", { email: "ada@example.com" });
    const { users } = (await v2("GET", "/users?filter[identities.email]=ada@example.com")).body;
    assert.deepEqual(
      list(users).map(({ id }) => id),
      [user.id],
    );
  },
  merging: async () => {
    const { emulator, v1, user } = await world();
    const { appUser } = (await v1("POST", "/v1.1/appusers", { userId: "twin", surname: "L", properties: { a: 1 } }))
      .body;
    const merge = { surviving: { _id: user.id }, discarded: { _id: appUser._id } };
    assert.deepEqual((await v1("POST", "/v1.1/appusers/merge", merge)).body, {});
    assert.deepEqual(
      emulator.state.users.map(({ surname, properties }) => ({ surname, properties })),
      [{ surname: "L", properties: { a: 1 } }],
    );
  },
  "template-shorthand": async () => {
    const { v1 } = await world();
    await v1("POST", "/v1.1/templates", { name: "bye", message: text("Good bye") });
    const sent = text("Well, %{{template: bye}}%%{{template: none}}%");
    const { message, extraMessages } = (await v1("POST", "/v1.1/appusers/ada/messages", sent)).body;
    assert.deepEqual(
      [message, ...extraMessages].map((/** @type {any} */ one) => one.text),
      ["Well,", "Good bye", "%{{template: none}}%"],
    );
  },
  "message-templates": async () => {
    const { emulator, v1 } = await world();
    const id = emulator.state.integrations.find(({ type }) => type === "whatsapp")?._id;
    const path = `/v1.1/integrations/${id}/messageTemplates`;
    const template = { name: "sale", category: "MARKETING", language: "en", components: [] };
    assert.equal((await v1("POST", path, template)).body.messageTemplate.status, "APPROVED");
    assert.equal((await v1("GET", path)).body.messageTemplates.length, 1);
    assert.deepEqual((await v1("DELETE", `${path}/sale`)).body, {});
    assert.deepEqual((await v1("GET", path)).body, { messageTemplates: [] });
  },
  unspecified: async () => {
    const { v1 } = await world();
    assert.deepEqual((await v1("POST", "/v1.1/appusers/ada/integrations/twilio/ping")).body, {});
    assert.equal((await v1("POST", "/v1.1/appusers/nobody/integrations/twilio/ping")).status, 404);
  },
  "menus-of-integrations": async () => {
    const { v1, twilioId } = await world();
    assert.deepEqual((await v1("GET", `/v1.1/integrations/${twilioId}/menu`)).body, { menu: { items: [] } });
  },
  "one-account": async () => {
    const call = ofAccount();
    await call("POST", "/v1.1/apps", { name: "second" });
    const { apps } = (await call("GET", "/v1.1/apps")).body;
    assert.deepEqual(
      list(apps).map(({ name }) => name),
      ["Emulated App", "second"],
    );
  },
  "empty-answers": async () => {
    const { v1 } = await world();
    assert.deepEqual((await v1("GET", "/v1.1/appusers/ada/businesssystems")).body, { businessSystems: [] });
  },
  "counted-ids": async () => {
    const ids = async () => {
      const { user, conversation } = await world({ now: () => 0 });
      return [user.id, conversation.id];
    };
    assert.deepEqual(await ids(), await ids());
  },
  brands: async () => {
    const { v2 } = await world();
    for (const brandId of ["north", "south"])
      assert.equal((await v2("POST", "/users", { externalId: "eve", brandId })).status, 201);
    const brandOf = async (/** @type {string} */ query) => (await v2("GET", `/users/eve${query}`)).body.user?.brandId;
    assert.deepEqual(
      [
        await brandOf("?brandId=south"),
        await brandOf("?brandId=north"),
        await brandOf(""),
        await brandOf("?brandId=x"),
      ],
      ["south", "north", "north", undefined],
    );
    assert.equal((await v2("POST", "/users", { externalId: "eve", brandId: "south" })).status, 409);
  },
  "magic-inputs": async () => {
    const { emulator, v1 } = await world();
    await v1("POST", "/v1/appusers/ada/channels", twilio("+15145550001"));
    await emulator.settled();
    assert.equal(emulator.events.at(-1)?.trigger, "link:failure");
  },
};

describe("what is invented", () => {
  test("stands in the README, row by row", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const [, section = ""] = readme.split("\n## What it invents\n");
    const rows = [...(section.split("\n## ")[0] ?? "").matchAll(/^\| `([\w-]+)` +\| (.*?) +\|$/gm)];
    assert.deepEqual(Object.fromEntries(rows.map(([, name, words]) => [name, words])), inventions);
  });

  test("is shown below, each row once", () => {
    const shown = [...Object.keys(refusals), ...Object.keys(behaviours)];
    assert.deepEqual(shown.sort(), Object.keys(inventions).sort());
  });

  for (const [name, [status, ask]] of Object.entries(refusals)) {
    test(`${name}: the refusal names it`, async () => {
      const answer = await ask();
      assert.deepEqual([answer.status, answer.headers.get("x-emulator-invention")], [status, name]);
    });
  }
  for (const [name, show] of Object.entries(behaviours)) test(`${name}: at work`, show);
});

describe("what is published", () => {
  const shared = new URL("../../../shared/", import.meta.url);
  const skip = existsSync(shared) ? false : "the facts are not beside this repository (../shared)";
  const texts = () => {
    const facts = ["api/v1.md", "api/v2.md"].map((name) => readFileSync(new URL(name, shared), "utf8"));
    const examples = ["v1", "v1.1", "v2"].flatMap((version) =>
      readdirSync(new URL(`examples/${version}`, shared))
        .filter((name) => name.endsWith(".json"))
        .map((name) => readFileSync(new URL(`examples/${version}/${name}`, shared), "utf8")),
    );
    return [...facts, ...examples].join("\n");
  };
  /** @typedef {[what: string, error: { code: string, message: string, invention?: string | undefined }]} Row */
  /** @type {Row[]} */
  const published = [
    ["missing credentials", errors.unauthorized()],
    ["an existing user", errors.userExists()],
    ["a full conversation", errors.locked(30_000)],
    ["a key that is not there", errors.notFound("key")],
    ["an attachment that is not there", errors.attachmentNotFound()],
    ["who is not in a conversation", errors.notAMember()],
    ["an enabled switchboard without a default", errors.noDefaultSwitchboardIntegration()],
    ["a full switchboard", errors.tooManySwitchboardIntegrations(10)],
    ["an integration whose turn it is not", errors.notInControl()],
    ["the apps of another service account", errors.wrongServiceAccount()],
    ...["app", "user", "conversation", "integration", "client", "device", "switchboard", "switchboard_integration"].map(
      (what) => /** @type {Row} */ ([what, errors.notFound(/** @type {"app"} */ (what))]),
    ),
    ...[
      "This user is not linked to twilio.",
      "Invalid query parameters",
      "Invalid page query parameters",
      "Invalid integration type",
      "Conversation c93bb9c14dde8ffb94564eae cannot be deleted because it is the default.",
      "Too many participants",
      "Only one switchboard can be created per app",
      "API keys are available only for custom integrations",
      "Unsupported media URL for attachment deletion: https://badhost.com/image.png",
      "Bad request",
    ].map((words) => /** @type {Row} */ ([words, errors.published(words)])),
    ...Object.entries(PUBLISHED).map(
      ([status, [code, message]]) => /** @type {Row} */ ([`a fault with ${status}`, { code, message }]),
    ),
  ];
  for (const [what, { code, message, invention }] of published) {
    test(`${what}: code and words stand in the facts or the examples`, { skip }, () => {
      const all = texts();
      assert.equal(invention, undefined);
      assert.ok(all.includes(message), message);
      assert.match(all, new RegExp(`["\`]${code}["\`]`));
    });
  }

  test("no other words are called published in the source", () => {
    const source = new URL("../src/", import.meta.url);
    const calls = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) => [...readFileSync(new URL(name, source), "utf8").matchAll(/\bpublished\(\s*(["`].*?["`])/g)])
      .map(([, words = ""]) => words.slice(1, -1).replace(/\$\{.*?\}/g, "…"));
    const listed = published.map(([what]) => what.replace(/twilio|c93bb9c14dde8ffb94564eae|https:\/\/badhost.*/, "…"));
    assert.ok(calls.length >= 5);
    for (const words of calls) assert.ok(listed.includes(words), words);
    const made = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".js"))
      .filter((name) => readFileSync(new URL(name, source), "utf8").includes("new ServiceError("));
    assert.deepEqual(made, ["errors.js"], "refusals are made in one place");
  });
});
