// The operations as the build prints them from the rows of `src/api`, and the methods that are made of them. The
// format of a line is in `src/api/line.rs`; except for the form of its arguments, only the core reads it.

import TABLE from "./operations-table.js";
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
 * @property {boolean} [isForm] whether its body is a form with a file in it
 * @property {boolean} [takesBrand] whether its query is part of the options
 * @property {boolean} [isOptional] whether its body may be left out
 * @property {string} [lookup] what is looked up first
 * @property {string} [paging] how its list goes on
 */

/** The digits of the versions at the beginning of a line are sums of these. @type {Record<string, number>} */
const BITS = { v1: 1, "v1.1": 2, v2: 4 };

/** The names that a client has: its verbs and its namespaces. */
export const NAMES = new Set(TABLE.match(/(?<=^\d)\w+/gm));

/** The lines of a version, without their digits, by name. @type {Record<string, Map<string, string>>} */
const lines = {};

/** By version and name. @type {Record<string, Row>} */
const rows = {};

/** @param {string} version */
function linesOf(version) {
  return (lines[version] ??= new Map(
    TABLE.split("\n")
      .filter((line) => Number(line[0]) & (BITS[version] ?? 0))
      .map((line) => [line.slice(1, line.indexOf(" ")), line.slice(1)]),
  ));
}

/**
 * An operation of a version. Its line is read when it is first asked for: nobody uses them all.
 *
 * @param {string} version
 * @param {string} name
 */
export function rowOf(version, name) {
  const line = linesOf(version).get(name);
  return line === undefined ? undefined : (rows[version + name] ??= rowIn(version, line));
}

/**
 * @param {string} version
 * @param {string} line
 * @returns {Row}
 */
function rowIn(version, line) {
  const [name = "", method, flags = "", path = ""] = line.split(" ");
  /** @type {Record<string, string>} */
  const {
    b,
    n = b,
    q,
    o,
    i,
    l,
    p,
  } = Object.fromEntries((flags.match(/../g) ?? []).map(([letter, value]) => [letter, value]));
  return {
    name,
    line: line.replace("^", `/${version}`),
    // `^` is the version: the path is not below the app.
    route: `${method} ${unnamed(path).replace("^", "")}`,
    own: `${name} ${method} ${flags.replace(/[ilp]./g, "")}`,
    ids: Number(i ?? path.split(/{(?!appId)/).length - 1),
    hasBody: !!n,
    hasQuery: !!q,
    takesBrand: !!o,
    isOptional: n !== b,
    isForm: b === "m",
    lookup: l,
    paging: p,
  };
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
 * The line of a request that a caller puts together. A method and a path that a row has take what it says of retries
 * and bodies.
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
  const all = Array.from(linesOf(version).keys(), (name) => rowOf(version, name));
  const row = all.find((row) => row?.route === `${method} ${below}`);
  // A line break would end the line: the core refuses a space in its place.
  return `${row?.own ?? `request ${method} `}${retry ? "s0" : ""} ${path}`.replaceAll("\n", " ");
}

/**
 * Makes a call. Of a list it gives the pages.
 *
 * @typedef {(row: Row, ids: unknown[], body: unknown, options: any, query: any) => any} Make
 */

/**
 * The verb or the namespace of that name. An operation that the version lacks says so when it is called.
 *
 * @param {string} name
 * @param {string} version
 * @param {Make} make
 */
export function methodsOf(name, version, make) {
  if (new RegExp(`^\\d${name} `, "m").test(TABLE)) return methodOf(name, version, make);
  const names = new Set(TABLE.match(new RegExp(`(?<=^\\d${name}\\.)\\w+`, "gm")));
  return Object.fromEntries([...names].map((method) => [method, methodOf(`${name}.${method}`, version, make)]));
}

/**
 * @param {string} name
 * @param {string} version
 * @param {Make} make
 */
function methodOf(name, version, make) {
  const row = rowOf(version, name);
  if (!row) return () => lacking(name);
  const { ids, hasBody, hasQuery, isOptional } = row;
  return (/** @type {any[]} */ ...given) => {
    let at = ids;
    let body = hasBody ? given[at++] : undefined;
    if (isOptional) body ??= {};
    const query = hasQuery ? given[at++] : undefined;
    return make(row, given.slice(0, ids), body, given[at], query);
  };
}

/**
 * The error of an operation that the version lacks.
 *
 * @param {string} name
 */
export function lackingError(name) {
  const what = versionsOf(name).join(" or ");
  const message = `${name} needs apiVersion ${what}: this client speaks another version.`;
  return invalid("apiVersion", message, what, "another version");
}

/** The versions that have an operation. @param {string} name */
function versionsOf(name) {
  return Object.keys(BITS).filter((version) => rowOf(version, name));
}

/**
 * The result of an operation that the version lacks: a promise, or a list, that fails.
 *
 * @param {string} name
 */
function lacking(name) {
  const error = lackingError(name);
  if (!rowOf(versionsOf(name)[0] ?? "", name)?.paging) return Promise.reject(error);
  // eslint-disable-next-line require-yield
  const items = async function* () {
    throw error;
  };
  return { [Symbol.asyncIterator]: items, items };
}
