// Reads the binary form of a WebAssembly module, as far as the build has to.

/**
 * The unsigned number (LEB128) that begins at `at`, and where it ends.
 *
 * @param {Uint8Array} bytes
 * @param {number} at
 */
export function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at };
  }
}

/**
 * The contents of the section of that id (10 is code, 11 is data), and where they begin.
 *
 * @param {Buffer} bytes a module
 * @param {number} id
 */
export function section(bytes, id) {
  for (let at = 8; at < bytes.length;) {
    const { value: size, end: start } = number(bytes, at + 1);
    if (bytes[at] === id) return { start, contents: bytes.subarray(start, start + size) };
    at = start + size;
  }
  throw new Error(`The module has no section ${id}.`);
}

/**
 * The one active segment of data, and the address at which it will stand.
 *
 * @param {Buffer} bytes a module
 */
export function data(bytes) {
  const { contents } = section(bytes, 11);
  // Their number, the kind 0, and an address: `i32.const address, end`.
  const { value: address, end } = number(contents, number(contents, 0).end + 2);
  const { value: size, end: start } = number(contents, end + 1);
  return { address, contents: contents.subarray(start, start + size) };
}

/**
 * The instruction `i32.const value`.
 *
 * @param {number} value
 */
export function constant(value) {
  const bytes = [0x41];
  // Signed: the last byte of a positive number is below 0x40.
  for (; value > 0x3f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

/**
 * A number as LEB128.
 *
 * @param {number} value
 */
export function unsigned(value) {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}
