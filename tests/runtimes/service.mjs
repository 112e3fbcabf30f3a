// The service that every run talks to: the emulator on a loopback port of its own. It answers all but one family of
// user ids, which it keeps waiting, so that calls can be ended while they are under way.

import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

const SILENT = "silent-";

/** Starts the service. `settings()` gives what one run of the scenario needs, with user ids of its own. */
export async function startService() {
  const emulator = createEmulator({
    faults: [{ match: { method: "GET", path: `/**/${SILENT}*` }, silence: true, times: "always" }],
  });
  // Pages of a browser call it from an origin of their own.
  const server = await serve(emulator, { cors: true });
  let runs = 0;
  const settings = () => {
    runs += 1;
    const ids = { userId: `ada-${runs}`, silentId: `${SILENT}${runs}` };
    return { baseUrl: server.url, credentials: emulator.credentials, ...ids };
  };
  const close = async () => {
    emulator.reset();
    await server.close();
  };
  return { url: server.url, settings, close };
}
