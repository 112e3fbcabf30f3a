import type { AnySmoochError, ApiVersion, Smooch } from "smooch-edge";

/**
 * A queue for many calls: in order for each user, at most N at once, at most N a second, and all of them pausing if the
 * service asks for it (429, or 503 with `Retry-After`).
 *
 * @param smooch makes the calls
 * @throws {ValidationError} if the options are wrong
 * @throws {TypeError} if `smooch` is no client
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

/**
 * Calls that wait for their turn. Those for one user are made one after the other, in the order they were asked for; a
 * call that is retried does not fall behind the next. Users do not wait for each other.
 *
 * A user is known by the id that a call names: calls that name the same user once by `userId` and once by `_id` are not
 * kept in order.
 */
export interface Queue<V extends ApiVersion = ApiVersion> {
  /** As `smooch.create`, in its turn. The body is read then, not before. */
  create(
    user: Smooch.Shapes[V]["createUser"],
    options?: Smooch.OperationOptions<"extraBody">,
  ): Promise<Smooch.Shapes[V]["user"]>;
  /** As `smooch.link`, in its turn. The body is read then, not before. */
  link(
    id: string,
    link: Smooch.Shapes[V]["link"],
    options?: Smooch.OperationOptions<"dedupe" | "conversationId" | "integrationId" | "extraBody">,
  ): Promise<Smooch.Shapes[V]["linked"]>;
  /** As `smooch.send`, in its turn. The body is read then, not before. */
  send(
    id: Smooch.Shapes[V]["to"],
    message: Smooch.Shapes[V]["message"],
    options?: Smooch.OperationOptions<"dedupe" | "dedupeKey" | "conversationId" | "extraBody">,
  ): Promise<Smooch.Shapes[V]["sent"]>;
  /**
   * Makes the calls that a source gives, and tells what became of each, in the order they end. One that fails stops no
   * other. The source is read only as fast as calls end and their outcomes are taken, so that it may be of any length.
   *
   * Loop over the run for the outcome of each item, or await it for the counts at its end. Nothing is read before
   * either begins. If the loop is left, calls under way are aborted; if a signal is aborted, too, and the loop still
   * gives the outcome of every item that was read, then ends. Items that were not read are not touched. If the source
   * throws, the loop throws that error after the outcomes of the items read.
   */
  run<T extends QueueItem<V>>(source: Iterable<T> | AsyncIterable<T>, options?: RunOptions): QueueRun<T, V>;
  /** Resolves when no call waits or is under way. */
  idle(): Promise<void>;
  /** As {@link Queue.idle}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * A run: `for await (const { item, status } of run)`, or `const { sent, notSent, maybe } = await run`. Each outcome is
 * given once: a run can be awaited after its loop, and not within it.
 */
export interface QueueRun<T extends QueueItem<V>, V extends ApiVersion = "v1">
  extends AsyncIterable<QueueOutcome<T, V>>, PromiseLike<QueueProgress> {}

/** The progress of a run, in items. */
export interface QueueProgress {
  /** Read from the source; those without an outcome wait or are under way. */
  read: number;
  sent: number;
  notSent: number;
  maybe: number;
}

/**
 * A call as plain data, for {@link Queue.run} and {@link deliver}: any operation on one user or one
 * conversation, but for lists, files, and what takes a query. JSON can carry it, unless its options hold a `signal`.
 *
 * Its members are the arguments of the method: `id`, then `channel`, `messageId` or `deviceId` where there are two, and
 * `body`.
 *
 * @example
 * ```ts
 * const items: QueueItem<"v2">[] = [
 *   // Both name the conversation, so that they keep their order: a user is a lane of their own.
 *   { operation: "send", id: { conversationId }, body: { role: "appMaker", type: "text", text: "Here is an agent." } },
 *   { operation: "conversations.passControl", id: conversationId, body: { switchboardIntegration: "agents" } },
 * ];
 * ```
 */
export type QueueItem<V extends ApiVersion = "v1"> = {
  [Operation in keyof QueueArguments]: QueueItemOf<V, Operation>;
}[keyof QueueArguments];

/** A {@link QueueItem} of one operation; `never` if the version lacks it. */
export type QueueItemOf<V extends ApiVersion, Operation extends keyof QueueArguments> = ItemOf<
  Operation,
  MethodOf<V, Operation>
>;

/** The method of an operation. */
type MethodOf<V, Operation> = V extends ApiVersion
  ? Operation extends `${infer Group}.${infer Name}`
    ? Member<Member<Smooch.Clients[V], Group>, Name>
    : Member<Smooch.Clients[V], Operation>
  : never;

type Member<T, Name> = Name extends keyof T ? T[Name] : never;

/** The item of a method. */
type ItemOf<Operation extends keyof QueueArguments, Method> = Method extends (...given: infer Given) => unknown
  ? QueueItemBase<Operation> &
      Named<Given, QueueArguments[Operation]> & {
        [Name in Exclude<"id" | "body", QueueArguments[Operation][number]>]?: undefined;
      }
  : never;

/** The arguments of a method as members of these names; the one after them is the options. */
type Named<Given extends unknown[], Names extends unknown[]> = Names extends [infer Name, ...infer Later]
  ? Given extends [infer Value, ...infer Rest]
    ? { [Key in Name & string]: Value } & Named<Rest, Later>
    : Given extends [(infer Value)?, ...infer Rest]
      ? { [Key in Name & string]?: Value | undefined } & Named<Rest, Later>
      : never
  : { options?: Given[0] | undefined };

/** The result of a method. */
type AnswerOf<Method> = Method extends (...given: never[]) => PromiseLike<infer Answer> ? Answer : never;

/** The fields of every {@link QueueItem}. */
export interface QueueItemBase<Operation> {
  operation: Operation;
  /** Items of the same key keep their order. Default: the id, or the id that a `create` gives. */
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
  /** The result of the call. */
  answer?: T extends { operation: infer Operation } ? AnswerOf<MethodOf<V, Operation>> : never;
  /** The error; also with `sent`, if the service took it but its response cannot be read. */
  error?: AnySmoochError;
}

/** A delivery of an item by an engine: a queue of jobs or messages that several machines work on. */
export interface Delivery {
  /**
   * A key that all deliveries of one message share, and no other message: the engine's id of the message or job. A send
   * carries it in its metadata (`dedupeKey`), by which it is found again; the item's own `dedupeKey` goes first.
   */
  key: string;
  /** The number of the delivery of this message: 1 for the first. Leave it out unless the engine counts surely. */
  attempt?: number | undefined;
  /** The time until the engine gives the message to another delivery, in milliseconds. */
  timeLeft?: number | undefined;
  /**
   * Whether to look first if the message was sent (the link asked for) by an earlier delivery. Default: unless
   * `attempt` is 1.
   */
  look?: boolean | undefined;
  /** Ends the call, as one that is shutting down needs it. */
  signal?: AbortSignal | undefined;
  /** When requests may begin, shared by all workers. */
  pace?: Pace | undefined;
  /** The longest wait for the pace, in milliseconds. Default 10 000, and at most half of `timeLeft`. */
  patience?: number | undefined;
  /**
   * The time that the service may take for a request, in milliseconds. Default 10 000. If nobody can tell
   * whether it was done, the next delivery looks after this time: a service that is slower can double the message.
   */
  maybeAfter?: number | undefined;
}

/** The verdict on a delivery: the engine acts on it. */
export type Verdict =
  | {
      /** It is done: remove the message. */
      do: "ack";
      /** Whether an earlier delivery had done it, or another sender. */
      found?: boolean | undefined;
      /** The result of the call. */
      response?: unknown;
      /**
       * The service did it, and its response could not be read; or why it counts as done, such as a user who is there.
       */
      error?: AnySmoochError | undefined;
    }
  | {
      /** Deliver the message again. */
      do: "retry";
      /** The delay, in whole seconds, at least one. */
      after: number;
      /** Whether every other message has to wait as well: the service asked for it, or it refuses the account. */
      pause: boolean;
      /** Why; not given if it only waits for the pace, or for another message of the lane. */
      error?: AnySmoochError | undefined;
    }
  | {
      /**
       * It can never succeed; or nobody can tell whether it was done, and doing it once more would do harm
       * (`error.sent` is `maybe`): put the message aside, for a person to look at.
       */
      do: "dead";
      error: AnySmoochError;
    };

/**
 * Makes the call of an item once, with no retries of its own, and says what the engine is to do with the delivery.
 *
 * The first delivery carries the key without looking. Later ones, and those of which nobody knows which they are, look
 * for the message first. What remains is in the guide (`docs/guide/engines.md`): two deliveries of one
 * message at the same moment, a service that takes longer than `maybeAfter`, and what does harm if it is done once more.
 *
 * @throws {ValidationError} if the delivery is wrong; a wrong item is `dead`
 * @throws {TypeError} if `smooch` is no client
 * @example
 * ```ts
 * const verdict = await deliver(smooch, job.data, { key: job.id, attempt: job.attempt, pace });
 * if (verdict.do === "retry") await job.retryIn(verdict.after);
 * if (verdict.do === "dead") await job.fail(verdict.error);
 * ```
 */
export declare function deliver<V extends ApiVersion>(
  smooch: Smooch.SmoochClient<V>,
  item: QueueItem<V>,
  delivery: Delivery,
): Promise<Verdict>;

/**
 * Makes the deliveries of a batch: lanes beside each other, those of one lane in order. Behind one that must be retried
 * all later ones of its lane get the same wait, and are not made.
 *
 * @param laneOf gives the lane of a delivery; `undefined`: one of its own
 * @param one makes a delivery: {@link deliver}
 * @returns the verdict of each. If `one` throws, it rejects with that error once the other lanes have ended
 */
export declare function inLanes<D>(
  batch: Iterable<D>,
  laneOf: (delivery: D) => unknown,
  one: (delivery: D) => Verdict | Promise<Verdict>,
): Promise<Map<D, Verdict>>;

/** When requests may begin, for all workers that share it. */
export interface Pace {
  /**
   * Waits for the turn of `requests` requests if it comes within `patienceMs`.
   *
   * @returns 0 if it is granted; else the milliseconds until the turn, and nothing was waited for or taken
   */
  take(patienceMs: number, requests: number): number | Promise<number>;
  /** Nobody gets a turn within the next `ms` milliseconds. */
  pause(ms: number): unknown;
}

/** The options of a pace. */
export interface PaceOptions {
  /**
   * The number of requests that may begin in a second, evenly spread. Stay a tenth below what the service allows:
   * requests take different times to get there.
   */
  perSecond: number;
}

/**
 * A pace for the deliveries of one process.
 *
 * @throws {TypeError} if `perSecond` is no number above 0, as the other paces do
 */
export declare function memoryPace(options: PaceOptions): Pace;

/** A client of Redis: of node-redis 4 or 5, or of ioredis. */
export type RedisClient =
  | { sendCommand(command: string[]): Promise<unknown> }
  | { call(command: string, ...parts: string[]): Promise<unknown> };

/** Sends a command to Redis: for other clients, and for clusters. `["GET", key]` */
export type RedisCommand = (command: string[]) => Promise<unknown>;

/** The options of {@link redisPace}. */
export interface RedisPaceOptions extends PaceOptions {
  /** The key under which the pace is kept. Paces with the same key share it. Default `smooch:pace`. */
  key?: string | undefined;
}

/** A pace in Redis 5 or later, or Valkey, by the server's clock: for workers on any number of machines. */
export declare function redisPace(client: RedisClient | RedisCommand, options: RedisPaceOptions): Pace;

/** A namespace of Durable Objects, as a Worker's `env` has it. */
export interface DurableObjects {
  idFromName(name: string): unknown;
  get(id: unknown): {
    fetch(
      url: string,
      init: { method: string; body: string },
    ): Promise<{ ok: boolean; status: number; json(): Promise<unknown> }>;
  };
}

/** The state of a Durable Object, as its constructor gets it. */
export interface DurableObjectState {
  storage: {
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
  };
}

/** The options of {@link durableObjectPace}. */
export interface DurablePaceOptions extends PaceOptions {
  /** The name of the object. Those with the same name share the pace. Default `pace`. */
  name?: string | undefined;
}

/**
 * A pace in a Durable Object: for Workers, wherever in the world they run. Each delivery asks the object once.
 *
 * @example
 * ```ts
 * // A class of Durable Objects, bound as PACE in the Worker's configuration.
 * export { PaceObject } from "smooch-edge/queue";
 *
 * const pace = durableObjectPace(env.PACE, { perSecond: 45 });
 * ```
 */
export declare function durableObjectPace(namespace: DurableObjects, options: DurablePaceOptions): Pace;

/** The class of the Durable Object of {@link durableObjectPace}, to be exported by the Worker. */
export declare class PaceObject {
  constructor(state: DurableObjectState);
  fetch(request: { json(): Promise<unknown> }): Promise<Response>;
}

/**
 * The lane of an item: its `key`, else the user, else the conversation in place of one. Use it as the key that an
 * engine keeps in order: the message group of SQS FIFO, the `singletonKey` of pg-boss.
 */
export declare function laneOf(item: QueueItem<ApiVersion>): string | undefined;

/** The options of the adapters of all engines. */
export interface EngineOptions<Message> extends Pick<Delivery, "look" | "pace" | "patience" | "maybeAfter"> {
  /**
   * Puts aside what can never be sent: `item` as it was given (it may be no item at all), and the error that says why.
   * The message is removed once it resolves; if it fails, the message is delivered again in a minute.
   */
  onDead?: ((dead: { item: unknown; error: AnySmoochError; message: Message }) => unknown) | undefined;
  /** Called with the verdict of each delivery. If it throws, nothing changes; `console.error` shows it once. */
  onVerdict?: ((event: { verdict: Verdict; item: unknown; message: Message }) => unknown) | undefined;
}

/** The options of an engine that has no place of its own for what can never be sent. */
export type RequiredOnDead<Message> = EngineOptions<Message> & Required<Pick<EngineOptions<Message>, "onDead">>;

/** A message of Cloudflare Queues. */
export interface CloudflareMessage {
  readonly id: string;
  readonly body: unknown;
  readonly attempts: number;
  ack(): void;
  retry(options?: { delaySeconds?: number }): void;
}

/** A batch of Cloudflare Queues. */
export interface CloudflareBatch {
  readonly messages: readonly CloudflareMessage[];
}

/**
 * Delivers a batch of Cloudflare Queues. Within a batch the messages of a user keep their order; batches come in any.
 *
 * @example
 * ```ts
 * export default {
 *   queue: (batch, env) => cloudflare(new Smooch({ keyId: env.KEY_ID, secret: env.SECRET }), batch, { onDead }),
 * };
 * ```
 */
export declare function cloudflare(
  smooch: Smooch.SmoochClient,
  batch: CloudflareBatch,
  options: RequiredOnDead<CloudflareMessage>,
): Promise<void>;

/** A record of SQS, as Lambda gets it. */
export interface SqsRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  eventSourceARN: string;
  attributes: { ApproximateReceiveCount: string; MessageGroupId?: string | undefined };
}

