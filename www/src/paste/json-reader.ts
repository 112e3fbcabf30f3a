// Reads JSON that may be broken: it goes on after a fault where it can tell what was meant, and says where, what it
// expected, and which change puts it right. What it repairs, `JSON.parse` then reads; it never has the last word.

import { pathOf } from "../json";
import type { Edit, Finding } from "./finding";
import { CURLY, JsonScanner, Lost, named } from "./json-scanner";

export interface Reading {
  findings: readonly Finding[];
  /** Where each value begins, by its path. */
  places: ReadonlyMap<string, number>;
}

export function readJson(text: string): Reading {
  const reader = new Reader(text);
  try {
    reader.document();
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
  }
  return reader;
}

class Reader extends JsonScanner implements Reading {
  readonly places = new Map<string, number>();
  #path: (string | number)[] = [];

  document(): void {
    this.space();
    const object = this.peek() === "{";
    this.#value();
    for (;;) {
      const closed = this.at - 1;
      this.space();
      if (this.ended()) return;
      if (object && this.#goesOn()) {
        this.#closedEarly(closed);
        continue;
      }
      const rest = this.text.slice(this.at);
      const surplus = /^[\s}\]]+$/.test(rest);
      this.find({
        message: surplus
          ? `The JSON is complete before this ${named(rest[0]!)}; nothing is open that it could close.`
          : "The JSON is complete before this; nothing may follow it.",
        expected: "the end",
        found: named(rest[0]!),
        ...(surplus && { edits: [{ start: this.at, end: this.text.length, text: "" }] }),
      });
      return;
    }
  }

  /** Whether more members follow an object that is closed: `, "name":` or `"name":`. */
  #goesOn(): boolean {
    return /^,?\s*(?:"[^"]*"|'[^']*'|\w+)\s*:/.test(this.text.slice(this.at));
  }

  /** The object was closed too early: its remaining members stand outside. */
  #closedEarly(brace: number): void {
    const last = [...this.places.keys()].filter((path) => /^[^.[]+$/.test(path)).at(-1);
    const edits: Edit[] = [{ start: brace, end: brace + 1, text: "" }];
    if (this.peek() === ",") this.at += 1;
    else edits.push({ start: this.at, end: this.at, text: "," });
    const early = `The object is closed too early, right after “${last}”`;
    // Said like this where what follows cannot be read to its end.
    const message = `${early}: what follows is left outside of it.`;
    const finding: Finding = { at: brace, message, expected: "a comma", found: named("}"), edits };
    // It comes first: what follows is understood only by it.
    this.findings.push(finding);
    const outside = this.#members();
    if (!this.#closed) edits.push({ start: this.at, end: this.at, text: "}" });
    const names = outside.map((name) => `“${name}”`).join(" and ");
    const are = outside.length === 1 ? "is" : "are";
    finding.message = `${early}: ${names} ${are} left outside of it. The brace belongs to the end.`;
  }

  #value(): void {
    this.space();
    this.places.set(pathOf(this.#path), this.at);
    const character = this.peek();
    if (character === "{") {
      this.at += 1;
      this.#members();
      if (!this.#closed) this.#unclosed("}", "object");
    } else if (character === "[") {
      this.#items();
    } else if (character === '"' || character in CURLY) {
      this.string();
    } else if (/[-\d]/.test(character)) {
      this.number();
    } else if (/[A-Za-z]/.test(character)) {
      this.word();
    } else {
      this.lost("a value");
    }
  }

  #closed = false;

  /** Members up to the closing brace, or to the end; gives their names. */
  #members(): string[] {
    const names: string[] = [];
    let comma = -1;
    for (;;) {
      this.space();
      this.#closed = this.peek() === "}";
      if (this.#closed || this.ended()) {
        if (comma >= 0) this.#trailing(comma, "name");
        if (this.#closed) this.at += 1;
        return names;
      }
      const name = this.#name();
      names.push(name);
      this.#path.push(name);
      this.#colon();
      this.#value();
      this.#path.pop();
      comma = this.#comma(/["'“‘\w]/, "}");
    }
  }

  #items(): void {
    this.at += 1;
    let comma = -1;
    for (let index = 0; ; index += 1) {
      this.space();
      if (this.ended()) return this.#unclosed("]", "list");
      if (this.peek() === "]") {
        if (comma >= 0) this.#trailing(comma, "value");
        this.at += 1;
        return;
      }
      this.#path.push(index);
      this.#value();
      this.#path.pop();
      comma = this.#comma(/["'“‘\w{[-]/, "]");
    }
  }

  /** The comma between two, if there are two; gives where it stands, or -1. */
  #comma(next: RegExp, close: string): number {
    const end = this.at;
    this.space();
    const character = this.peek();
    if (character === ",") {
      this.at += 1;
      return this.at - 1;
    }
    if (this.ended() || character === close) return -1;
    if (!next.test(character)) this.lost(`a comma or ${named(close)}`);
    this.find({
      at: end,
      message: `A comma is missing between these two ${close === "}" ? "members" : "values"}.`,
      expected: "a comma",
      found: named(character),
      edits: [{ start: end, end, text: "," }],
    });
    return -1;
  }

  #trailing(comma: number, what: string): void {
    this.find({
      at: comma,
      message: `No ${what} follows this comma.`,
      expected: `another ${what}`,
      found: this.ended() ? "the end" : named(this.peek()),
      edits: [{ start: comma, end: comma + 1, text: "" }],
    });
  }

  #unclosed(brace: string, what: string): void {
    const end = this.text.trimEnd().length;
    const open = this.places.get(pathOf(this.#path)) ?? 0;
    const { line, column } = lineOf(this.text, open);
    this.find({
      at: end,
      message: `The ${what} that begins in line ${line}, column ${column} is never closed.`,
      expected: named(brace),
      found: "the end",
      edits: [{ start: end, end, text: brace }],
    });
  }

  #name(): string {
    const start = this.at;
    const character = this.peek();
    if (character === '"' || character in CURLY) return this.string();
    const [word] = /^[\w$-]+/.exec(this.text.slice(start)) ?? [];
    if (word === undefined) return this.lost("a name in double quotes");
    this.at += word.length;
    this.find({
      at: start,
      message: `The name ${word} needs double quotes.`,
      expected: `"${word}"`,
      found: word,
      edits: [{ start, end: this.at, text: `"${word}"` }],
    });
    return word;
  }

  #colon(): void {
    const end = this.at;
    this.space();
    const character = this.peek();
    if (character === ":") {
      this.at += 1;
      return;
    }
    const wrong = character === "=";
    if (!wrong && !/["'“‘{[\w-]/.test(character)) this.lost("a colon");
    this.find({
      at: wrong ? this.at : end,
      message: "Between a name and its value stands a colon.",
      expected: "a colon",
      found: named(character),
      edits: [wrong ? { start: this.at, end: this.at + 1, text: ":" } : { start: end, end, text: ":" }],
    });
    if (wrong) this.at += 1;
  }
}

function lineOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}
