// The operations as the build prints them from the rows of `src/api`, and the methods that are made of them. What a
// line says is in `src/api/line.rs`; but for how its arguments are given, it is the core's to read.

import LINES from "./operations-table.js";
import { invalid } from "./to-error.js";

/**
 * An operation, as a version has it.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} line what the core reads
 * @property {string} route its method and path, for `request`
 * @property {string} own its line for `request`, but for the path: a caller gives every id, so that nothing is looked up
 * @property {number} ids how many the caller gives
 * @property {boolean} hasBody
 * @property {boolean} hasQuery
 * @property {string} [lookup] what is looked up first
 * @property {string} [paging] how its list goes on
 */

/** The digits of the versions at the beginning of a line are sums of these. @type {Record<string, number>} */
const BITS = { v1: 1, "v1.1": 2, v2: 4 };

/** The names that a client has: its verbs and its namespaces. */
export const NAMES = new Set(LINES.match(/(?<=^\d)\w+/gm));

/** @type {Record<string, Map<string, Row>>} by version and name */
const known = {};

/**
 * The operations of a version, by their names.
 *
 * @param {string} version
 * @returns {Map<string, Row>}
 */
export function rowsOf(version) {
  return (known[version] ??= new Map(
    LINES.split("\n")
      .filter((line) => Number(line[0]) & Number(BITS[version]))
      .map((line) => {
        const [name = "", method, flags = "", path = ""] = line.slice(1).split(" ");
        /** @type {Record<string, string>} */
        const { b, q, i, l, p } = Object.fromEntries(
          (flags.match(/../g) ?? []).map(([letter, value]) => [letter, value]),
        );
        const row = {
          name,
          line: line.slice(1),
          route: `${method} ${unnamed(path)}`,
          own: `${name} ${method} ${flags.replace(/[ilp]./g, "")}`,
          ids: Number(i ?? path.split("{").length - 1),
          hasBody: b !== undefined,
          hasQuery: q !== undefined && p !== "f",
          lookup: l,
          paging: p,
        };
        return [name, row];
      }),
  ));
}

/**
 * A path in which all ids are alike, whatever they are called.
 *
 * @param {string} path
 */
function unnamed(path) {
  return path.replace(/{\w*}/g, "{}");
}

/**
 * The line of a request that a caller puts together. A method and a path that a row has take what it says of retries and
 * bodies.
 *
 * @param {string} version of the client
 * @param {string} method
 * @param {string} path
 * @param {unknown} retry
 */
export function lineOf(version, method, path, retry) {
  if (retry !== undefined && retry !== "safe")
    throw invalid("retry", 'retry must be "safe".', '"safe"', "something else");
  const below = unnamed(`${path}`).replace(new RegExp(`^/${version}(/apps/{})?(?=/)`), "");
  const row = [...rowsOf(version).values()].find(({ route }) => route === `${method} ${below}`);
  // A line break would end the line: the core refuses a space in its place.
  return `${row?.own ?? `request ${method} `}${retry ? "s0" : ""} ${path}`.replaceAll("\n", " ");
}

/**
 * Makes a call. Of a list it gives the pages.
 *
 * @typedef {(row: Row, ids: unknown[], body: unknown, options: any, query: any) => any} Make
 */

/**
 * The verb or the namespace of that name. What the version lacks says so when it is called.
 *
 * @param {string} name
 * @param {string} version
 * @param {Make} make
 */
export function methodsOf(name, version, make) {
  if (new RegExp(`^\\d${name} `, "m").test(LINES)) return methodOf(name, version, make);
  const names = new Set(LINES.match(new RegExp(`(?<=^\\d${name}\\.)\\w+`, "gm")));
  return Object.fromEntries([...names].map((method) => [method, methodOf(`${name}.${method}`, version, make)]));
}

/**
 * @param {string} name
 * @param {string} version
 * @param {Make} make
 */
function methodOf(name, version, make) {
  const row = rowsOf(version).get(name);
  if (!row) return () => lacking(name);
  const { ids, hasBody, hasQuery } = row;
  return (/** @type {any[]} */ ...given) => {
    let at = ids;
    const body = hasBody ? given[at++] : undefined;
    const query = hasQuery ? given[at++] : undefined;
    return make(row, given.slice(0, ids), body, given[at], query);
  };
}

/**
 * What a version gives that lacks an operation: a promise, or a list, that fails.
 *
 * @param {string} name
 */
function lacking(name) {
  const versions = Object.keys(BITS).filter((version) => rowsOf(version).has(name));
  const what = versions.join(" or ");
  const message = `${name} needs apiVersion ${what}: this client speaks another version.`;
  const error = invalid("apiVersion", message, what, "another version");
  if (!rowsOf(versions[0] ?? "").get(name)?.paging) return Promise.reject(error);
  return {
    // eslint-disable-next-line require-yield
    async *[Symbol.asyncIterator]() {
      throw error;
    },
  };
}
