// A request as it would be sent, shown without its credentials.

/** @import { BuiltRequest } from "smooch-edge" */

/**
 * @param {BuiltRequest} request
 * @returns {BuiltRequest}
 */
export function shown({ headers, ...rest }) {
  const masked = Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? "[hidden]" : value]);
  return /** @type {BuiltRequest} */ ({ ...rest, headers: Object.fromEntries(masked) });
}

/** The options that say whose token it is. */
const CREDENTIALS = ["env", "key-id", "app-id", "api-version"];

/**
 * A command for a shell, which mints its own token when it is run.
 *
 * @param {BuiltRequest} request
 * @param {Record<string, any>} values the options that it was asked for with
 * @param {Record<string, string>} [form] the parts of its form
 */
export function curl({ method, url, headers, body }, values, form = {}) {
  const own = CREDENTIALS.filter((name) => values[name] !== undefined);
  const token = ["npx smooch-edge token", ...own.map((name) => `--${name}=${quoted(values[name])}`)].join(" ");
  const lines = [`curl -X ${method} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) {
    const isToken = isSecret(name);
    lines.push(isToken ? `-H "${name}: Bearer $(${token})"` : `-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body !== undefined) lines.push(`--data-raw ${quoted(body)}`);
  for (const [name, value] of Object.entries(form)) lines.push(`-F ${quoted(`${name}=${value}`)}`);
  return lines.join(" \\\n  ");
}

/** @param {string} name */
function isSecret(name) {
  return name.toLowerCase() === "authorization";
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
