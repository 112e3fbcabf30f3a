// What stands on a person's screen: what the channel delivered and what they wrote back, in the order of time.

import { draft, userId } from "../draft";
import { beat, emulator } from "../happen/service";

export interface Action {
  _id?: string;
  type: string;
  text?: string;
  payload?: string;
  uri?: string;
  fallback?: string;
  amount?: number;
  currency?: string;
}

export interface Item {
  title: string;
  description?: string;
  mediaUrl?: string;
  altText?: string;
  actions?: Action[];
}

export interface Content {
  type?: string;
  text?: string;
  /** What v2 may have instead of a plain text. */
  markdownText?: string;
  htmlText?: string;
  mediaUrl?: string;
  altText?: string;
  actions?: Action[];
  items?: Item[];
  coordinates?: { lat: number; long: number };
  location?: { name?: string; address?: string };
  fields?: { name: string; label: string }[];
}

export interface Bubble {
  from: "business" | "person";
  kind: "code" | "confirmation" | "message" | "notification" | "prompt";
  to?: string;
  subject?: string | undefined;
  content: Content;
  at: number;
}

/** The channels that have something to show; the one of the draft first. */
export function openChannels(): string[] {
  void beat.value;
  const chosen = String(draft.value.bodies.link.type ?? "");
  const seen = (emulator.value?.inbox() ?? []).map(({ channel }) => channel);
  return [...new Set([chosen, ...seen])].filter(Boolean);
}

export function thread(channel: string): Bubble[] {
  void beat.value;
  if (!emulator.value) return [];
  const { state } = emulator.value;
  const received = emulator.value.inbox(channel).map(({ kind, to, subject, text, message, at }) => ({
    from: "business" as const,
    kind,
    to,
    subject,
    content: (message ?? { text }) as Content,
    at,
  }));
  const written = state.messages
    .filter(({ role, source }) => role === "appUser" && source?.type === channel)
    .map((message) => ({
      from: "person" as const,
      kind: "message" as const,
      content: message as Content,
      at: message.received * 1000,
    }));
  return [...received, ...written].sort((one, other) => one.at - other.at);
}

/** Whether a prompt on the channel waits for an answer. */
export function promptWaits(channel: string): boolean {
  return linkState(channel) === "pending" && thread(channel).some(({ kind }) => kind === "prompt");
}

/** How far the user of the draft is with the channel. */
export function linkState(channel: string): "linked" | "pending" | "not linked" {
  void beat.value;
  const user = emulator.value?.state.users.find(({ userId: id, _id }) => id === userId.value || _id === userId.value);
  const on = (list: { platform: string }[] | undefined) => list?.some(({ platform }) => platform === channel);
  if (on(user?.clients)) return "linked";
  return on(user?.pendingClients) ? "pending" : "not linked";
}
