// @ts-check
// The versions of the API that the emulator speaks, one row each; all of them share one state. A later version is a
// folder beside `v1` and a row here.
import { readPath } from "./path.js";
import { operations as media } from "./media.js";
import { operations as oauth } from "./oauth.js";
import { operations } from "./v1/operations.js";
import { operations as operationsOfV2, envelope as envelopeOfV2 } from "./v2/operations.js";

/** @import { Operation } from "./operation.js" */
/** @import { Path } from "./path.js" */

/**
 * @typedef {object} ApiVersion
 * @property {Operation[]} operations
 * @property {(code: string, description: string) => object} envelope the body of an error
 * @property {boolean} [long] only long paths, with the app in them
 */

// The paths of an account, which stand beside those of its apps.
const OUTER = /^\/(apps(\/[^/]+)?|tokenInfo|serviceaccounts(\/.*)?|whatsapp\/deployments(\/.*)?)$/;

/**
 * @param {string} code
 * @param {string} description
 */
const envelope = (code, description) => ({ error: { code, description } });

/** @type {Record<string, ApiVersion>} */
export const versions = {
  v1: { operations, envelope },
  "v1.1": { operations, envelope },
  v2: { operations: operationsOfV2, envelope: envelopeOfV2, long: true },
  oauth: { operations: oauth, envelope: envelopeOfV2 },
  attachments: { operations: media, envelope: envelopeOfV2 },
};

/**
 * Whether a path is one of the account, and of no app.
 * @param {Path} path
 */
export const isOuter = ({ rest }) => OUTER.test(rest);

/**
 * Whether a path leads to a version of the API, in a form that the version has.
 * @param {Path} path
 */
export function leadsIn(path) {
  const { version, appId } = path;
  const row = Object.hasOwn(versions, version) ? versions[version] : undefined;
  return row !== undefined && !(row.long && appId === undefined && !isOuter(path));
}

/**
 * The body of an error at a path: in the form of its version, or in that of v1.1 where there is none.
 * @param {string} pathname
 * @param {string} code
 * @param {string} description
 */
export function errorBody(pathname, code, description) {
  const { version } = readPath(pathname);
  return (
    (Object.hasOwn(versions, version) ? versions[version]?.envelope : undefined)?.(code, description) ??
    envelope(code, description)
  );
}

/**
 * The operation that a request asks for; undefined when there is none.
 * @param {string} method
 * @param {Path} path
 * @returns {Operation | undefined}
 */
export function operationOf(method, path) {
  if (!leadsIn(path)) return undefined;
  const parts = path.rest.split("/");
  return versions[path.version]?.operations.find((operation) => {
    const words = operation.path.split("/");
    return (
      operation.method === method &&
      words.length === parts.length &&
      words.every((word, index) => (word.startsWith(":") ? parts[index] !== "" : word === parts[index]))
    );
  });
}

/** The names of all operations, for those who match by them. */
export const operationNames = [
  ...new Set(Object.values(versions).flatMap(({ operations }) => operations.map(({ name }) => name))),
];
