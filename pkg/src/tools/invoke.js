// Calls the method of an operation, with its arguments in the client's order.

/** @import { Operation } from "smooch-edge/tools" */

/**
 * @param {any} of the client, or what builds its requests
 * @param {Operation} operation
 * @param {{ ids: unknown[], body?: unknown, query?: any, options: object }} given
 */
export function invoke(of, { name, body, query: kind }, { ids, body: content, query, options }) {
  const method = name.split(".").reduce((within, part) => within[part], of);
  // The brand of a user is part of the options; a query that the operation does not take is refused by the client.
  const rest = kind?.isArgument ? [query, options] : [kind ? { ...options, ...query } : { ...options, query }];
  return method(...ids, ...(body ? [content] : []), ...rest);
}
