// The emulated service behind the page, and a server of yours that it sends webhooks to. Both live in this page; what
// passes between them is written into the timeline.

import { signal } from "@preact/signals";
import type { Emulator } from "smooch-emulator";

import { draft, emulatorKey } from "../draft";
import { conversations } from "../found";
import { APP_ID, integrations } from "./app";
import { add, timeline } from "./timeline";
import { summaryOf, type Payload } from "./webhook";

/** Long enough that the steps of a link are seen as steps. */
const LINK_DELAY = 250;

/** Where the webhooks go; the emulator hands them to `receive` below. */
const TARGET = "https://your-server.example/smooch";

/** Rises with everything that happens in the service, so that what shows it is drawn again. */
export const beat = signal(0);

/** Rises with each new beginning: what was remembered before is not true any more. */
export let beginning = 0;

/** The emulator, once something was sent, or was about to be. */
export const emulator = signal<Emulator | undefined>(undefined);

let opening: Promise<Emulator> | undefined;
let webhookVersion: string | undefined;

/** Loads the emulator, once. */
export function openService(): Promise<Emulator> {
  opening ??= open().catch((cause: unknown) => {
    opening = undefined;
    throw new Error("The emulator could not be loaded; nothing was sent.", { cause });
  });
  return opening;
}

async function open(): Promise<Emulator> {
  const { createEmulator } = await import("./emulator");
  const { keyId, secret } = emulatorKey;
  const made = createEmulator({
    app: { id: APP_ID, keyId, secret, name: "Your App" },
    integrations,
    linkDelay: LINK_DELAY,
    fetch: receive,
  });
  made.on("*", () => (beat.value += 1));
  emulator.value = made;
  return made;
}

/** Sees to it that a webhook of the version at hand is there, and no other: its payloads have that version's form. */
export async function registerWebhook({ fetch, url, credentials, state }: Emulator): Promise<void> {
  const { version } = draft.value;
  if (webhookVersion === version) return;
  webhookVersion = version;
  const { appId, keyId, secret } = credentials;
  const headers = { authorization: `Basic ${btoa(`${keyId}:${secret}`)}`, "content-type": "application/json" };
  const ask = (method: string, version: string, path: string, body?: object) =>
    fetch(`${url}/${version}/apps/${appId}/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  // In v2 a webhook belongs to a custom integration, and goes with it.
  for (const { _id, integrationId } of state.webhooks) {
    if (integrationId === undefined) await ask("DELETE", "v1", `webhooks/${_id}`);
    else await ask("DELETE", "v2", `integrations/${integrationId}`);
  }
  const webhook = { target: TARGET, triggers: ["*"] };
  if (version === "v2") await ask("POST", version, "integrations", { type: "custom", webhooks: [webhook] });
  else await ask("POST", version, "webhooks", webhook);
}

/** Begins anew: no users, no messages, an empty timeline. */
export function reset(): void {
  emulator.value?.reset();
  webhookVersion = undefined;
  conversations.value = {};
  timeline.value = [];
  beginning += 1;
  beat.value += 1;
}

/** Your server: it takes every webhook and writes it down. */
async function receive(_target: unknown, init?: { body?: unknown }): Promise<Response> {
  const text = String(init?.body);
  add({ kind: "webhook", ...summaryOf(JSON.parse(text) as Payload), text });
  return new Response("");
}
