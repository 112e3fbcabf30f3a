// The smallest parts of JSON that may be broken: texts, numbers, words, and the space between. It notes what is wrong
// with each and goes on; what they make up together is the reader's.

import type { Edit, Finding } from "./finding";

/** Where no repair can be guessed, reading ends. */
export class Lost extends Error {}

/** Quotes that JSON does not know, and what closes them. */
export const CURLY: Record<string, string> = { "“": "”", "”": "”", "‘": "’", "’": "’", "'": "'", "`": "`" };

const WORDS: Record<string, string> = { True: "true", False: "false", None: "null", undefined: "null", NaN: "null" };

export class JsonScanner {
  readonly findings: Finding[] = [];
  protected text: string;
  protected at = 0;

  constructor(text: string) {
    this.text = text;
  }

  protected string(): string {
    const start = this.at;
    const open = this.peek();
    const straight = open === '"';
    const close = straight ? '"' : CURLY[open]!;
    const edits: Edit[] = [];
    let line = -1;
    for (this.at += 1; this.peek() !== close; this.at += 1) {
      const character = this.peek();
      if (this.ended()) {
        this.at = start;
        this.lost("a text that ends", "This text is never closed: its second quote is missing.");
      }
      if (character === "\\") {
        this.at += 1;
        if (!/["\\/bfnrtu]/.test(this.peek())) edits.push({ start: this.at - 1, end: this.at, text: "" });
      } else if (character === "\n") {
        if (line < 0) line = this.at;
        edits.push({ start: this.at, end: this.at + 1, text: "\\n" });
      } else if (character === '"' && !straight) {
        edits.push({ start: this.at, end: this.at, text: "\\" });
      }
    }
    const inside = this.text.slice(start + 1, this.at);
    this.at += 1;
    if (!straight) {
      edits.push({ start, end: start + 1, text: '"' }, { start: this.at - 1, end: this.at, text: '"' });
      this.find({
        at: start,
        message: `JSON knows double quotes only, not ${open}.`,
        expected: '"',
        found: open,
        edits,
      });
    } else if (line >= 0) {
      this.find({
        at: line,
        message: "A text cannot go over a line; the break is written \\n.",
        expected: "\\n",
        found: "a line break",
        edits,
      });
    } else if (edits.length > 0) {
      const { start: at } = edits[0]!;
      this.find({
        at,
        message: "This backslash escapes nothing that JSON knows.",
        expected: "a character",
        found: "\\",
        edits,
      });
    }
    return inside;
  }

  protected number(): void {
    const start = this.at;
    const [run = ""] = /^[-+.\w]+/.exec(this.text.slice(start)) ?? [];
    this.at += run.length;
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(run)) return;
    this.find({
      at: start,
      message: `${run} is no number as JSON writes them; an id or a phone number is a text.`,
      expected: `"${run}"`,
      found: run,
      edits: [{ start, end: this.at, text: `"${run}"` }],
    });
  }

  protected word(): void {
    const start = this.at;
    const [word = ""] = /^\w+/.exec(this.text.slice(start)) ?? [];
    this.at += word.length;
    if (["true", "false", "null"].includes(word)) return;
    const meant = WORDS[word] ?? JSON.stringify(word);
    this.find({
      at: start,
      message: `${word} is no value in JSON.`,
      expected: meant,
      found: word,
      edits: [{ start, end: this.at, text: meant }],
    });
  }

  /** White space. What looks like a space and is none is put right. */
  protected space(): void {
    for (;;) {
      const character = this.peek();
      if (/[ \t\r\n]/.test(character)) {
        this.at += 1;
      } else if (/[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/.test(character)) {
        this.find({
          message: "This looks like a space and is none to JSON; it comes from copying out of a page.",
          expected: "a space",
          found: `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`,
          edits: [{ start: this.at, end: this.at + 1, text: " " }],
        });
        this.at += 1;
      } else {
        return;
      }
    }
  }

  protected peek(): string {
    return this.text.charAt(this.at);
  }

  protected ended(): boolean {
    return this.at >= this.text.length;
  }

  protected find(finding: Omit<Finding, "at"> & { at?: number }): void {
    this.findings.push({ at: this.at, ...finding });
  }

  protected lost(expected: string, message?: string): never {
    const found = this.ended() ? "the end" : named(this.peek());
    this.find({ message: message ?? `Here stands ${found} where ${expected} should be.`, expected, found });
    throw new Lost();
  }
}

/** A character as a sentence names it. */
export function named(character: string): string {
  const names: Record<string, string> = {
    "{": "an opening brace",
    "}": "a closing brace",
    "[": "an opening bracket",
    "]": "a closing bracket",
    ",": "a comma",
    ":": "a colon",
    '"': "a quote",
  };
  return names[character] ?? `“${character}”`;
}
