// The frame of a page: head, search, the list of pages, the page, its parts.

import { draw, escaped, type Heading } from "./markdown";
import type { Page } from "./page";

export interface Assets {
  style: string;
  script: string;
}

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/** The HTML of a page. */
export function html(page: Page, all: readonly Page[], { style, script }: Assets): string {
  const up = "../".repeat(page.path.split("/").length - 1) || "./";
  const { html: drawn, headings } = draw(page.markdown);
  const title = page.section === "home" ? "smooch-edge" : `${page.title} · smooch-edge`;
  const here = (section: Page["section"]) => (page.section === section ? ' aria-current="true"' : "");
  const markdown = `${page.path.split("/").at(-1)}.md`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <meta name="referrer" content="no-referrer" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escaped(title)}</title>
    <meta name="description" content="${escaped(page.summary)}" />
    <link rel="icon" href="data:," />
    <link rel="alternate" type="text/markdown" href="./${markdown}" />
    <link rel="stylesheet" href="${up}${style}" />
    <script type="module" src="${up}${script}"></script>
  </head>
  <body data-up="${up}">
    <a class="skip" href="#page">Skip to the page</a>
    <header class="site-top">
      <a class="brand" href="${up}"${page.section === "home" ? ' aria-current="page"' : ""}>smooch-edge</a>
      <nav aria-label="Site">
        <a href="${up}guide/"${here("guide")}>Guide</a>
        <a href="${up}reference/"${here("reference")}>Reference</a>
        <a href="${up}playground/">Playground</a>
      </nav>
      <form class="search" role="search">
        <label class="hidden" for="search">Search the site</label>
        <input id="search" type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-controls="found" />
        <div id="found" class="found-pages" hidden></div>
        <p class="hidden" role="status" id="found-count"></p>
      </form>
    </header>
    <div class="site-body">
      ${page.section === "home" ? "" : sidebar(page, all)}
      <main id="page" tabindex="-1">
        <article class="article">
${drawn.replace("<!-- live form -->", page.operation ? liveForm(page.operation, up) : "")}
        </article>
        <footer>
          <a href="./${markdown}">This page as Markdown</a>
          <a href="${up}llms.txt">llms.txt</a>
        </footer>
      </main>
      ${page.section === "home" ? "" : parts(headings)}
    </div>
  </body>
</html>
`;
}

/** Where the live form is put. Package and emulator load when it is opened. */
function liveForm(operation: string, up: string): string {
  return `<section class="live" aria-labelledby="try" data-operation-form="${operation}">
  <h2 id="try">Try it</h2>
  <p>Fill it in, see the request, send it to an emulator in this page. Nothing leaves the page.</p>
  <p class="ways"><button type="button" class="primary">Open the form</button>
  <a href="${up}playground/#/operations/${operation}">In the playground</a></p>
</section>`;
}

function sidebar(page: Page, all: readonly Page[]): string {
  const pages = all.filter(({ section }) => section === page.section);
  const links = pages.map(({ path, title }) => {
    const href = path.replace(/^\w+\//, "").replace(/^index$/, "");
    const current = path === page.path ? ' aria-current="page"' : "";
    const name =
      page.section === "reference" && href ? `<code>${escaped(title).replace(".", ".<wbr>")}</code>` : escaped(title);
    return `<li><a href="./${href && `${href}.html`}"${current}>${name}</a></li>`;
  });
  const title = page.section === "guide" ? "Guide" : "Reference";
  return `<details class="sidebar">
        <summary>${title}: all pages</summary>
        <nav aria-label="${title}">
          <ul>
            ${links.join("\n            ")}
          </ul>
        </nav>
      </details>`;
}

function parts(headings: readonly Heading[]): string {
  const shown = headings.filter(({ depth }) => depth === 2);
  if (shown.length < 2) return "";
  const links = shown.map(({ id, text }) => `<li><a href="#${id}">${escaped(text)}</a></li>`);
  return `<nav class="parts" aria-label="On this page"><p>On this page</p><ul>${links.join("")}</ul></nav>`;
}
