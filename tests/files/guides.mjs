// The code of the guides, so that what stands there is what is tested.

import { readFileSync } from "node:fs";

/** The blocks of JavaScript of a guide, in order. */
export function blocks(guide) {
  const text = readFileSync(new URL(`../../docs/guide/${guide}.md`, import.meta.url), "utf8");
  return [...text.matchAll(/^```js\n([^]*?)^```/gm)].map(([, code]) => code);
}

/** The programs of a guide, by the name in the comment that each begins with. */
export function programs(guide) {
  return Object.fromEntries(blocks(guide).map((code) => [/^\/\/ (\S+)\n/.exec(code)?.[1], code]));
}

/** The block of JavaScript that a section of a page begins with. */
export function blockOf(page, section) {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), "utf8");
  const [, after] = text.split(new RegExp(`^##? ${section}\n`, "m"));
  return /^```js\n([^]*?)^```/m.exec(after)[1];
}
