// Code with colours, and a button that copies it. The colours come from one expression per language: good enough for
// the little that the page writes itself, and small.

import { announce } from "../announce";

export type Language = "json" | "typescript" | "shell";

const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const NUMBER = String.raw`-?\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b`;

const GRAMMAR: Record<Language, RegExp> = {
  json: new RegExp(
    `(?<name>${STRING}(?=\\s*:))|(?<string>${STRING})|(?<number>${NUMBER})|(?<word>\\b(?:true|false|null)\\b)`,
    "g",
  ),
  typescript: new RegExp(
    `(?<comment>//[^\\n]*)|(?<string>${STRING}|\`[^\`]*\`)|(?<number>${NUMBER})|` +
      `(?<word>\\b(?:import|from|const|await|new|if|throw|true|false|null|undefined)\\b)|(?<name>\\b\\w+(?=:))`,
    "g",
  ),
  shell: /(?<comment>^#[^\n]*)|(?<string>'[^']*'|"[^"]*")|(?<word>(?<=\s)--?[a-z0-9-]+)|(?<name>^\w+(?==)|\bcurl\b)/gm,
};

interface CodeProps {
  text: string;
  language: Language;
  label: string;
  /** Texts that are marked where they stand as a whole. */
  marks?: readonly string[] | undefined;
}

export function Code({ text, language, label, marks = [] }: CodeProps) {
  const marked = marks.map((mark) => JSON.stringify(mark));
  return (
    <pre class="code" tabIndex={0} role="region" aria-label={label}>
      <code>{coloured(text, GRAMMAR[language], marked)}</code>
    </pre>
  );
}

function coloured(text: string, grammar: RegExp, marked: readonly string[]) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(grammar)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    const [token] = match;
    const Kind = marked.includes(token) ? "mark" : "span";
    pieces.push(text.slice(end, match.index), <Kind class={`code-${kind}`}>{token}</Kind>);
    end = match.index + match[0].length;
  }
  pieces.push(text.slice(end));
  return pieces;
}

export function Copy({ text, what }: { text: string; what: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce(`${what} copied.`);
    } catch {
      announce(`The browser did not allow copying; select ${what} and copy it by hand.`);
    }
  };
  return (
    <button type="button" class="quiet small" onClick={copy} aria-label={`Copy ${what}`}>
      Copy
    </button>
  );
}