/** An event of SQS, as Lambda gets it. */
export interface SqsEvent {
  Records: SqsRecord[];
}

/** The response of a function with `ReportBatchItemFailures`. */
export interface SqsResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/** The options of {@link sqs}. */
export type SqsOptions = RequiredOnDead<SqsRecord> & {
  /** The context of the function, which tells how much time is left. */
  context?: { getRemainingTimeInMillis(): number } | undefined;
  /**
   * Makes a record of a standard queue visible again in `seconds` seconds (`ChangeMessageVisibility`). Without it, it
   * comes back after the visibility timeout of the queue. It is not called for FIFO queues, whose order it would break.
   */
  changeVisibility?: ((record: SqsRecord, seconds: number) => unknown) | undefined;
};

/**
 * Delivers a batch of SQS in Lambda; the event source needs `ReportBatchItemFailures`. On a FIFO queue the messages of
 * a group keep their order.
 *
 * @example
 * ```ts
 * export const handler = (event, context) => sqs(smooch, event, { context, onDead });
 * ```
 */
export declare function sqs(smooch: Smooch.SmoochClient, event: SqsEvent, options: SqsOptions): Promise<SqsResponse>;

/** A job of BullMQ. */
export interface BullmqJob {
  id?: string | undefined;
  queueName: string;
  timestamp: number;
  data: any;
  attemptsStarted: number;
  moveToDelayed(timestamp: number, token?: string): Promise<void>;
}

