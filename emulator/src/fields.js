// @ts-check
// Reads fields of bodies by hand: what the model does not check, and what an operation must be sure of so that no
// body can break it. Each complaint names the field by its path.
import { badRequest } from "./errors.js";

/** @import { Flat } from "./records.js" */

/** @typedef {Record<string, any>} Fields */

const KINDS = {
  string: { fits: (/** @type {unknown} */ value) => typeof value === "string", name: "a string" },
  boolean: { fits: (/** @type {unknown} */ value) => typeof value === "boolean", name: "true or false" },
  number: { fits: (/** @type {unknown} */ value) => Number.isFinite(value), name: "a number" },
  object: { fits: isObject, name: "an object" },
  list: { fits: Array.isArray, name: "a list" },
};

/** @typedef {keyof typeof KINDS} Kind */

/**
 * @param {Fields} fields
 * @param {string} name
 * @param {Kind} kind
 * @param {string} [at] path of the fields, with a dot at its end
 * @returns {any} undefined when it is not given
 */
export function optional(fields, name, kind, at = "") {
  const value = fields[name];
  if (value !== undefined && !KINDS[kind].fits(value)) throw badRequest(`${at}${name} must be ${KINDS[kind].name}.`);
  return value;
}

/**
 * @param {Fields} fields
 * @param {string} name
 * @param {Kind} kind
 * @param {string} [at]
 * @returns {any}
 */
export function required(fields, name, kind, at = "") {
  if (fields[name] === undefined) throw badRequest(`${at}${name} is required.`);
  return optional(fields, name, kind, at);
}

/**
 * A field that null clears.
 * @param {Fields} fields
 * @param {string} name
 * @param {Kind} kind
 * @param {string} [at]
 * @returns {any}
 */
export function clearable(fields, name, kind, at = "") {
  return fields[name] === null ? null : optional(fields, name, kind, at);
}

/**
 * @template {string} T
 * @param {Fields} fields
 * @param {string} name
 * @param {readonly T[]} values
 * @param {string} [at]
 * @returns {T}
 */
export function oneOf(fields, name, values, at = "") {
  const value = required(fields, name, "string", at);
  if (!values.includes(value)) throw badRequest(`${at}${name} must be one of ${values.join(", ")}.`);
  return value;
}

/**
 * A list of objects, which may be absent.
 * @param {Fields} fields
 * @param {string} name
 * @param {string} [at]
 * @returns {Fields[]}
 */
export function objects(fields, name, at = "") {
  const list = /** @type {unknown[]} */ (optional(fields, name, "list", at) ?? []);
  return list.map((item, index) => {
    if (!isObject(item)) throw badRequest(`${at}${name}[${index}] must be an object.`);
    return item;
  });
}

/**
 * Metadata: a flat object of strings, numbers and booleans.
 * @param {Fields} fields
 * @param {string} [at]
 * @returns {Flat | null | undefined}
 */
export function metadata(fields, at = "") {
  const flat = clearable(fields, "metadata", "object", at);
  for (const [key, value] of Object.entries(flat ?? {})) {
    if (!["string", "number", "boolean"].includes(typeof value))
      throw badRequest(`${at}metadata.${key} must be a string, a number or a boolean.`);
  }
  return flat;
}

/**
 * The fields that are given.
 * @template {Fields} T
 * @param {T} fields
 * @returns {{ [K in keyof T]: Exclude<T[K], undefined> }}
 */
export function given(fields) {
  return /** @type {any} */ (Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));
}

/**
 * @param {unknown} value
 * @returns {value is Fields}
 */
function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
