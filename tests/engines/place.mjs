// A service of a test's own, where ada is.

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

/**
 * The service, until the test is over, and the settings of a client for it.
 *
 * @param {import("node:test").TestContext} context
 */
export async function place(context) {
  const emulator = createEmulator({ linkDelay: 0 });
  const server = await serve(emulator);
  context.after(() => server.close());
  const { keyId, secret } = emulator.credentials;
  const headers = { authorization: `Basic ${btoa(`${keyId}:${secret}`)}`, "content-type": "application/json" };
  await fetch(`${server.url}/v1/appusers`, { method: "POST", headers, body: '{"userId":"ada"}' });
  return { emulator, client: { keyId, secret, baseUrl: server.url } };
}
