// How the pages are searched: the index is made at build time and read in the browser, with the same options.

import type { Options } from "minisearch";

export const OPTIONS: Options = {
  fields: ["title", "words", "summary", "text"],
  storeFields: ["title", "summary", "section"],
  searchOptions: { boost: { title: 6, words: 3, summary: 2 }, prefix: true, fuzzy: 0.15, combineWith: "AND" },
};
