// Only what says `export` is exported.
export {};

/**
 * An event whose trigger this package does not know. It comes as it is, like any other.
 *
 * It is not among the types of {@link WebhookEvent}: a trigger that may be any string would keep TypeScript from
 * telling the known ones apart. It arrives in the `default` branch: `const { trigger, type } = event as UnknownEvent`.
 */
export interface UnknownEvent extends Marked {
  /** Of v1 and v1.1. */
  trigger?: string | undefined;
  /** Of v2. */
  type?: string | undefined;
}

/**
 * The properties that {@link receive} adds to an event. They are not enumerable, so that the event stays as it came.
 */
export interface Marked {
  /**
   * The key of the event, by which a redelivery is recognised.
   *
   * In v2 it is the event's id. Events of v1 and v1.1 have none: there it is a digest of what tells two events apart,
   * the ids of the user, the messages and the clients, the time, the channel, the criteria of a link. Some events of
   * these versions have neither an id of their own nor a time: `link:…`, `typing:appUser`, in v1 `postback` too. The
   * same thing happening twice to the same user is then one key, so let a store forget keys after an hour: the service
   * ends its redeliveries after a quarter of one.
   */
  readonly key: string;
}

/** An event of v1 or v1.1, told apart by `trigger`. */
// `""`, which no event has: without `strict`, TypeScript tells no types apart by `undefined`.
export type EventV1 = WebhookEvent.KnownEventV1 & Marked & { readonly type?: "" };

/** An event of v2, told apart by `type`, with what was around it. */
export type EventV2 = WebhookEvent.KnownEventV2 &
  Marked & {
    readonly trigger?: "";
    /** The app that it comes from; not enumerable. */
    readonly app?: WebhookEvent.EventAppV2;
    /** The webhook that it went through; not enumerable. */
    readonly webhook?: WebhookEvent.EventWebhookV2;
  };

/** The events that webhooks deliver; an {@link UnknownEvent}, too. */
export type WebhookEvent = EventV1 | EventV2;

/** The body of a delivery of v2. That of v1 and v1.1 is the event itself. */
export interface WebhookBodyV2 {
  app: WebhookEvent.EventAppV2;
  webhook: WebhookEvent.EventWebhookV2;
  events: WebhookEvent.KnownEventV2[];
}

/** The body of a delivery. */
export type WebhookBody = WebhookEvent.KnownEventV1 | WebhookBodyV2;

/**
 * A delivery, as servers have it: a web `Request`; a Node request, before or after a parser has read its body; an event
 * of AWS Lambda; anything else with `headers` and `body`.
 *
 * `body` is text, bytes, a stream, or what its JSON was parsed to; of a Node request that nobody has read, the request
 * itself.
 */
export interface WebhookRequest {
  /** `Headers`, or an object with names in any case. */
  readonly headers: { get(name: string): string | null } | object;
  readonly body?: unknown;
  /** Whether `body` is Base64: of an event of AWS Lambda. */
  readonly isBase64Encoded?: boolean;
}

/** The options of {@link receive}. */
export interface ReceiveOptions {
  /**
   * The secret of the webhook, or those that may be in use while they are rotated. Absent and empty ones are left out;
   * if none is left, nothing is received.
   */
  secret: string | undefined | readonly (string | undefined)[];
  /** The most bytes of a body; 1 000 000 by default. It does not bind what a parser of yours has read before. */
  maxBodySize?: number | undefined;
}

/**
 * A store for the keys of handled events, such as a `Set`, a `Map`, or two functions over a database.
 *
 * Within one process an event is then handled once at a time. Two processes may both handle it, if it is delivered
 * again while the first is at it: `has` and `add` are two steps. A {@link ClaimStore} is one.
 */
export type SeenStore = {
  /** Whether the key was added. */
  has(key: string): unknown;
} & (
  | {
      /** Adds the key. */
      add(key: string): unknown;
    }
  | {
      /** Of a `Map`: adds the key, with the time in milliseconds. */
      set(key: string, time: number): unknown;
    }
);

