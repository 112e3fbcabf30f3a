// What v2 needs beside is looked for to the end of its list, and several machines that look at once agree.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";

import { HELLO, TWILIO } from "./service.mjs";

/** A service, and machines that use it: clients that share nothing. */
function machines(count, settings, rewrite = (url) => url) {
  const emulator = createEmulator({ linkDelay: 0, ...settings });
  const { keyId, secret, appId } = emulator.credentials;
  const options = { apiVersion: "v2", appId, keyId, secret };
  // A turn before each request, so that those of several machines mix.
  const fetch = async (url, init) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    return emulator.fetch(rewrite(url), init);
  };
  return { emulator, clients: Array.from({ length: count }, () => new Smooch({ ...options, fetch })) };
}

const of = (emulator, method, pattern) =>
  emulator.requests.filter((request) => request.method === method && pattern.test(request.path));

/** The conversations into which messages were sent. */
const conversations = (emulator) =>
  new Set(of(emulator, "POST", /messages$/).map(({ path }) => /conversations\/([^/]+)/.exec(path)[1]));

const PERSONAL = { type: "personal", participants: [{ userExternalId: "ada" }] };

for (const setting of ["one", "same", "several"]) {
  test(`first messages from three machines at once (conversations: "${setting}"): all are sent, into one`, async () => {
    for (let round = 0; round < 20; round++) {
      const { emulator, clients } = machines(3, { conversations: setting });
      await clients[0].create({ userId: "ada" });
      await Promise.all(clients.map((smooch, n) => smooch.send("ada", HELLO, { dedupeKey: `message ${n}` })));
      // What is repeated by another machine is found.
      const [, , third] = clients;
      await third.send("ada", HELLO, { dedupeKey: "message 0" });
      assert.equal(of(emulator, "POST", /messages$/).length, 3);
      assert.equal(conversations(emulator).size, 1);
    }
  });
}

test("the default conversation is found behind a hundred newer ones", async () => {
  const { emulator, clients } = machines(2, { conversations: "several", newestFirst: true });
  const [smooch, other] = clients;
  await smooch.create({ userId: "ada" });
  const first = (await smooch.conversations.create(PERSONAL)).conversation;
  assert.equal(first.isDefault, true);
  for (let n = 0; n < 110; n++) await smooch.conversations.create(PERSONAL);
  await other.send("ada", HELLO);
  assert.deepEqual([...conversations(emulator)], [first.id]);
});

test("with dedupe a link behind the first page is not asked for again, pending or linked", async () => {
  // The emulator has one client of a channel; so pages are made short.
  const short = (url) => url.replace("page%5Bsize%5D=100", "page%5Bsize%5D=1");
  for (const linkDelay of [0, 500]) {
    const { emulator, clients } = machines(2, { linkDelay, newestFirst: true }, short);
    const [smooch, other] = clients;
    await smooch.create({ userId: "ada" });
    const { confirmation } = TWILIO;
    await smooch.link("ada", TWILIO);
    await smooch.link("ada", { type: "mailgun", address: "ada@example.com", confirmation });
    await smooch.link("ada", { type: "messagebird", phoneNumber: "+15145550001", confirmation });
    if (linkDelay === 0) await emulator.settled();
    const asked = () => of(emulator, "POST", /clients$/).length;
    assert.equal(asked(), 3);
    await other.link("ada", TWILIO, { dedupe: true });
    assert.equal(asked(), 3);
    // It was not on the first page.
    assert.ok(of(emulator, "GET", /clients$/).length > 1);
    await other.link("ada", { type: "whatsapp", phoneNumber: "+15145550002", confirmation }, { dedupe: true });
    assert.equal(asked(), 4);
    await emulator.settled();
  }
});

test("two machines that link at once with dedupe each ask, as the guide says; who comes later does not", async () => {
  const { emulator, clients } = machines(1, { linkDelay: 60_000 });
  const [smooch] = clients;
  await smooch.create({ userId: "ada" });
  // No machine has the answer to its look before both have looked.
  let looks = 0;
  let bothLooked;
  const looked = new Promise((resolve) => (bothLooked = resolve));
  const { keyId, secret, appId } = emulator.credentials;
  const fetch = async (url, init) => {
    const response = await emulator.fetch(url, init);
    if (init.method === "GET" && /clients\b/.test(url)) {
      if (++looks === 2) bothLooked();
      await looked;
    }
    return response;
  };
  const pair = [0, 1].map(() => new Smooch({ apiVersion: "v2", appId, keyId, secret, fetch }));
  const answers = await Promise.all(pair.map((machine) => machine.link("ada", TWILIO, { dedupe: true })));
  const asked = () => of(emulator, "POST", /clients$/).length;
  assert.deepEqual(
    answers.map(({ client }) => [client.type, client.status]),
    [
      ["twilio", "pending"],
      ["twilio", "pending"],
    ],
  );
  assert.equal(asked(), 2);
  const later = await smooch.link("ada", TWILIO, { dedupe: true });
  assert.equal(asked(), 2);
  assert.equal(later.client.status, "pending");
});
