// The code of the guide on webhooks that makes endpoints, so that what stands there is what is tested.

import { readFileSync } from "node:fs";

const guide = readFileSync(new URL("../../docs/guide/webhooks.md", import.meta.url), "utf8");
const [, section] = /^## An endpoint\n([^]*?)^## /m.exec(guide) ?? [];
const blocks = [...(section ?? "").matchAll(/^```js\n([^]*?)^```/gm)].map(([, code]) => code);

/** What every endpoint stands on: the import, the options, the handler. */
export const setup = blocks[0];

/** The endpoints, by the comment above each. */
export const endpoints = Object.fromEntries(
  blocks[1]
    .split(/^\/\/ /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf("\n")), part.slice(part.indexOf("\n")).trim()]),
);

/** The endpoint whose comment begins so. */
export function endpoint(name) {
  const [found] = Object.entries(endpoints).filter(([comment]) => comment.startsWith(name));
  if (!found) throw new Error(`The guide has no endpoint "${name}".`);
  return found[1];
}
