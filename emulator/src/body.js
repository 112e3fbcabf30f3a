// @ts-check
// Reads the body of a request and checks it by the model, refusing what the service refuses (docs/api/v1.md, section 3).
// The checks themselves are compiled from the Rust model's JSON Schemas.
import { validators } from "../generated/validators.js";
import { complaint } from "./complaint.js";
import { badRequest, tooLarge } from "./errors.js";

/** @import { Operation } from "./operation.js" */

const LIMIT = 100 * 1024;

/**
 * @param {Request} request
 * @param {string} version
 * @param {Operation["body"]} wanted undefined when the operation takes no body: what is sent is ignored
 * @returns {Promise<any>}
 */
export async function readBody(request, version, wanted) {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > LIMIT) throw tooLarge(LIMIT);
  if (wanted === undefined) return undefined;
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw badRequest("Content-Type must be application/json, and the body a JSON object.");
  }
  const body = parse(bytes);
  if (typeof wanted === "function") return wanted(body);
  checkByModel(version, wanted, body);
  return body;
}

/** @param {Uint8Array} bytes */
function parse(bytes) {
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
 */
function checkByModel(version, definition, body) {
  const validate = validators[version]?.[definition];
  if (validate === undefined) throw new Error(`generated/validators.js has no ${definition} of ${version}.`);
  if (!validate(body)) throw badRequest(complaint(validate.errors ?? []));
}
