// Finds the places that cite a page of docs/api, and tells those that lead nowhere.

const FOLDER = "docs/api/";

/** One number, `5` or `5.3`, and a list of them: `4 to 7, 10 and 12`. */
const NUMBER = String.raw`\d+(?:\.\d+)*`;
const LIST = String.raw`${NUMBER}(?:(?: *, *(?:and +)?| +and +| +to +)${NUMBER})*`;
const ROWS = String.raw`(?:, +rows? +(?<rows>\d+(?:(?:, *| +and +)\d+)*))?`;

/** `docs/api/v1.md`, alone or followed by sections and rows. */
const CITATION = new RegExp(
  String.raw`docs/api/(?<page>[\w-]+\.md)(?:,? +(?:sections? +)?(?<list>${LIST})${ROWS})?`,
  "g",
);

/** Inside a page: a section of the page itself. */
const OWN = new RegExp(String.raw`\bsections? +(?<list>${LIST})${ROWS}`, "g");

/** How these pages were cited before they were in the repository. */
const OLD = /\b(?:api|v1|v2|mapping) +facts?\b/gi;

/**
 * The text without the line breaks inside a paragraph and without what begins a comment line; every character keeps its
 * place.
 */
const flat = (text) =>
  text.replace(/(?<!\n[ \t]*)\\?\r?\n(?![ \t]*\r?\n)[ \t]*(?:\/\/[/!]?|\*(?!\/)|#(?!#))?/g, (found) =>
    " ".repeat(found.length),
  );

/** The numbers of a list, with those that a range leaves out. */
function numbers(list) {
  const parts = list.split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
  return parts.flatMap((part) => {
    const [from, to] = part.split(/\s+to\s+/);
    if (to === undefined) return [from];
    const before = from.replace(/\d+$/, "");
    const [first, last] = [from, to].map((end) => Number(/\d+$/.exec(end)?.[0]));
    // A range across parents, such as 4.2 to 5.1, has no members that can be told; its ends must exist.
    if (to.replace(/\d+$/, "") !== before || last < first) return [from, to];
    return Array.from({ length: last - first + 1 }, (_, index) => `${before}${first + index}`);
  });
}

/**
 * Every citation in a file.
 *
 * @param {string} path of the file
 * @param {string} text
 * @returns {{ at: string, page: string, section?: string, row?: string }[]} one for each section and each row
 */
export function citations(path, text) {
  const line = flat(text);
  const found = [];
  const add = (page, { index, groups: { list, rows } }) => {
    const at = `${path}:${text.slice(0, index).split("\n").length}`;
    const sections = list === undefined ? [] : numbers(list);
    if (sections.length === 0) found.push({ at, page });
    for (const section of sections) found.push({ at, page, section });
    for (const row of rows?.match(/\d+/g) ?? []) found.push({ at, page, section: sections.at(-1), row });
  };
  for (const match of line.matchAll(CITATION)) add(match.groups.page, match);
  if (path.startsWith(FOLDER)) {
    const rest = line.replace(CITATION, (match) => " ".repeat(match.length));
    for (const match of rest.matchAll(OWN)) add(path.slice(FOLDER.length), match);
  }
  return found;
}

/**
 * The sections of a page, by number, each with the rows of its numbered table.
 *
 * @param {string} text of the page
 * @returns {Map<string, Set<string>>}
 */
export function sections(text) {
  const found = new Map();
  let rows;
  for (const line of text.split("\n")) {
    const heading = /^#{2,} (\d+(?:\.\d+)*)\.? /.exec(line);
    if (heading) found.set(heading[1], (rows = new Set()));
    const row = /^\|\s*(\d+)\s*\|/.exec(line);
    if (row) rows?.add(row[1]);
  }
  return found;
}

/**
 * What is wrong with the citations of a file, as lines to read.
 *
 * @param {string} path
 * @param {string} text
 * @param {Map<string, Map<string, Set<string>>>} pages by file name
 */
export function wrong(path, text, pages) {
  const lines = citations(path, text).flatMap(({ at, page, section, row }) => {
    const known = pages.get(page);
    if (!known) return [`${at}: ${FOLDER}${page} does not exist`];
    if (section === undefined) return [];
    if (!known.has(section)) return [`${at}: ${FOLDER}${page} has no section ${section}`];
    if (row !== undefined && !known.get(section)?.has(row))
      return [`${at}: ${FOLDER}${page}, section ${section}, has no row ${row}`];
    return [];
  });
  for (const match of flat(text).matchAll(OLD)) {
    const at = `${path}:${text.slice(0, match.index).split("\n").length}`;
    lines.push(`${at}: "${match[0].replace(/\s+/g, " ")}": cite ${FOLDER}v1.md or v2.md, with its section`);
  }
  return lines;
}
