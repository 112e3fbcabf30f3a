// @ts-check
// Reads and verifies JSON Web Tokens as the service does: HS256 with the secret's UTF-8 bytes, and a `kid` in the
// header (docs/api/v1.md, section 2.1). It uses WebCrypto, which every runtime has.
import { invalidAuth, missingKid } from "./errors.js";

const encoder = new TextEncoder();

/**
 * @param {string} token
 * @param {(kid: string) => string | undefined} secretOf
 * @param {number} now milliseconds
 * @returns {Promise<{ kid: string, claims: Record<string, unknown> }>}
 */
export async function verifyToken(token, secretOf, now) {
  const [head = "", body = "", signature, ...more] = token.split(".");
  const header = decodePart(head);
  const claims = decodePart(body);
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) {
    throw invalidAuth("The token is not a JSON Web Token.");
  }
  if (header.alg !== "HS256")
    throw invalidAuth(`The JWT must be signed with HS256, not ${JSON.stringify(header.alg)}.`);
  if (typeof header.kid !== "string") throw missingKid();
  const secret = secretOf(header.kid);
  if (secret === undefined) throw invalidAuth("The kid of the JWT header is no key of this app.");
  if (!(await isSigned(`${head}.${body}`, signature, secret)))
    throw invalidAuth("The signature of the JWT is invalid.");
  const seconds = now / 1000;
  if (claims.exp !== undefined && !(typeof claims.exp === "number" && claims.exp > seconds))
    throw invalidAuth("The JWT is expired.");
  if (claims.nbf !== undefined && !(typeof claims.nbf === "number" && claims.nbf <= seconds))
    throw invalidAuth("The JWT is not active yet.");
  return { kid: header.kid, claims };
}

/**
 * A token as the service hands it out (docs/api/v1.md, section 2.1).
 * @param {{ _id: string, secret: string, scope: string }} key
 */
export async function signToken({ _id, secret, scope }) {
  const part = (/** @type {object} */ value) => encodeBase64(encoder.encode(JSON.stringify(value)));
  const text = `${part({ alg: "HS256", typ: "JWT", kid: _id })}.${part({ scope })}`;
  const signature = await crypto.subtle.sign("HMAC", await keyOf(secret, "sign"), encoder.encode(text));
  return `${text}.${encodeBase64(new Uint8Array(signature))}`;
}

/**
 * @param {string} text
 * @param {string} signature
 * @param {string} secret
 */
async function isSigned(text, signature, secret) {
  const bytes = decodeBase64(signature);
  if (bytes === undefined) return false;
  return crypto.subtle.verify("HMAC", await keyOf(secret, "verify"), bytes, encoder.encode(text));
}

/**
 * @param {string} secret
 * @param {"sign" | "verify"} use
 */
function keyOf(secret, use) {
  return crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [use]);
}

/** @param {Uint8Array} bytes */
function encodeBase64(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/**
 * @param {string} part
 * @returns {Record<string, unknown> | undefined}
 */
function decodePart(part) {
  const bytes = decodeBase64(part);
  if (bytes === undefined) return undefined;
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes));
    return value !== null && typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Base64 and base64url alike.
 * @param {string} text
 */
export function decodeBase64(text) {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
