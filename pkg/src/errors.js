// The errors that users see, made of the core's records. They hold no secret, no body and no filled path, so that
// logging one is safe; only `cause`, which comes from the runtime, may say more.

/** Marks the errors of every copy of this package: `instanceof` fails between two of them. */
const BRAND = Symbol.for("smooch-edge.error");

/** Fields of a record that become fields of the error. */
const FIELDS = [
  "code",
  "sent",
  "retryable",
  "attempts",
  "operation",
  "endpoint",
  "status",
  "description",
  "requestId",
  "headers",
  "retryAfter",
  "path",
  "issues",
];

export class SmoochError extends Error {
  /**
   * @param {Record<string, any>} record
   * @param {unknown} [cause]
   */
  constructor(record, cause) {
    super(record.message, cause === undefined ? undefined : { cause });
    for (const field of FIELDS) {
      if (record[field] !== undefined) /** @type {any} */ (this)[field] = record[field];
    }
  }

  get name() {
    return /** @type {typeof SmoochError} */ (this.constructor).kind;
  }

  get [BRAND]() {
    return true;
  }

  static kind = "SmoochError";

  /** @param {any} value */
  static is(value) {
    return Boolean(value?.[BRAND]);
  }

  toJSON() {
    const { name, message } = this;
    const own = /** @type {Record<string, any>} */ (this);
    const fields = FIELDS.filter((field) => field !== "headers" && own[field] !== undefined);
    return { name, message, ...Object.fromEntries(fields.map((field) => [field, own[field]])) };
  }
}

export class ValidationError extends SmoochError {
  static kind = "ValidationError";
}

export class ConnectionError extends SmoochError {
  static kind = "ConnectionError";
}

export class TimeoutError extends SmoochError {
  static kind = "TimeoutError";
}

export class AbortError extends SmoochError {
  static kind = "AbortError";
}

export class ResponseError extends SmoochError {
  static kind = "ResponseError";
}

export class ApiError extends SmoochError {
  static kind = "ApiError";
}

export class BadRequestError extends ApiError {
  static kind = "BadRequestError";
}

export class AuthenticationError extends ApiError {
  static kind = "AuthenticationError";
}

export class PaymentRequiredError extends ApiError {
  static kind = "PaymentRequiredError";
}

export class PermissionError extends ApiError {
  static kind = "PermissionError";
}

export class NotFoundError extends ApiError {
  static kind = "NotFoundError";
}

export class ConflictError extends ApiError {
  static kind = "ConflictError";
}

export class PayloadTooLargeError extends ApiError {
  static kind = "PayloadTooLargeError";
}

export class LockedError extends ApiError {
  static kind = "LockedError";
}

export class RateLimitError extends ApiError {
  static kind = "RateLimitError";
}

export class ServerError extends ApiError {
  static kind = "ServerError";
}
