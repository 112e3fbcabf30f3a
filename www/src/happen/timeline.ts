// What happened, as data: calls with their attempts, webhooks, and what the person did. Newest last, as it came.

import { computed, signal } from "@preact/signals";

/** One request and what came of it. */
export interface Attempt {
  /** The operation: a repeat may need reads of its own. */
  operation: string;
  number: number;
  method: string;
  url: string;
  body?: string | undefined;
  at: number;
  /** How long it took; none while it is under way. */
  duration?: number;
  status?: number | undefined;
  text?: string | undefined;
  failure?: string | undefined;
}

/** Why a call failed, as the package says it. */
export interface Failure {
  name: string;
  message: string;
  code?: string;
  sent?: string;
  retryable?: boolean;
  attempts?: number;
}

export interface CallEntry {
  kind: "call";
  id: number;
  operation: string;
  attempts: readonly Attempt[];
  state: "running" | "done" | "failed";
  failure?: Failure;
}

export interface WebhookEntry {
  kind: "webhook";
  id: number;
  trigger: string;
  summary: string;
  failed: boolean;
  text: string;
}

export interface PersonEntry {
  kind: "person";
  id: number;
  text: string;
}

export type Entry = CallEntry | WebhookEntry | PersonEntry;

export const timeline = signal<readonly Entry[]>([]);

/** Whether a call is under way. */
export const busy = computed(() => timeline.value.some((entry) => entry.kind === "call" && entry.state === "running"));

let last = 0;

export function add(entry: Omit<CallEntry, "id"> | Omit<WebhookEntry, "id"> | Omit<PersonEntry, "id">): number {
  last += 1;
  timeline.value = [...timeline.value, { ...entry, id: last } as Entry];
  return last;
}

export function update(id: number, change: (entry: CallEntry) => Partial<CallEntry>): void {
  timeline.value = timeline.value.map((entry) =>
    entry.id === id && entry.kind === "call" ? { ...entry, ...change(entry) } : entry,
  );
}