/**
 * The result of {@link ClaimStore.claim}. `claimed`: the event is the caller's to handle. `held`: another holder
 * handles it, so that the delivery is refused with `in_progress`. `done`: it was handled before, and is left out.
 */
export type Claim = "claimed" | "held" | "done";

/** A store in which events are claimed, in one step, so that of several processes only one handles an event. */
export interface ClaimStore {
  /**
   * Claims an event, unless it is held or done. In one step: of several that claim at once, one gets it.
   *
   * @param key of the event
   * @param holdFor how long the claim lasts, in whole milliseconds. After that it is nobody's, and can be claimed again
   * @param holder who claims it: a random text
   */
  claim(key: string, holdFor: number, holder: string): Claim | Promise<Claim>;
  /** Writes down that the event was handled, whoever holds it. */
  done(key: string, holder: string): unknown;
  /** Gives the event back, since its handler failed. Does nothing if another holder has it by now, or it is done. */
  release(key: string, holder: string): unknown;
}

/** The options of the ready-made stores. */
export interface StoreOptions {
  /** The prefix of the keys. Two endpoints that are to share nothing need one each. Default `"smooch:"`. */
  prefix?: string | undefined;
  /**
   * The time for which a handled event is remembered, in milliseconds. Default 3 600 000, an hour: the service ends its
   * redeliveries after a quarter of one.
   */
  rememberFor?: number | undefined;
}

/** A namespace of Workers KV, as a Worker's `env` has it. */
export interface KvNamespace {
  get(key: string): Promise<unknown>;
  put(key: string, value: string, options: { expirationTtl: number }): Promise<unknown>;
}

/**
 * Remembers events in Workers KV.
 *
 * KV has nothing atomic and takes up to a minute to show elsewhere what was written. If an event is delivered again
 * within that minute, another place of Cloudflare's may handle it once more: take {@link durableObjectStore} if that
 * matters. Within one isolate an event is handled once at a time. KV remembers for at least a minute.
 */
export declare function kvStore(namespace: KvNamespace, options?: StoreOptions): SeenStore;

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
    deleteAll(): Promise<void>;
    setAlarm(time: number): Promise<void>;
  };
}

/**
 * The class of the Durable Objects of {@link durableObjectStore}, to be exported by the Worker: one object for each
 * event, which removes what it kept when its time is over.
 */
export declare class SeenEvent {
  constructor(state: DurableObjectState);
  fetch(request: { json(): Promise<unknown> }): Promise<Response>;
  alarm(): Promise<void>;
}

/**
 * Claims and remembers events in Durable Objects: wherever in the world an event is delivered to, one handler gets it.
 *
 * @example
 * ```ts
 * import { SeenEvent, durableObjectStore, respond } from "smooch-edge/webhooks";
 *
 * export { SeenEvent }; // a class of Durable Objects, bound as SEEN in the Worker's configuration
 * export default {
 *   fetch: (request, env) =>
 *     respond(request, { secret: env.WEBHOOK_SECRET, seen: durableObjectStore(env.SEEN) }, onEvent),
 * };
 * ```
 */
export declare function durableObjectStore(namespace: DurableObjects, options?: StoreOptions): ClaimStore;

/** A client of Redis: of node-redis 4 or 5, or of ioredis. */
export type RedisClient =
  | { sendCommand(command: string[]): Promise<unknown> }
  | { call(command: string, ...parts: string[]): Promise<unknown> };

/** Sends a command to Redis: for other clients, and for clusters. `["SET", key, "1"]` */
export type RedisCommand = (command: string[]) => Promise<unknown>;

/** Claims and remembers events in Redis 2.6.12 or later, or what speaks like it: a claim is `SET NX` with a time. */
export declare function redisStore(client: RedisClient | RedisCommand, options?: StoreOptions): ClaimStore;

