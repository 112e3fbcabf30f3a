// The pieces of code of the guide, by their names.

import { readFileSync } from "node:fs";

/** @returns {Record<string, string>} */
export function snippets() {
  const guide = readFileSync(new URL("../../docs/guide/engines.md", import.meta.url), "utf8");
  const pieces = [...guide.matchAll(/^```ts file=(\S+)\n(.*?)^```$/gms)].map(([, name = "", code = ""]) => [
    name,
    code,
  ]);
  return Object.fromEntries(pieces);
}
