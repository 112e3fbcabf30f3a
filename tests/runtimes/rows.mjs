// The rows of a table: each is a test, and all of them are printed when they have run, whatever their outcome.

import { after, test } from "node:test";

/** Why a row cannot run on this machine; the table shows it. */
export class NotHere {
  constructor(reason) {
    this.reason = reason;
  }
}

/** A table of tests. */
export class Rows {
  #title;
  #rows = [];

  constructor(title) {
    this.#title = title;
    after(() => console.log(this.#text()));
  }

  /**
   * Adds a row, which is a test of the same name.
   *
   * @param {string} name what runs, with its version
   * @param {string} how the way in which the package is taken
   * @param {() => Promise<unknown>} body rejects where the row fails; gives a `NotHere` where it cannot run here
   */
  add(name, how, body) {
    const row = { name, how, result: "not run", ms: "" };
    this.#rows.push(row);
    test(`${name}, ${how}`, async (t) => {
      const began = performance.now();
      try {
        const outcome = await body();
        row.result = outcome instanceof NotHere ? `not run here: ${outcome.reason}` : "ok";
        if (outcome instanceof NotHere) t.skip(outcome.reason);
      } catch (error) {
        row.result = `FAILED: ${String(error.message).trim().split("\n")[0]}`;
        throw error;
      } finally {
        row.ms = String(Math.round(performance.now() - began));
      }
    });
  }

  #text() {
    const width = (field) => Math.max(...this.#rows.map((row) => row[field].length));
    const [name, how, ms] = ["name", "how", "ms"].map(width);
    const lines = this.#rows.map(
      (row) => `  ${row.name.padEnd(name)}  ${row.how.padEnd(how)}  ${row.ms.padStart(ms)} ms  ${row.result}`,
    );
    return `\n${[this.#title, ...lines].join("\n")}\n`;
  }
}
