// Which proxy a request goes through: the one of the options, or the one of the environment.

import { builtin } from "./modules.js";

/**
 * A proxy: its address, and the value of the header `Proxy-Authorization` if its URL has a user name.
 *
 * @typedef {{ url: URL, authorization: string | undefined }} Proxy
 */

/**
 * The proxies for the two schemes, and the hosts that are reached without one.
 *
 * @typedef {{ "http:"?: Proxy, "https:"?: Proxy, except: Exception[] }} Proxies
 */

/**
 * An entry of `NO_PROXY`: a host with its subdomains, an address, or a range of addresses; perhaps with a port.
 *
 * @typedef {{ host: string, port?: string, bits?: number }} Exception
 */

/**
 * Reads the option `proxy` and the environment.
 *
 * Lower-case names go first, as in curl. Upper-case `HTTP_PROXY` is ignored in a CGI program (`REQUEST_METHOD` is set):
 * there the client of the server can set it by the header `Proxy`.
 *
 * @param {string | URL | false | undefined} option a proxy for everything; `false` for none
 * @param {Record<string, string | undefined>} env
 * @returns {Proxies}
 */
export function proxies(option, env) {
  if (option === false) return { except: [] };
  if (option !== undefined) {
    const proxy = read(option, "The option proxy");
    return { "http:": proxy, "https:": proxy, except: [] };
  }
  const named = (/** @type {string} */ name) => env[name] || env[name.toUpperCase()] || undefined;
  const http = env["REQUEST_METHOD"] === undefined ? named("http_proxy") : env["http_proxy"];
  const https = named("https_proxy");
  return {
    "http:": http ? read(http, "HTTP_PROXY") : undefined,
    "https:": https ? read(https, "HTTPS_PROXY") : undefined,
    except: (named("no_proxy") ?? "").split(/[\s,]+/).flatMap(exception),
  };
}

/**
 * Returns the proxy for a URL, or `undefined` if there is none.
 *
 * @param {URL} url
 * @param {Proxies} proxies
 * @returns {Proxy | undefined}
 */
export function proxyOf(url, proxies) {
  const proxy = proxies[/** @type {"http:" | "https:"} */ (url.protocol)];
  return proxy && !proxies.except.some((entry) => matches(entry, url)) ? proxy : undefined;
}

/**
 * @param {string | URL} text
 * @param {string} name what the messages call it; they never show the URL, which may hold a password
 * @returns {Proxy}
 */
function read(text, name) {
  const written = String(text);
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`${name} must be the URL of an HTTP proxy, such as "http://proxy.example:3128".`);
  }
  const { username, password } = url;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username || password ? `Basic ${Buffer.from(credentials).toString("base64")}` : undefined;
  return { url, authorization };
}

/**
 * @param {string} text
 * @returns {Exception[]} none if the text is empty
 */
function exception(text) {
  const [, host, bits, port] =
    /^(?:\*?\.)?(\*|\[[^\]]*\]|[\da-f]*:[\da-f:]*:[\da-f:.]*|[^:/]+)(?:\/(\d+))?(?::(\d+))?$/i.exec(text) ?? [];
  if (!host) return [];
  const plain = host.replace(/^\[|\]$/g, "").toLowerCase();
  return [{ host: plain, ...(port && { port }), ...(bits && { bits: Number(bits) }) }];
}

/**
 * @param {Exception} entry
 * @param {URL} url
 */
function matches({ host, port, bits }, url) {
  if (port && port !== (url.port || (url.protocol === "https:" ? "443" : "80"))) return false;
  const name = hostOf(url);
  if (bits === undefined) return host === "*" || name === host || name.endsWith(`.${host}`);
  const { BlockList, isIP } = builtin("net");
  const family = isIP(host) === 6 ? "ipv6" : "ipv4";
  if (!isIP(host) || !isIP(name) || bits > (family === "ipv6" ? 128 : 32)) return false;
  const range = new BlockList();
  range.addSubnet(host, bits, family);
  return range.check(name, isIP(name) === 6 ? "ipv6" : "ipv4");
}

/**
 * The host of a URL as a socket takes it: an address of IPv6 without its brackets.
 *
 * @param {URL} url
 */
export function hostOf({ hostname }) {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}
