// A page of the site, before it is drawn.

export interface Page {
  /** Its address without an ending: `guide/retries`. A folder ends in `/index`. */
  path: string;
  title: string;
  /** One sentence, for the search and for `llms.txt`. */
  summary: string;
  section: "home" | "guide" | "reference";
  /** What it says, as Markdown. Its links are those of the site, with `.md` at the end. */
  markdown: string;
  /** The operation whose live form stands in it. */
  operation?: string;
  /** What people may look for besides its words. */
  words?: string;
}
