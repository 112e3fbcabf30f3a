// The errors that users see, made of the core's records. They show no secret, no body and no filled path, so that
// logging one is safe; only `cause`, which comes from the runtime, may say more. The service's own text, in its
// words and headers, may echo anything: it can be read, and neither an inspection nor `toJSON` shows it.

import { BRAND, classes, isOurs, named } from "./error-class.js";

/** Fields of a record that become fields of the error. */
const FIELDS = [
  "code",
  "sent",
  "retryable",
  "attempts",
  "operation",
  "endpoint",
  "status",
  "errors",
  "requestId",
  "retryAfter",
  "path",
  "issues",
  "done",
];

export class SmoochError extends Error {
  // Private, so that no inspection shows it.
  /** @type {{ description?: string, headers?: Record<string, string> }} */
  #said;

  /**
   * @param {Record<string, any>} record
   * @param {unknown} [cause]
   */
  constructor(record, cause) {
    super(record.message, cause === undefined ? undefined : { cause });
    for (const field of FIELDS) {
      if (record[field] !== undefined) /** @type {any} */ (this)[field] = record[field];
    }
    const { description, headers, user } = record;
    this.#said = { description, headers };
    // Personal: it shows in no log and no JSON.
    if (user) Object.defineProperty(this, "user", { value: user });
  }

  get description() {
    return this.#said.description;
  }

  get headers() {
    return this.#said.headers;
  }

  get name() {
    return /** @type {typeof SmoochError} */ (this.constructor).kind;
  }

  get concerns() {
    const { status, code } = /** @type {any} */ (this);
    return /^40[123]$/.test(status) || /^(token_failed|no_webcrypto)$/.test(code) ? "account" : "request";
  }

  get [BRAND]() {
    return true;
  }

  static kind = "SmoochError";

  /** @param {any} value */
  static is(value) {
    return isOurs(value);
  }

  toJSON() {
    const { name, message, concerns } = this;
    const own = /** @type {Record<string, any>} */ (this);
    const fields = FIELDS.filter((field) => own[field] !== undefined);
    return { name, message, concerns, ...Object.fromEntries(fields.map((field) => [field, own[field]])) };
  }
}

classes.SmoochError = SmoochError;

export const ValidationError = named("ValidationError", SmoochError);
export const ConnectionError = named("ConnectionError", SmoochError);
export const TimeoutError = named("TimeoutError", SmoochError);
export const AbortError = named("AbortError", SmoochError);
export const ResponseError = named("ResponseError", SmoochError);
export const ApiError = named("ApiError", SmoochError);
export const BadRequestError = named("BadRequestError", ApiError);
export const AuthenticationError = named("AuthenticationError", ApiError);
export const PaymentRequiredError = named("PaymentRequiredError", ApiError);
export const PermissionError = named("PermissionError", ApiError);
export const NotFoundError = named("NotFoundError", ApiError);
export const ConflictError = named("ConflictError", ApiError);
export const PayloadTooLargeError = named("PayloadTooLargeError", ApiError);
export const LockedError = named("LockedError", ApiError);
export const RateLimitError = named("RateLimitError", ApiError);
export const ServerError = named("ServerError", ApiError);
