// BullMQ: the processor of a worker. A retry is a job that is delayed, which costs none of its attempts; what is dead
// is a job that failed.

/** @import { BullmqJob, BullmqOptions } from "smooch-edge/queue" */

import { handlerOf, warn } from "./handler.js";

const STALLED =
  "maxStalledCount of the worker is below 10: a job whose worker was killed that often fails, though it was never sent.";
const STARTED =
  "maxStartedAttempts of the worker is set: a job that waits for the pace fails when it was started that often.";

/**
 * @param {any} smooch
 * @param {BullmqOptions} [options]
 * @returns {(job: BullmqJob, token?: string, signal?: AbortSignal) => Promise<"sent" | "found" | "dead">}
 */
export function bullmq(smooch, options = {}) {
  const handle = handlerOf(smooch, options);
  // BullMQ gives a signal to whoever has a third parameter.
  return async (job, token, signal) => {
    const settings = /** @type {any} */ (job).queue?.opts;
    warn(settings?.maxStalledCount < 10, STALLED);
    warn(settings?.maxStartedAttempts, STARTED);
    // The id of a job is a number that begins again with the queue.
    const key = `${job.queueName} ${job.id} ${job.timestamp}`;
    const verdict = await handle(job.data, { key, attempt: job.attemptsStarted, signal }, job);
    if (verdict.do === "ack") return verdict.isAside ? "dead" : verdict.found ? "found" : "sent";
    if (verdict.do === "dead") throw named("UnrecoverableError", verdict.error.message, verdict.error);
    await job.moveToDelayed(Date.now() + verdict.after * 1000, token);
    throw named("DelayedError", "The job is delivered again later.");
  };
}

/**
 * BullMQ knows its errors by their names.
 *
 * @param {string} name
 * @param {string} message
 * @param {unknown} [cause]
 */
function named(name, message, cause) {
  return Object.assign(new Error(message, { cause }), { name });
}
