// A piece of code with a button that copies it.

import { Code, Copy, type Language } from "./code/code";

interface SnippetProps {
  text: string;
  language: Language;
  what: string;
  marks?: readonly string[];
}

export function Snippet({ text, language, what, marks }: SnippetProps) {
  return (
    <div class="snippet">
      <Copy text={text} what={what} />
      <Code text={text} language={language} label={what.replace(/^the /, "")} marks={marks} />
    </div>
  );
}
