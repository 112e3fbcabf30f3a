// What is wrong with a pasted text, where, and how it is put right. Offsets count from the start of the text.

/** A change of the text: what stands between the offsets becomes `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Finding {
  at: number;
  /** A whole sentence. */
  message: string;
  expected?: string;
  found?: string;
  /** What puts it right; none where that cannot be known. */
  edits?: readonly Edit[];
  /** Worth knowing, but not wrong. */
  note?: boolean;
}

/** The text with all edits made. */
export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.start - one.start || other.end - one.end)
    .reduce((now, { start, end, text: next }) => now.slice(0, start) + next + now.slice(end), text);
}

/** Line and column of an offset, from 1. */
export function position(text: string, at: number): { line: number; column: number; excerpt: string; caret: number } {
  const before = text.slice(0, at);
  const start = before.lastIndexOf("\n") + 1;
  const end = text.indexOf("\n", at) === -1 ? text.length : text.indexOf("\n", at);
  // A long line is shown around the place.
  const from = Math.max(start, at - 36);
  const to = Math.min(end, at + 24);
  const lead = from > start ? "…" : "";
  return {
    line: before.split("\n").length,
    column: at - start + 1,
    excerpt: `${lead}${text.slice(from, to)}${to < end ? "…" : ""}`,
    caret: lead.length + at - from,
  };
}
