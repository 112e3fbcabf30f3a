// Only what says `export` is exported.
export {};

/** A version of the API. */
export type ApiVersion = Smooch.ApiVersion;

/** The options of a client. */
export type SmoochOptions = Smooch.SmoochOptions;

/** The options of a call. */
export type CallOptions = Smooch.CallOptions;

/** The options of {@link Smooch.SmoochClient.reach}. */
export type ReachOptions = Smooch.ReachOptions;

/** The options of {@link Smooch.SmoochClient.waitForLink}. */
export type WaitForLinkOptions = Smooch.WaitForLinkOptions;

/**
 * Sends a request, in place of the runtime's `fetch`. It is called as `fetch(url, init)`. The `fetch` of undici and of
 * node-fetch do, and a function around one: `(url, init) => fetch(url, { ...init, dispatcher })`.
 */
export type Fetch = (url: string, init: FetchInit) => PromiseLike<FetchResponse>;

/** The options that {@link Fetch} is called with. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect: "manual";
  signal: AbortSignal;
}

/** The result of {@link Fetch}: a `Response` of any kind, or the parts of one that are read. */
export type FetchResponse = {
  /** The HTTP status. */
  readonly status: number;
  /** `Headers`, or anything with its `get`. */
  readonly headers?: { get(name: string): string | null };
} & ({ text(): PromiseLike<string> } | { json(): PromiseLike<unknown> } | { readonly body: object | null });

/** The event passed to {@link SmoochOptions.onRequest}. */
export interface RequestEvent {
  /** The operation, such as `send`; a read that a retry needs goes by its own, such as `messages.list`. */
  operation: string;
  method: string;
  /** The path, without ids: `/v1/appusers/{userId}/messages`. */
  path: string;
  /** 1 for the first. */
  attempt: number;
  /** With `verboseHooks` only. */
  url?: string;
  /** With `verboseHooks` only; without the authorisation. */
  headers?: Record<string, string>;
  /** With `verboseHooks` only. */
  body?: string;
}

/** The event passed to {@link SmoochOptions.onResponse}. */
export interface ResponseEvent {
  operation: string;
  method: string;
  path: string;
  attempt: number;
  /** The duration of the attempt, in milliseconds. */
  duration: number;
  /** The HTTP status, if there was a response. */
  status?: number;
  /** The service's id of the request, if there was a response. */
  requestId?: string;
  /** The reason why there was no response. */
  failure?: "no token" | "not sent" | "aborted" | "timed out" | "lost";
  /** The text of the response; with `verboseHooks` only. */
  text?: string;
}

/** The pages of a list. A page is read when it is asked for; to stop, leave the loop. */
export interface Pages<Page, Item> extends AsyncIterable<Page> {
  /**
   * The items of all pages, one after the other.
   *
   * @example
   * ```ts
   * for await (const client of smooch.channels.list("ada").items()) console.log(client.type);
   * ```
   */
  items(): AsyncIterable<Item>;
}

/** A flat object that goes with a hand-over: what Zendesk's agent workspace makes of it, and what is your own. */
export interface ControlMetadata {
  /** Tags of the ticket, with commas between them. */
  readonly "dataCapture.systemField.tags"?: string | undefined;
  /** The first message that the ticket shows. */
  readonly first_message_id?: string | undefined;
  /** A field of the ticket, by its id: `"dataCapture.ticketField.123"`. */
  readonly [field: `dataCapture.ticketField.${string}`]: string | number | boolean;
  /** Your own. */
  readonly [name: string]: string | number | boolean | undefined;
}

/** An object that is known without its tag, by a field that it then must have. */
export type Untagged<T, Tag extends keyof T, Field extends keyof T> = Omit<T, Tag | Field> & {
  [Name in Tag]?: undefined;
} & { [Name in Field]-?: NonNullable<T[Name]> };

/** A message whose author is given beside it. */
export type Authorless<Message extends { role: unknown }> = Omit<Message, "role"> & {
  /** The author, if none is given beside the message. */
  role?: "appMaker" | undefined;
};

