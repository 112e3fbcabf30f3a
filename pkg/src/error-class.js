// Classes that keep their names when bundlers shorten all others, and the mark of all errors.

/** Marks the errors of every copy of this package: `instanceof` fails between two of them. */
export const BRAND = Symbol.for("smooch-edge.error");

/**
 * Those that there are, by name. `errors.js` makes them; `smooch-edge/queue` has those of its client.
 *
 * @type {Record<string, any>}
 */
export const classes = {};

/**
 * Whether it is an error of this package, of whichever copy.
 *
 * @param {any} value
 */
export function isOurs(value) {
  return Boolean(value?.[BRAND]);
}

/**
 * A class of that name.
 *
 * @template {new (...given: any[]) => any} Base
 * @param {string} name
 * @param {Base} base
 * @returns {Base}
 */
export function named(name, base) {
  return Object.assign(classes, {
    [name]: class extends base {
      static kind = name;
    },
  })[name];
}
