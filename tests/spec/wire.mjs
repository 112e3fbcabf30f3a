// What goes out to a service that keeps it, and what the official document says of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { clientOf } from "../client/service.mjs";
import { packages } from "../../scripts/setup.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));
export const { OPERATIONS, judged, skip } = await import("./document.mjs");

/** An id of the service. */
export const ID = "0123456789abcdef01234567";

/** The options of a client of v2. */
export const options = { apiVersion: "v2", appId: ID };

const { build } = clientOf(undefined, options);

/** A JSON file, by its path from here. */
export const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

export const flat = read("../../target/schema/v2-flat.json");
const grouped = read("../../target/schema/v2.json");

/** The bodies: what each is by the tables, flat and in groups, how it is built, and how its verb is called. */
export const BODIES = [
  {
    operation: "CreateUser",
    roots: [
      ["CreateUser", flat],
      ["UserCreateBody", grouped],
    ],
    build: (body) => build.create(body),
    call: (smooch, body) => smooch.create(body),
  },
  {
    operation: "UpdateUser",
    roots: [
      ["UpdateUser", flat],
      ["UserUpdateBody", grouped],
    ],
    call: (smooch, body) => smooch.users.update("ada", body),
  },
  {
    operation: "CreateClient",
    roots: [
      ["Link", flat],
      ["ClientCreate", grouped],
    ],
    build: (body) => build.link("ada/?", body),
    call: (smooch, body) => smooch.link("ada/?", body),
  },
  {
    operation: "PostMessage",
    roots: [
      ["Message", flat],
      ["MessagePost", grouped],
    ],
    build: (body) => build.send("ada", body, { conversationId: ID }),
    call: (smooch, body) => smooch.send("ada", body),
  },
  {
    operation: "CreateConversation",
    roots: [["ConversationCreateBody", flat]],
    call: (smooch, body) => smooch.conversations.create(body),
  },
];

/** A service that has what verbs look for, and keeps what it was asked. */
export function listener(answers = {}) {
  const requests = [];
  const fetch = async (url, { method, headers, body }) => {
    requests.push({ method, url: String(url), headers: Object.fromEntries(new Headers(headers)), body });
    const path = new URL(url).pathname.split("/").slice(4);
    const found = {
      users: { user: { id: ID }, clients: [{ id: "c1", type: "twilio", status: "active" }] },
      conversations: { conversation: { id: ID }, conversations: [], messages: [] },
      integrations: {
        integrations: ["twilio", "messagebird", "whatsapp", "mailgun"].map((type) => ({ id: ID, type })),
      },
    };
    return Response.json({ client: { id: "c" }, ...found[path[0]], ...answers }, { status: 200 });
  };
  return { requests, fetch };
}

/** Says what is wrong with requests, if anything; gives their operations. */
export function allJudged(requests) {
  return requests.map((request) => {
    const { operation, faults } = judged(request);
    assert.deepEqual(faults, [], `${request.method} ${request.url} ${request.body}`);
    return operation;
  });
}
