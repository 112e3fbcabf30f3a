// A body from the command line: fields, JSON, files and the standard input, merged in the order they are given.

import { openAsBlob, readFileSync } from "node:fs";
import { basename } from "node:path";
import { buffer as bytesOf } from "node:stream/consumers";

import { UsageError } from "./exit.js";

/**
 * The body of an operation.
 *
 * @param {string[]} parts `{…}`, `@file`, `-`, `name=text`, `name:=json`
 * @returns {Promise<Record<string, any> | undefined>} nothing if nothing is given
 */
export async function bodyOf(parts) {
  if (parts.length === 0) return undefined;
  /** @type {Record<string, any>} */
  const body = {};
  for (const part of parts) merge(body, await partOf(part));
  return body;
}

/**
 * A file to upload.
 *
 * @param {string} part `@file`
 */
export async function fileOf(part) {
  if (!part.startsWith("@")) throw new UsageError(`Give the file to upload as @path, not "${part}".`);
  const path = part.slice(1);
  try {
    return new File([await openAsBlob(path)], basename(path));
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * Fields, for `--query`.
 *
 * @param {string[]} parts `name=text`, `name:=json`
 */
export function fieldsOf(parts) {
  /** @type {Record<string, any>} */
  const fields = {};
  for (const part of parts) merge(fields, fieldOf(part));
  return fields;
}

/**
 * @param {string} part
 * @returns {Promise<Record<string, any>>}
 */
async function partOf(part) {
  if (part === "-") return jsonOf(decoded(await bytesOf(process.stdin), "the standard input"), "the standard input");
  if (part.startsWith("@")) {
    const path = part.slice(1);
    let bytes;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      throw unreadable(path, error);
    }
    return jsonOf(decoded(bytes, path), path);
  }
  if (part.trimStart().startsWith("{")) return jsonOf(part, "the argument");
  return fieldOf(part);
}

/**
 * `a.b=text` or `a.b:=json`, as an object.
 *
 * @param {string} part
 */
function fieldOf(part) {
  const [, path, isJson, text = ""] = /^([\w.-]+)(:?)=([\s\S]*)$/.exec(part) ?? [];
  if (path === undefined)
    throw new UsageError(
      `"${part.slice(0, 40)}" is no part of a body. Give name=text, name:=json, a JSON object, @file, or - for the standard input.`,
    );
  /** @type {any} */
  let value = text;
  if (isJson) {
    try {
      value = JSON.parse(text);
    } catch {
      throw new UsageError(`${path} is not JSON. For text give ${path}=…`);
    }
  }
  return path.split(".").reduceRight((inner, name) => Object.fromEntries([[name, inner]]), value);
}

/**
 * Text in UTF-8, without its byte order mark. A letter that cannot be read would reach people as "\ufffd".
 *
 * @param {Uint8Array} bytes
 * @param {string} where
 */
function decoded(bytes, where) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`The text of ${where} is not UTF-8.`);
  }
}

/**
 * @param {string} text
 * @param {string} where
 */
function jsonOf(text, where) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The engine's words echo the text: only the place is told.
    const [place] = /position \d+/.exec(/** @type {Error} */ (error).message) ?? [];
    throw new UsageError(`The JSON of ${where} cannot be read${place ? `, at ${place}` : ""}.`);
  }
  if (!isObject(value)) throw new UsageError(`The JSON of ${where} must be an object.`);
  return value;
}

/**
 * Puts the members of one object into another, at any depth. The later one counts.
 *
 * @param {Record<string, any>} into
 * @param {Record<string, any>} from
 */
function merge(into, from) {
  for (const [name, value] of Object.entries(from)) {
    const old = Object.hasOwn(into, name) ? into[name] : undefined;
    if (isObject(old) && isObject(value)) merge(old, value);
    // Not by assignment, for which `__proto__` is no name.
    else Object.defineProperty(into, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

/** @param {unknown} value */
function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/**
 * @param {string} path
 * @param {unknown} error
 */
function unreadable(path, error) {
  return new UsageError(`${path} cannot be read: ${/** @type {any} */ (error).code ?? "it is no file"}.`);
}
