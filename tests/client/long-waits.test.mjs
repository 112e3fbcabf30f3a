// Waits longer than a runtime's own timers, which end at 24.8 days, are waits like any other.

import assert from "node:assert/strict";
import { test } from "node:test";

import { until } from "./clock.mjs";
import { TWILIO, failure, service } from "./service.mjs";

const MONTH = 30 * 86_400_000;

/** The warnings of timers that are too long. */
function warned(context) {
  const warnings = [];
  const hear = ({ name, message }) => name === "TimeoutOverflowWarning" && warnings.push(message);
  process.on("warning", hear);
  context.after(() => process.off("warning", hear));
  return warnings;
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

for (const version of ["v1", "v2"]) {
  test(`${version}: waitForLink waits for thirty days, and for a link that is there not at all`, async (context) => {
    const warnings = warned(context);
    const { appId } = service().emulator.credentials;
    const { emulator, smooch } = service({ apiVersion: version, ...(version === "v2" && { appId }) });
    await smooch.create({ userId: "ada" });
    await smooch.link("ada", TWILIO);
    await emulator.settled();
    const client = await smooch.waitForLink("ada", { type: "twilio", timeout: MONTH });
    assert.equal(client.platform ?? client.type, "twilio");
    const before = emulator.requests.length;
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = failure(smooch.waitForLink("ada", { type: "mailgun", timeout: MONTH, interval: MONTH, signal }));
    await until(() => emulator.requests.length > before);
    for (let turns = 0; turns < 10; turns++) await turn();
    assert.equal(emulator.requests.length, before + 1);
    controller.abort();
    const { name, sent } = await waiting;
    assert.deepEqual([name, sent, warnings], ["AbortError", "no", []]);
  });
}
