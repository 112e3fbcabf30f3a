// Any text, in any place, is equal at the other end, or refused with the path to it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { HELLO, failure, served, service } from "../client/service.mjs";
import { packages } from "../../scripts/setup.mjs";

packages(fileURLToPath(new URL(".", import.meta.url)));
const { HALVES, TEXTS } = await import("./texts.mjs");

/** Whether an id addresses what it names: an empty one is the collection, URLs take dots for steps, NUL ends a path. */
const isAddress = (text) => text !== "" && text !== "." && text !== ".." && !text.includes("\0");

/** How the emulator is reached. */
const WAYS = {
  "in this process": () => service(),
  "over a real port": (context) => served(context),
};

/** Places for a text: how it is sent, where it is found in the request, and what its path is. */
const PLACES = {
  "a user id in a body": {
    send: (smooch, userId) => smooch.create({ userId }),
    found: ({ body }) => body.userId,
    path: "userId",
    fits: (text) => text !== "",
  },
  "a user id in a path": {
    send: (smooch, userId) => smooch.users.get(userId),
    found: ({ path }) => decodeURIComponent(path.slice("/v1/appusers/".length)),
    path: "userId",
    fits: isAddress,
  },
  "a channel in a path": {
    send: (smooch, channel) => smooch.channels.unlink("ada", channel),
    found: ({ path }) => decodeURIComponent(path.slice("/v1/appusers/ada/channels/".length)),
    path: "channel",
    fits: isAddress,
  },
  "a name": {
    send: (smooch, givenName) => smooch.users.update("ada", { givenName }),
    found: ({ body }) => body.givenName,
    path: "givenName",
    fits: () => true,
  },
  "the text of a message": {
    send: (smooch, text) => smooch.send("ada", { ...HELLO, text }),
    found: ({ body }) => body.text,
    path: "text",
    fits: () => true,
  },
  "the value of a property": {
    send: (smooch, value) => smooch.users.update("ada", { properties: { value } }),
    found: ({ body }) => body.properties.value,
    path: "properties.value",
    fits: () => true,
  },
  "the name of a property": {
    send: (smooch, name) => smooch.users.update("ada", { properties: { [name]: 1 } }),
    found: ({ body }) => Object.keys(body.properties)[0],
    path: "properties",
    fits: () => true,
  },
  "the value of metadata": {
    send: (smooch, value) => smooch.send("ada", { ...HELLO, metadata: { value } }),
    found: ({ body }) => body.metadata.value,
    path: "metadata.value",
    fits: () => true,
  },
  "the name of metadata": {
    send: (smooch, name) => smooch.send("ada", { ...HELLO, metadata: { [name]: 1 } }),
    found: ({ body }) => Object.keys(body.metadata)[0],
    path: "metadata",
    fits: () => true,
  },
};

/** What becomes of a text, in words: nothing where all is well. */
async function trouble({ emulator, smooch }, { send, found, path, fits }, text) {
  const before = emulator.requests.length;
  const error = await send(smooch, text).then(
    () => undefined,
    (error) => error,
  );
  const request = emulator.requests[before];
  if (error?.name === "ValidationError") {
    if (request) return "it is refused, and sent all the same";
    if (fits(text) || error.path !== path) return `it is refused: ${error.message}`;
    return undefined;
  }
  // The service may know nobody of that name, and may refuse a text: that is an answer.
  if (error && error.sent !== "no") return `it fails: ${error}`;
  if (!request) return "it is not sent";
  if (!fits(text)) return "it is not refused";
  const arrived = found(request);
  return arrived === text ? undefined : `it arrives as ${JSON.stringify(arrived)}`;
}

for (const [way, open] of Object.entries(WAYS)) {
  for (const [place, how] of Object.entries(PLACES)) {
    test(`every text is equal or refused as ${place}, ${way}`, async (context) => {
      const opened = open(context);
      const there = await opened;
      await there.smooch.create({ userId: "ada" });
      const troubles = [];
      for (const text of TEXTS) {
        const said = await trouble(there, how, text);
        if (said) troubles.push(`${JSON.stringify(text.slice(0, 60))}: ${said}`);
      }
      assert.deepEqual(troubles, []);
    });
  }
}

test("a user with a naughty id is found by it", async () => {
  const { smooch } = service();
  for (const userId of TEXTS.filter(isAddress)) {
    await smooch.create({ userId });
    const { appUser } = await smooch.users.get(userId);
    assert.equal(appUser.userId, userId);
  }
});

test("half a surrogate pair cannot be sent, and says where it stands", async () => {
  const { emulator, smooch } = service();
  const before = emulator.requests.length;
  for (const text of HALVES) {
    for (const { send, path } of Object.values(PLACES)) {
      const error = await failure(send(smooch, text));
      assert.equal(error.name, "ValidationError", `${path} of ${JSON.stringify(text)}`);
      assert.ok(error.path === path || error.path.startsWith(`${path}[`), `${error.path} is not ${path}`);
    }
  }
  assert.equal(emulator.requests.length, before);
});
