// All tests of the playground, in one process, for they share a browser. They wait more than they compute, so two parts
// run beside each other.

import { after, describe } from "node:test";

import { close } from "./playground.mjs";
import "./speed.mjs";

const PARTS = ["site", "errors", "operations", "recipes", "access", "forms", "faults", "words", "paste", "address"];

describe("the playground", { concurrency: 2 }, async () => {
  for (const part of PARTS) await import(`./${part}.mjs`);
});

after(close);
