// The top-level modules of the core, which of them needs which, and the circles in that.

import { posix } from "node:path";

import { code, rootNames, withoutTests } from "./rust.mjs";

/**
 * Which module needs which, read from `crate::…` and `super::…` in the source, tests left out.
 *
 * @param {Record<string, string>} sources the text of each file by its path, `src/lib.rs` among them
 * @returns {{ graph: Map<string, Map<string, string>>, unknown: string[] }} `graph`: of each module those that it needs,
 *   with one place where it says so; `unknown`: places that name what is no module
 */
export function dependencies(sources) {
  const root = withoutTests(code(sources["src/lib.rs"])).code;
  const modules = [...root.matchAll(/\bmod\s+(\w+)\s*[;{]/g)].map(([, name]) => name);
  const again = new Map();
  for (const [, first, rest] of root.matchAll(/\bpub(?:\([^)]*\))?\s+use\s+(?:crate\s*::\s*)?(\w+)\s*::\s*([^;]+);/g))
    for (const [name] of rest.matchAll(/\w+(?=\s*[,}]|\s*$)/g)) again.set(name, first);

  const read = Object.entries(sources).map(([path, text]) => ({ path, ...withoutTests(code(text)) }));
  const tests = read.flatMap(({ path, files }) => files.map((name) => posix.join(folderOf(path), name)));
  const graph = new Map(modules.map((name) => [name, new Map()]));
  const unknown = [];
  for (const { path, code: text } of read) {
    const [, module, ...below] = path.replace(/(\/mod)?\.rs$/, "").split("/");
    if (!graph.has(module) || tests.some((one) => path === `${one}.rs` || path.startsWith(`${one}/`))) continue;
    for (const { name, line } of rootNames(text, 1 + below.length)) {
      const needed = graph.has(name) ? name : again.get(name);
      const at = `${path}:${line}`;
      if (needed === undefined) unknown.push(`${at}: ${name} is no module of src/lib.rs`);
      else if (needed !== module && !graph.get(module).has(needed)) graph.get(module).set(needed, at);
    }
  }
  return { graph, unknown };
}

/** The folder that the modules of a file stand in: `src/a` of `src/a.rs` and of `src/a/mod.rs`. */
const folderOf = (path) => path.replace(/\/(mod|lib)\.rs$/, "").replace(/\.rs$/, "");

/**
 * Circles: of each group of modules that need each other, the shortest one through each.
 *
 * @param {Map<string, Map<string, string>>} graph
 * @returns {string[]} such as `a -> b (src/a.rs:3) -> a (src/b.rs:1)`
 */
export function circles(graph) {
  const found = new Map();
  for (const start of graph.keys()) {
    const names = shortest(graph, start);
    if (names === undefined) continue;
    const key = [...names].sort().join(" ");
    if (found.has(key)) continue;
    const steps = [...names.slice(1), start].map((name, index) => `${name} (${graph.get(names[index])?.get(name)})`);
    found.set(key, [start, ...steps].join(" -> "));
  }
  return [...found.values()];
}

/** The shortest way from a module back to itself, by breadth first. */
function shortest(graph, start) {
  const ways = [[start]];
  const seen = new Set();
  for (const way of ways) {
    for (const next of graph.get(way.at(-1))?.keys() ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}
