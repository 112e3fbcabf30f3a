// A list that is filled at its end and emptied at its beginning, at the same cost however long it is. `Array.shift`
// moves all that is left.

/** How many places at the beginning may be empty before the rest is moved. */
const EMPTY = 1024;

/** @template T */
export class Fifo {
  /** @type {(T | undefined)[]} */
  #items = [];
  #first = 0;

  /** @param {T} item */
  push(item) {
    this.#items.push(item);
  }

  /** The first, which stays; `undefined` if there is none. */
  peek() {
    return this.#items[this.#first];
  }

  /** Takes the first. */
  shift() {
    const item = this.#items[this.#first];
    if (this.#first === this.#items.length) return undefined;
    this.#items[this.#first++] = undefined;
    // Moved only when at least half of it is empty: once for each item, all in all.
    if (this.#first >= EMPTY && this.#first * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }
}
