// A process that reaches a user is killed at a moment of a request, and what it began is done again by another client.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { Smooch } from "smooch-edge";
import { createEmulator } from "smooch-emulator";
import { serve } from "smooch-emulator/node";

const REACHER = fileURLToPath(new URL("reacher.mjs", import.meta.url));

export const ADA = { userId: "ada" };
export const HELLO = { role: "appMaker", type: "text", text: "Hello, Ada." };
// It does not wait for the link: each request is then a moment, and no look more or less.
export const KEYED = { dedupeKey: "parcel 7", linkTimeout: 0 };
export const linkOf = (confirmation) => ({
  type: "twilio",
  phoneNumber: "+15145555555",
  confirmation: { type: confirmation },
});

/** When a process is killed: what it is told, and what the service does to the request of that number. */
const MOMENTS = {
  "before it leaves": (number) => ({ leaves: number }),
  "before it is done": (number) => ({ fault: { after: number, silence: true, phase: "before" } }),
  "once it is done": (number) => ({ fault: { after: number, silence: true, phase: "after" } }),
  "once it is answered": (number) => ({ answered: number }),
};

/** The operations of an undisturbed call, in their order. */
export async function operationsOf(version) {
  const emulator = createEmulator();
  const operations = [];
  const onRequest = ({ operation }) => operations.push(operation);
  const { credentials, fetch } = emulator;
  const smooch = new Smooch({ ...own(credentials, version), fetch, onRequest });
  await smooch.reach(ADA, linkOf("immediate"), HELLO, KEYED);
  return operations;
}

/** Every moment of so many requests. That before one leaves is that after the one before it is answered. */
export function moments(count) {
  return Array.from({ length: count }, (_, number) =>
    Object.keys(MOMENTS)
      .slice(0, number === count - 1 ? 4 : 3)
      .map((moment) => ({ number, moment })),
  ).flat();
}

/**
 * Kills a process at that moment, calls again, and tells what the user then has.
 *
 * @param {string} version of the API
 * @param {{ number: number, moment: keyof typeof MOMENTS }} when
 * @param {"immediate" | "prompt"} link whether the link is there by then, or pending
 */
export async function crash(version, { number, moment }, link) {
  const emulator = createEmulator({ linkDelay: 0 });
  let fallsSilent = () => {};
  const silence = new Promise((resolve) => (fallsSilent = resolve));
  const server = await serve(emulator, { log: (line) => line.includes(" silence ") && fallsSilent() });
  try {
    const { fault, ...told } = MOMENTS[moment](number);
    if (fault) emulator.faults.add(fault);
    const { keyId, secret, appId } = emulator.credentials;
    const settings = { url: server.url, version, appId, link, ...told };
    const child = spawn(process.execPath, [REACHER, JSON.stringify(settings), keyId, secret], { stdio: "inherit" });
    const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    if (fault) {
      await Promise.race([silence, ended]);
      child.kill("SIGKILL");
    }
    const signal = await ended;
    await emulator.settled();
    const smooch = new Smooch({ ...own(emulator.credentials, version), baseUrl: server.url });
    const { user, link: channel, message } = await smooch.reach(ADA, linkOf(link), HELLO, KEYED);
    await emulator.settled();
    const { users, clients, messages } = emulator.state;
    const asked = emulator.inbox("twilio").filter(({ kind }) => kind !== "message").length;
    const linked = clients.length + users.reduce((sum, { pendingClients }) => sum + pendingClients.length, 0);
    return { signal, did: [user, channel, message], users: users.length, linked, asked, messages: messages.length };
  } finally {
    await server.close();
  }
}

function own({ keyId, secret, appId }, apiVersion) {
  return { keyId, secret, appId, apiVersion };
}
