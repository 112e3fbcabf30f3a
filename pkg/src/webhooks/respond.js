// The whole of a webhook's endpoint: receives a delivery, hands its events to a handler, gives the answer.

import { WebhookError } from "./error.js";
import { handle } from "./handle.js";
import { receive } from "./receive.js";

/**
 * @param {any} request
 * @param {import("smooch-edge/webhooks").RespondOptions} options
 * @param {(event: any) => unknown} handler
 */
export async function respond(request, options, handler) {
  try {
    await handle(await receive(request, options), options, handler);
    return new Response(null, { status: 200 });
  } catch (error) {
    // What else fails is the handler's: the runtime shows it and answers 500, and the service delivers again.
    if (!WebhookError.is(error)) throw error;
    options.onRefused?.(/** @type {any} */ (error));
    return new Response(error.message, { status: error.status });
  }
}
