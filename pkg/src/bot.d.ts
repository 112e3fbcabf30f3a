import type { ApiVersion, CallOptions, Smooch } from "smooch-edge";

/** The options of {@link typing}. */
export interface TypingOptions extends Pick<CallOptions, "signal" | "timeout" | "maxRetries" | "headers"> {
  /** The interval at which the sign is shown again, in milliseconds, above 0. Default 8000: it goes away by itself. */
  every?: number | undefined;
  /** The author of the sign, as users see it. */
  author?: { name?: string | undefined; avatarUrl?: string | undefined } | undefined;
}

/**
 * Shows a typing sign while work is under way, and gives its result. A sign that cannot be shown changes nothing for
 * the work; one that never could, such as for a user without an id, is reported by `console.error`. The result waits
 * for the last sign to end: against a service that does not respond, twice `timeout` at most (5000 each by default).
 *
 * @param to the user, or in v2 `{ conversationId }`
 * @param work a promise, or a function that is called once
 * @example
 * ```ts
 * import { typing } from "smooch-edge/bot";
 *
 * const text = await typing(smooch, { conversationId }, () => answerOf(question));
 * ```
 */
export declare function typing<V extends ApiVersion, T>(
  smooch: Smooch.SmoochClient<V>,
  to: Smooch.Shapes[V]["to"],
  work: Promise<T> | (() => T | Promise<T>),
  options?: TypingOptions,
): Promise<T>;
