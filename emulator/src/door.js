// @ts-check
// The door of an emulator that listens on a port. Whoever opens a web page lets that page send requests to this
// machine, under any name that the page's owner makes lead here. So only known host names come in, no other origin
// reads an answer unless it is allowed to, and the emulator's own routes take nothing from other origins.
import { isAddress, isLoopback, readHosts } from "./hosts.js";
import { errorBody } from "./versions.js";

/**
 * @typedef {object} DoorOptions
 * @property {string[]} [hosts] names under which the emulator may be called, beside those of this machine and plain IP
 *   addresses, such as the name of a container
 * @property {boolean | string[]} [cors] the origins whose pages may read the answers, or `true` for all; none unless
 *   given
 */

/** Decides what comes in. */
export class Door {
  #hosts;
  #origins;

  /** @param {DoorOptions} options */
  constructor({ hosts, cors = false }) {
    this.#hosts = readHosts(hosts, "hosts");
    if (typeof cors !== "boolean" && !(Array.isArray(cors) && cors.every(isOrigin)))
      throw new TypeError('cors must be true, false or a list of origins such as ["http://localhost:3000"].');
    this.#origins = cors;
  }

  /**
   * The answer to what must not come in, and to the preflight of a browser.
   * @param {{ method: string, url: URL, headers: Headers }} head
   * @returns {Response | undefined} undefined lets the request in
   */
  answer({ method, url, headers }) {
    const { hostname } = url;
    if (!isLoopback(hostname) && !isAddress(hostname) && !this.#hosts.includes(hostname)) {
      const text = `The emulator does not answer to the name "${hostname}". Allow it with the option hosts, or --hosts.`;
      return refusal(url, 421, "emulator_host", text);
    }
    const origin = headers.get("origin");
    if (method === "OPTIONS" && origin !== null && headers.has("access-control-request-method") && this.#lets(origin))
      return this.#preflight(headers);
    if (!/^\/+_emulator(\/|$)/.test(url.pathname)) return undefined;
    if (origin !== null && origin !== url.origin && !this.#lets(origin)) {
      const text = `Pages of ${origin} may not use the routes under /_emulator. Allow them with the option cors, or --cors.`;
      return refusal(url, 403, "emulator_origin", text);
    }
    const sends = method === "POST" || method === "PUT";
    if (sends && !/^application\/json\b/i.test(headers.get("content-type") ?? "")) {
      const text = `${method} under /_emulator needs the header Content-Type: application/json.`;
      return refusal(url, 415, "emulator_content_type", text);
    }
    return undefined;
  }

  /**
   * The headers of an answer by which a browser lets a page read it.
   * @param {Headers} headers of the request
   * @returns {Record<string, string>}
   */
  headers(headers) {
    const origin = headers.get("origin");
    if (origin === null || !this.#lets(origin)) return {};
    return {
      vary: "X-HTTP-Method-Override, Origin",
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "Retry-After",
    };
  }

  /** @param {string} origin */
  #lets(origin) {
    return this.#origins === true || (Array.isArray(this.#origins) && this.#origins.includes(origin));
  }

  /** @param {Headers} headers */
  #preflight(headers) {
    return new Response(null, {
      status: 204,
      headers: {
        ...this.headers(headers),
        "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE",
        "access-control-allow-headers": headers.get("access-control-request-headers") ?? "authorization,content-type",
      },
    });
  }
}

/**
 * @param {URL} url
 * @param {number} status
 * @param {string} code
 * @param {string} text
 */
function refusal({ pathname }, status, code, text) {
  return Response.json(errorBody(pathname, code, text), { status });
}

/** @param {unknown} value */
function isOrigin(value) {
  return typeof value === "string" && URL.canParse(value) && new URL(value).origin === value;
}
