// How long a service asks to be left alone: the header `Retry-After` (RFC 9110, section 10.2.3).

/** A number of seconds: digits, which the RFC asks for, or decimals, which some services send. */
const SECONDS = /^\d+(\.\d+)?$/;
/** A date of the form that all of HTTP writes today (IMF-fixdate): `Sun, 06 Nov 1994 08:49:37 GMT`. */
const DATE = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * The wait that the header asks for, in milliseconds from now: none where its date is over. What is neither seconds nor a
 * date asks for nothing (`undefined`).
 *
 * @param {string | null | undefined} header
 * @returns {number | undefined}
 */
export function waitOf(header) {
  const text = header ?? "";
  if (SECONDS.test(text)) return Number(text) * 1000;
  const wait = DATE.test(text) ? Date.parse(text) - Date.now() : NaN;
  return Number.isNaN(wait) ? undefined : Math.max(wait, 0);
}
