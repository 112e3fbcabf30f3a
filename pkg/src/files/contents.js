// The contents of a file, whatever they are given as: as a Blob, up to a maximum size.

import { inTime } from "../in-time.js";
import { isOurs } from "../error-class.js";
import { isBytes, isFile, isStream } from "../payload.js";
import { invalid, unsent } from "../to-error.js";

const NOT_SENT = "Nothing was sent.";

/**
 * @typedef {object} Contents
 * @property {Blob} blob
 * @property {string} name empty if nothing tells it
 * @property {string} type empty if nothing tells it
 */

/**
 * The limits within which a file is read.
 *
 * @typedef {object} Limits
 * @property {number} most bytes
 * @property {AbortSignal} [signal] ends the reading
 * @property {number} [deadline] ends it after so many milliseconds
 */

/**
 * Reads a file, whatever it is given as, and its name and type with `finish`. A foreign file may throw anything, or
 * never end: every failure is an error of this package.
 *
 * @template T
 * @param {any} file
 * @param {Limits} limits
 * @param {(contents: Contents) => T | Promise<T>} finish may read the first bytes
 * @returns {Promise<T>}
 */
export async function contentsOf(file, { most, signal, deadline }, finish) {
  /** @type {(error: unknown) => void} */
  let stop;
  const stopped = new Promise((_, reject) => (stop = reject));
  // Nobody waits for it unless the file is a stream.
  stopped.catch(() => {});
  const ended = (/** @type {boolean} */ isAborted) => {
    const error = isAborted
      ? unsent("AbortError", "aborted", `The signal ended the reading of the file. ${NOT_SENT}`, {}, signal?.reason)
      : unsent("TimeoutError", "deadline", `The deadline was over before the file was read. ${NOT_SENT}`, {
          retryable: true,
        });
    stop(error);
    return error;
  };
  try {
    return await inTime(read(file, most, stopped).then(finish), { signal, milliseconds: deadline }, ended);
  } catch (error) {
    if (isOurs(error)) throw error;
    const message = `The file could not be read: cause says why. ${NOT_SENT}`;
    throw unsent("SmoochError", "unreadable_file", message, {}, error);
  }
}

/**
 * @param {any} file
 * @param {number} most
 * @param {Promise<any>} stopped rejects when the reading ends
 * @returns {Promise<Contents>}
 */
async function read(file, most, stopped) {
  if (isFile(file)) {
    if (file.size > most) throw tooLarge(most);
    return { blob: file, name: textOf(file.name), type: textOf(file.type) };
  }
  if (isBytes(file)) {
    if (file.byteLength > most) throw tooLarge(most);
    return { blob: new Blob([/** @type {BufferSource} */ (file)]), name: "", type: "" };
  }
  if (typeof file?.headers?.get === "function" && typeof file.ok === "boolean") {
    if (!file.ok) throw wrong(`a response with a file, not with status ${file.status}`, "another response");
    if (file.bodyUsed || file.body?.locked)
      throw wrong("a response that was not read before", "a response that was read");
    const blob = await buffered(file.body ?? [], most, stopped);
    return { blob, name: lastOf(textOf(file.url)), type: textOf(file.headers.get("content-type")) };
  }
  if (isStream(file)) {
    if (file.locked) throw wrong("a stream that nobody else reads", "a stream that is locked");
    return { blob: await buffered(file, most, stopped), name: "", type: "" };
  }
  const advice =
    typeof file === "string" ? ". Open a path first: await openAsBlob(path) of node:fs, Bun.file(path)" : "";
  throw wrong(`a Blob, a File, bytes, a stream or a Response${advice}`, typeof file);
}

/**
 * Reads a stream to its end.
 *
 * @param {any} stream
 * @param {number} most
 * @param {Promise<any>} stopped
 */
async function buffered(stream, most, stopped) {
  const chunks = stepsOf(stream);
  /** @type {BlobPart[]} */
  const parts = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([stopped, chunks.next()]);
      if (done) return new Blob(parts);
      const part = typeof value === "string" ? new TextEncoder().encode(value) : value;
      // A Blob would take anything, as text.
      if (!isBytes(part)) throw wrong("a stream of bytes", "a stream of something else");
      size += part.byteLength;
      if (size > most) throw tooLarge(most);
      parts.push(part);
    }
  } catch (error) {
    // Nobody waits for a stream that may never end.
    chunks.end().catch(() => {});
    throw error;
  }
}

/**
 * The chunks of a stream: by its reader, which every runtime has.
 *
 * @param {any} stream
 * @returns {{ next(): Promise<{ done?: boolean, value?: any }>, end(): Promise<void> }}
 */
function stepsOf(stream) {
  if (typeof stream.getReader === "function") {
    const reader = stream.getReader();
    return { next: async () => reader.read(), end: async () => reader.cancel() };
  }
  const steps = (stream[Symbol.asyncIterator] ?? stream[Symbol.iterator]).call(stream);
  return { next: async () => steps.next(), end: async () => steps.return?.() };
}

/**
 * A member of a foreign object, if it is text.
 *
 * @param {unknown} value
 */
function textOf(value) {
  return typeof value === "string" ? value : "";
}

/**
 * The last part of the path of a URL.
 *
 * @param {string} url empty for a response that was made by hand
 */
function lastOf(url) {
  const [last = ""] = /[^/]*$/.exec(url.replace(/[?#].*/s, "").replace(/^\w+:\/\/[^/]*/, "")) ?? [];
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** @param {number} most */
function tooLarge(most) {
  return wrong(`of ${most / 1024 / 1024} MB at most`, "a larger file");
}

/**
 * @param {string} expected
 * @param {string} received
 */
function wrong(expected, received) {
  return invalid("file", `file must be ${expected}.`, expected, received);
}
