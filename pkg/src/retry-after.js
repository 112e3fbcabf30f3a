// The wait that a service asks for: the header `Retry-After` (RFC 9110, section 10.2.3).

/** A number of seconds: digits, which the RFC asks for, or decimals, which some services send. */
const SECONDS = /^\d+(\.\d+)?$/;

/**
 * A date in any of the three forms (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, of RFC 850
 * `Sunday, 06-Nov-94 08:49:37 GMT`, of asctime `Sun Nov  6 08:49:37 1994`.
 */
const DATE = /^\w+,? (?:(\d\d)[ -])?([A-Z][a-z]{2})[ -](?:(\d{4}|\d\d)|([ \d]\d)) (\d\d:\d\d:\d\d) (?:GMT|(\d{4}))$/;

/**
 * The wait that the header asks for, in milliseconds from now: none if its date is over. A value that is neither
 * seconds nor a date counts as no request (`undefined`).
 *
 * @param {string | null | undefined} header
 * @returns {number | undefined}
 */
export function waitOf(header) {
  const text = header ?? "";
  if (SECONDS.test(text)) return Number(text) * 1000;
  const [, day, month, number, other, time, last] = DATE.exec(text) ?? [];
  const wait = Date.parse(`${day ?? other ?? number} ${month} ${last ?? whole(number)} ${time} GMT`) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(wait, 0);
}

/**
 * A year of four digits. One of two is the nearest to now: the RFC puts it into the past if it were more than 50 years
 * ahead.
 *
 * @param {string} [year]
 */
function whole(year) {
  if (year?.length !== 2) return year;
  const now = new Date().getUTCFullYear();
  return now + ((((Number(year) - now) % 100) + 149) % 100) - 49;
}
