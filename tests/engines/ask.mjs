// A request over a connection of its own: one that was idle may end just as it is used again, and nobody then knows whether
// the request arrived.

import { once } from "node:events";
import { request as begin } from "node:http";
import { text } from "node:stream/consumers";

/**
 * @param {string | URL} url
 * @param {unknown} [body] sent as JSON
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>} the JSON of the response
 */
export async function ask(url, body, headers = {}) {
  const request = begin(url, { method: body === undefined ? "GET" : "POST", headers, agent: false });
  request.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = await once(request, "response");
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${answer.slice(0, 300)}`);
  return answer ? JSON.parse(answer) : {};
}
