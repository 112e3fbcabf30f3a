// Run by Jest in a folder where the package lies as it is published (see ../jest.test.js): what a user's test looks like.
const { afterAll, beforeAll, expect, test } = require("@jest/globals");
const { createEmulator } = require("smooch-emulator");
const { serve } = require("smooch-emulator/node");

const emulator = createEmulator({ linkDelay: 0 });
const { appId, keyId, secret } = emulator.credentials;
const headers = {
  authorization: `Basic ${Buffer.from(`${keyId}:${secret}`).toString("base64")}`,
  "content-type": "application/json",
};
let server;

beforeAll(async () => {
  server = await serve(emulator);
});
afterAll(() => server.close());

test("it answers in the program and on a port, and its faults happen", async () => {
  const users = `/v1.1/apps/${appId}/appusers`;
  const create = (fetch, base, userId) =>
    fetch(`${base}${users}`, { method: "POST", headers, body: JSON.stringify({ userId }) });
  expect((await create(emulator.fetch, emulator.url, "ada")).status).toBe(201);
  expect((await create(fetch, server.url, "bob")).status).toBe(201);
  expect((await create(fetch, server.url, 7)).status).toBe(400);
  expect(emulator.state.users.map(({ userId }) => userId)).toEqual(["ada", "bob"]);
  emulator.faults.add({ reset: true });
  await expect(create(emulator.fetch, emulator.url, "eve")).rejects.toThrow("fetch failed");
});

test("links go through their states", async () => {
  const body = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };
  const linked = emulator.next("link:success");
  const url = `${emulator.url}/v1.1/apps/${appId}/appusers/ada/channels`;
  await emulator.fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  expect((await linked).channel).toBe("twilio");
  await emulator.settled();
});
