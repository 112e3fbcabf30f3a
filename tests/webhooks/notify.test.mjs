// A message to a phone number, from the call to the outcome that its webhooks tell.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Smooch } from "smooch-edge";
import { delivery, receive } from "smooch-edge/webhooks";
import { createEmulator } from "smooch-emulator";

const TARGET = "https://your-server.example/smooch";

/** A service, a client of it, and the outcomes that its webhooks tell. */
async function start(apiVersion) {
  const outcomes = [];
  const emulator = createEmulator({
    linkDelay: 0,
    fetch: async (url, init) => {
      const events = await receive(new Request(url, init), { secret: webhook.secret });
      outcomes.push(...events.map(delivery));
      return new Response("");
    },
  });
  const { appId, ...key } = emulator.credentials;
  const client = (apiVersion) => new Smooch({ ...key, appId, apiVersion, fetch: emulator.fetch, maxRetries: 0 });
  const { webhook } = await client("v1.1").webhooks.create({ target: TARGET, triggers: ["*"] });
  return { emulator, outcomes, smooch: client(apiVersion) };
}

const notification = (destinationId, integrationId) => ({
  destination: { integrationId, destinationId },
  author: { role: "appMaker" },
  message: { type: "text", text: "Your parcel is on its way." },
});

for (const version of ["v1", "v1.1", "v2"]) {
  test(`${version}: notify reaches a phone number, and delivery() tells how far it is`, async () => {
    const { emulator, outcomes, smooch } = await start(version);
    const { _id: twilio } = emulator.state.integrations.find(({ type }) => type === "twilio");
    const number = "+15145555555";
    const { notification: made } = await smooch.notify(notification(number, twilio));
    await emulator.settled();
    assert.equal(emulator.inbox("twilio").at(-1).text, "Your parcel is on its way.");
    assert.notEqual(outcomes.length, 0);
    for (const outcome of outcomes) {
      assert.deepEqual([outcome.notification, outcome.destination], [made._id, number]);
    }
    // Webhooks come in any order, so the last one need not be the final one.
    assert.deepEqual(
      outcomes.filter(({ final }) => final).map(({ state }) => state),
      ["delivered"],
    );
  });

  test(`${version}: a number that cannot be reached is a failure with its reason`, async () => {
    const { emulator, outcomes, smooch } = await start(version);
    const { _id: twilio } = emulator.state.integrations.find(({ type }) => type === "twilio");
    const { notification: made } = await smooch.notify(notification("+15145550001", twilio));
    await emulator.settled();
    const [outcome, ...others] = outcomes;
    assert.deepEqual(others, []);
    assert.deepEqual([outcome.notification, outcome.state, outcome.final], [made._id, "failed", true]);
    assert.equal(typeof outcome.reason, "string");
  });
}

test("a notification that may have happened is not repeated", async () => {
  let count = 0;
  const lost = async () => {
    count++;
    throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
  };
  const smooch = new Smooch({ keyId: "app_1", secret: "s", apiVersion: "v2", appId: "a", fetch: lost, maxRetries: 2 });
  const error = await smooch.notify(notification("+15145555555", "5ec0de")).catch((error) => error);
  assert.deepEqual([error.name, error.sent, count], ["ConnectionError", "maybe", 1]);
});
