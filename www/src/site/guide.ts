// The guide: README, MIGRATING, CHANGELOG and `docs/guide/`, as they are in the repository, with links that lead to pages of
// the site.

import { plain } from "./markdown";
import type { Page } from "./page";

/** Files of the repository by their paths, and whether another path is there at all. */
export interface Repository {
  read: (path: string) => string;
  has: (path: string) => boolean;
  guides: readonly string[];
}

/** Where a file of the repository is on the site. */
function placeOf(file: string): string | undefined {
  const fixed: Record<string, string> = {
    "README.md": "index",
    "MIGRATING.md": "guide/migrating",
    "CHANGELOG.md": "guide/changelog",
    "docs/api/operations.md": "reference/index",
    "docs/guide": "guide/index",
    "docs/picture.svg": "picture.svg",
  };
  return fixed[file] ?? /^docs\/(guide\/[\w-]+)\.md$/.exec(file)?.[1];
}

export function guidePages(repository: Repository): Page[] {
  const readme = repository.read("README.md");
  const order = Array.from(readme.matchAll(/\(docs\/guide\/([\w-]+)\.md/g), ([, name]) => name!);
  const rank = (name: string) => (order.includes(name) ? order.lastIndexOf(name) : order.length);
  const names = repository.guides.toSorted((one, other) => rank(one) - rank(other) || one.localeCompare(other));
  const pages = [
    ...names.map((name) => pageOf(`docs/guide/${name}.md`, repository)),
    pageOf("MIGRATING.md", repository),
    pageOf("CHANGELOG.md", repository),
  ];
  const lines = pages.map(({ path, title, summary }) => `- [${title}](${path.replace("guide/", "")}.md): ${summary}`);
  const index: Page = {
    path: "guide/index",
    title: "Guide",
    summary: "What to do, and why, page by page.",
    section: "guide",
    markdown: `# Guide\n\nWhat to do, and why, page by page. Begin with the [README](../index.md).\n\n${lines.join("\n")}\n`,
  };
  return [{ ...pageOf("README.md", repository), section: "home" }, index, ...pages];
}

function pageOf(file: string, repository: Repository): Page {
  const path = placeOf(file)!;
  const markdown = linked(repository.read(file), file, path, repository);
  const title = plain(/^# (.*)$/m.exec(markdown)?.[1] ?? path);
  const [first = ""] = markdown
    .replace(/^# .*$/m, "")
    .replace(/^```.*?^```/gms, "")
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => /^[\p{L}*`[]/u.test(part));
  const summary = plain(first.replace(/\s+/g, " "));
  return {
    path,
    title,
    summary: /^.*?[.!?:](?=\s|$)/.exec(summary)?.[0].replace(/:$/, ".") ?? summary,
    section: "guide",
    markdown,
  };
}

/**
 * The text with each link as it is on the site; what looks like one in code is none. What the site has no page for is named
 * and not linked.
 */
function linked(markdown: string, file: string, page: string, { has }: Repository): string {
  return markdown.replace(/```[^]*?```|`[^`\n]+`|(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, image, text, href) => {
    if (href === undefined || /^(https?:|mailto:|#)/.test(href)) return whole;
    const [target = "", hash] = href.split("#");
    const wanted = new URL(target, `file:///${file}`).pathname.slice(1).replace(/\/$/, "");
    const place = placeOf(wanted);
    if (!place) {
      if (!has(wanted)) throw new Error(`${file} links to ${href}, which is not there.`);
      return text;
    }
    const to = relative(page, /\.\w+$/.test(place) ? place : `${place}.md`);
    return `${image}[${text}](${to}${hash ? `#${hash}` : ""})`;
  });
}

/** The way from a page to a file of the site. */
export function relative(page: string, to: string): string {
  const up = "../".repeat(page.split("/").length - 1);
  return `${up}${to}`;
}
