// Input with a getter that throws: each call rejects with a ValidationError that has what it threw, and sends nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { typing } from "smooch-edge/bot";
import { sendFile, uploadFile } from "smooch-edge/files";
import { deliver } from "smooch-edge/queue";
import { Smooch, SmoochError } from "smooch-edge";

const THROWN = new Error("mine");

/** An object whose member throws when it is read. */
const bad = (name) => ({
  get [name]() {
    throw THROWN;
  },
});

const TWILIO = { type: "twilio", phoneNumber: "+15145550100", confirmation: { type: "immediate" } };
const TEXT = { role: "appMaker", type: "text", text: "Hi" };

const PNG = new Blob(["x"], { type: "image/png" });

/** @type {[what: string, call: (smooch: any) => unknown][]} */
const CALLS = [
  ["create(body)", (smooch) => smooch.create(bad("userId"))],
  ["send(options.signal)", (smooch) => smooch.send("ada", { type: "text", text: "Hi" }, bad("signal"))],
  ["send(options.dedupe)", (smooch) => smooch.send("ada", { type: "text", text: "Hi" }, bad("dedupe"))],
  ["users.get(options.brandId)", (smooch) => smooch.users.get("ada", bad("brandId"))],
  ["users.ensure(user)", (smooch) => smooch.users.ensure(bad("userId"))],
  ["webhooks.ensure(webhook)", (smooch) => smooch.webhooks.ensure(bad("target"))],
  ["webhooks.get(options.deadline)", (smooch) => smooch.webhooks.get("w", bad("deadline"))],
  ["attachments.upload(body)", (smooch) => smooch.attachments.upload(bad("source"))],
  ["link(body)", (smooch) => smooch.link("ada", bad("type"))],
  ["link(options.dedupe)", (smooch) => smooch.link("ada", TWILIO, bad("dedupe"))],
  ["reach(user)", (smooch) => smooch.reach(bad("userId"), TWILIO, TEXT, { dedupeKey: "k" })],
  ["reach(link)", (smooch) => smooch.reach({ userId: "ada" }, bad("type"), TEXT, { dedupeKey: "k" })],
  ["reach(message)", (smooch) => smooch.reach({ userId: "ada" }, TWILIO, bad("type"), { dedupeKey: "k" })],
  ["reach(options)", (smooch) => smooch.reach({ userId: "ada" }, TWILIO, TEXT, bad("dedupeKey"))],
  ["waitForLink(options)", (smooch) => smooch.waitForLink("ada", bad("type"))],
  ["integrations.list(query)", (smooch) => smooch.integrations.list(bad("page"))[Symbol.asyncIterator]().next()],
  ["integrations.list(options)", (smooch) => smooch.integrations.list({}, bad("deadline")).items().next()],
  ["request(options)", (smooch) => smooch.request("POST", "/menu", bad("body"))],
  ["uploadFile(options)", (smooch) => uploadFile(smooch, PNG, bad("name"))],
  ["sendFile(options)", (smooch) => sendFile(smooch, "ada", PNG, bad("message"))],
  ["sendFile(to)", (smooch) => sendFile(smooch, bad("conversationId"), PNG)],
  ["typing(options)", (smooch) => typing(smooch, "ada", () => "done", bad("every"))],
  ["deliver(delivery)", (smooch) => deliver(smooch, { operation: "users.get", id: "ada" }, bad("key"))],
];

for (const apiVersion of ["v1.1", "v2"]) {
  for (const [what, call] of CALLS) {
    test(`${apiVersion}: ${what}`, async () => {
      let requests = 0;
      const fetch = async () => {
        requests++;
        return new Response("{}");
      };
      const smooch = new Smooch({ keyId: "app_1", secret: "s3cret", appId: "a", apiVersion, fetch });
      const promise = call(smooch);
      assert.ok(promise instanceof Promise, "it did not throw at once");
      const error = await promise.then(
        () => assert.fail("it did not reject"),
        (error) => error,
      );
      assert.ok(SmoochError.is(error), `rejected with ${error}`);
      assert.deepEqual([error.name, error.sent, requests], ["ValidationError", "no", 0], error.message);
      assert.equal(error.cause, THROWN);
    });
  }
}