/** The promise of an operation. */
export interface ApiPromise<T> extends Promise<T> {
  /**
   * The data with what came with it. If the operation was found done by reading (`dedupe`, or after a lost response),
   * it is the response of that read.
   *
   * @example
   * ```ts
   * const { data, requestId } = await smooch.users.get("ada").withResponse();
   * ```
   */
  withResponse(): Promise<Smooch.WithResponse<T>>;
}

/** A request, as {@link Smooch.SmoochClient.build} gives it. `headers` hold the authorisation: do not log them. */
export interface BuiltRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers: Record<string, string>;
  /** The JSON text of the body, byte for byte as a call would send it. */
  body?: string;
}

/**
 * The types of bodies and of responses: `Smooch.CreateUser`, `Smooch.UserAnswer`. If v1.1 or v2 differs from v1, the
 * name ends in `V1_1` or `V2`.
 *
 * A response may have members that its type does not name. Ask for them: `if ("pinned" in message)` gives
 * `message.pinned` as `unknown`.
 */
export declare namespace Smooch {
  export {};

  /** The types of a version's bodies and responses, by what they are: `Shapes["v2"]["sent"]`. */
  export interface Shapes {
    v1: ShapesV1;
    "v1.1": ShapesV1_1;
    v2: ShapesV2;
  }

  /** The types of v1. */
  export interface ShapesV1 {
    createUser: CreateUser;
    updateUser: UpdateUser;
    link: Link;
    message: Message | SentMessage;
    /** Whom a message goes to. */
    to: string;
    messagesQuery: MessagesQuery;
    user: UserAnswer;
    linked: UserAnswer;
    sent: SendAnswer;
    channels: ChannelsAnswer;
    messages: MessagesPage;
    client: Client;
    createWebhook: CreateWebhook & { triggers?: readonly TriggerV1[] | undefined };
    updateWebhook: UpdateWebhook & { triggers?: readonly TriggerV1[] | undefined };
    webhook: WebhookAnswer;
    createdWebhook: WebhookAnswer;
    webhooks: WebhooksAnswer;
  }

  /** The types of v1.1. */
  export interface ShapesV1_1 extends Omit<
    ShapesV1,
    "createUser" | "link" | "message" | "createWebhook" | "updateWebhook"
  > {
    createUser: CreateUserV1_1;
    link: LinkV1_1;
    message: MessageV1_1 | SentMessage;
    createWebhook: CreateWebhookV1_1 & { triggers?: readonly TriggerV1[] | undefined };
    updateWebhook: UpdateWebhookV1_1 & { triggers?: readonly TriggerV1[] | undefined };
  }

  /** The types of v2: bodies side by side as in v1, or in the groups of v2; responses as v2 has them. */
  export interface ShapesV2 {
    createUser: CreateUserV2 | UserCreateBody;
    updateUser: UpdateUserV2 | UserUpdateBody;
    link: LinkV2 | ClientCreate;
    message: MessageV2 | MessagePost | SentMessageV2;
    /** Whom a message goes to: a user, or a conversation whose user need not be known. */
    to: string | { conversationId: string };
    messagesQuery: PagesQuery;
    user: UserAnswerV2;
    linked: ClientAnswerV2;
    sent: SendAnswerV2;
    channels: ClientsPageV2;
    messages: MessagesPageV2;
    client: ClientV2;
    createWebhook: WebhookCreateBody & { triggers: readonly TriggerV2[] };
    updateWebhook: WebhookUpdateBody & { triggers?: readonly TriggerV2[] | undefined };
    webhook: WebhookAnswerV2;
    createdWebhook: CreatedWebhookV2;
    webhooks: WebhooksAnswerV2;
  }

  /** The result of {@link ApiPromise.withResponse}. */
  export interface WithResponse<T> {
    data: T;
    /** The HTTP status. */
    status: number;
    headers: Headers;
    /** The service's id of the request. */
    requestId?: string;
  }

  /** A method of HTTP. */
  export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

