// What goes wrong on the way of messages: a list of fault rules, drawn from a seed.

/** What can go wrong, and how many in a hundred requests it meets. The emulator's phases say whether it was done. */
const FAULTS = [
  [3, { retryAfter: 0 }],
  [0.1, { status: 429 }],
  [2, { status: 503, retryAfter: 0 }],
  [1, { status: 500, phase: "before" }],
  [1, { status: 500, phase: "after" }],
  [1, { reset: "before-read" }],
  [1, { reset: true, phase: "before" }],
  [1, { reset: true, phase: "after" }],
  [0.5, { reset: "after-headers" }],
  [0.5, { cutAt: 20 }],
  [0.5, { invalidJson: true }],
  [0.3, { silence: true, phase: "before" }],
  [0.3, { silence: true, phase: "after" }],
];

/** Numbers between 0 and 1 (mulberry32). */
export function* random(seed) {
  for (let state = seed | 0; ;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/**
 * The rules for so many requests, each for one of them. A rule counts only the requests that no rule before it took.
 *
 * @param {number} count
 * @param {Iterator<number>} numbers
 */
export function rules(count, numbers) {
  const list = [];
  for (let position = 0; position < count; position++) {
    let left = numbers.next().value * 100;
    const fault = FAULTS.find(([share]) => (left -= share) < 0)?.[1];
    if (fault) list.push({ ...fault, after: position - list.length });
  }
  return list;
}
