// @ts-check
// Reads the body of a request and checks it by the model, refusing what the service refuses (docs/api/v1.md, section 3).
// The checks themselves are compiled from the Rust model's JSON Schemas.
import { validators } from "../generated/validators.js";
import { complaint } from "./complaint.js";
import { badRequest, tooLarge } from "./errors.js";
import { readMultipart } from "./multipart.js";

/** @import { Operation } from "./operation.js" */

const LIMIT = 100 * 1024;
const MEGABYTE = 1024 * 1024;
// The size of a file (docs/api/v1.md, section 13; docs/api/v2.md, section 3); its envelope comes on top.
const FILE_LIMITS = /** @type {Record<string, number>} */ ({ v2: 50 * MEGABYTE });
const FILE_LIMIT = 10 * MEGABYTE;

/**
 * @param {Request} request
 * @param {string} version
 * @param {Pick<Operation, "body" | "takes">} operation without a body, what is sent is ignored
 * @returns {Promise<any>}
 */
export async function readBody(request, version, { body: wanted, takes = "json" }) {
  const bytes = new Uint8Array(await request.arrayBuffer());
  const type = request.headers.get("content-type") ?? "";
  if (takes === "multipart") {
    const parts = partsOf(bytes, type, FILE_LIMITS[version] ?? FILE_LIMIT);
    return typeof wanted === "function" ? wanted(parts) : parts;
  }
  if (bytes.length > LIMIT) throw tooLarge(LIMIT);
  if (wanted === undefined) return undefined;
  const body = takes === "optional-json" && bytes.length === 0 ? {} : parse(bytes, type, takes);
  if (typeof wanted === "function") return wanted(body);
  checkByModel(version, wanted, body);
  return body;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} type
 * @param {number} limit
 */
function partsOf(bytes, type, limit) {
  if (bytes.length > limit + MEGABYTE) throw tooLarge(limit);
  const parts = readMultipart(bytes, type);
  if (parts === undefined) throw badRequest("The body must be multipart/form-data, with a boundary in Content-Type.");
  if (parts.some((part) => part.bytes.length > limit)) throw tooLarge(limit);
  return Object.fromEntries(parts.map((part) => [part.name, part]));
}

/**
 * @param {Uint8Array} bytes
 * @param {string} type
 * @param {string} takes
 */
function parse(bytes, type, takes) {
  if (takes === "json-or-form" && /^application\/x-www-form-urlencoded\b/i.test(type))
    return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type))
    throw badRequest("Content-Type must be application/json, and the body a JSON object.");
  let body;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw badRequest("The body is not valid JSON.");
  }
  if (body === null || typeof body !== "object" || Array.isArray(body))
    throw badRequest("The body must be a JSON object.");
  return body;
}

/**
 * @param {string} version
 * @param {string} definition
 * @param {object} body
 * @param {string} [at] path of the body, with a dot at its end
 */
export function checkByModel(version, definition, body, at = "") {
  const validate = validators[version]?.[definition];
  if (validate === undefined) throw new Error(`generated/validators.js has no ${definition} of ${version}.`);
  if (!validate(body)) throw badRequest(at + complaint(validate.errors ?? []));
}