  /** The types that `request` knows for a method and a path: none if no operation of this package has them. */
  export interface UnknownRoute {
    body: unknown;
    query: { readonly [name: string]: unknown };
    response: unknown;
  }

  /** The types of each method and path of a version. */
  export interface Routes {
    v1: RoutesV1;
    "v1.1": RoutesV1_1;
    v2: RoutesV2;
  }

  /** A path below the app, of one from the version on. */
  type Below<V extends ApiVersion, Path> = Path extends `/${V}/apps/{appId}${infer Rest}`
    ? Rest
    : Path extends `/${V}/${infer Rest}`
      ? `/${Rest}`
      : Path;

  /** The types of a method and a path. */
  export type RouteOf<
    V extends ApiVersion,
    Method extends HttpMethod,
    Path extends string,
  > = `${Method} ${Path}` extends keyof Routes[V]
    ? Routes[V][`${Method} ${Path}`]
    : `${Method} ${Below<V, Path>}` extends keyof Routes[V]
      ? Routes[V][`${Method} ${Below<V, Path>}`]
      : UnknownRoute;

  /** The result of `request`. */
  export type ResponseOf<Route> = Route extends { response: infer Response } ? Response : unknown;

  /** The paths that `request` knows for a method. */
  export type PathsOf<V extends ApiVersion, Method extends HttpMethod> = keyof Routes[V] extends infer Route
    ? Route extends `${Method} ${infer Path}`
      ? Path
      : never
    : never;

  /** The names in braces in a path, but for the app's, which the client knows. */
  type IdsOf<Path> = Path extends `${string}{${infer Id}}${infer Rest}` ? Exclude<Id, "appId"> | IdsOf<Rest> : never;

  /** A member that must be there unless it is nothing. */
  type Given<Name extends string, T> = [T] extends [undefined]
    ? { [Key in Name]?: undefined }
    : undefined extends T
      ? { [Key in Name]?: T | undefined }
      : { [Key in Name]: T };

  /** The options of a call that change nothing in most operations. */
  type OwnOptions = "dedupe" | "dedupeKey" | "conversationId" | "integrationId" | "extraBody";

  /** The options of one operation: those of every call, and what it takes besides. */
  export type OperationOptions<Own extends OwnOptions = never> = Omit<CallOptions, Exclude<OwnOptions, Own>>;

  /** The options of `request`. */
  export type RequestOptions<Route, Path extends string> = CallOptions &
    Given<"body", Route extends { body: infer Body } ? Body : undefined> &
    ([IdsOf<Path>] extends [never]
      ? { params?: { readonly [name: string]: string } | undefined }
      : { params: { readonly [Id in IdsOf<Path>]: string } & { readonly appId?: string | undefined } }) & {
      query?: (Route extends { query: infer Query } ? Query : undefined) | undefined;
      /**
       * `"safe"`: a retry does no harm, though it is a POST. By default a POST makes another, so that it is not retried
       * if it may have happened; a method and a path that an operation of this package has take what is known of it.
       */
      retry?: "safe" | undefined;
    };

  /** The arguments of `request` after the path: nothing need be given if nothing is needed. */
  type RequestArguments<Options> = object extends Options ? [options?: Options] : [options: Options];

  /** The requests of methods: each with the same arguments, and nothing is sent. */
  export type Built<Methods> = {
    readonly [Name in keyof Methods]: Methods[Name] extends (...given: infer Given) => unknown
      ? BuildMethod<Given>
      : Built<Methods[Name]>;
  };

  /** A method, and so as lenient as the methods of a client: a client of v2 is one of `ApiVersion`. */
  type BuildMethod<Given extends unknown[]> = { build(...given: Given): Promise<BuiltRequest> }["build"];

  /** The verbs and namespaces of a client's operations. */
  type Operations<V extends ApiVersion> = Omit<Smooch<V>, keyof SmoochClient>;

