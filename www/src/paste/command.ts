// Reads a shell command word by word, as a POSIX shell does, and remembers where each character of a word came from.
// What breaks pasted commands is found on the way: missing continuations, apostrophes within quotes, curly quotes.

import type { Finding } from "./finding";

export interface Word {
  value: string;
  /** Where each character of the value stands in the text. */
  from: readonly number[];
  /** Where the last piece of the word ends, within its quote. */
  end: number;
  /** How the word is quoted; an insertion has to be written likewise. */
  quote: "'" | '"' | "";
}

export interface Command {
  words: readonly Word[];
  findings: readonly Finding[];
}

export function readCommand(text: string): Command {
  const findings: Finding[] = [];
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    if (character === "\n") {
      const next = /^\s*(?=-)/.exec(text.slice(at + 1));
      if (next && words.length > 0) {
        findings.push({
          at,
          message: "The command ends with this line: a backslash is missing, so what follows is another command.",
          expected: "a backslash at the end of the line",
          found: "a line break",
          edits: [{ start: at, end: at, text: " \\" }],
        });
      }
      at += 1;
    } else if (/\s/.test(character)) {
      at += 1;
    } else if (character === "\\" && /^\\[ \t]*\r?\n/.test(text.slice(at))) {
      const [continuation] = /^\\[ \t]*\r?\n/.exec(text.slice(at))!;
      if (/[ \t]/.test(continuation)) {
        findings.push({
          at,
          message: "A space after the backslash ends the command here.",
          expected: "the end of the line",
          found: "a space",
          edits: [{ start: at + 1, end: at + continuation.length - 1, text: "" }],
        });
      }
      at += continuation.length;
    } else {
      const { word, next } = readWord(text, at, findings);
      words.push(word);
      at = next;
    }
  }
  return { words, findings };
}

function readWord(text: string, start: number, findings: Finding[]): { word: Word; next: number } {
  let value = "";
  const from: number[] = [];
  let quote: Word["quote"] = "";
  let end = start;
  const take = (character: string, at: number) => {
    value += character;
    from.push(at);
    end = at + 1;
  };
  let at = start;
  while (at < text.length && !/\s/.test(text[at]!)) {
    const character = text[at]!;
    if (character === "'" || character === "‘" || character === "’") {
      quote = "'";
      at = single(text, at, take, findings);
    } else if (character === '"' || character === "“") {
      quote = '"';
      at = double(text, at, take, findings);
    } else if (character === "\\" && at + 1 < text.length) {
      if (text[at + 1] === "\n") break;
      take(text[at + 1]!, at + 1);
      at += 2;
    } else {
      take(character, at);
      at += 1;
    }
  }
  return { word: { value, from, end, quote }, next: Math.max(at, start + 1) };
}

type Take = (character: string, at: number) => void;

/** Within single quotes: all is itself up to the next one. Gives where to go on. */
function single(text: string, open: number, take: Take, findings: Finding[]): number {
  curly(text, open, "'", findings);
  const json = /^\s*[{[]/.test(text.slice(open + 1));
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text[at]!;
    const closes = character === "'" || (character === "’" && text[open] !== "'");
    if (closes && json && /\w/.test(text[at - 1]!) && /\w/.test(text[at + 1] ?? "")) {
      findings.push({
        at,
        message: "This apostrophe ends the quoted text: the shell takes what follows as something else.",
        expected: String.raw`'\''`,
        found: character,
        edits: [{ start: at, end: at + 1, text: String.raw`'\''` }],
      });
      take(character, at);
    } else if (closes) {
      curly(text, at, "'", findings);
      return at + 1;
    } else {
      take(character, at);
    }
  }
  findings.push(unclosed(open));
  return text.length;
}

/** Within double quotes: a backslash escapes a few characters. */
function double(text: string, open: number, take: Take, findings: Finding[]): number {
  curly(text, open, '"', findings);
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"' || (character === "”" && text[open] === "“")) {
      curly(text, at, '"', findings);
      return at + 1;
    }
    if (character === "\\" && /["\\$`\n]/.test(text[at + 1] ?? "")) {
      at += 1;
      if (text[at] !== "\n") take(text[at]!, at);
    } else {
      take(character, at);
    }
  }
  findings.push(unclosed(open));
  return text.length;
}

function curly(text: string, at: number, straight: string, findings: Finding[]): void {
  if (text[at] === straight) return;
  findings.push({
    at,
    message: "The shell does not know curly quotes; they come from a word processor.",
    expected: straight,
    found: text[at]!,
    edits: [{ start: at, end: at + 1, text: straight }],
  });
}

function unclosed(at: number): Finding {
  return { at, message: "This quote is never closed.", expected: "a closing quote", found: "the end" };
}
