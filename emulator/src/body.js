// @ts-check
// Reads the body of a request and checks it by the model, refusing what the service refuses (api facts, section 3).
// The checks themselves are compiled from the Rust model's JSON Schemas.
import { validators } from "../generated/validators.js";
import { complaint } from "./complaint.js";
import { badRequest, tooLarge } from "./errors.js";

const LIMIT = 100 * 1024;
const ACTIVITIES = ["typing:start", "typing:stop", "conversation:read"];

/**
 * @param {Request} request
 * @param {string} version
 * @param {string | undefined} definition undefined when the operation takes no body: what is sent is ignored
 * @returns {Promise<any>}
 */
export async function readBody(request, version, definition) {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > LIMIT) throw tooLarge(LIMIT);
  if (definition === undefined) return undefined;
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw badRequest("Content-Type must be application/json, and the body a JSON object.");
  }
  const body = parse(bytes);
  if (definition === "Activity") checkActivity(body);
  else checkByModel(version, definition, body);
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

/**
 * The model has no activities yet (api facts, section 8).
 * @param {any} body
 */
function checkActivity({ role, type }) {
  if (role !== "appMaker") throw badRequest("role must be appMaker.");
  if (!ACTIVITIES.includes(type)) throw badRequest(`type must be one of ${ACTIVITIES.join(", ")}.`);
}
