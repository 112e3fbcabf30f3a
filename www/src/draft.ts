// What the user is making: the bodies of the three calls and the choices around them. Everything else on the page is
// computed from here. The key stands apart, since it must never get into a link.

import { computed, signal } from "@preact/signals";

import { examples, type Example } from "./examples";
import { APP_ID, channelsOf } from "./happen/app";
import type { Json, JsonObject, Place } from "./json";
import { put, without } from "./json";
import type { FaultChoice } from "./happen/faults";
import { steps, type Operation } from "./steps";

/** What a link to the page holds. */
export interface Draft {
  version: string;
  step: string;
  bodies: Record<Operation, JsonObject>;
  /** Where the API is; the package's own default unless given. */
  baseUrl?: string | undefined;
  /** Whether repeats are made harmless. */
  dedupe?: boolean | undefined;
  fault?: FaultChoice | undefined;
}

/** What no link may hold. */
export interface Key {
  keyId: string;
  secret: string;
  auth: "jwt" | "basic";
  /** What v2 has in every path. */
  appId: string;
}

const [first] = examples;

export const draft = signal<Draft>({ version: first!.version, step: "user", bodies: first!.bodies });

/** The emulator's own key; it opens nothing. */
export const emulatorKey: Key = {
  keyId: "app_5ec0de5ec0de5ec0de5ec0df",
  secret: "emulated-secret-that-opens-nothing",
  auth: "jwt",
  appId: APP_ID,
};

export const key = signal<Key>(emulatorKey);

export const step = computed(() => steps.find(({ id }) => id === draft.value.step) ?? steps[1]!);

/** The id of the user that the link and the message are for. */
export const userId = computed(() => {
  const id = draft.value.bodies.create.userId;
  return typeof id === "string" ? id : "";
});

/** The example that the draft still is, if any. */
export const example = computed(() => {
  const now = JSON.stringify(draft.value.bodies);
  return examples.find(({ bodies }) => JSON.stringify(bodies) === now);
});

/** Takes an example: the version stays, unless it lacks the channel. */
export function take({ version, bodies }: Example): void {
  const has = channelsOf(draft.value.version).includes(String(bodies.link.type));
  change({ bodies, ...(!has && { version }) });
}

export function change(next: Partial<Draft>): void {
  draft.value = { ...draft.value, ...next };
}

export function setBody(operation: Operation, body: JsonObject): void {
  change({ bodies: { ...draft.value.bodies, [operation]: body } });
}

export function setAt(operation: Operation, place: Place, value: Json): void {
  setBody(operation, put(draft.value.bodies[operation], place, value) as JsonObject);
}

export function removeAt(operation: Operation, place: Place): void {
  setBody(operation, without(draft.value.bodies[operation], place) as JsonObject);
}