  /** The methods of webhooks besides the operations on them. */
  interface Webhooks<V extends ApiVersion> {
    /**
     * Leaves one webhook with this target, however often it is called: the one that is there, changed if it differs, or
     * a new one. A webhook is known by its target: others with the same one, and of the same version, are removed.
     * Machines that call it at once agree on one. It waits for the end of the second in which a webhook was created:
     * until then another may come before it.
     *
     * In v2 it changes and removes only what this package created for the target, known by the `displayName` of the
     * integration, or what is in the integration of `integrationId`.
     *
     * @throws {ValidationError} in v2, if an integration that this package did not create has a webhook with this
     *   target that differs; the message names the integration
     * @example
     * ```ts
     * const { webhook } = await smooch.webhooks.ensure({
     *   target: "https://example.com/webhooks",
     *   triggers: ["link:success", "link:failure", "message:appUser"],
     * });
     * ```
     */
    ensure(
      webhook: Shapes[V]["createWebhook"] & { triggers: readonly string[] },
      options?: OperationOptions<"extraBody" | (V extends "v2" ? "integrationId" : never)>,
    ): Promise<Shapes[V]["createdWebhook"]>;
  }

  /** The methods of users besides the operations on them. */
  interface Users<V extends ApiVersion> {
    /**
     * Gives the user that is there, or creates them: never two, however often it is called, and from however many
     * machines at once. Nothing is changed of a user who is there.
     *
     * @throws {ValidationError} without a `userId` (in v2, or `externalId`): the service would make another user each
     *   time
     * @example
     * ```ts
     * await smooch.users.ensure({ userId: "ada", givenName: "Ada" });
     * ```
     */
    ensure(user: Shapes[V]["createUser"], options?: OperationOptions<"extraBody">): Promise<Shapes[V]["user"]>;
  }

  export interface UsersV1 extends Users<"v1"> {}
  export interface UsersV1_1 extends Users<"v1.1"> {}
  export interface UsersV2 extends Users<"v2"> {}
  export interface UsersOfAnyVersion extends Users<ApiVersion> {}

  export interface WebhooksV1 extends Webhooks<"v1"> {}
  export interface WebhooksV1_1 extends Webhooks<"v1.1"> {}
  export interface WebhooksV2 extends Webhooks<"v2"> {}
  export interface WebhooksOfAnyVersion extends Webhooks<ApiVersion> {}

  /** The client of each version. */
  export interface Clients {
    v1: SmoochV1;
    "v1.1": SmoochV1_1;
    v2: SmoochV2;
  }

  /** The methods of a client besides the operations. */
  export interface SmoochClient<V extends ApiVersion = ApiVersion> {
    /** The version that the client speaks. */
    readonly apiVersion: V;

    /**
     * Any request, with the client's authorisation, retries, time-outs, errors and hooks.
     *
     * @param path below the app (`/conversations/{conversationId}/passControl`), or from the version on
     *   (`/v1.1/apps/{appId}/notifications`). Every name in braces is filled from `params`, percent-encoded; `{appId}`
     *   is the client's unless it is given.
     * @throws {ValidationError} if the path is none, or `params` and its names differ
     * @example
     * ```ts
     * await smooch.request("POST", "/conversations/{conversationId}/passControl", {
     *   params: { conversationId },
     *   body: { switchboardIntegration: "next" },
     * });
     * ```
     */
    request<Method extends HttpMethod, Path extends PathsOf<V, Method> | (string & {})>(
      method: Method,
      path: Path,
      ...options: RequestArguments<RequestOptions<RouteOf<V, Method, Path>, Path>>
    ): ApiPromise<ResponseOf<RouteOf<V, Method, Path>>>;

    /**
     * The guide as one call, which can be made again: creates the user unless they are there, asks for the link unless
     * it is there or pending, sends the message unless it was sent. After a crash between any two steps, or within one,
     * the same call leaves one user, one link and one message.
     *
     * Everything is checked before anything is sent. The message is sent once the channel is linked. If it is still
     * pending after `linkTimeout`, nothing is sent and `message` is `held`: the same call later waits again and sends
     * it. A link that failed before the call is asked for again.
     *
     * @throws {SmoochError} as the step does that failed; `done` says what was done before it. A link that fails
     *   during the call: as {@link SmoochClient.waitForLink} does
     * @example
     * ```ts
     * const { user, link, message } = await smooch.reach(
     *   { userId: "ada", givenName: "Ada" },
     *   { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
     *   { role: "appMaker", type: "text", text: "Your parcel is on its way." },
     *   { dedupeKey: `parcel ${parcel.id}` },
     * );
     * // created, asked, sent; when it is made again found, found, found
     * ```
     */
    reach(
      user: Shapes[V]["createUser"],
      link: Shapes[V]["link"],
      message: Shapes[V]["message"],
      options: ReachOptions,
    ): Promise<Reached<V>>;

