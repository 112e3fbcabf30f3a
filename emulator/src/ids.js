// @ts-check
// Ids in the service's own shapes, counted and not random: Workers refuse randomness while a module loads, a page
// without https has no `crypto.randomUUID`, and a test that fails should show the same ids when it runs again.

/** Makes ids that never repeat within one emulator. */
export class Ids {
  #count = 0;
  #next = noise(0x5e0c4);

  /**
   * 24 hex digits that begin with the seconds, as an ObjectId does.
   * @param {number} ms
   */
  object(ms) {
    this.#count += 1;
    const seconds = Math.floor(ms / 1000)
      .toString(16)
      .padStart(8, "0")
      .slice(-8);
    return `${seconds}${this.hex(10)}${this.#count.toString(16).padStart(6, "0").slice(-6)}`;
  }

  uuid() {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
  }

  /** @param {number} digits */
  hex(digits) {
    let text = "";
    while (text.length < digits) text += this.#next().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }
}

/**
 * Numbers of 32 bits that look random and are the same for the same seed (mulberry32).
 * @param {number} seed
 * @returns {() => number}
 */
export function noise(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/**
 * A number made of a text, the same each time: for invented names and page-scoped ids.
 * @param {string} text
 */
export function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
