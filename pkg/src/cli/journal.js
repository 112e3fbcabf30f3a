// The journal of a run: begun rows and their outcomes, a line each, in a file that survives a crash. It has no personal
// data: rows are known by their number.

import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";

import { Failure } from "./exit.js";

/**
 * @typedef {{ row: number, status: "begun" | "sent" | "not sent" | "maybe", dedupeKey?: string, code?: string }} Entry
 */

export class Journal {
  #path;
  #file;
  /** The last line of each row. @type {Map<number, Entry>} */
  #last = new Map();
  /** The keys that rows were begun with. @type {Map<number, string>} */
  #keys = new Map();

  /**
   * Opens a journal, or begins one.
   *
   * @param {string} path
   * @param {string} source tells what is sent: a journal of something else is refused
   */
  constructor(path, source) {
    this.#path = path;
    this.#lock();
    try {
      this.#file = this.#open(source);
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  /** @param {string} source */
  #open(source) {
    let text = "";
    try {
      text = readFileSync(this.#path, "utf8");
    } catch (error) {
      if (/** @type {any} */ (error).code !== "ENOENT") throw unusable(this.#path, error);
    }
    const lines = text.split("\n");
    // What a crash cut off never counted.
    const torn = lines.pop() ?? "";
    const [head, ...entries] = lines;
    if (head !== undefined) {
      if (parsed(head)?.source !== source)
        throw new Failure(
          `${this.#path} is the journal of something else: the rows or the message have changed since. Send the rest from a file of its own, or give --journal another path; rows that the old journal has as sent would be sent again.`,
        );
      for (const line of entries) this.#note(parsed(line));
    }
    try {
      const file = openSync(this.#path, head === undefined ? "w" : "a", 0o600);
      if (head === undefined) writeSync(file, `${JSON.stringify({ journal: "smooch send", source })}\n`);
      else if (torn) writeSync(file, "\n");
      return file;
    } catch (error) {
      throw unusable(this.#path, error);
    }
  }

  /** @param {Entry | undefined} entry */
  #note(entry) {
    if (typeof entry?.row !== "number") return;
    this.#last.set(entry.row, entry);
    if (entry.dedupeKey) this.#keys.set(entry.row, entry.dedupeKey);
  }

  /** @param {number} row */
  isSent(row) {
    return this.#last.get(row)?.status === "sent";
  }

  /**
   * The key that a row was begun with.
   *
   * @param {number} row
   */
  keyOf(row) {
    return this.#keys.get(row);
  }

  /** How many rows were sent. */
  get sent() {
    return [...this.#last.values()].filter(({ status }) => status === "sent").length;
  }

  /** @param {Entry} entry */
  write(entry) {
    this.#note(entry);
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    // On the disk before the message leaves: even a loss of power must not forget its key.
    if (entry.status === "begun") fdatasyncSync(this.#file);
  }

  close() {
    closeSync(this.#file);
    this.#unlock();
  }

  /** Two that send the same rows at once would both send them. */
  #lock() {
    const lock = `${this.#path}.lock`;
    for (;;) {
      try {
        return writeFileSync(lock, `${process.pid}`, { flag: "wx" });
      } catch (error) {
        if (/** @type {any} */ (error).code !== "EEXIST") throw unusable(lock, error);
      }
      const owner = Number(readFileSync(lock, "utf8"));
      if (isAlive(owner))
        throw new Failure(`Process ${owner} is sending these rows. If there is no such process, remove ${lock}.`);
      rmSync(lock, { force: true });
    }
  }

  #unlock() {
    rmSync(`${this.#path}.lock`, { force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {any} */ (error).code === "EPERM";
  }
}

/** @param {string} line */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {unknown} error
 */
function unusable(path, error) {
  return new Failure(`${path} cannot be used: ${/** @type {any} */ (error).code}.`);
}
