// The published client `smooch-core`, which knows nothing of this emulator, runs the flow of the guide against it:
// create a user, link three channels, send a message, read it back.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { createEmulator } from "../src/index.js";
import { serve } from "../src/node/index.js";
import { list } from "./caller.js";

// It has no types, and is CommonJS.
const Smooch = createRequire(import.meta.url)("smooch-core");

for (const scope of ["app", "account"]) {
  test(`smooch-core with ${scope} scope creates, links, sends and lists`, async (context) => {
    const emulator = createEmulator({ app: { keyId: `${scope === "app" ? "app" : "act"}_5ec0de5ec0de5ec0de5ec0df` } });
    const server = await serve(emulator);
    context.after(() => server.close());
    const { appId, keyId, secret } = emulator.credentials;
    const smooch = new Smooch({ keyId, secret, scope, serviceUrl: server.url });
    const at = (/** @type {object} */ more) => (scope === "app" ? more : { appId, ...more });
    const arg = (/** @type {object} */ fields) => at({ userId: "ada", ...fields });

    const created = await smooch.appUsers.create(at({ appUser: { userId: "ada", givenName: "Ada" } }));
    assert.equal(created.appUser.givenName, "Ada");
    for (const link of [
      { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
      {
        type: "messenger",
        phoneNumber: "+15145555555",
        confirmation: {
          type: "immediate",
          message: { role: "appMaker", type: "text", text: "Let’s connect on Messenger" },
        },
      },
      {
        type: "mailgun",
        address: "their@email.com",
        confirmation: { type: "immediate" },
        subject: "This will be the subject of the email",
      },
    ]) {
      const { appUser } = await smooch.appUsers.linkChannel(arg({ data: link }));
      assert.equal(appUser.pendingClients.at(-1).platform, link.type);
      await emulator.settled();
    }
    const words = "A message over Twilio SMS, as requested.";
    const sent = await smooch.appUsers.sendMessage(arg({ message: { role: "appMaker", type: "text", text: words } }));
    assert.equal(sent.message.text, words);
    const { messages } = await smooch.appUsers.getMessages(arg({}));
    assert.deepEqual(
      list(messages).map(({ _id }) => _id),
      [sent.message._id],
    );
    const { appUser } = await smooch.appUsers.get(arg({}));
    assert.deepEqual(
      list(appUser.clients).map(({ platform }) => platform),
      ["twilio", "messenger", "mailgun"],
    );
  });
}
