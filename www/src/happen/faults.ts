// What can go wrong, as a list: each is a rule of the emulator, and a sentence on what it shows.

export interface FaultChoice {
  id: string;
  times: number | "always";
}

export interface Fault {
  id: string;
  title: string;
  shows: string;
  /** The rule of the emulator, but for what it meets and how often. */
  rule: Record<string, unknown>;
}

/** How long an attempt may take here, in milliseconds: a silence of the package's own 30 seconds is long to watch. */
export const TIMEOUT = 2_000;

export const faults: readonly Fault[] = [
  {
    id: "429",
    title: "429, Retry-After 1 s",
    shows: "The service asks to be left alone for a second. It took nothing, so every call may be repeated.",
    rule: { status: 429, retryAfter: 1 },
  },
  {
    id: "503",
    title: "503, Retry-After 1 s",
    shows: "The service is down for a second, and says so.",
    rule: { status: 503, retryAfter: 1 },
  },
  {
    id: "reset-before",
    title: "Connection reset, request lost",
    shows: "The connection breaks before the service acts. The client cannot know that: sent is “maybe”.",
    rule: { reset: true },
  },
  {
    id: "reset-after",
    title: "Connection reset, answer lost",
    shows: "The service acts, and the answer is lost. A blind repeat would reach the person twice.",
    rule: { phase: "after", reset: true },
  },
  {
    id: "silence",
    title: "Silence",
    shows: `No answer comes. Here an attempt may take ${TIMEOUT / 1000} s, the package’s default is 30.`,
    rule: { silence: true },
  },
  {
    id: "cut",
    title: "Cut answer",
    shows: "The service acts, and its answer breaks off in the middle of the JSON.",
    rule: { cutAt: 24 },
  },
];
