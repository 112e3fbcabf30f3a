// What a call comes to under each fault, in every runtime: that it is as RESULTS.md says, and what must hold in any case.
//
// Run with: node --test tests/faults/*.test.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";

import { RESULTS, runAll } from "./faults.mjs";
import { table } from "./table.mjs";

/**
 * The longest that a call may take, in milliseconds: three attempts without an answer, the reads, the waits between are 25 s
 * at most. The rest is for a busy machine.
 */
const LONGEST = 60_000;

let rows;
let complaints;
let elsewhere;
before(async () => ({ rows, complaints, elsewhere } = await runAll()));

/** The rows that break a rule, in words; there must be none. */
function none(of, breaks) {
  const broken = rows.filter((row) => of(row) && breaks(row));
  const said = broken.map(({ runtime, kind, often, call, seen, outcomes }) => {
    const { own, reached } = seen;
    return `${runtime}: ${kind}, ${often}, ${call}: seen ${own}, reached ${reached}, ${outcomes[0].text}`;
  });
  assert.deepEqual(said, []);
}

const all = () => true;

test("it is as RESULTS.md says; `node tests/faults/faults.mjs --update` writes it anew", () => {
  const [said, known] = [table(rows), readFileSync(RESULTS, "utf8")].map((text) => text.split("\n"));
  assert.deepEqual(
    said.filter((line) => !known.includes(line)),
    [],
    "lines that are new",
  );
  assert.deepEqual(said, known);
});

for (const runtime of ["Node", "nodeFetch", "Deno", "Bun", "workerd"]) {
  const ours = (row) => row.runtime === runtime;
  const once = (row) => row.outcomes.length;

  test(`${runtime}: a send that may have been accepted is not repeated`, () =>
    none(
      (row) => ours(row) && row.call === "send" && !row.fault.refused && !row.kind.endsWith("401"),
      (row) => row.seen.own > once(row),
    ));

  test(`${runtime}: nobody is reached twice by one call`, () => none(ours, (row) => row.seen.reached > once(row)));

  test(`${runtime}: what is said to be sent, was; what is said not to be, was not`, () =>
    none(
      (row) => ours(row) && row.call !== "users.get" && row.outcomes.length === 1 && !KNOWN.includes(row.kind),
      ({ outcomes: [{ text }], seen: { reached } }) =>
        (/sent: yes|^done$/.test(text) && reached === 0) || (/sent: no$/.test(text) && reached > 0),
    ));

  test(`${runtime}: no call hangs`, () =>
    none(ours, (row) => row.outcomes.some(({ text, ms }) => text === "HANGS" || ms > LONGEST)));

  test(`${runtime}: no wait is shorter than the service asked for`, () =>
    none(
      (row) => ours(row) && row.fault.atLeast,
      ({ often, fault, outcomes: [{ ms }] }) => ms < fault.atLeast * (often === "once" ? 1 : 2),
    ));
}

/** workerd gives a 102 as the answer, and a status below 200 counts as a refusal. */
const KNOWN = ["102 and 103 before the answer"];

test("every cut of a body leaves the same", () =>
  none(all, (row) => new Set(row.outcomes.map(({ text }) => text)).size > 1));

test("every call is made, and gives a result or an error of the package", () =>
  none(all, (row) => row.outcomes.some(({ text }) => !/^(done|\w+Error `\w+`, sent: (no|maybe|yes))$/.test(text))));

test("nobody connects to the origin that a redirect names", () => assert.equal(elsewhere, 0));

test("nothing is left unhandled, and no error shows a secret", () => assert.deepEqual(complaints, []));
