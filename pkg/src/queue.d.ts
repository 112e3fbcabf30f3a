import type { AnySmoochError, ApiVersion, CallOptions, Smooch } from "smooch-edge";

/**
 * A queue for many calls: in order for each user, at most N at once, at most N a second, and all of them pausing if the
 * service asks for it (429, or 503 with `Retry-After`).
 *
 * @param smooch makes the calls
 * @throws {ValidationError} where the options are wrong
 * @throws {TypeError} where `smooch` is no client
 * @example
 * ```ts
 * import { queue } from "smooch-edge/queue";
 *
 * const calls = queue(smooch, { concurrency: 8, perSecond: 20 });
 * for await (const { item, status, error } of calls.run(reminders())) {
 *   if (status !== "sent") console.log(item, status, error);
 * }
 * ```
 */
export declare function queue<V extends ApiVersion>(smooch: Smooch.SmoochClient<V>, options?: QueueOptions): Queue<V>;

/** The options of {@link queue}. */
export interface QueueOptions {
  /** How many calls may be under way at once. Default 8. */
  concurrency?: number | undefined;
  /** How many requests may begin in a second, evenly spread; repeats and reads of the calls count. Default: no limit. */
  perSecond?: number | undefined;
  /** Ends the queue: what is under way, and what waits. */
  signal?: AbortSignal | undefined;
}

/**
 * Calls that wait for their turn. Those for one user are made one after the other, in the order they were asked for; a
 * call that is repeated does not fall behind the next. Users do not wait for each other.
 *
 * A user is known by the id that a call names: calls that name the same user once by `userId` and once by `_id` are not
 * kept in order.
 */
export interface Queue<V extends ApiVersion = ApiVersion> {
  /** As `smooch.create`, in its turn. The body is read then, not before. */
  create(user: Smooch.Shapes[V]["createUser"], options?: CallOptions): Promise<Smooch.Shapes[V]["user"]>;
  /** As `smooch.link`, in its turn. The body is read then, not before. */
  link(id: string, link: Smooch.Shapes[V]["link"], options?: CallOptions): Promise<Smooch.Shapes[V]["linked"]>;
  /** As `smooch.send`, in its turn. The body is read then, not before. */
  send(
    id: Smooch.Shapes[V]["to"],
    message: Smooch.Shapes[V]["message"],
    options?: CallOptions,
  ): Promise<Smooch.Shapes[V]["sent"]>;
  /**
   * Makes the calls that a source gives, and tells what became of each, in the order they end. One that fails stops no
   * other. The source is read only as fast as calls end and their outcomes are taken, so that it may be of any length.
   *
   * Loop over the run for the outcome of each item, or await it for the counts at its end. Nothing is read before either
   * begins. Where the loop is left, what is under way is ended; where a signal is aborted, too, and the loop still gives
   * the outcome of every item that was read, then ends. Items that were not read are not touched. Where the source
   * throws, the loop throws that error after the outcomes of what was read.
   */
  run<T extends QueueItem<V>>(source: Iterable<T> | AsyncIterable<T>, options?: RunOptions): QueueRun<T, V>;
  /** Resolves when no call waits or is under way. */
  idle(): Promise<void>;
  /** As {@link Queue.idle}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * A run: `for await (const { item, status } of run)`, or `const { sent, notSent, maybe } = await run`. Each outcome is given
 * once: a run can be awaited after its loop, and not within it.
 */
export interface QueueRun<T extends QueueItem<V>, V extends ApiVersion = "v1">
  extends AsyncIterable<QueueOutcome<T, V>>, PromiseLike<QueueProgress> {}

/** The options of {@link Queue.run}. */
export interface RunOptions {
  /**
   * Called for each outcome, before the loop gets it. What it throws or rejects with changes nothing; `console.error`
   * shows it once.
   */
  onProgress?: ((progress: QueueProgress) => unknown) | undefined;
  /** Ends the run. */
  signal?: AbortSignal | undefined;
  /**
   * What is left out after an item that was not sent, or maybe not: `"user"`, the later items of the same user (each such
   * user is remembered while the run lasts). Their outcome is `not sent`, with the error of the first. Default `false`:
   * nothing, they go on.
   */
  stopOnError?: "user" | false | undefined;
}

/** How far a run is, in items. */
export interface QueueProgress {
  /** Read from the source; those without an outcome wait or are under way. */
  read: number;
  sent: number;
  notSent: number;
  maybe: number;
}

/** A call for {@link Queue.run}. */
export type QueueItem<V extends ApiVersion = "v1"> =
  | (QueueItemOf<"create", Smooch.Shapes[V]["createUser"]> & { id?: undefined })
  | (QueueItemOf<"link", Smooch.Shapes[V]["link"]> & { id: string })
  | (QueueItemOf<"send", Smooch.Shapes[V]["message"]> & { id: Smooch.Shapes[V]["to"] });

/** What every {@link QueueItem} has. */
export interface QueueItemOf<Operation, Body> {
  operation: Operation;
  body: Body;
  options?: CallOptions | undefined;
  /** Items of the same key keep their order. Default: the id, or the `userId` of a `create`. */
  key?: string | undefined;
  /** Anything of yours, to know the item by. */
  ref?: unknown;
}

/** The outcome of an item. */
export interface QueueOutcome<T = QueueItem, V extends ApiVersion = "v1"> {
  item: T;
  /** Its place in the source, from 0. */
  index: number;
  /** Whether the service took it. */
  status: "sent" | "not sent" | "maybe";
  /** What the call gave. */
  answer?: T extends { operation: "send" }
    ? Smooch.Shapes[V]["sent"]
    : T extends { operation: "link" }
      ? Smooch.Shapes[V]["linked"]
      : Smooch.Shapes[V]["user"];
  /** Why it failed; also with `sent`, where the service took it but its answer cannot be read. */
  error?: AnySmoochError;
}

declare global {
  // As TypeScript's own library has it, for those who compile with an older one.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}
