// What the tests of the client stand on: a service of their own each, a client of it, and what a call came to.

import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

/** A link that works at once. */
export const TWILIO = { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } };

/** A message of text. */
export const HELLO = { role: "appMaker", type: "text", text: "Hello, Ada." };

/**
 * A service in this process and a client of it that never repeats a call.
 *
 * @param {object} [options] more options of the client
 * @param {object} [settings] options of the emulator
 */
export function service(options = {}, settings = {}) {
  const emulator = createEmulator({ linkDelay: 0, ...settings });
  const { keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, fetch: emulator.fetch, maxRetries: 0, ...options });
  return { emulator, smooch };
}

/**
 * The same on a real port, which closes with the test.
 *
 * @param {import("node:test").TestContext} context
 */
export async function served(context, options = {}, settings = {}) {
  const emulator = createEmulator({ linkDelay: 0, ...settings });
  const server = await serve(emulator);
  context.after(() => server.close());
  const { keyId, secret } = emulator.credentials;
  const smooch = new Smooch({ keyId, secret, baseUrl: server.url, maxRetries: 0, ...options });
  return { emulator, server, smooch };
}

/** A client whose `fetch` is the test's own. */
export function clientOf(fetch, options = {}) {
  return new Smooch({ keyId: "app_1", secret: "s3cret", fetch, maxRetries: 0, ...options });
}

/** The error of a call that must fail. */
export function failure(promise) {
  return promise.then(
    () => {
      throw new Error("The call did not fail.");
    },
    (error) => error,
  );
}