/** The options of {@link bullmq}. Without `onDead`, what can never be sent is a job that failed. */
export type BullmqOptions = EngineOptions<BullmqJob>;

/**
 * The processor of a worker of BullMQ.
 *
 * @returns `sent` or `found`; `dead` if `onDead` has it
 * @example
 * ```ts
 * new Worker("smooch", bullmq(smooch, { pace }), { connection, concurrency: 20, maxStalledCount: 1000 });
 * ```
 */
export declare function bullmq(
  smooch: Smooch.SmoochClient,
  options?: BullmqOptions,
): (job: BullmqJob, token?: string, signal?: AbortSignal) => Promise<"sent" | "found" | "dead">;

/** A job of pg-boss. */
export interface PgBossJob {
  id: string;
  name: string;
  data: any;
  retryCount: number;
  expireInSeconds: number;
  heartbeatSeconds: number | null;
  signal: AbortSignal;
  /** With `includeMetadata`: it is checked then. */
  retryLimit?: number;
  /** With `includeMetadata`: it is checked then. */
  retryDelay?: number;
}

/** As much of pg-boss as is needed. */
export interface PgBoss {
  fail(name: string, job: { id: string; retryCount: number }, data?: object): Promise<unknown>;
  update(name: string, data: undefined, options: { id: string; startAfter: number }): Promise<unknown>;
}

