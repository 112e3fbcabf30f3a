// A journal of what became of numbered messages: a line of JSON before each is handed to the queue and one after. It
// outlives the process that writes it, whenever that is killed: a line is in the hands of the kernel once it is written.

import { appendFileSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";

/** The states of a message in the journal; one without a line has not begun. */
export const ENDS = ["sent", "not sent", "maybe"];

/**
 * The lines of a journal. The last may be torn.
 *
 * @returns {{ number: number, state: string, key?: string, run: number }[]}
 */
export function lines(path) {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
}

export class Journal {
  /** What was last written of each message, by its number. */
  states = new Map();
  #file;
  #run;

  constructor(path, run) {
    for (const line of lines(path)) this.states.set(line.number, line);
    // What a torn line left open is closed, so that it does not spoil the next.
    appendFileSync(path, "\n");
    this.#file = openSync(path, "a");
    this.#run = run;
  }

  write(number, state, more) {
    const line = { number, state, ...more, run: this.#run };
    this.states.set(number, line);
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
