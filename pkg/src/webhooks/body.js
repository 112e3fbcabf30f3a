// Reads the body of a delivery, in whatever form the server has it, up to a size.

import { isBytes } from "../payload.js";
import { WebhookError } from "./error.js";

/** @typedef {Uint8Array | string} Chunk */

/**
 * The body as the value that its JSON is.
 *
 * @param {any} request
 * @param {number} largest in bytes
 * @returns {Promise<unknown>}
 */
export async function read(request, largest) {
  const { body } = request;
  if (request.bodyUsed === true) throw new WebhookError("body_unreadable");
  // A Node request is its own body; if a parser has read it, `body` is its result.
  const source = body ?? (request[Symbol.asyncIterator] ? request : "");
  if (isParsed(source)) return source;
  if (request.isBase64Encoded !== true) return parse(await collect(source, largest));
  // Four characters encode three bytes.
  return parse([fromBase64(await collect(source, Math.ceil(largest / 3) * 4))]);
}

/** @param {any} source */
function isParsed(source) {
  return (
    typeof source === "object" &&
    !isBytes(source) &&
    typeof source.getReader !== "function" &&
    source[Symbol.asyncIterator] === undefined
  );
}

/**
 * @param {any} source
 * @param {number} largest
 * @returns {Promise<Uint8Array[]>}
 */
async function collect(source, largest) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  const next = pieces(source);
  for (;;) {
    let result;
    try {
      result = await next.read();
    } catch (cause) {
      throw new WebhookError("body_unreadable", cause);
    }
    if (result.done) return chunks;
    const chunk = bytes(result.value);
    size += chunk.byteLength;
    if (size > largest) {
      next.stop();
      throw new WebhookError("body_too_large");
    }
    chunks.push(chunk);
  }
}

/**
 * A way to read a source piece by piece, and to stop.
 *
 * @param {any} source
 * @returns {{ read: () => Promise<{ done?: boolean, value?: any }>, stop: () => void }}
 */
function pieces(source) {
  if (typeof source.getReader === "function") {
    const reader = source.getReader();
    return { read: () => reader.read(), stop: () => void reader.cancel().catch(() => {}) };
  }
  if (source[Symbol.asyncIterator] === undefined) {
    let given = false;
    const read = async () => (given ? { done: true } : ((given = true), { done: false, value: source }));
    return { read, stop: () => {} };
  }
  const iterator = source[Symbol.asyncIterator]();
  // To end the iterator would end a Node request with its connection, and the sender would not hear why. Nor does one
  // hear that is still sending: the rest is read and dropped, which the server's own time for a request bounds.
  return { read: () => iterator.next(), stop: () => void drain(iterator).catch(() => {}) };
}

/** @param {AsyncIterator<unknown>} iterator */
async function drain(iterator) {
  while (!(await iterator.next()).done);
}

/**
 * @param {any} chunk
 * @returns {Uint8Array}
 */
function bytes(chunk) {
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (isBytes(chunk)) return new Uint8Array(chunk);
  throw new WebhookError("body_unreadable");
}

/** @param {Uint8Array[]} chunks */
function fromBase64(chunks) {
  try {
    return Uint8Array.from(atob(text(chunks)), (character) => character.charCodeAt(0));
  } catch {
    throw new WebhookError("not_json");
  }
}

/** @param {Uint8Array[]} chunks */
function parse(chunks) {
  try {
    return JSON.parse(text(chunks));
  } catch {
    // The parser's message would show a part of the body.
    throw new WebhookError("not_json");
  }
}

/** @param {Uint8Array[]} chunks */
function text(chunks) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}
