/**
 * An event whose trigger this package does not know. It comes as it is, like any other.
 *
 * It is not among the types of {@link WebhookEvent}: a trigger that may be any string would keep TypeScript from telling
 * the known ones apart. A `default` is where it arrives: `const { trigger, type } = event as UnknownEvent`.
 */
export interface UnknownEvent extends Marked {
  /** Of v1 and v1.1. */
  trigger?: string | undefined;
  /** Of v2. */
  type?: string | undefined;
  readonly [key: string]: unknown;
}

/** What {@link receive} adds to an event. It is not enumerable, so that the event stays as it came. */
export interface Marked {
  /**
   * What the event is known by when it is delivered again.
   *
   * In v2 it is the event's id. Events of v1 and v1.1 have none: there it is a digest of what tells two events apart,
   * the ids of the user, the messages and the clients, the time, the channel, the criteria of a link. Some events of
   * these versions have neither an id of their own nor a time: `link:…`, `typing:appUser`, in v1 `postback` too. The
   * same thing happening twice to the same user is then one key, so let a store forget keys after an hour: the service
   * is done with its repeats after a quarter of one.
   */
  readonly key: string;
}

/** An event of v1 or v1.1, told apart by `trigger`. */
export type EventV1 = KnownEventV1 & Marked & { readonly type?: undefined };

/** An event of v2, told apart by `type`, with what was around it. */
export type EventV2 = KnownEventV2 &
  Marked & {
    readonly trigger?: undefined;
    /** The app that it comes from; not enumerable. */
    readonly app?: EventAppV2;
    /** The webhook that it went through; not enumerable. */
    readonly webhook?: EventWebhookV2;
  };

/** What webhooks bring; an {@link UnknownEvent}, too. */
export type WebhookEvent = EventV1 | EventV2;

/** The body of a delivery of v2. That of v1 and v1.1 is the event itself. */
export interface WebhookBodyV2 {
  app: EventAppV2;
  webhook: EventWebhookV2;
  events: KnownEventV2[];
  readonly [key: string]: unknown;
}

/** The body of a delivery. */
export type WebhookBody = KnownEventV1 | WebhookBodyV2;

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
   * The secret of the webhook, or those that may be in use while they are rotated. What is absent or empty is left out;
   * where nothing is left, nothing is received.
   */
  secret: string | undefined | readonly (string | undefined)[];
  /** The most bytes of a body; 1 000 000 by default. It does not bind what a parser of yours has read before. */
  maxBodySize?: number;
}

/** Where the keys of handled events are kept, such as a `Set`, a `Map`, or two functions over a database. */
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

/** The options of {@link handle}. */
export interface HandleOptions {
  /** Where the keys of handled events are kept. Without it a repeat is handled again. */
  seen?: SeenStore;
}

/** The options of {@link respond}. */
export interface RespondOptions extends ReceiveOptions, HandleOptions {
  /** Told of each delivery that is refused. */
  onRefused?: (error: WebhookError) => void;
}

/**
 * Checks the secret of a delivery, reads its body, and gives its events as they came.
 *
 * @throws {WebhookError} with the status to answer
 * @example
 * ```ts
 * for (const event of await receive(request, { secret: env.WEBHOOK_SECRET })) {
 *   if (event.trigger === "link:failure") console.log(event.appUser._id, event.error?.message);
 * }
 * ```
 */
export declare function receive(request: WebhookRequest, options: ReceiveOptions): Promise<WebhookEvent[]>;

/**
 * Hands events to a handler, one after the other, and leaves out those that were handled before. What was handled is
 * written down after the handler has succeeded; one event that fails stops no other.
 *
 * In a process no event is handled twice at once. Two processes can, where a repeat comes before the first is done: a
 * store's `has` and `add` are two steps.
 *
 * @returns how many were handled and how many were left out
 * @throws what the handler threw, an `AggregateError` where it threw for several; a {@link WebhookError} with the code
 *   `in_progress` where an event is being handled already
 */
export declare function handle(
  events: Iterable<WebhookEvent>,
  options: HandleOptions,
  handler: (event: WebhookEvent) => unknown,
): Promise<{ handled: number; dropped: number }>;

/**
 * A webhook's endpoint: {@link receive}, then {@link handle}, then the answer. A delivery that is refused is answered
 * with the status of its {@link WebhookError}. What the handler throws is thrown: servers show it and answer 500, and
 * the service delivers again.
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

/** What an event is known by when it is delivered again, where `event.key` was lost: in a queue, say. */
export declare function keyOf(event: object): Promise<string>;

/** What became of a link. */
export interface LinkOutcome {
  /** The service's id of the user. */
  user: string;
  /** Your own id of the user, where the event has it. Link events of v1 do not. */
  externalId?: string;
  /** The type of the channel, such as `twilio`. */
  channel: string;
  /** The id of the client, where the event has it: in v2 the one that the answer to the link had. */
  client?: string;
  /**
   * `pending`, it was asked for; `matched`, the channel knows the person, or they have the message; `linked`, messages
   * reach them; `failed`, with `error`; `moved`, another user has the client now; `blocked`, they unsubscribed.
   *
   * v1 tells of `matched`, `linked` and `failed` alone, v1.1 of `pending` and `blocked` too where its clients say so.
   */
  state: "pending" | "matched" | "linked" | "failed" | "moved" | "blocked";
  /** Why it failed. */
  error?: EventError;
}

/**
 * What became of a link, in one shape for all versions; `undefined` where the event tells of something else. That users
 * were merged because of a link is an event of its own: `merge:appUser`, `user:merge`.
 */
export declare function linkOutcome(event: object): LinkOutcome | undefined;

/** What became of messages. */
export interface Delivery {
  /** The service's id of the user. */
  user: string;
  /** Your own id of the user, where the event has it. */
  externalId?: string;
  /** The type of the channel, such as `twilio`. */
  channel: string;
  /** The ids of the messages: one, but for v1. */
  messages: string[];
  /** `sent`, the channel took it; `delivered`, it reached the person; `failed`, with `error`. v1 has no `delivered`. */
  state: "sent" | "delivered" | "failed";
  /** Whether nothing more will come about it. */
  final: boolean;
  /** Why it failed. */
  error?: EventError;
}

/** What became of messages, in one shape for all versions; `undefined` where the event tells of something else. */
export declare function delivery(event: object): Delivery | undefined;

/**
 * Why a delivery was refused. It holds neither the secret nor the body.
 *
 * The service repeats what is not answered with a 2xx, up to five times within a quarter of an hour, but never after 400,
 * 401, 403, 404 and 406. None of these is used: all of what is refused may be right a little later.
 */
export declare class WebhookError extends Error {
  /** Whether something is an error of this kind, also of another copy of this package. */
  static is(value: unknown): value is WebhookError;
  get name(): string;
  /**
   * - `no_secret` (500): the receiver was given no secret, which its owner should see as a fault of the server.
   * - `missing_secret`, `wrong_secret` (409): while secrets are rotated a repeat saves the event; a stranger's repeat is
   *   refused again. It is no 5xx, since a stranger's requests must not look like a fault of the server.
   * - `body_too_large` (413): a repeat helps when `maxBodySize` was raised.
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
  /** The HTTP status to answer. */
  readonly status: number;
  /** What can be logged. */
  toJSON(): { name: string; code: string; status: number; message: string };
}