    /**
     * Waits until a channel is linked, by looking again and again; gives the client. For scripts and tests: elsewhere
     * let webhooks tell, which say why a link failed, and at once.
     *
     * It sends nothing, and looks at the user's channel of that type, whichever link it comes from.
     *
     * @param id the user's `userId` or `_id`, in v2 `externalId` or `id`
     * @throws {SmoochError} with the code `link_failed` if it was pending and is gone
     * @throws {TimeoutError} with the code `timeout` if it is still pending; with `link_not_found` if it was not there
     *   at all: not asked for, or failed before the first look
     * @example
     * ```ts
     * await smooch.link("ada", { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "prompt" } });
     * const client = await smooch.waitForLink("ada", { type: "twilio", timeout: 120_000 });
     * ```
     */
    waitForLink(id: string, options: WaitForLinkOptions): Promise<Shapes[V]["client"]>;

    /**
     * The requests that the operations would send, each with the same arguments; of a list, the request of its first
     * page. Nothing is sent, so that in v2 `integrationId` and `conversationId` must be given.
     */
    readonly build: Built<Operations<V>> & {
      request<Method extends HttpMethod, Path extends PathsOf<V, Method> | (string & {})>(
        method: Method,
        path: Path,
        ...options: RequestArguments<RequestOptions<RouteOf<V, Method, Path>, Path>>
      ): Promise<BuiltRequest>;
    };
  }

  /** The steps of {@link SmoochClient.reach} that were done. */
  export interface ReachSteps {
    /**
     * `created` by this call; `found` if the user was there before; `maybe` if a response was lost, so that nobody can
     * tell which. In each case the user is there.
     */
    user: "created" | "found" | "maybe";
    /** `asked` by this call; `found` if the channel was linked or pending. */
    link: "asked" | "found";
    /**
     * `sent` by this call; `found` if a message with the `dedupeKey` was there; `held`, and not sent, if the link was
     * still pending after `linkTimeout`.
     */
    message: "sent" | "found" | "held";
  }

  /** Whether the service took a request: whether what it asks for may have happened. */
  export type Sent = "no" | "maybe" | "yes";

  /** One thing that is wrong with what was given. */
  export interface Issue {
    /** The path: `confirmation.message.actions[0].type`; empty for the body itself. */
    path: string;
    /** The whole sentence. */
    message: string;
    /** The expected value. */
    expected: string;
    /** The received value: its kind and, unless it is personal data, its shortened text. */
    received: string;
    /** The likely name behind a near miss. */
    suggestion?: string;
  }
}

/**
 * A client that speaks the version `V`, with the operations that the version has: `new Smooch({ … })` gives a
 * `Smooch<"v1">`, with `apiVersion: "v2"` a `Smooch<"v2">`.
 *
 * `Smooch` without a version is a client of any version: it has the operations that every version has, takes the bodies
 * of each and gives the responses of each. If a function takes it, every client can be given. `apiVersion` tells which
 * it is:
 *
 * @example
 * ```ts
 * const isV2 = (smooch: Smooch): smooch is Smooch<"v2"> => smooch.apiVersion === "v2";
 * ```
 */
export type Smooch<V extends ApiVersion = ApiVersion> = [ApiVersion] extends [V]
  ? Smooch.SmoochOfAnyVersion
  : Smooch.Clients[V];

