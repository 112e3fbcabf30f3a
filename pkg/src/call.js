// Drives a call: does what the core says next, and tells it what came of it.

import { toError } from "./errors.js";
import { exchange } from "./exchange.js";

/**
 * Runs a call to its end.
 *
 * @param {import("./core.js").Glue} glue
 * @param {InstanceType<import("./core.js").Glue["Core"]>} core
 * @param {InstanceType<import("./core.js").Glue["Call"]>} call
 * @param {{ fetch?: import("./index.js").Fetch, token?: unknown }} own what the caller set up that is JavaScript's
 * @param {AbortSignal | undefined} signal
 */
export async function drive({ Step }, core, call, own, signal) {
  let cause;
  let headers;
  for (let step = call.start(); ;) {
    switch (step) {
      case Step.Done:
        return call.result();
      case Step.Fail:
        throw toError(call.error(), cause, headers);
      case Step.Renew:
        core.renew();
    }
    cause = undefined;
    headers = undefined;
    const authorization = await authorize(core, own.token).catch((reason) => void (cause = reason));
    if (authorization === undefined) {
      step = call.no_token();
      continue;
    }
    const outcome = await exchange(own.fetch, call.request(authorization), call.timeout, signal);
    if ("response" in outcome) {
      headers = outcome.response.headers;
      step = call.answered(outcome.response, outcome.text);
    } else {
      cause = outcome.cause;
      step = failed(call, outcome.failure, cause);
    }
  }
}

/** The header to authorise with. */
export async function authorize(core, token) {
  const authorization = core.authorization(Date.now());
  if (authorization !== undefined) return authorization;
  const header = core.bearer(await token());
  if (header === undefined) throw new TypeError("The token function must give a string that can stand in a header.");
  return header;
}

function failed(call, failure, cause) {
  switch (failure) {
    case "timed out":
      return call.timed_out();
    case "never begun":
      return call.aborted(false);
    case "aborted":
      return call.aborted(true);
    case "not sent":
      return call.not_sent();
    default:
      return call.lost(code(cause?.cause) ?? code(cause));
  }
}

/** What the runtime calls a failure, such as `ECONNREFUSED`. */
function code(error) {
  return typeof error?.code === "string" ? error.code : undefined;
}