/** The outcome of a job of pg-boss. */
export interface PgBossResult {
  id: string;
  status: "completed" | "failed" | "deadletter";
  output?: any;
}

/**
 * The options of {@link pgBoss}. Without `onDead`, what can never be sent goes to the dead letter queue, if there is
 * one.
 */
export type PgBossOptions = EngineOptions<PgBossJob>;

/**
 * The handler of a worker of pg-boss 12.30 or later, with `perJobResults` and `includeMetadata`.
 *
 * @example
 * ```ts
 * const handle = pgBoss(boss, smooch, { pace });
 * await boss.work("smooch", { perJobResults: true, includeMetadata: true, batchSize: 20 }, handle);
 * ```
 */
export declare function pgBoss(
  boss: PgBoss,
  smooch: Smooch.SmoochClient,
  options?: PgBossOptions,
): (jobs: PgBossJob[]) => Promise<PgBossResult[]>;

/** The state of a Durable Object of {@link laneObject}. */
export interface LaneState {
  storage: {
    get(key: string): Promise<unknown>;
    put(entries: Record<string, unknown>): Promise<void>;
    delete(key: string): Promise<boolean>;
    list(options: { prefix: string; limit: number }): Promise<Map<string, unknown>>;
    getAlarm(): Promise<number | null>;
    setAlarm(time: number): Promise<void>;
  };
}

