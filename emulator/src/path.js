// @ts-check
// Reads the path of a request: the version, the app of a long path, and the short path with its fixed words in lower
// case. Long and short paths, and `/appUsers` beside `/appusers`, are then one route (docs/api/v1.md, sections 1.1 and 14).
import { badRequest } from "./errors.js";

/**
 * @typedef {object} Path
 * @property {string} version such as `v1.1`
 * @property {string} [appId] only of a long path
 * @property {string} rest such as `/appusers/ada/messages`, still percent-encoded
 */

// A word at these places of `/appusers/{id}/conversation/read` is fixed by the API; at the others it is someone's id.
const FIXED = /** @type {Record<string, number[]>} */ ({
  appusers: [0, 2],
  integrations: [0],
  webhooks: [0],
  serviceaccounts: [0],
});

/**
 * @param {string} pathname
 * @returns {Path}
 */
export function readPath(pathname) {
  // The base of a Zendesk account ends in /sc (docs/api/v2.md, section 1).
  const [version = "", ...segments] = pathname.replace(/^(\/+sc(?=\/))?\/+|\/+$/g, "").split("/");
  const long = segments[0]?.toLowerCase() === "apps" && segments.length > 2;
  const appId = long ? segments[1] : undefined;
  const words = long ? segments.slice(2) : segments;
  const fixed = FIXED[words[0]?.toLowerCase() ?? ""] ?? [];
  const rest = words.map((word, index) =>
    fixed.includes(index) || words[index - 1]?.toLowerCase() === "conversation" ? word.toLowerCase() : word,
  );
  return { version, ...(appId === undefined ? {} : { appId }), rest: `/${rest.join("/")}` };
}

/**
 * Decodes the ids of a path; a `+` stays a `+`.
 * @param {Record<string, string>} params
 */
export function decodeParams(params) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        throw badRequest(`The path is not percent-encoded as it should be: ${value}`);
      }
    }),
  );
}
