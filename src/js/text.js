// Copies text into the module's memory. wasm-bindgen's own way goes character by character, which from 40 on is slower:
// a call with a body of 1.6 kB takes a fifth longer (docs/decisions/0009-build.md).

const encoder = new TextEncoder();

/**
 * Writes `text` as UTF-8; returns the number of bytes.
 *
 * @param {string} text
 * @param {Uint8Array} into at least three bytes for each UTF-16 code unit of `text`
 */
export function encode(text, into) {
  return encoder.encodeInto(text, into).written;
}