/** The options of {@link handle}. */
export interface HandleOptions {
  /** The store for the keys of handled events. Without it a redelivery is handled again. */
  seen?: SeenStore | ClaimStore | undefined;
  /**
   * The time for which an event is held for its handler, in milliseconds; 60 000 by default. Meanwhile redeliveries are
   * refused with `in_progress`. After that a redelivery is handled, even if the first handler has not ended: give more
   * than your handler ever takes. The service delivers again within a quarter of an hour, so that much more than ten
   * minutes would lose an event whose handler hangs.
   */
  holdFor?: number | undefined;
}

/** The options of {@link respond}. */
export interface RespondOptions extends ReceiveOptions, HandleOptions {
  /**
   * Called for each delivery that is refused. A stranger's request is one of them: count it, and write no line for
   * each. If it throws or rejects, nothing changes; `console.error` shows it once.
   */
  onRefused?: ((error: WebhookError) => unknown) | undefined;
}

/**
 * Checks the secret of a delivery, reads its body, and gives its events as they came.
 *
 * @throws {WebhookError} with the status of the response
 * @example
 * ```ts
 * for (const event of await receive(request, { secret: env.WEBHOOK_SECRET })) {
 *   if (event.trigger === "link:failure") console.log(event.appUser._id, event.error?.message);
 * }
 * ```
 */
export declare function receive(request: WebhookRequest, options: ReceiveOptions): Promise<WebhookEvent[]>;

/**
 * Hands events to a handler, one after the other, and leaves out those that were handled before. A handled event is
 * written down after the handler has succeeded; one event that fails stops no other.
 *
 * While an event is being handled, its redeliveries are refused, for {@link HandleOptions.holdFor} at most: in this
 * process, and with a {@link ClaimStore} in all of them. Events under way are known for each `seen`, or without one for
 * each handler, so make them once and not for each request; the ready-made stores may be made again.
 *
 * @returns how many were handled and how many were left out
 * @throws the error of the handler, an `AggregateError` if it threw for several; a {@link WebhookError} with the code
 *   `in_progress` if an event is being handled already
 */
export declare function handle(
  events: Iterable<WebhookEvent>,
  options: HandleOptions,
  handler: (event: WebhookEvent) => unknown,
): Promise<{ handled: number; dropped: number }>;

/**
 * A webhook's endpoint: {@link receive}, then {@link handle}, then the response. A refused delivery gets a response
 * with the status of its {@link WebhookError}. An error of the handler is rethrown: servers show it and respond with
 * 500, and the service delivers again.
 *
 * @example
 * ```ts
 * export default {
 *   fetch: (request, env) => respond(request, { secret: env.WEBHOOK_SECRET }, onEvent),
 * };
 * ```
 */
export declare function respond(
  request: WebhookRequest,
  options: RespondOptions,
  handler: (event: WebhookEvent) => unknown,
): Promise<Response>;

/** The key of an event, by which a redelivery is recognised, if `event.key` was lost: in a queue, say. */
export declare function keyOf(event: object): Promise<string>;

/** The outcome of a link. */
export interface LinkOutcome {
  /** The service's id of the user. */
  user: string;
  /** Your own id of the user, if the event has it. Link events of v1 do not. */
  externalId?: string;
  /** The type of the channel, such as `twilio`. */
  channel: string;
  /** The id of the client, if the event has it: in v2 the one in the response to the link. */
  client?: string;
  /**
   * `pending`, it was asked for; `matched`, the channel knows the person, or they have the message; `linked`, messages
   * reach them; `failed`, with `error`; `moved`, another user has the client now; `blocked`, they unsubscribed.
   *
   * v1 reports only `matched`, `linked` and `failed`, v1.1 `pending` and `blocked` too if its clients say so.
   */
  state: "pending" | "matched" | "linked" | "failed" | "moved" | "blocked";
  /** The error, as the event has it. */
  error?: WebhookEvent.EventError;
  /**
   * The reason of the failure, in words: those of the service or the channel, wherever in `error` they are; else its
   * code.
   */
  reason?: string;
}

