// Markdown as HTML: headings that can be linked to, code with colours, tables that scroll, links of the site.

import { Marked, type Tokens } from "marked";

import { tokens, type Language } from "../code/grammar";

const LANGUAGES: Record<string, Language> = {
  js: "typescript",
  ts: "typescript",
  mjs: "typescript",
  json: "json",
  jsonc: "json",
  sh: "shell",
  bash: "shell",
};

export interface Heading {
  id: string;
  text: string;
  depth: number;
}

export interface Drawn {
  html: string;
  headings: Heading[];
}

/** Draws a page. */
export function draw(markdown: string): Drawn {
  const headings: Heading[] = [];
  const taken = new Map<string, number>();
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const id = slug(plain(text), taken);
        headings.push({ id, text: plain(text), depth });
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`.replace(
          /(?<=>\w+)\.(?=\w+<)/,
          ".<wbr>",
        );
      },
      code({ text, lang = "" }: Tokens.Code) {
        const language = LANGUAGES[lang.split(" ")[0]!];
        const label = language ?? (lang || "code");
        return `<pre class="code" tabindex="0" role="group" aria-label="${escaped(label)}"><code>${coloured(text, language)}</code></pre>\n`;
      },
      table(token: Tokens.Table) {
        const cells = (row: Tokens.TableCell[], tag: string) =>
          row
            .map(({ tokens, text, align }) => {
              // The corner of a table names nothing.
              const own = text === "" ? "td" : tag;
              const look = align === "right" ? ' class="right"' : "";
              return `<${own}${look}>${this.parser.parseInline(tokens)}</${own}>`;
            })
            .join("");
        const rows = token.rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("\n");
        return `<div class="table" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${cells(token.header, "th")}</tr></thead><tbody>\n${rows}\n</tbody></table></div>\n`;
      },
      codespan({ text }: Tokens.Codespan) {
        // Long calls and the names of errors may go over lines between their words.
        return `<code>${escaped(text).replace(/(?<=\w)[.(](?=\w)|[a-z](?=Error$)/g, "$&<wbr>")}</code>`;
      },
      image({ href, text }: Tokens.Image) {
        return `<span class="picture" tabindex="0" role="group" aria-label="Picture"><img src="${escaped(href)}" alt="${escaped(text)}"></span>`;
      },
      link({ href, tokens }: Tokens.Link) {
        const to = /^(https?:|#)/.test(href) ? href : href.replace(/\.md(?=#|$)/, ".html");
        return `<a href="${escaped(to)}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  return { html: marked.parse(markdown, { async: false }), headings };
}

function coloured(text: string, language: Language | undefined): string {
  if (!language) return escaped(text);
  return tokens(text, language)
    .map(({ text, kind }) => (kind ? `<span class="code-${kind}">${escaped(text)}</span>` : escaped(text)))
    .join("");
}

/** The id of a heading, as GitHub makes it. */
function slug(text: string, taken: Map<string, number>): string {
  const base = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
  const count = taken.get(base) ?? 0;
  taken.set(base, count + 1);
  return count === 0 ? base : `${base}-${count}`;
}

/** Markdown without its marks. */
export function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .trim();
}

export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
