// What callers give may have getters that throw, and throw anything. Each such item has an outcome, and the rest goes on.

import assert from "node:assert/strict";
import { test } from "node:test";

import { queue as queueOf } from "smooch-edge/queue";

import { all, answer, clientOf, item } from "./place.mjs";

/** What a getter may throw. */
const THROWN = { "an error": new Error("mine"), null: null, undefined, "a text": "mine" };

const throwing = (members, name, thrown) =>
  Object.defineProperty({ ...members }, name, {
    enumerable: true,
    get() {
      throw thrown;
    },
  });

/** Items with a member that throws, somewhere. */
const ITEMS = {
  "the operation": (thrown) => throwing(item("ada", "1"), "operation", thrown),
  "the id": (thrown) => throwing(item("ada", "1"), "id", thrown),
  "the key": (thrown) => throwing(item("ada", "1"), "key", thrown),
  "the body": (thrown) => throwing(item("ada", "1"), "body", thrown),
  "a member of the body": (thrown) => ({ ...item("ada", "1"), body: throwing({ role: "appMaker" }, "type", thrown) }),
  "the userId of a user to create": (thrown) => ({ operation: "create", body: throwing({}, "userId", thrown) }),
  "the options": (thrown) => throwing(item("ada", "1"), "options", thrown),
  "the signal": (thrown) => item("ada", "1", { options: throwing({}, "signal", thrown) }),
  "an option": (thrown) => item("ada", "1", { options: throwing({}, "timeout", thrown) }),
  "the item itself": (thrown) =>
    new Proxy(item("ada", "1"), {
      ownKeys() {
        throw thrown;
      },
    }),
};

for (const [where, make] of Object.entries(ITEMS)) {
  for (const [what, thrown] of Object.entries(THROWN)) {
    test(`${where} throws ${what}: the item was not sent, and says why; the rest is`, async () => {
      const smooch = clientOf(async () => answer());
      const outcomes = await all(queueOf(smooch).run([make(thrown), item("ada", "2"), item("bob", "3")]));
      const [first, ...rest] = outcomes.toSorted((a, b) => a.index - b.index);
      assert.deepEqual([first.status, first.error.name, first.error.sent], ["not sent", "ValidationError", "no"]);
      assert.equal(first.error.cause, thrown);
      assert.deepEqual(
        rest.map(({ status }) => status),
        ["sent", "sent"],
      );
    });
  }
}

for (const [what, signal] of Object.entries({
  "has no removeEventListener": { aborted: false, addEventListener() {} },
  "has listeners that throw": {
    aborted: false,
    addEventListener() {
      throw new Error("no");
    },
    removeEventListener() {
      throw new Error("no");
    },
  },
})) {
  test(`a signal that ${what}: the queue goes on`, async () => {
    const queue = queueOf(
      clientOf(async () => answer()),
      { concurrency: 1 },
    );
    const outcomes = await all(queue.run([item("ada", "1", { options: { signal } }), item("ada", "2")]));
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      [what.startsWith("has no") ? "not sent" : "sent", "sent"],
    );
    await queue.idle();
  });
}

test("a getter is read once: what was checked is what is sent", async () => {
  const sent = [];
  const smooch = clientOf(async (_, { body }) => (sent.push(JSON.parse(body).text), answer()));
  let reads = 0;
  const odd = Object.defineProperty(item("ada", "1"), "body", {
    enumerable: true,
    get: () => item("ada", `read ${++reads}`).body,
  });
  await queueOf(smooch).run([odd]);
  assert.deepEqual(sent, ["read 1"]);
});

for (const [name, call] of Object.entries({
  "the options of a call": (queue, thrown) => queue.send("ada", item("ada", "1").body, throwing({}, "signal", thrown)),
  "a body": (queue, thrown) => queue.send("ada", throwing({}, "type", thrown)),
  "the userId of a body": (queue, thrown) => queue.create(throwing({}, "userId", thrown)),
})) {
  test(`${name} that throws null is refused, and the queue goes on`, async () => {
    const queue = queueOf(
      clientOf(async () => answer()),
      { concurrency: 1 },
    );
    await assert.rejects(call(queue, null), { name: "ValidationError", sent: "no", cause: null });
    await queue.send("ada", item("ada", "2").body);
    await queue.idle();
  });
}
