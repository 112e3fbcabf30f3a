// @ts-check
// Reads a body of the type multipart/form-data (RFC 7578). By hand: not every runtime's `formData()` takes what the
// published clients send, and the log wants the parts as well.

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} [filename]
 * @property {string} type `text/plain` unless the part says otherwise
 * @property {Uint8Array<ArrayBuffer>} bytes
 */

const LINE_END = [13, 10];
const text = new TextDecoder();

/**
 * The parts of a body; undefined when it is not well formed.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} contentType
 * @returns {Part[] | undefined}
 */
export function readMultipart(bytes, contentType) {
  const [, quoted, plain] = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  const delimiter = new TextEncoder().encode(`--${boundary}`);
  /** @type {Part[]} */
  const parts = [];
  let at = indexOf(bytes, delimiter, 0);
  while (at >= 0) {
    const start = at + delimiter.length;
    if (bytes[start] === 45 && bytes[start + 1] === 45) return parts;
    const next = indexOf(bytes, delimiter, start);
    if (next < 0) return undefined;
    const part = readPart(bytes.subarray(start, next));
    if (part === undefined) return undefined;
    parts.push(part);
    at = next;
  }
  return undefined;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes from the line end after the delimiter to the next delimiter
 * @returns {Part | undefined}
 */
function readPart(bytes) {
  const blank = indexOf(bytes, new Uint8Array([...LINE_END, ...LINE_END]), 0);
  if (blank < 0) return undefined;
  const headers = text.decode(bytes.subarray(0, blank));
  const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(headers)?.[1] ?? "";
  const name = /\bname="([^"]*)"/.exec(disposition)?.[1];
  if (name === undefined) return undefined;
  const filename = /\bfilename="([^"]*)"/.exec(disposition)?.[1];
  return {
    name,
    ...(filename === undefined ? {} : { filename }),
    type: /^content-type:\s*(\S[^\r\n]*)/im.exec(headers)?.[1]?.trim() ?? "text/plain",
    bytes: bytes.slice(blank + 4, bytes.length - LINE_END.length),
  };
}

/**
 * The text of a part.
 * @param {Part} part
 */
export const textOf = ({ bytes }) => text.decode(bytes);

/**
 * A body for the log: fields as texts, files by their name, type and size.
 * @param {Part[]} parts
 */
export function describe(parts) {
  return Object.fromEntries(
    parts.map((part) => [
      part.name,
      part.filename === undefined
        ? textOf(part)
        : { filename: part.filename, type: part.type, size: part.bytes.length },
    ]),
  );
}

/**
 * @param {Uint8Array} bytes
 * @param {Uint8Array} wanted
 * @param {number} from
 */
function indexOf(bytes, wanted, from) {
  const first = /** @type {number} */ (wanted[0]);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < wanted.length && bytes[at + length] === wanted[length]) length += 1;
    if (length === wanted.length) return at;
  }
  return -1;
}