/** The requirements of the objects of {@link laneObject}. */
export type LaneOptions = RequiredOnDead<unknown> & { smooch: Smooch.SmoochClient };

/** A class of Durable Objects. */
export interface LaneClass<Env> {
  new (
    state: LaneState,
    env: Env,
  ): { fetch(request: { json(): Promise<unknown> }): Promise<Response>; alarm(): Promise<void> };
}

/**
 * A class of Durable Objects that keep the order of each user: an object keeps the items of its user in its storage and
 * sends them one after the other, by its alarm.
 *
 * @param setUp gives the client and the options, from the environment of the Worker
 * @example
 * ```ts
 * export const Lane = laneObject((env) => ({ smooch: new Smooch({ keyId: env.KEY_ID, secret: env.SECRET }), onDead }));
 * // anywhere in the Worker:
 * await toLane(env.LANES, { operation: "send", id: "ada", body });
 * ```
 */
export declare function laneObject<Env = any>(setUp: (env: Env) => LaneOptions): LaneClass<Env>;

/**
 * Hands an item to the object of its lane; when it resolves, the item is kept. When it rejects, the item may be kept, too:
 * hand it over again with the same `key`.
 *
 * @param options `key`: one of your own for this item. With it a message is looked for before it is sent, so that an item
 *   that you hand over twice is sent once. Without it each is sent.
 */
export declare function toLane(
  namespace: DurableObjects,
  item: QueueItem<ApiVersion>,
  options?: { key?: string | undefined },
): Promise<void>;

declare global {
  // As TypeScript's own library has it, for those who compile with an older one.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}
