// A list is read to its end, and a service whose cursor does not move is told apart from a long list.

import assert from "node:assert/strict";
import { test } from "node:test";

import { clientOf, service } from "./service.mjs";

/** What a loop over pages came to: how many pages, and the error. */
async function reading(pages) {
  let count = 0;
  try {
    const steps = pages[Symbol.asyncIterator]();
    while (!(await steps.next()).done) if (++count > 10_000) return { count, error: undefined };
  } catch (error) {
    return { count, error };
  }
  return { count, error: null };
}

function isStuck({ error, count }, operation) {
  assert.deepEqual(
    [error?.name, error?.code, error?.operation, error?.retryable],
    ["ResponseError", "stuck_cursor", operation, false],
  );
  assert.match(error.message, /^The cursor of the service does not move/);
  assert.ok(count < 1000, `${count} pages`);
}

const V2 = { apiVersion: "v2", appId: "5ec0de5ec0de5ec0de5ec0de" };

/** Every list of v2, by its pager. */
const LISTS = {
  "messages.list": (smooch) => smooch.messages.list("ada", undefined, { conversationId: "5ec0de5ec0de5ec0de5ec0de" }),
  "messages.list, forwards": (smooch) =>
    smooch.messages.list("ada", { page: { after: "c0" } }, { conversationId: "5ec0de5ec0de5ec0de5ec0de" }),
  "conversations.list": (smooch) => smooch.conversations.list({ filter: { userExternalId: "ada" } }),
  "integrations.list": (smooch) => smooch.integrations.list(),
};

/** Cursors that lead nowhere: of the nth page. */
const CURSORS = {
  "that is always the same": () => "c1",
  "that goes round": (index) => `c${index % 7}`,
  "that goes round after a while": (index) => (index < 50 ? `b${index}` : `c${index % 30}`),
};

for (const [list, read] of Object.entries(LISTS)) {
  for (const [what, cursorOf] of Object.entries(CURSORS)) {
    test(`v2 ${list}: a cursor ${what} ends in an error`, async () => {
      let index = 0;
      const smooch = clientOf(async () => {
        const cursor = cursorOf(index++);
        return Response.json({ meta: { hasMore: true, beforeCursor: cursor, afterCursor: cursor } });
      }, V2);
      isStuck(await reading(read(smooch)), list.split(",")[0]);
    });
  }

  test(`v2 ${list}: a thousand pages are read to the end`, async () => {
    let index = 0;
    const smooch = clientOf(async () => {
      const cursor = `c${++index}`;
      return Response.json({ meta: { hasMore: index < 1000, beforeCursor: cursor, afterCursor: cursor } });
    }, V2);
    assert.deepEqual(await reading(read(smooch)), { count: 1000, error: null });
  });
}

/** A page of v1: a hundred messages, the first of them received then. */
const full = (time) => ({
  messages: Array.from({ length: 100 }, (_, index) => ({ _id: `${index}`, ...(time && { received: time + index }) })),
});

for (const apiVersion of ["v1", "v1.1"]) {
  for (const [way, query] of [
    ["backwards", undefined],
    ["forwards", { after: 1 }],
  ]) {
    test(`${apiVersion} messages.list ${way}: a service that gives the same page again ends in an error`, async () => {
      const smooch = clientOf(async () => Response.json(full(1000)), { apiVersion });
      isStuck(await reading(smooch.messages.list("ada", query)), "messages.list");
    });
  }

  test(`${apiVersion} messages.list: full pages without times end in an error`, async () => {
    const smooch = clientOf(async () => Response.json(full()), { apiVersion });
    const { count, error } = await reading(smooch.messages.list("ada"));
    assert.equal(count, 1);
    isStuck({ count, error }, "messages.list");
  });
}

test("v1: all messages are read, page by page, and the list can be read again", async () => {
  let time = 1_000_000;
  const { emulator, smooch } = service({}, { now: () => (time += 1000) });
  await smooch.create({ userId: "ada" });
  for (let index = 0; index < 250; index++)
    await smooch.send("ada", { role: "appMaker", type: "text", text: `${index}` });
  const list = smooch.messages.list("ada");
  for (let times = 0; times < 2; times++) {
    const found = new Set();
    for await (const { messages } of list) for (const { text } of messages) found.add(text);
    assert.equal(found.size, 250);
  }
  assert.ok(emulator.requests.length > 250);
});
