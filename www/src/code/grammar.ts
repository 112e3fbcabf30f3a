// The colours of code. They come from one expression per language: good enough for the little that the page writes itself,
// and small.

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

/** A piece of code, and what it is, if it has a colour. */
export interface Token {
  text: string;
  kind?: string | undefined;
}

export function tokens(text: string, language: Language): Token[] {
  const pieces: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(GRAMMAR[language])) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    pieces.push({ text: text.slice(end, match.index) }, { text: match[0], kind });
    end = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(end) });
  return pieces;
}
