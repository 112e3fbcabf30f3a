// @ts-check
// The refusals of the service: a status, a code and a description, without the envelope, which differs by API
// version. The codes are those of the captures and of the v2 list, which v1 shares (docs/api/v1.md, section 3.1).

/** An answer other than success. */
export class ServiceError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} description
   */
  constructor(status, code, description) {
    super(description);
    this.name = "ServiceError";
    this.status = status;
    this.code = code;
  }
}

/** @param {string} description */
export const badRequest = (description) => new ServiceError(400, "bad_request", description);

/** @param {string} description */
export const invalidAuth = (description) => new ServiceError(401, "invalid_auth", description);

export const unauthorized = () => new ServiceError(401, "unauthorized", "Authorization is required");

/** @param {string} description */
export const forbidden = (description) => new ServiceError(403, "forbidden", description);

/** @param {"app" | "user" | "conversation" | "integration" | "client" | "message" | "webhook" | "route"} what */
export function notFound(what) {
  if (what === "message" || what === "webhook") return new ServiceError(404, "not_found", `${title(what)} not found`);
  if (what === "route") return new ServiceError(404, "not_found", "Not found");
  return new ServiceError(404, `${what}_not_found`, `${title(what)} not found`);
}

export const userExists = () => new ServiceError(409, "conflict", "User already exists");

/** @param {number} limit */
export const locked = (limit) => new ServiceError(423, "locked", `Message limit of ${limit} per conversation reached.`);

/** @param {number} limit */
export const tooLarge = (limit) =>
  new ServiceError(413, "payload_too_large", `The request body is larger than the limit of ${limit} bytes.`);

/** @param {string} word */
const title = (word) => word[0]?.toUpperCase() + word.slice(1);
