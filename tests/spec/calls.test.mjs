// The requests of every verb of v2, with those that it makes to find what it lacks, are valid by the official document.

import assert from "node:assert/strict";
import { test } from "node:test";

import { clientOf } from "../client/service.mjs";
import { BODIES, ID, OPERATIONS, allJudged, listener, options, skip } from "./wire.mjs";

const TWILIO = { type: "twilio", phoneNumber: "+15145555555", integrationId: ID, confirmation: { type: "immediate" } };
const HELLO = { role: "appMaker", type: "text", text: "Hello" };

/** Calls that have no body of their own, and the operations that they make. */
const CALLS = [
  ["a user is read", (smooch) => smooch.users.get("ada@é/ %"), ["GetUser"]],
  ["a user is removed", (smooch) => smooch.users.delete("ada"), ["DeleteUser"]],
  ["channels are listed", (smooch) => pages(smooch.channels.list("ada")), ["ListClients"]],
  ["a channel is taken away", (smooch) => smooch.channels.unlink("ada", "twilio"), ["ListClients", "RemoveClient"]],
  ["a conversation is read", (smooch) => smooch.conversations.get(ID), ["GetConversation"]],
  [
    "a link finds the rest",
    (smooch) => smooch.link("ada", { type: "twilio", phoneNumber: "+1 514", confirmation: { type: "prompt" } }),
    // After a creation it looks again: all machines agree on one conversation.
    ["ListIntegrations", "ListConversations", "CreateConversation", "ListConversations", "CreateClient"],
  ],
  [
    "a user by the id of the service",
    (smooch) => smooch.send(ID, { role: "appUser", type: "text", text: "Hi" }),
    ["ListConversations", "ListConversations", "CreateConversation", "ListConversations", "PostMessage"],
  ],
  [
    "a link is looked for first",
    (smooch) => smooch.link("ada", TWILIO, { dedupe: true, conversationId: ID }),
    ["ListClients", "CreateClient"],
    { clients: [] },
  ],
  [
    "a message is looked for first",
    (smooch) => smooch.send("ada", HELLO, { dedupeKey: "k", conversationId: ID }),
    ["ListMessages", "PostMessage"],
  ],
  [
    "messages of a conversation",
    (smooch) => pages(smooch.messages.list("ada", {}, { conversationId: ID })),
    ["ListMessages"],
  ],
  ["conversations", (smooch) => pages(smooch.conversations.list({ filter: { userId: ID } })), ["ListConversations"]],
  ["integrations", (smooch) => pages(smooch.integrations.list()), ["ListIntegrations"]],
  ...[{ size: 1 }, { size: 100 }, { after: ID }, { before: ID, size: 7 }].flatMap((page) => [
    [
      `messages ${JSON.stringify(page)}`,
      (smooch) => pages(smooch.messages.list("ada", { page }, { conversationId: ID })),
      ["ListMessages"],
    ],
    [
      `conversations ${JSON.stringify(page)}`,
      (smooch) => pages(smooch.conversations.list({ filter: { userExternalId: "ada & é=[1]" }, page })),
      ["ListConversations"],
    ],
    [
      `integrations ${JSON.stringify(page)}`,
      (smooch) => pages(smooch.integrations.list({ filter: { types: "twilio,whatsapp" }, page })),
      ["ListIntegrations"],
    ],
  ]),
  [
    "the page after the first",
    (smooch) => pages(smooch.messages.list("ada", {}, { conversationId: ID }), 2),
    ["ListMessages", "ListMessages"],
    { meta: { hasMore: true, beforeCursor: ID, afterCursor: ID } },
  ],
];

for (const [name, call, operations, answers] of CALLS) {
  test(`${name}: the requests are valid`, { skip }, async () => {
    const { requests, fetch } = listener(answers);
    await call(clientOf(fetch, options));
    assert.deepEqual(allJudged(requests).toSorted(), operations.toSorted());
  });
}

test("every operation that the verbs use is tried above", { skip }, () => {
  const tried = new Set([
    ...BODIES.map(({ operation }) => operation),
    ...CALLS.flatMap(([, , operations]) => operations),
  ]);
  assert.deepEqual([...tried].toSorted(), OPERATIONS.toSorted());
});

test("the servers of the document are those of the options", { skip }, async () => {
  for (const where of [
    {},
    { region: "us" },
    { region: "eu" },
    { subdomain: "acme" },
    { auth: "basic" },
    { token: "t" },
  ]) {
    const { requests, fetch } = listener();
    const key = "token" in where ? { keyId: undefined, secret: undefined } : {};
    await clientOf(fetch, { ...options, ...where, ...key }).users.get("ada");
    assert.deepEqual(allJudged(requests), ["GetUser"]);
  }
});

/** Reads so many pages of a list. */
async function pages(list, most = 1) {
  for await (const page of list) {
    assert.equal(typeof page, "object");
    if (--most === 0) break;
  }
}
