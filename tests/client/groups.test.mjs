// Reading, changing and removing: users, channels, messages page by page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { HELLO, TWILIO, failure, service } from "./service.mjs";

test("users.get reads a user by either id", async () => {
  const { smooch } = service();
  const { appUser } = await smooch.create({ userId: "ada", givenName: "Ada" });
  assert.deepEqual((await smooch.users.get("ada")).appUser, appUser);
  assert.deepEqual((await smooch.users.get(appUser._id)).appUser, appUser);
});

test("users.update changes what it is given and leaves the rest", async () => {
  const { smooch } = service();
  await smooch.create({ userId: "ada", givenName: "Ada", properties: { plan: "free", seats: 4 } });
  const { appUser } = await smooch.users.update("ada", { surname: "Lovelace", properties: { plan: "pro" } });
  const { givenName, surname, properties } = appUser;
  assert.deepEqual([givenName, surname, properties], ["Ada", "Lovelace", { plan: "pro", seats: 4 }]);
});

test("users.delete removes a user and gives an empty object", async () => {
  const { smooch } = service();
  await smooch.create({ userId: "ada" });
  assert.deepEqual(await smooch.users.delete("ada"), {});
  assert.equal((await failure(smooch.users.get("ada"))).name, "NotFoundError");
});

test("channels.list gives the ids that a user has", async () => {
  const { emulator, smooch } = service();
  await smooch.create({ userId: "ada" });
  assert.deepEqual((await smooch.channels.list("ada")).channels, []);
  await smooch.link("ada", TWILIO);
  await emulator.settled();
  const { channels } = await smooch.channels.list("ada");
  assert.deepEqual(
    channels.map(({ type, phoneNumber }) => [type, phoneNumber]),
    [["twilio", "+15145555555"]],
  );
});

test("channels.unlink takes a channel away, and a second time says that it is not linked", async () => {
  const { emulator, smooch } = service();
  await smooch.create({ userId: "ada" });
  await smooch.link("ada", TWILIO);
  await emulator.settled();
  assert.deepEqual(await smooch.channels.unlink("ada", "twilio"), {});
  assert.deepEqual((await smooch.channels.list("ada")).channels, []);
  const { name, description } = await failure(smooch.channels.unlink("ada", "twilio"));
  assert.deepEqual([name, description], ["BadRequestError", "This user is not linked to twilio."]);
});

test("ids with characters of URLs reach the service as they are", async () => {
  const { emulator, smooch } = service();
  for (const userId of ["+15145555555", "ada@example.com", "a/b?c#d e%2F", "Zoë 🦉", "a..b", "%2e%2e"]) {
    await smooch.create({ userId });
    assert.equal((await smooch.users.get(userId)).appUser.userId, userId);
    assert.equal(emulator.requests.at(-1).path, `/v1/appusers/${encodeURIComponent(userId)}`);
  }
});

/** A user with so many messages, each received a millisecond after the one before. */
async function talker(count) {
  let now = 1_790_000_000_000;
  const { emulator, smooch } = service({}, { now: () => now });
  await smooch.create({ userId: "ada" });
  for (let n = 0; n < count; n++) {
    now += 1;
    await smooch.send("ada", { ...HELLO, text: `${n}` });
  }
  return { emulator, smooch };
}

/** All that an iteration gives. */
async function pages(iterable) {
  const all = [];
  for await (const page of iterable) all.push(page.messages.map(({ text }) => Number(text)));
  return all;
}

const range = (from, to) => Array.from({ length: to - from }, (_, n) => from + n);

test("messages.list gives every message once, backwards from the newest", async () => {
  const { smooch } = await talker(250);
  assert.deepEqual(await pages(smooch.messages.list("ada")), [range(150, 250), range(50, 150), range(0, 50)]);
});

test("messages.list gives every message once, forwards from `after`", async () => {
  const { smooch } = await talker(250);
  const all = await pages(smooch.messages.list("ada", { after: 1 }));
  assert.deepEqual(all, [range(0, 100), range(100, 200), range(200, 250)]);
});

test("messages.list goes backwards from `before`, which it leaves out", async () => {
  const { smooch } = await talker(120);
  const [newest] = await pages(smooch.messages.list("ada"));
  assert.deepEqual(newest, range(20, 120));
  const first = (await firstPage(smooch.messages.list("ada"))).messages[0];
  assert.deepEqual(await pages(smooch.messages.list("ada", { before: first.received })), [range(0, 20)]);
});

async function firstPage(iterable) {
  for await (const page of iterable) return page;
}

test("a page is read when it is asked for, and leaving the loop stops the reading", async () => {
  const { emulator, smooch } = await talker(250);
  const before = emulator.requests.length;
  const list = smooch.messages.list("ada");
  assert.equal(emulator.requests.length, before);
  await firstPage(list);
  assert.equal(emulator.requests.length, before + 1);
});

test("a list can be iterated again, from the beginning", async () => {
  const { smooch } = await talker(3);
  const list = smooch.messages.list("ada");
  assert.deepEqual(await pages(list), [range(0, 3)]);
  assert.deepEqual(await pages(list), [range(0, 3)]);
});

test("the options of a list hold for each of its pages", async () => {
  const { emulator, smooch } = await talker(150);
  await pages(smooch.messages.list("ada", {}, { headers: { "x-trace": "7" } }));
  const reads = emulator.requests.filter(({ operation }) => operation === "messages.list");
  assert.deepEqual(
    reads.map(({ headers }) => headers["x-trace"]),
    ["7", "7"],
  );
});

test("a page that fails rejects in the loop, after those before it", async () => {
  const { emulator, smooch } = await talker(150);
  emulator.faults.add({ match: { operation: "messages.list" }, after: 1, status: 503 });
  const seen = [];
  const reading = async () => {
    for await (const page of smooch.messages.list("ada")) seen.push(page.messages.length);
  };
  assert.equal((await failure(reading())).name, "ServerError");
  assert.deepEqual(seen, [100]);
});
