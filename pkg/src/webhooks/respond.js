// The whole of a webhook's endpoint: receives a delivery, hands its events to a handler, gives the response.

import { hook } from "../hooks.js";
import { WebhookError } from "./error.js";
import { handle } from "./handle.js";
import { receive } from "./receive.js";

/**
 * `onRefused` as a function that never throws. It is kept by the user's function, which many deliveries share.
 *
 * @type {WeakMap<Function, (error: WebhookError) => void>}
 */
const hooks = new WeakMap();

/**
 * How many errors of `onRefused` this process may still report. A stranger's request sets it off, and an endpoint may
 * make the function again for each request: without a bound, strangers could fill the log.
 */
let reports = 10;

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
    // Any other error is the handler's: the runtime shows it and responds with 500, and the service delivers again.
    if (!WebhookError.is(error)) throw error;
    refused(options.onRefused)?.(/** @type {any} */ (error));
    return new Response(error.message, { status: error.status });
  }
}

/** @param {any} own */
function refused(own) {
  if (typeof own !== "function") return undefined;
  const safe = hooks.get(own) ?? hook(own, "onRefused", () => reports-- > 0);
  hooks.set(own, /** @type {(error: WebhookError) => void} */ (safe));
  return safe;
}
