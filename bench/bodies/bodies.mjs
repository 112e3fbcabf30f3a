// Building a body alone, nothing sent: what the checks, the token and the crossing into WebAssembly cost, against
// `JSON.stringify` and against zod and Ajv with the same checks.

import { finish } from "../child.mjs";
import { median, middle, ratios, table } from "../numbers.mjs";

export async function measure({ quick }) {
  const [rounds, calls] = quick ? [7, 400] : [25, 2000];
  const seen = await finish("bodies/process.mjs", [rounds, calls]);
  const rows = Object.entries(seen)
    .filter(([body]) => body !== "wall")
    .flatMap(([body, { bytes, times }]) =>
      Object.entries(times).map(([way, series], index) => [
        index === 0 ? `${body} (${bytes} bytes)` : "",
        way,
        middle(series, 2),
        middle(ratios(series, times["JSON.stringify"]), 1),
        median(ratios(times["smooch-edge build"] ?? series, series)).toFixed(2),
      ]),
    );
  const head = ["body", "by", "µs", "times JSON.stringify", "smooch-edge takes so many times this"];
  const about = [
    "zod and Ajv check and then stringify. `build` also reads the options, encodes the path, makes the headers with a",
    "signed token, and crosses into WebAssembly and back.",
  ].join("\n");
  return { text: ["## Building a body", about, table(head, rows)].join("\n\n"), figures: {} };
}