/**
 * The outcome of a link, in one shape for all versions; `undefined` for events about something else. That users were
 * merged because of a link is an event of its own: `merge:appUser`, `user:merge`. A `notification:match:failure` is a
 * `failed` link if it names a user and a channel; {@link delivery} always knows it.
 */
export declare function linkOutcome(event: object): LinkOutcome | undefined;

/** The fields that the outcomes of messages and of notifications have in common. */
export interface DeliveryBase {
  /** Your own id of the user, if the event has it. */
  externalId?: string;
  /** `sent`, the channel took it; `delivered`, it reached the person; `failed`, with `error`. v1 has no `delivered`. */
  state: "sent" | "delivered" | "failed";
  /** Whether nothing more will come about it. */
  final: boolean;
  /** The error, as the event has it. */
  error?: WebhookEvent.EventError;
  /**
   * The reason of the failure, in words: those of the service or the channel, wherever in `error` they are; else its
   * code.
   */
  reason?: string;
}

/** The outcome of messages. */
export interface MessageDelivery extends DeliveryBase {
  notification?: undefined;
  /** The service's id of the user. */
  user: string;
  /** The type of the channel, such as `twilio`. */
  channel: string;
  /** The ids of the messages: one, but for v1. */
  messages: string[];
}

/** The outcome of a notification (v1.1): a message to an address of a channel, for which no user is needed. */
export interface NotificationDelivery extends DeliveryBase {
  /** The id of the notification, as in the response to it. */
  notification: string;
  /** The service's id of the user, if the event names one. */
  user?: string;
  /** The type of the channel, if the event has it. */
  channel?: string;
  /** The address it went to, such as a phone number, if the event has it. */
  destination?: string;
  /** None: it is no message of a conversation. */
  messages: string[];
}

/** The outcome of messages, or of a notification, which has `notification`. */
export type Delivery = MessageDelivery | NotificationDelivery;

/**
 * The outcome of messages or of a notification, in one shape for all versions; `undefined` for events about something
 * else. It knows `delivery:…` of v1, `message:delivery:…` and `notification:delivery:…` of v1.1, in which
 * `notification:match:failure` is `failed`, and `conversation:message:delivery:…` of v2.
 */
export declare function delivery(event: object): Delivery | undefined;

/**
 * The error of a refused delivery. It holds neither the secret nor the body.
 *
 * The service retries a delivery without a 2xx response, up to five times within a quarter of an hour, but never after
 * 400, 401, 403, 404 and 406. None of these is used: any refused delivery may be right a little later.
 */
export declare class WebhookError extends Error {
  /** Whether something is an error of this kind, also of another copy of this package. */
  static is(value: unknown): value is WebhookError;
  get name(): string;
  /**
   * - `no_secret` (500): the receiver was given no secret, which its owner should see as an error of the server.
   * - `missing_secret`, `wrong_secret` (409): while secrets are rotated a redelivery saves the event; a stranger's is
   *   refused again. It is no 5xx, since a stranger's requests must not look like an error of the server.
   * - `body_too_large` (413): a redelivery helps once `maxBodySize` is raised.
   * - `not_json`, `not_an_event` (422): it may have been cut or changed on the way.
   * - `body_unreadable` (500): it broke off, or something else has read it before.
   * - `in_progress` (409): the event is being handled at this moment; when it comes again, it has been, or it is due.
   */
  readonly code:
    | "no_secret"
    | "missing_secret"
    | "wrong_secret"
    | "body_too_large"
    | "not_json"
    | "not_an_event"
    | "body_unreadable"
    | "in_progress";
  /** The HTTP status of the response. */
  readonly status: number;
  /** The parts that can be logged. */
  toJSON(): { name: string; code: string; status: number; message: string };
}
