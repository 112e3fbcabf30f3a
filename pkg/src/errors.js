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

const CLASSES = Object.fromEntries(
  [
    SmoochError,
    ValidationError,
    ConnectionError,
    TimeoutError,
    AbortError,
    ResponseError,
    ApiError,
    BadRequestError,
    AuthenticationError,
    PaymentRequiredError,
    PermissionError,
    NotFoundError,
    ConflictError,
    PayloadTooLargeError,
    LockedError,
    RateLimitError,
    ServerError,
  ].map((type) => [type.kind, type]),
);

/**
 * The error of a record; whatever else was thrown becomes the cause of one.
 *
 * @param {any} thrown a record of the core, or anything
 * @param {unknown} [cause] what the runtime said
 * @param {Headers} [headers] those of the last answer
 */
export function toError(thrown, cause = thrown?.cause, headers = undefined) {
  const type = thrown && Object.hasOwn(CLASSES, thrown.name) ? CLASSES[thrown.name] : undefined;
  if (type && !(thrown instanceof Error)) return new type({ ...thrown, headers: plain(headers) }, cause);
  if (SmoochError.is(thrown)) return thrown;
  const message = "Something unexpected happened inside smooch-edge; please report it with the cause of this error.";
  const record = { code: "internal", message, sent: "maybe", retryable: false, attempts: 0 };
  return new SmoochError(record, thrown);
}

/**
 * Response headers as an object, without those that hold secrets.
 *
 * @param {Iterable<[string, string]>} [headers]
 */
function plain(headers) {
  if (typeof headers?.[Symbol.iterator] !== "function") return undefined;
  const entries = [...headers].map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries(entries.filter(([name]) => name !== "set-cookie"));
}
