// Classes that keep their names when bundlers shorten all others.

/**
 * Those that there are, by name.
 *
 * @type {Record<string, any>}
 */
export const classes = {};

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
