// The budgets of the design, and whether the figures of a run meet them. A budget is a goal, never a test.

import { table } from "./numbers.mjs";

/** What, which figure, what must hold, what is aimed at, and how a figure is written; `above` where more is better. */
const BUDGETS = [
  { what: "runtime dependencies of the package", figure: "dependencies", must: 0, aim: 0, unit: "" },
  { what: "edge bundle: workerd entry, wasm + JS, gz", figure: "workerd", must: 54, aim: 50, unit: " kB" },
  { what: "import, extra to an empty Node process", figure: "import", must: 15, aim: 5, unit: " ms" },
  {
    what: "a call against the same fetch, HTTP, sequential",
    figure: "http sequential",
    must: 1.05,
    aim: 1,
    unit: "x",
  },
  {
    what: "a call against the same fetch, HTTP, 50 in flight",
    figure: "http parallel",
    must: 1.05,
    aim: 1,
    unit: "x",
  },
  {
    what: "a call against the same fetch, TLS, sequential",
    figure: "https sequential",
    must: 1.05,
    aim: 1,
    unit: "x",
  },
  {
    what: "a call against the same fetch, TLS, 50 in flight",
    figure: "https parallel",
    must: 1.05,
    aim: 1,
    unit: "x",
  },
  {
    what: "TLS, sequential: faster than smooch-core",
    figure: "faster than smooch-core",
    must: 3,
    aim: 5,
    unit: "x",
    above: true,
  },
  {
    what: "TLS, sequential: faster than sunshine-conversations-client",
    figure: "faster than sunshine-conversations-client",
    must: 3,
    aim: 5,
    unit: "x",
    above: true,
  },
  {
    what: "nodeFetch against the same fetch, TLS, sequential",
    figure: "node sequential",
    must: 0.6,
    aim: 0.5,
    unit: "x",
  },
  {
    what: "nodeFetch against the same fetch, TLS, 50 in flight",
    figure: "node parallel",
    must: 0.4,
    aim: 0.35,
    unit: "x",
  },
  {
    what: "nodeFetch against the same fetch, Node 24, TLS, sequential",
    figure: "other node sequential",
    must: 0.6,
    aim: 0.5,
    unit: "x",
  },
  {
    what: "nodeFetch against the same fetch, Node 24, TLS, 50 in flight",
    figure: "other node parallel",
    must: 0.4,
    aim: 0.35,
    unit: "x",
  },
  {
    what: "nodeFetch: import and first call, HTTP, the slowest Node",
    figure: "node first",
    must: 25,
    aim: 20,
    unit: " ms",
  },
  {
    // 25 and 21 ms where fetch took 39.
    what: "nodeFetch: import and first call against that of fetch, HTTP, the slowest Node",
    figure: "node first against fetch",
    must: 0.64,
    aim: 0.54,
    unit: "x",
  },
  { what: "wasm memory, peak of the second half over the first", figure: "wasm growth", must: 0, aim: 0, unit: " kB" },
  {
    what: "JavaScript heap, peak of the second half over the first",
    figure: "heap growth",
    must: 256,
    aim: 64,
    unit: " kB",
  },
  {
    what: "resident memory, peak of the second half over the first",
    figure: "resident growth",
    must: 8000,
    aim: 2000,
    unit: " kB",
  },
];

/** Those budgets that a run has figures for. */
export function budgets(figures) {
  const rows = BUDGETS.filter(({ figure }) => figures[figure] !== undefined).map((budget) => {
    const { what, figure, must, aim, unit, above } = budget;
    const value = Number(figures[figure].toFixed(2));
    const holds = (bound) => (above ? value >= bound : value <= bound);
    const verdict = holds(aim) ? "met, aim too" : holds(must) ? "met" : "not met";
    const bound = (number) => `${number}${unit}`;
    return [what, bound(must), bound(aim), bound(value), verdict];
  });
  const head = ["budget", "must", "aim", "measured", "verdict"];
  return `## Budgets\n\n${rows.length ? table(head, rows) : "No budget is about these parts."}`;
}
