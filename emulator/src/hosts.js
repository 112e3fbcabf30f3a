// @ts-check
// Tells this machine from others by the name in a URL, and reads the options that allow others.

/**
 * A name or an address of this machine. `hostname` is that of a `URL`, in lower case and with addresses in one form.
 * @param {string} hostname
 */
export const isLoopback = (hostname) => /^((.+\.)?localhost\.?|127(\.\d+){3}|\[::1\])$/.test(hostname);

/** @param {string} hostname */
export const isAddress = (hostname) => /^(\d+(\.\d+){3}|\[.*\])$/.test(hostname);

/**
 * @param {string[] | undefined} given
 * @param {string} what for the error
 * @returns {string[]} in lower case
 */
export function readHosts(given = [], what) {
  const fits = Array.isArray(given) && given.every((one) => typeof one === "string" && /^[^\s/:]+$/.test(one));
  if (!fits) throw new TypeError(`${what} must be a list of host names without port, such as ["emulator"].`);
  return given.map((one) => one.toLowerCase());
}
