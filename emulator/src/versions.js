// @ts-check
// The versions of the API that the emulator speaks, one row each; all of them share one state. A later version is a
// folder beside `v1` and a row here.
import { operations } from "./v1/operations.js";

/**
 * @typedef {object} ApiVersion
 * @property {{ name: string, method: string, path: string, status?: number, body?: string, run: (call: any) => Record<string, unknown> }[]} operations
 * @property {(code: string, description: string) => object} envelope the body of an error
 */

/**
 * @param {string} code
 * @param {string} description
 */
const envelope = (code, description) => ({ error: { code, description } });

/** @type {Record<string, ApiVersion>} */
export const versions = {
  v1: { operations, envelope },
  "v1.1": { operations, envelope },
};

/**
 * The name of the operation that a request asks for; undefined when there is none.
 * @param {string} method
 * @param {string} version
 * @param {string} path the short path
 */
export function operationOf(method, version, path) {
  const parts = path.split("/");
  return versions[version]?.operations.find((operation) => {
    const words = operation.path.split("/");
    return (
      operation.method === method &&
      words.length === parts.length &&
      words.every((word, index) => (word.startsWith(":") ? parts[index] !== "" : word === parts[index]))
    );
  })?.name;
}

/** The names of all operations, for those who match by them. */
export const operationNames = [
  ...new Set(Object.values(versions).flatMap(({ operations }) => operations.map(({ name }) => name))),
];