/**
 * The client of the Smooch / Sunshine Conversations API.
 *
 * Every method gives a promise, and every failure rejects with a {@link SmoochError}; only the constructor throws.
 *
 * @example
 * ```ts
 * const smooch = new Smooch({ keyId: "app_…", secret: "…" });
 * await smooch.create({ userId: "ada", givenName: "Ada" });
 * await smooch.link("ada", { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } });
 * await smooch.send("ada", { role: "appMaker", type: "text", text: "A message over Twilio SMS, as requested." });
 * ```
 */
export declare const Smooch: {
  /** @throws {ValidationError} if the options are invalid; unknown names are refused */
  new <V extends ApiVersion = "v1">(options: SmoochOptions & { apiVersion?: V | undefined }): Smooch<V>;

  readonly prototype: Smooch.SmoochOfAnyVersion;

  /**
   * A client set up from the variables `SMOOCH_KEY_ID`, `SMOOCH_SECRET`, `SMOOCH_APP_ID`, `SMOOCH_BASE_URL` and
   * `SMOOCH_API_VERSION`, if there is a `process.env`; an empty one counts as unset.
   *
   * The version is known to TypeScript if `options` has it: `Smooch.fromEnv({ apiVersion: "v2" })`. If only the
   * variable says it, the client is one of any version.
   *
   * @param options go before the variables
   * @param env the variables, if there is no `process.env`: on Workers, the `env` of the handler
   */
  fromEnv<V extends ApiVersion>(
    options: SmoochOptions & { apiVersion: V },
    env?: { readonly [name: string]: unknown },
  ): Smooch<V>;
  fromEnv(options?: SmoochOptions, env?: { readonly [name: string]: unknown }): Smooch;
};

/** The result of {@link Smooch.SmoochClient.reach}. */
export interface Reached<V extends ApiVersion = "v1"> extends Smooch.ReachSteps {
  /**
   * The response of each step. Of a user who was found there may be none, and of a message that is held there is none.
   */
  answers: { user?: Smooch.Shapes[V]["user"]; link: Smooch.Shapes[V]["linked"]; message?: Smooch.Shapes[V]["sent"] };
}

/** The name of an {@link ApiError} and of the classes below it. */
type ApiErrorName =
  | "ApiError"
  | "BadRequestError"
  | "AuthenticationError"
  | "PaymentRequiredError"
  | "PermissionError"
  | "NotFoundError"
  | "ConflictError"
  | "PayloadTooLargeError"
  | "LockedError"
  | "RateLimitError"
  | "ServerError";

/** The name of an error of this package. */
type ErrorName =
  | "SmoochError"
  | "ValidationError"
  | "ConnectionError"
  | "TimeoutError"
  | "AbortError"
  | "ResponseError"
  | ApiErrorName;

/** An error of this package, told apart by `name`. */
export type AnySmoochError =
  | (SmoochError & { readonly name: "SmoochError" })
  | ValidationError
  | ConnectionError
  | TimeoutError
  | AbortError
  | ResponseError
  | ApiError
  | BadRequestError
  | AuthenticationError
  | PaymentRequiredError
  | PermissionError
  | NotFoundError
  | ConflictError
  | PayloadTooLargeError
  | LockedError
  | RateLimitError
  | ServerError;

declare const record: unique symbol;

/** The constructor input of this package's errors. */
interface ErrorRecord {
  readonly [record]: true;
}

/**
 * The error of a call that failed. It holds no secret, no body and no filled path; only `cause`, from the runtime, may
 * say more.
 */
