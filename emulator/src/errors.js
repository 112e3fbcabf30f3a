// @ts-check
// The refusals of the service: a status, a code and a description, without the envelope, which differs by API
// version. The codes are those of the captures and of the v2 list, which v1 shares (docs/api/v1.md, section 3.1). What no
// source says is the emulator's own: such a refusal names its row of `inventions.js`. Where a status has published
// words, the body keeps to them, and what only the emulator knows stands in `hint`.

/** @import { Invention } from "./inventions.js" */

/** An answer other than success. */
export class ServiceError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} description
   * @param {{ invention?: Invention | undefined, hint?: string, headers?: Record<string, string> }} [more] without an invention,
   *   status, code and description are published; `hint` is for the reader and no part of the service
   */
  constructor(status, code, description, { invention, hint, headers = {} } = {}) {
    super(description);
    this.name = "ServiceError";
    this.status = status;
    this.code = code;
    this.invention = invention;
    this.hint = hint;
    this.headers = headers;
  }
}

/**
 * @param {string} description the emulator's own words
 * @param {Invention} [invention]
 */
export const badRequest = (description, invention = "bad-request-words") =>
  new ServiceError(400, "bad_request", description, { invention });

/** @param {string} description in words that are published */
export const published = (description) => new ServiceError(400, "bad_request", description);

const NO_CREDENTIALS = "Authorization is required";

export const unauthorized = () => new ServiceError(401, "unauthorized", NO_CREDENTIALS);

/**
 * Credentials that were given and are refused. Only the code is known, and of v2 only the words for missing ones.
 * @param {string} hint
 */
export const invalidAuth = (hint) =>
  new ServiceError(401, "invalid_auth", NO_CREDENTIALS, { invention: "refused-credentials", hint });

/** The one refusal of credentials of which reports quote the sense (docs/api/v1.md, section 2.1). */
export const missingKid = () =>
  new ServiceError(401, "invalid_auth", "The kid is missing from the JWT header", { invention: "missing-kid" });

/** @param {string} hint */
export const forbidden = (hint) => new ServiceError(403, "forbidden", "Forbidden", { invention: "forbidden", hint });

// What has a code of its own in the list of v2 (docs/api/v2.md, section 3).
const CODED = {
  app: "App",
  user: "User",
  conversation: "Conversation",
  integration: "Integration",
  client: "Client",
  device: "Device",
  switchboard: "Switchboard",
  switchboard_integration: "SwitchboardIntegration",
};

/** @typedef {keyof typeof CODED} Coded */

/**
 * @param {Coded | "message" | "webhook" | "route" | "key" | "service account" | "deployment" | "template"} what
 * @param {Invention} [invention] where it is not published that this is answered so
 */
export function notFound(what, invention) {
  if (Object.hasOwn(CODED, what))
    return new ServiceError(404, `${what}_not_found`, `${CODED[/** @type {Coded} */ (what)]} not found`, { invention });
  // The words of a key are published (docs/api/v2.md, section 12); the others share them.
  if (what === "key") return new ServiceError(404, "not_found", "Resource not found");
  return new ServiceError(404, "not_found", "Resource not found", { invention: "not-found" });
}

export const attachmentNotFound = () => new ServiceError(404, "not_found", "Attachment not found");

export const notAMember = () => new ServiceError(404, "not_found", "User is not a member of the conversation");

export const noDefaultSwitchboardIntegration = () =>
  new ServiceError(
    404,
    "switchboard_integration_not_found",
    "Enabled switchboard must have an associated default switchboardIntegration",
  );

/** @param {number} limit */
export const tooManySwitchboardIntegrations = (limit) =>
  new ServiceError(
    400,
    "too_many_switchboard_integrations",
    `Switchboard has reached the max number of switchboard integrations (${limit})`,
  );

export const wrongServiceAccount = () =>
  new ServiceError(403, "forbidden", "The serviceAccountId provided does not match supplied credentials");

/** An integration whose turn it is not: published for the release of control. */
export const notInControl = () => new ServiceError(403, "forbidden", "Forbidden");

export const userExists = () => new ServiceError(409, "conflict", "User already exists");

/** @param {number} limit */
export const locked = (limit) => new ServiceError(423, "locked", `Message limit of ${limit} per conversation reached.`);

/** @param {number} limit */
export const tooLarge = (limit) =>
  new ServiceError(413, "payload_too_large", `The request body is larger than the limit of ${limit} bytes.`, {
    invention: "payload-too-large",
  });

/** @param {number} seconds until the next request is let through */
export const tooManyRequests = (seconds) =>
  new ServiceError(429, "too_many_requests", "Too many requests", {
    invention: "rate-limit",
    headers: { "retry-after": String(seconds) },
  });
