// The progress of a run: a bar on a terminal, else a line for each tenth.

import { note } from "./print.js";

const WIDTH = 30;

/** @import { QueueProgress } from "smooch-edge/queue" */

/**
 * @param {number} total
 * @param {number} before how many were sent in runs before
 * @param {NodeJS.WriteStream} [stream]
 */
export function progress(total, before, stream = process.stderr) {
  let tenth = -1;
  return {
    /** @param {QueueProgress} counts */
    show({ sent, notSent, maybe }) {
      const done = before + sent + notSent + maybe;
      const text = `${done}/${total}  sent ${before + sent}, not sent ${notSent}, maybe ${maybe}`;
      if (stream.isTTY) {
        const full = Math.floor((WIDTH * done) / Math.max(total, 1));
        stream.write(`\r[${"#".repeat(full)}${" ".repeat(WIDTH - full)}] ${text}\x1b[K`);
      } else if (Math.floor((10 * done) / total) > tenth) {
        tenth = Math.floor((10 * done) / total);
        note(text);
      }
    },
    /** Makes room for a line of text. */
    clear() {
      if (stream.isTTY) stream.write("\r\x1b[K");
    },
  };
}
