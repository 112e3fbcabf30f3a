// The published client `smooch-core` on the same port: each client sees what the other did.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { HELLO, TWILIO, failure, served } from "./service.mjs";

// A devDependency of the emulator; CommonJS.
const Foreign = createRequire(new URL("../../emulator/package.json", import.meta.url))("smooch-core");

/** Both clients on one port, each in the long or the short form that the scope of its key asks for. */
async function both(context, scope) {
  const keyId = `${scope === "app" ? "app" : "act"}_5ec0de5ec0de5ec0de5ec0df`;
  const appId = scope === "account" ? "5ec0de5ec0de5ec0de5ec0de" : undefined;
  const settings = { app: { keyId, ...(appId ? { id: appId } : {}) } };
  const { emulator, server, smooch } = await served(context, { keyId, scope, appId, apiVersion: "v1.1" }, settings);
  const { secret } = emulator.credentials;
  const foreign = new Foreign({ keyId, secret, scope, serviceUrl: server.url });
  const to = (more) => ({ ...(appId ? { appId } : {}), userId: "ada", ...more });
  return { emulator, smooch, foreign, to };
}

for (const scope of ["app", "account"]) {
  test(`smooch-core sees what this client did, with a key of the ${scope}`, async (context) => {
    const { emulator, smooch, foreign, to } = await both(context, scope);
    const { appUser } = await smooch.create({ userId: "ada", givenName: "Ada", properties: { plan: "pro" } });
    await smooch.link("ada", TWILIO);
    await emulator.settled();
    const { message } = await smooch.send("ada", HELLO);

    const seen = (await foreign.appUsers.get(to())).appUser;
    assert.deepEqual([seen._id, seen.givenName, seen.properties], [appUser._id, "Ada", { plan: "pro" }]);
    const { channels } = await foreign.appUsers.getChannels(to());
    assert.deepEqual(
      channels.map(({ type, phoneNumber }) => [type, phoneNumber]),
      [["twilio", TWILIO.phoneNumber]],
    );
    const { messages } = await foreign.appUsers.getMessages(to());
    assert.deepEqual(messages, [message]);
  });

  test(`this client sees what smooch-core did, with a key of the ${scope}`, async (context) => {
    const { emulator, smooch, foreign, to } = await both(context, scope);
    const { userId, ...at } = to();
    const { appUser } = await foreign.appUsers.create({ ...at, appUser: { userId, givenName: "Ada" } });
    await foreign.appUsers.linkChannel(to({ data: TWILIO }));
    await emulator.settled();
    const { message } = await foreign.appUsers.sendMessage(to({ message: HELLO }));

    const seen = (await smooch.users.get("ada")).appUser;
    assert.deepEqual([seen._id, seen.givenName], [appUser._id, "Ada"]);
    const { channels } = await smooch.channels.list("ada");
    assert.deepEqual(
      channels.map(({ type, phoneNumber }) => [type, phoneNumber]),
      [["twilio", TWILIO.phoneNumber]],
    );
    const pages = [];
    for await (const page of smooch.messages.list("ada")) pages.push(page.messages);
    assert.deepEqual(pages, [[message]]);
  });

  test(`what one client removes is gone for the other, with a key of the ${scope}`, async (context) => {
    const { emulator, smooch, foreign, to } = await both(context, scope);
    await smooch.create({ userId: "ada" });
    await smooch.link("ada", TWILIO);
    await emulator.settled();
    await foreign.appUsers.unlinkChannel(to({ channel: "twilio" }));
    assert.equal((await failure(smooch.channels.unlink("ada", "twilio"))).name, "BadRequestError");
    await smooch.users.delete("ada");
    await assert.rejects(foreign.appUsers.get(to()), { name: "Error" });
  });

  test(`both clients send the same request for the same call, with a key of the ${scope}`, async (context) => {
    const { emulator, smooch, foreign, to } = await both(context, scope);
    await smooch.create({ userId: "ada" });
    await smooch.link("ada", TWILIO);
    await foreign.appUsers.linkChannel(to({ data: TWILIO }));
    await smooch.send("ada", HELLO);
    await foreign.appUsers.sendMessage(to({ message: HELLO }));
    const [, ...requests] = emulator.requests.map(({ method, path, body }) => ({ method, path, body }));
    assert.deepEqual([requests[0], requests[2]], [requests[1], requests[3]]);
  });
}