export declare class SmoochError extends Error {
  /** Only this package makes errors. */
  constructor(record: ErrorRecord);
  /**
   * Whether something is an error of this package, also of another copy of it. `name` tells which:
   *
   * @example
   * ```ts
   * if (SmoochError.is(error) && error.name === "RateLimitError") console.log(error.retryAfter);
   * ```
   */
  static is(value: unknown): value is AnySmoochError;
  /** The name of the class. */
  get name(): ErrorName;
  /** A stable word to branch on: the service's own code, such as `integration_not_found`, or one of this package's. */
  readonly code: string;
  /** Whether the service took the request. */
  readonly sent: Smooch.Sent;
  /** Whether trying again later may help. */
  readonly retryable: boolean;
  /**
   * The obstacle behind an error that is not `retryable`. `"account"`: the key, the plan or a permission (401, 402,
   * 403, no token). All calls fail until that is fixed, and this one may work then: keep the message. `"request"`: the
   * request itself.
   */
  get concerns(): "account" | "request";
  /** The number of times the request was sent; reads that a retry needs are not counted. */
  readonly attempts: number;
  /** The operation, such as `link`. */
  readonly operation?: string;
  /** Its method and path, without ids: `POST /v1/appusers/{userId}/channels`. */
  readonly endpoint?: string;
  /** If a {@link Smooch.SmoochClient.reach} failed: the steps that it had done before. */
  readonly done?: Partial<Smooch.ReachSteps>;
  /** The parts that can be logged. */
  toJSON(): Record<string, unknown>;
}

/** The input is invalid; nothing was sent. `issues` has every issue. */
export declare class ValidationError extends SmoochError {
  get name(): "ValidationError";
  /** The path of the first issue. */
  readonly path: string;
  /** Every issue, in the order of the body. */
  readonly issues: readonly Smooch.Issue[];
}

/** The service could not be reached, or the connection was lost; `sent` says which. */
export declare class ConnectionError extends SmoochError {
  get name(): "ConnectionError";
}

/** No response came in time. */
export declare class TimeoutError extends SmoochError {
  get name(): "TimeoutError";
}

/** The caller's signal ended the call; `cause` is its reason. */
export declare class AbortError extends SmoochError {
  get name(): "AbortError";
}

/** The service accepted the request (2xx), and its response cannot be read. */
export declare class ResponseError extends SmoochError {
  get name(): "ResponseError";
  /** The HTTP status. */
  readonly status: number;
}

/** The service responded with an error. */
export declare class ApiError extends SmoochError {
  get name(): ApiErrorName;
  /** The HTTP status; 0 if a browser hides a redirect. */
  readonly status: number;
  /** The service's own sentence, in v2 all of them. */
  readonly description?: string;
  /** In v2, all that the service has to say; with 400 there may be several. */
  readonly errors?: readonly { code: string; title: string }[];
  /** The service's id of the request. */
  readonly requestId?: string;
  /** The wait that the service asked for, in seconds. */
  readonly retryAfter?: number;
  /** The headers of the response, in lower case, without cookies. */
  readonly headers: Record<string, string>;
}

/** 400: the body or the action is not possible. */
export declare class BadRequestError extends ApiError {
  get name(): "BadRequestError";
}
/** 401: the credentials are missing or wrong. */
export declare class AuthenticationError extends ApiError {
  get name(): "AuthenticationError";
}
/** 402: the plan does not cover it. */
export declare class PaymentRequiredError extends ApiError {
  get name(): "PaymentRequiredError";
}
/** 403: the credentials do not reach so far. */
export declare class PermissionError extends ApiError {
  get name(): "PermissionError";
}
/** 404: the user, the integration or the conversation is not there. */
export declare class NotFoundError extends ApiError {
  get name(): "NotFoundError";
}
/** 409: it is already there. */
export declare class ConflictError extends ApiError {
  get name(): "ConflictError";
  /**
   * The user who is there, as the service gave it, if `create` lost a response and then found a user who differs from
   * the one that was given: another caller made it before, or changed it since. `sent` is then `"maybe"`. It is
   * personal data: no log and no JSON of the error shows it.
   */
  readonly user?: Smooch.User | Smooch.UserV2;
}
/** 413: the body is too large. */
export declare class PayloadTooLargeError extends ApiError {
  get name(): "PayloadTooLargeError";
}
/** 423: the conversation is full, until messages are deleted (docs/api/v2.md: at 30 000). */
export declare class LockedError extends ApiError {
  get name(): "LockedError";
}
/** 429: too many requests. */
export declare class RateLimitError extends ApiError {
  get name(): "RateLimitError";
}
/** 5xx: the service failed. */
export declare class ServerError extends ApiError {
  get name(): "ServerError";
}
