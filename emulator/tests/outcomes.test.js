// Magic inputs: addresses and texts that choose how a link or a delivery ends. The README has the same table.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createEmulator } from "../src/index.js";
import { caller, text, twilio } from "./caller.js";

const message = { role: "appMaker", type: "text", text: "Hello?" };
const userActivity = { confirmation: { type: "userActivity", message } };
const prompt = { confirmation: { type: "prompt" } };

/** @type {{ name: string, link: object, triggers: string[], error?: object, clients: number, pending: number }[]} */
const cases = [
  {
    name: "a number that ends in 0001 is never reached",
    link: twilio("+15145550001"),
    triggers: ["link:failure"],
    error: { code: "uncategorized_error", message: "The destination is unreachable." },
    clients: 0,
    pending: 0,
  },
  {
    name: "Messenger finds nobody by a number that ends in 0001",
    link: { type: "messenger", phoneNumber: "+15145550001", confirmation: { type: "immediate", message } },
    triggers: ["link:failure"],
    error: { code: "bad_request", message: "(#100) No matching user found" },
    clients: 0,
    pending: 0,
  },
  {
    name: "mail to bounce@ comes back",
    link: { type: "mailgun", address: "bounce@example.com", confirmation: { type: "immediate" } },
    triggers: ["link:failure"],
    error: { code: "bad_request", message: "The message bounced: the mailbox does not exist." },
    clients: 0,
    pending: 0,
  },
  {
    name: "0002 refuses a prompt",
    link: twilio("+15145550002", prompt),
    triggers: ["link:match", "link:failure"],
    error: { code: "forbidden", message: "The user refused the link." },
    clients: 0,
    pending: 0,
  },
  {
    name: "0002 never acts by itself on userActivity",
    link: twilio("+15145550002", userActivity),
    triggers: ["link:match"],
    clients: 0,
    pending: 1,
  },
  {
    name: "0002 links at once when nothing is asked",
    link: twilio("+15145550002"),
    triggers: ["link:match", "link:success", "client:add"],
    clients: 1,
    pending: 0,
  },
  {
    name: "0003 belongs to another user, and moves",
    link: twilio("+15145550003"),
    triggers: ["link:match", "client:remove", "link:success", "client:add"],
    clients: 1,
    pending: 0,
  },
  {
    name: "0004 accepts a prompt by itself",
    link: twilio("+15145550004", prompt),
    triggers: ["link:match", "link:success", "client:add"],
    clients: 1,
    pending: 0,
  },
  {
    name: "0004 acts on userActivity by itself",
    link: twilio("+15145550004", userActivity),
    triggers: ["link:match", "link:success", "client:add"],
    clients: 1,
    pending: 0,
  },
];

describe("magic inputs", () => {
  for (const { name, link, triggers, error, clients, pending } of cases) {
    test(name, async () => {
      const emulator = createEmulator({ linkDelay: 1 });
      const call = caller(emulator);
      await call("POST", "/v1.1/appusers", { userId: "ada" });
      assert.equal((await call("POST", "/v1.1/appusers/ada/channels", link)).body.appUser.pendingClients.length, 1);
      await emulator.settled();
      assert.deepEqual(
        emulator.events.map(({ trigger }) => trigger),
        triggers,
      );
      assert.deepEqual(emulator.events.find((event) => event.error)?.error, error);
      const { appUser } = (await call("GET", "/v1.1/appusers/ada")).body;
      assert.deepEqual([appUser.clients.length, appUser.pendingClients.length], [clients, pending]);
    });
  }

  test("the user who had 0003 was made for it, and is left without it", async () => {
    const emulator = createEmulator();
    const call = caller(emulator);
    await call("POST", "/v1.1/appusers", { userId: "ada" });
    await call("POST", "/v1.1/appusers/ada/channels", twilio("+15145550003"));
    await emulator.settled();
    const { body } = await call("GET", `/v1.1/appusers/${encodeURIComponent("owner-of-+15145550003")}`);
    assert.deepEqual(body.appUser.clients, []);
  });

  for (const [name, phoneNumber, words] of /** @type {const} */ ([
    ["a message to a number that ends in 0005 is lost", "+15145550005", "hello"],
    ["a text with #undeliverable is lost", "+15145555555", "hello #undeliverable"],
  ])) {
    test(name, async () => {
      const emulator = createEmulator({ linkDelay: 1 });
      const call = caller(emulator);
      await call("POST", "/v1.1/appusers", { userId: "ada" });
      await call("POST", "/v1.1/appusers/ada/channels", twilio(phoneNumber));
      await emulator.settled();
      assert.equal((await call("POST", "/v1.1/appusers/ada/messages", text(words))).status, 201);
      await emulator.settled();
      const failure = emulator.events.at(-1);
      assert.equal(failure?.trigger, "message:delivery:failure");
      assert.equal(failure?.isFinalEvent, true);
      assert.equal(failure?.error.code, "uncategorized_error");
      assert.equal(emulator.inbox("twilio").filter(({ kind }) => kind === "message").length, 0);
    });
  }
});
