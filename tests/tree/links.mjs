// Reads Markdown as far as its links need it.

import { posix } from "node:path";

/** Text without code blocks and code spans, in which nothing is a link. */
const prose = (text) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").replace(/`[^`\n]*`/g, "");

/** The targets of links and pictures that are in this repository. */
export const links = (text) =>
  [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

/** The names by which headings can be linked, as GitHub makes them. */
export function anchors(text) {
  const counts = new Map();
  const headings = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").matchAll(/^#{1,6} +(.+?) *$/gm);
  return [...headings].map(([, heading]) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/**
 * The links of a page that lead nowhere.
 *
 * @param {string} path of the page
 * @param {string} text of the page
 * @param {(path: string) => string | undefined} read gives the text of a file, `""` for a folder, `undefined` for nothing
 */
export function dead(path, text, read) {
  return links(text).filter((target) => {
    const [file, anchor] = target.split("#");
    const to = file === "" ? text : read(posix.normalize(posix.join(posix.dirname(path), file)));
    return to === undefined || (anchor !== undefined && !anchors(to).includes(anchor));
  });
}
