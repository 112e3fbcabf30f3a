// What events are known by: the same for the same event delivered again, different for different events.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keyOf, receive } from "smooch-edge/webhooks";

import { SECRET, delivered, examples, later, link, request, skip } from "./bodies.mjs";

const keys = async (body) => (await receive(request(body), { secret: SECRET })).map(({ key }) => key);

test("an event of v2 is known by its id", async () => {
  const body = delivered(["client:add", {}], ["client:update", {}]);
  assert.deepEqual(
    await keys(body),
    body.events.map(({ id }) => id),
  );
});

test("an event of v2 without an id is known by what is in it", async () => {
  const event = (payload) => ({ events: [{ type: "client:add", payload }] });
  const [one] = await keys(event({ a: 1 }));
  assert.match(one, /^client:add:[0-9a-f]{32}$/);
  assert.deepEqual([await keys(event({ a: 1 })), (await keys(event({ a: 2 })))[0] === one], [[one], false]);
});

test("the same body has the same key, and each of the examples of v1 has one of its own", { skip }, async () => {
  const found = new Map();
  for (const { file, text } of examples.filter(({ file }) => file.startsWith("v1/"))) {
    const [key] = await keys(text);
    assert.deepEqual(await keys(text), [key], file);
    assert(!found.has(key) || isTheSame(file, found.get(key)), `${file} and ${found.get(key)} have one key`);
    found.set(key, file);
  }
  assert(found.size >= 14, String(found.size));
});

/** Two examples of one message, as the documentation shows it in two forms. */
function isTheSame(...files) {
  return files.every((file) => /message-(appuser-(image|text)|appmaker-(carousel|list))/.test(file));
}

const messages = (...ids) => ({ messages: ids.map((_id) => ({ _id })) });
const tap = (_id, timestamp) => ({ postbacks: [{ message: { _id: "m1" }, action: { _id } }], timestamp });

/** Two events that differ in one thing. */
const DIFFERENT = {
  "another message": [later("message:appUser", messages("m1")), later("message:appUser", messages("m2"))],
  "one message more": [later("message:appUser", messages("m1")), later("message:appUser", messages("m1", "m2"))],
  "another trigger": [link("link:match"), link("link:success")],
  "another version": [later("link:match"), { ...later("link:match"), version: undefined }],
  "another channel": [link("link:match"), link("link:match", { channel: "messenger" })],
  "other criteria": [
    link("link:match", { criteria: { phoneNumber: "+1" } }),
    link("link:match", { criteria: { phoneNumber: "+2" } }),
  ],
  "another user": [link("link:match"), link("link:match", { appUser: { _id: "other" } })],
  "another app": [link("link:match"), link("link:match", { app: { _id: "other" } })],
  "another time": [later("conversation:read"), later("conversation:read", { timestamp: 1480349392.104 })],
  "another delivered message": [
    later("message:delivery:user", { message: { _id: "m1" } }),
    later("message:delivery:user", { message: { _id: "m2" } }),
  ],
  "another client": [
    later("client:add", { clients: [{ id: "c1" }] }),
    later("client:add", { clients: [{ id: "c2" }] }),
  ],
  "another discarded user": [
    { trigger: "merge:appUser", surviving: { _id: "1" }, discarded: [{ _id: "2" }] },
    { trigger: "merge:appUser", surviving: { _id: "1" }, discarded: [{ _id: "3" }] },
  ],
  "another button": [later("postback", tap("a1", 1)), later("postback", tap("a2", 1))],
  "another tap of one button": [later("postback", tap("a1", 1)), later("postback", tap("a1", 2))],
  "another payment": [
    later("payment:success", { payments: [{ charge: { id: "1" } }] }),
    later("payment:success", { payments: [{ charge: { id: "2" } }] }),
  ],
  "another thing within an event that nobody knows": [
    { trigger: "moon:landing", crew: [1] },
    { trigger: "moon:landing", crew: [2] },
  ],
};
for (const [name, [one, other]] of Object.entries(DIFFERENT)) {
  test(`different keys: ${name}`, async () => assert.notDeepEqual(await keys(one), await keys(other)));
}

/** Two bodies of one event. */
const SAME = {
  "the user has changed meanwhile": [
    later("message:appUser", messages("m1")),
    { ...later("message:appUser", messages("m1")), appUser: { _id: "7685787bf0e9e8cf56182288", givenName: "Ada" } },
  ],
  "the criteria stand in another order": [
    link("link:match", { criteria: { phoneNumber: "+1", surname: "L" } }),
    link("link:match", { criteria: { surname: "L", phoneNumber: "+1" } }),
  ],
};
for (const [name, [one, other]] of Object.entries(SAME)) {
  test(`the same key: ${name}`, async () => assert.deepEqual(await keys(one), await keys(other)));
}

test("a key that was lost on the way is found again", async () => {
  for (const body of [link("link:match"), delivered(["client:add", {}]), { trigger: "moon:landing" }]) {
    const [event] = await receive(request(body), { secret: SECRET });
    const copy = structuredClone(event);
    assert.equal(copy.key, undefined);
    assert.equal(await keyOf(copy), event.key);
  }
});
