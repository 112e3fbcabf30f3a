// The reason why a delivery is refused, with the status of the response. It holds neither the secret nor the body.
//
// After 400, 401, 403, 404 and 406 the service never delivers again (docs/api/v1.md, section 11.2). None of these is
// used: whatever is wrong may be right a minute later, and a redelivery that does not help does no harm.

/** Marks the errors of every copy of this package: `instanceof` fails between two of them. */
const BRAND = Symbol.for("smooch-edge.webhook-error");

/** @type {Record<string, [status: number, message: string]>} */
const REASONS = {
  // The server's own error, to be seen as one.
  no_secret: [500, "The receiver was given no secret. Without one it takes no webhooks."],
  // While secrets are rotated the redelivery saves the event. No 5xx: a stranger's requests are no error of the
  // server, and must not look like one to what watches it.
  missing_secret: [409, "The request has no X-API-Key header."],
  wrong_secret: [409, "The X-API-Key header is none of the secrets."],
  body_too_large: [413, "The body is larger than maxBodySize allows."],
  // It may have been cut on the way.
  not_json: [422, "The body is not JSON in UTF-8."],
  not_an_event: [422, "The body is JSON, but no event of v1, v1.1 or v2."],
  body_unreadable: [500, "The body broke off, or something else has read it."],
  in_progress: [409, "This event is being handled at this moment."],
};

export class WebhookError extends Error {
  /**
   * @param {string} code
   * @param {unknown} [cause]
   */
  constructor(code, cause) {
    const [status, message] = REASONS[code];
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
  }

  get name() {
    return "WebhookError";
  }

  get [BRAND]() {
    return true;
  }

  /**
   * @param {any} value
   * @returns {value is WebhookError}
   */
  static is(value) {
    return Boolean(value?.[BRAND]);
  }

  toJSON() {
    const { name, code, status, message } = this;
    return { name, code, status, message };
  }
}
