// The snippets of MIGRATING.md, as two programs a section: the calls before and the calls after.

import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../../MIGRATING.md", import.meta.url), "utf8");

/**
 * The sections that have snippets: their name, and for each call its name and the two snippets.
 *
 * @type {{ name: string, before: string, after: string, calls: { name: string, before: string, after: string }[] }[]}
 */
export const sections = text
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [name] = section.split("\n", 1);
    const calls = section
      .split(/^### /m)
      .map((call) => ({ name: call.split("\n", 1)[0], blocks: blocksOf(call) }))
      .filter(({ blocks }) => blocks.length > 0)
      .map(({ name: call, blocks }) => paired(`${name}: ${call}`, call, blocks));
    const labels = (side) => [...new Set(calls.map((call) => call[side].label))];
    const [[before, ...a], [after, ...b]] = [labels("before"), labels("after")];
    if (a.length > 0 || b.length > 0)
      throw new Error(`${name}: each pair of snippets should begin with the same comments`);
    return {
      name,
      before,
      after,
      calls: calls.map(({ name, before, after }) => ({ name, before: before.code, after: after.code })),
    };
  });

/** The code in a text, with the comment that each snippet begins with. */
function blocksOf(text) {
  return [...text.matchAll(/^```js\n\/\/ (.+)\n([^]*?)^```$/gm)].map(([, label, code]) => ({ label, code }));
}

function paired(where, name, blocks) {
  if (blocks.length !== 2) throw new Error(`${where} should have a snippet before and one after`);
  return { name, before: blocks[0], after: blocks[1] };
}

if (text.match(/^```js$/gm)?.length !== sections.flatMap(({ calls }) => calls).length * 2) {
  throw new Error("MIGRATING.md has snippets that are not in a pair, or do not begin with a comment");
}
