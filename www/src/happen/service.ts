// The emulated service behind the page, and a server of yours that it sends webhooks to. Both live in this page; what
// passes between them is written into the timeline.

import { signal } from "@preact/signals";
import type { Emulator } from "smooch-emulator";

import { core } from "../built";
import { draft, emulatorKey } from "../draft";
import { add, timeline } from "./timeline";

/** Long enough that the steps of a link are seen as steps. */
const LINK_DELAY = 250;

/** Where the webhooks go; the emulator hands them to `receive` below. */
const TARGET = "https://your-server.example/smooch";

/** Rises with everything that happens in the service, so that what shows it is drawn again. */
export const beat = signal(0);

let emulator: Emulator | undefined;
let webhookVersion: string | undefined;

export function service(): Emulator {
  if (!emulator) {
    const { keyId, secret } = emulatorKey;
    emulator = core.value!.createEmulator({
      app: { keyId, secret, name: "Your App" },
      linkDelay: LINK_DELAY,
      fetch: receive,
    });
    emulator.on("*", () => (beat.value += 1));
  }
  return emulator;
}

/** Sees to it that a webhook of the version at hand is there: its payloads have that version's form. */
export async function registerWebhook(): Promise<void> {
  const { version } = draft.value;
  if (webhookVersion === version) return;
  webhookVersion = version;
  const { fetch, url, credentials, state } = service();
  const { appId, keyId, secret } = credentials;
  const headers = { authorization: `Basic ${btoa(`${keyId}:${secret}`)}`, "content-type": "application/json" };
  const hooks = `${url}/${version}/apps/${appId}/webhooks`;
  for (const { _id } of state.webhooks) await fetch(`${hooks}/${_id}`, { method: "DELETE", headers });
  await fetch(hooks, { method: "POST", headers, body: JSON.stringify({ target: TARGET, triggers: ["*"] }) });
}

/** Begins anew: no users, no messages, an empty timeline. */
export function reset(): void {
  emulator?.reset();
  webhookVersion = undefined;
  timeline.value = [];
  beat.value += 1;
}

/** Your server: it takes every webhook and writes it down. */
async function receive(_target: unknown, init?: { body?: unknown }): Promise<Response> {
  const text = String(init?.body);
  const payload = JSON.parse(text) as Payload;
  const error = payload.error?.message ?? payload.error?.code;
  const of = payload.channel ?? payload.destination?.type ?? payload.clients?.[0]?.platform;
  const words = payload.postbacks?.[0]?.action.payload ?? payload.messages?.[0]?.text;
  const summary = [of, error ?? words].filter(Boolean).join(": ");
  add({ kind: "webhook", trigger: payload.trigger, summary, failed: payload.error !== undefined, text });
  return new Response("");
}

/** What of a payload is shown in a line. */
interface Payload {
  trigger: string;
  channel?: string;
  error?: { code?: string; message?: string };
  destination?: { type?: string };
  clients?: { platform?: string }[];
  messages?: { text?: string }[];
  postbacks?: { action: { payload: string } }[];
}
