// Makes the table of what came of each call under each fault. It holds no times, versions and lengths, so that it is the
// same on every machine.

/** @import { Row } from "./faults.mjs" */

const INTRODUCTION = `<!-- Made by \`node tests/faults/faults.mjs --update\`; do not edit. -->

# What a call comes to under each fault

Real sockets, the packed package, four runtimes, and \`nodeFetch\` of \`smooch-edge/node\` on Node. \`2 → done\` means that the service saw the request twice and that the
call was done; \`1 + 2 reads\` that it also saw two reads that look whether the request had happened. An error stands with
its class, its code, and \`sent\`: whether the service got the request. Where runtimes differ, each is named.

The clients are as they come (two repeats), with a time of two and a half seconds where the fault is silence. In no row does a send
without \`dedupe\` reach the person twice, nor is it repeated after it may have been accepted.
`;

/**
 * @param {Row[]} rows
 * @returns {string}
 */
export function table(rows) {
  const calls = [...new Set(rows.map((row) => row.call))];
  const section = (title, often) => {
    const ours = rows.filter((row) => row.often === often);
    const kinds = [...new Set(ours.map((row) => row.kind))];
    const lines = kinds.map((kind) => {
      const cells = calls.map((call) => together(ours.filter((row) => row.kind === kind && row.call === call)));
      return `| ${[kind, ...cells].join(" | ")} |`;
    });
    return [
      `## ${title}`,
      "",
      `| the fault | ${calls.join(" | ")} |`,
      `| --- |${" --- |".repeat(calls.length)}`,
      ...lines,
      "",
    ].join("\n");
  };
  return [
    INTRODUCTION,
    section("The fault happens once", "once"),
    section("The fault happens each time", "always"),
  ].join("\n");
}

/** What the runtimes have in common, said once. */
function together(rows) {
  const byText = Map.groupBy ? Map.groupBy(rows, said) : grouped(rows);
  if (byText.size === 1) return [...byText.keys()][0];
  return [...byText]
    .map(
      ([text, same]) =>
        `${same
          .map((row) => row.runtime)
          .sort()
          .join(", ")}: ${text}`,
    )
    .sort()
    .join("<br>");
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(said(row), [...(groups.get(said(row)) ?? []), row]);
  return groups;
}

/** What came of a cell, in words. */
function said({ fault, outcomes, seen: { own, reads } }) {
  const codes = fault.either?.map((code) => `\`${code}\``);
  const plain = ({ text }) =>
    codes?.some((code) => text.includes(code)) ? text.replace(/`\w+`/, codes.join(" or ")) : text;
  const texts = [...new Set(outcomes.map(plain))].sort().join(" or ");
  if (outcomes.length > 1)
    return own === outcomes.length ? `1 each → ${texts}` : `${own} in ${outcomes.length} → ${texts}`;
  return `${own}${reads ? ` + ${reads} ${reads === 1 ? "read" : "reads"}` : ""} → ${texts}`;
}
