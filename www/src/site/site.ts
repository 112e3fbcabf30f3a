// The whole site as files: each page as HTML and as Markdown, the index of the search, `llms.txt`.

import MiniSearch from "minisearch";

import { guidePages, type Repository } from "./guide";
import { html, type Assets } from "./layout";
import { plain } from "./markdown";
import type { Page } from "./page";
import { referencePages, type Printed } from "./reference";
import { OPTIONS } from "./search-options";

export interface Given {
  repository: Repository;
  printed: Printed;
  assets: Assets;
}

/** The files by their paths. */
export async function files({ repository, printed, assets }: Given): Promise<Map<string, string>> {
  const pages = [...guidePages(repository), ...(await referencePages(printed))];
  const made = new Map<string, string>();
  for (const page of pages) {
    made.set(`${page.path}.html`, html(page, pages, assets));
    made.set(`${page.path}.md`, page.markdown.replace("<!-- live form -->\n\n", ""));
  }
  made.set("search.json", searchIndex(pages));
  made.set("llms.txt", llms(pages));
  made.set("picture.svg", repository.read("docs/picture.svg"));
  return made;
}

function searchIndex(pages: readonly Page[]): string {
  const index = new MiniSearch(OPTIONS);
  index.addAll(
    pages.map(({ path, title, summary, words = "", markdown, section }) => ({
      id: path,
      title,
      summary,
      section,
      words: `${words} ${Array.from(markdown.matchAll(/^##+ (.*)$/gm), ([, heading]) => plain(heading!)).join(" ")}`,
      // Tables of fields are long, and the same on many pages: of the reference, the beginning is enough.
      text: section === "reference" ? `${summary} ${markdown.slice(0, 600)}` : markdown,
    })),
  );
  return JSON.stringify(index);
}

/** See llmstxt.org. */
function llms(pages: readonly Page[]): string {
  const links = (section: Page["section"]) =>
    pages
      .filter((page) => page.section === section)
      .map(({ path, title, summary }) => `- [${title}](${path}.md): ${summary}`)
      .join("\n");
  const [home] = pages;
  return `# smooch-edge\n\n> ${home!.summary}\n\n## Guide\n\n${links("home")}\n${links("guide")}\n\n## Reference\n\n${links("reference")}\n`;
}
