// Shares the time of one call among the calls that it is made of.

/** @import { CallOptions } from "smooch-edge" */

/**
 * Gives the options of the next of these calls: those of the whole, with what is left of its deadline.
 *
 * @param {CallOptions | undefined} options
 * @param {number | undefined} deadline that of the client
 * @returns {() => CallOptions}
 */
export function share(options, deadline) {
  const begun = performance.now();
  const whole = options?.deadline ?? deadline;
  return () => ({ ...options, deadline: whole && Math.max(1, Math.round(whole - performance.now() + begun)) });
}

/**
 * The options without `extraBody`, for a call that has no body.
 *
 * @param {CallOptions} options
 * @returns {CallOptions}
 */
export function bare({ extraBody: _, ...options }) {
  return options;
}
