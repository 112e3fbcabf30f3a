// A create whose answer was lost, and a user who is there: done, if it is the one that was given, and else a conflict.

import assert from "node:assert/strict";
import { inspect } from "node:util";
import { test } from "node:test";

import { failure, service } from "./service.mjs";

const ADA = {
  userId: "ada",
  givenName: "Ada",
  signedUpAt: "2026-11-24T06:33:00Z",
  properties: { plan: "pro", age: 36, isNew: true },
};

/** A service and a client of it; the first create of `smooch` is lost before it arrives. */
function losing(version) {
  const { appId } = service().emulator.credentials;
  const options = { apiVersion: version, ...(version === "v2" && { appId }) };
  const { emulator, smooch: other } = service(options);
  let isLost = false;
  const fetch = (url, init) => {
    if (init.method === "POST" && !isLost) {
      isLost = true;
      return Promise.reject(new TypeError("lost"));
    }
    return emulator.fetch(url, init);
  };
  const { keyId, secret } = emulator.credentials;
  const Smooch = other.constructor;
  return { other, smooch: new Smooch({ keyId, secret, fetch, maxRetries: 1, ...options }) };
}

for (const version of ["v1", "v1.1", "v2"]) {
  test(`${version}: the user is there as given: done`, async () => {
    const { smooch, other } = losing(version);
    await other.create(ADA);
    const { appUser, user } = await smooch.create(ADA);
    assert.equal((appUser ?? user.profile).givenName, "Ada");
  });

  test(`${version}: the user is there with more than was given: done`, async () => {
    const { smooch, other } = losing(version);
    await other.create({ ...ADA, surname: "Lovelace" });
    await smooch.create(ADA);
  });

  for (const [what, more] of [
    ["another name", { givenName: "Eve" }],
    ["no name", { givenName: undefined }],
    ["another property", { properties: { ...ADA.properties, age: 37 } }],
  ]) {
    test(`${version}: the user is there with ${what}: a conflict that has the user, and shows it to nobody`, async () => {
      const { smooch, other } = losing(version);
      await other.create({ ...ADA, ...more, email: "eve@example.com" });
      const error = await failure(smooch.create(ADA));
      const { name, status, sent, retryable, user } = error;
      assert.deepEqual([name, status, sent, retryable], ["ConflictError", 409, "maybe", false]);
      assert.equal((user.profile ?? user).email, "eve@example.com");
      assert.match(error.message, /differs from the one that was given \(see user\)/);
      assert.doesNotMatch(inspect(error) + JSON.stringify(error), /eve@/);
    });
  }

  test(`${version}: a user who was there all along is a conflict without a user`, async () => {
    const { other } = losing(version);
    await other.create(ADA);
    const { name, sent, user } = await failure(other.create(ADA));
    assert.deepEqual([name, sent, user], ["ConflictError", "no", undefined]);
  });
}

test("v2: a create without an id whose answer was lost is not repeated: it would make another user", async () => {
  const { emulator, smooch } = service({
    apiVersion: "v2",
    appId: service().emulator.credentials.appId,
    maxRetries: 2,
  });
  for (const fault of [{ reset: true, phase: "after" }, { status: 500, phase: "after" }, { status: 502 }]) {
    emulator.faults.set([{ ...fault, match: { operation: "create" } }]);
    const before = emulator.requests.length;
    const { sent } = await failure(smooch.create({ profile: { givenName: "Anon" } }));
    assert.deepEqual([sent, emulator.requests.length - before], ["maybe", 1]);
  }
  assert.equal(emulator.state.users.length, 2);
  // What surely never happened is repeated.
  emulator.faults.set([{ status: 429, retryAfter: 0, match: { operation: "create" } }]);
  await smooch.create({ givenName: "Anon" });
  assert.equal(emulator.state.users.length, 3);
});
