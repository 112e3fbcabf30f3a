// Takes the compression off a body, as it comes, and no more of it than is read.

/** @import { Readable } from "node:stream" */

import { builtin } from "./modules.js";

/**
 * The encodings that a request accepts. Node 22 has zstd since 22.15, but takes a body of it that breaks off for a
 * whole one.
 */
export const ACCEPTED = `gzip, deflate, br${parseInt(globalThis.process?.versions?.node ?? "0") >= 24 ? ", zstd" : ""}`;

/** More codings than this are no honest response; undici has the same limit. */
const MOST = 5;

/**
 * The codings of a body, the last applied first; none if one is unknown: the body is then given as it is.
 *
 * @param {string | null} header `Content-Encoding`
 * @returns {string[]}
 */
export function codings(header) {
  if (!header) return [];
  const names = header.split(",").map((name) => name.trim().toLowerCase());
  if (names.length > MOST) throw new Error(`The response has more than ${MOST} content codings.`);
  const known = names.every((name) => /^(x-)?gzip$|^deflate$|^br$/.test(name) || (name === "zstd" && hasZstd()));
  return known ? names.reverse() : [];
}

const hasZstd = () => "createZstdDecompress" in builtin("zlib");

/**
 * Returns a stream of what is in the body; it fails if the body breaks off, too.
 *
 * @param {Readable} body
 * @param {string[]} names the last applied first
 * @param {(body: Readable) => void} use
 */
export function decompress(body, names, use) {
  body.once("readable", () => {
    const first = body.read();
    // An empty body is no compressed one; fetch takes it as empty, too.
    if (first === null) return use(body);
    body.unshift(first);
    const decoders = names.map((name, index) => decoder(name, index === 0 ? first : undefined));
    use(/** @type {any} */ (builtin("stream").pipeline)([body, ...decoders], () => {}));
  });
}

/**
 * @param {string} name
 * @param {Uint8Array} [first] bytes of what it takes, if they are known
 */
function decoder(name, first) {
  const zlib = builtin("zlib");
  switch (name) {
    case "br":
      return zlib.createBrotliDecompress();
    case "zstd":
      return /** @type {any} */ (zlib).createZstdDecompress();
    case "deflate":
      // With the wrapping of zlib, as RFC 9110 (8.4.1.2) wants it, or without, as some servers send it.
      return !first || (Number(first[0]) & 0x0f) === 0x08 ? zlib.createInflate() : zlib.createInflateRaw();
    default:
      return zlib.createGunzip();
  }
}
