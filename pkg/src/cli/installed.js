// Packages that are no dependency of this one: taken from where the program is, or from where it is called.

import { createRequire } from "node:module";
import { join } from "node:path";

import { Failure } from "./exit.js";

/**
 * The path of a module of a package that may be missing.
 *
 * @param {string} specifier
 * @param {string} packageName
 * @param {string} why
 */
export function installed(specifier, packageName, why) {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return createRequire(from).resolve(specifier);
    } catch (error) {
      const { code } = /** @type {any} */ (error);
      if (code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Failure(`${why} needs ${packageName}, which is not installed here: npm install --save-dev ${packageName}`);
}
