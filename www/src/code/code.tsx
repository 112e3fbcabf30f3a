// Code with colours, and a button that copies it.

import { announce } from "../announce";
import { tokens, type Language } from "./grammar";

export type { Language } from "./grammar";

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
      <code>{coloured(text, language, marked)}</code>
    </pre>
  );
}

function coloured(text: string, language: Language, marked: readonly string[]) {
  return tokens(text, language).map(({ text, kind }) => {
    if (!kind) return text;
    const Kind = marked.includes(text) ? "mark" : "span";
    return <Kind class={`code-${kind}`}>{text}</Kind>;
  });
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
