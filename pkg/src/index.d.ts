/** What `fetch` has to be: the runtime's own, or one that is called as `fetch(url, init)` and answers alike. */
export type Fetch = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string;
    redirect: "manual";
    signal: AbortSignal;
  },
) => Promise<Response>;

/** What {@link SmoochOptions.onRequest} is told. */
export interface RequestEvent {
  /** The operation, such as `send`; a read that a repeat needs goes by its own, such as `messages.list`. */
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

/** What {@link SmoochOptions.onResponse} is told. */
export interface ResponseEvent {
  operation: string;
  method: string;
  path: string;
  attempt: number;
  /** How long the attempt took, in milliseconds. */
  duration: number;
  /** The HTTP status, where there was an answer. */
  status?: number;
  /** The service's id of the request, where there was an answer. */
  requestId?: string;
  /** Why there was no answer. */
  failure?: "no token" | "not sent" | "aborted" | "timed out" | "lost";
  /** The text of the answer; with `verboseHooks` only. */
  text?: string;
}

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
  message: Message;
  /** Whom a message goes to. */
  to: string;
  messagesQuery: MessagesQuery;
  user: UserAnswer;
  linked: UserAnswer;
  sent: SendAnswer;
  channels: ChannelsAnswer;
  messages: MessagesPage;
  client: Client;
  createWebhook: CreateWebhook & { triggers?: readonly TriggerV1[] };
  updateWebhook: UpdateWebhook & { triggers?: readonly TriggerV1[] };
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
  message: MessageV1_1;
  createWebhook: CreateWebhookV1_1 & { triggers?: readonly TriggerV1[] };
  updateWebhook: UpdateWebhookV1_1 & { triggers?: readonly TriggerV1[] };
}

/** The types of v2: bodies side by side as in v1, or in the groups of v2; responses as v2 has them. */
export interface ShapesV2 {
  createUser: CreateUserV2 | UserCreateBody;
  updateUser: UpdateUserV2 | UserUpdateBody;
  link: LinkV2 | ClientCreate;
  message: MessageV2 | MessagePost;
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
  updateWebhook: WebhookUpdateBody & { triggers?: readonly TriggerV2[] };
  webhook: WebhookAnswerV2;
  createdWebhook: CreatedWebhookV2;
  webhooks: WebhooksAnswerV2;
}

/** The promise of an operation. */
export interface ApiPromise<T> extends Promise<T> {
  /**
   * The data with what came with it. If the operation was found done by reading (`dedupe`, or after a lost response), it
   * is the response of that read.
   *
   * @example
   * ```ts
   * const { data, requestId } = await smooch.users.get("ada").withResponse();
   * ```
   */
  withResponse(): Promise<WithResponse<T>>;
}

/** What {@link ApiPromise.withResponse} gives. */
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

/** What `request` knows of a method and a path: nothing of those that no operation of this package has. */
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
> = `${Method} ${Below<V, Path>}` extends keyof Routes[V] ? Routes[V][`${Method} ${Below<V, Path>}`] : UnknownRoute;

/** What `request` gives. */
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
    ? { [Key in Name]?: T }
    : { [Key in Name]: T };

/** The options of `request`. */
export type RequestOptions<Route, Path extends string> = CallOptions &
  Given<"body", Route extends { body: infer Body } ? Body : undefined> &
  ([IdsOf<Path>] extends [never]
    ? { params?: { readonly [name: string]: string } }
    : { params: { readonly [Id in IdsOf<Path>]: string } & { readonly appId?: string } }) & {
    query?: Route extends { query: infer Query } ? Query : undefined;
    /**
     * `"safe"`: a retry does no harm, though it is a POST. By default a POST makes another, so that it is not retried if it
     * may have happened; a method and a path that an operation of this package has take what is known of it.
     */
    retry?: "safe";
  };

/** The arguments of `request` after the path: nothing need be given if nothing is needed. */
type RequestArguments<Options> = object extends Options ? [options?: Options] : [options: Options];

/** The requests of methods: each with the same arguments, and nothing is sent. */
export type Built<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...given: infer Given) => unknown
    ? (...given: Given) => Promise<BuiltRequest>
    : Built<Methods[Name]>;
};

/** The verbs and namespaces of a client's operations. */
type Operations<V extends ApiVersion> = Omit<Smooch<V>, keyof SmoochClient>;

/** What webhooks have beside the operations on them. */
interface Webhooks<V extends ApiVersion> {
  /**
   * Leaves one webhook with this target, however often it is called: the one that is there, changed where it differs, or
   * a new one. A webhook is known by its target: others with the same one, and of the same version, are removed.
   * Machines that call it at once agree on one. It waits for the end of the second in which a webhook was created: until
   * then another may come before it.
   *
   * In v2 it changes and removes only what this package created for the target, known by the `displayName` of the
   * integration, or what is in the integration of `integrationId`.
   *
   * @throws {ValidationError} in v2, if an integration that this package did not create has a webhook with this target
   *   that differs; the message names the integration
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
    options?: CallOptions,
  ): Promise<Shapes[V]["createdWebhook"]>;
}

export interface WebhooksV1 extends Webhooks<"v1"> {}
export interface WebhooksV1_1 extends Webhooks<"v1.1"> {}
export interface WebhooksV2 extends Webhooks<"v2"> {}
export interface WebhooksOfAnyVersion extends Webhooks<ApiVersion> {}

/** A request, as {@link SmoochClient.build} gives it. `headers` hold the authorisation: do not log them. */
export interface BuiltRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers: Record<string, string>;
  /** The JSON text of the body, byte for byte as a call would send it. */
  body?: string;
}

/** The client of each version. */
interface Clients {
  v1: SmoochV1;
  "v1.1": SmoochV1_1;
  v2: SmoochV2;
}

/**
 * A client that speaks the version `V`. It has the operations that the version has; if only the program knows the version,
 * those that every version has.
 */
export type Smooch<V extends ApiVersion = "v1"> = [ApiVersion] extends [V] ? SmoochOfAnyVersion : Clients[V];

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
  /** @throws {ValidationError} where the options are wrong; unknown names are refused */
  new <V extends ApiVersion = "v1">(options: SmoochOptions & { apiVersion?: V }): Smooch<V>;

  readonly prototype: SmoochOfAnyVersion;

  /**
   * A client set up from the variables `SMOOCH_KEY_ID`, `SMOOCH_SECRET`, `SMOOCH_APP_ID`, `SMOOCH_BASE_URL` and
   * `SMOOCH_API_VERSION`, where there is a `process.env`; an empty one counts as unset.
   *
   * @param options go before the variables
   * @param env the variables, where there is no `process.env`: on Workers, the `env` of the handler
   */
  fromEnv<V extends ApiVersion = "v1">(
    options?: SmoochOptions & { apiVersion?: V },
    env?: { readonly [name: string]: unknown },
  ): Smooch<V>;
};

/** What a client has beside the operations. */
export interface SmoochClient<V extends ApiVersion = ApiVersion> {
  /**
   * Any request, with the client's authorisation, retries, time-outs, errors and hooks.
   *
   * @param path below the app (`/conversations/{conversationId}/passControl`), or from the version on
   *   (`/v1.1/apps/{appId}/notifications`). Every name in braces is filled from `params`, percent-encoded; `{appId}` is the
   *   client's unless it is given.
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
   * The guide as one call, which can be repeated: creates the user unless they are there, asks for the link unless it is
   * there or pending, sends the message unless it was sent. After a crash between any two steps, or within one, the same
   * call leaves one user, one link and one message.
   *
   * Everything is checked before anything is sent. The message is sent once the channel is linked. If it is still pending
   * after `linkTimeout`, nothing is sent and `message` is `held`: the same call later waits again and sends it. A link that
   * failed before the call is asked for again.
   *
   * @throws {SmoochError} as the step does that failed; `done` says what was done before it. A link that fails during the
   *   call: as {@link SmoochClient.waitForLink} does
   * @example
   * ```ts
   * const { user, link, message } = await smooch.reach(
   *   { userId: "ada", givenName: "Ada" },
   *   { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } },
   *   { role: "appMaker", type: "text", text: "Your parcel is on its way." },
   *   { dedupeKey: `parcel ${parcel.id}` },
   * );
   * // created, asked, sent; when it is repeated found, found, found
   * ```
   */
  reach(
    user: Shapes[V]["createUser"],
    link: Shapes[V]["link"],
    message: Shapes[V]["message"],
    options: ReachOptions,
  ): Promise<Reached<V>>;

  /**
   * Waits until a channel is linked, by looking again and again; gives the client. For scripts and tests: elsewhere let
   * webhooks tell, which say why a link failed, and at once.
   *
   * It sends nothing, and looks at the user's channel of that type, whichever link it comes from.
   *
   * @param id the user's `userId` or `_id`, in v2 `externalId` or `id`
   * @throws {SmoochError} with the code `link_failed` where it was pending and is gone
   * @throws {TimeoutError} with the code `timeout` where it is still pending; with `link_not_found` where it was not there
   *   at all: not asked for, or failed before the first look
   * @example
   * ```ts
   * await smooch.link("ada", { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "prompt" } });
   * const client = await smooch.waitForLink("ada", { type: "twilio", timeout: 120_000 });
   * ```
   */
  waitForLink(id: string, options: WaitForLinkOptions): Promise<Shapes[V]["client"]>;

  /**
   * The requests that the operations would send, each with the same arguments; of a list, the request of its first page.
   * Nothing is sent, so that in v2 `integrationId` and `conversationId` must be given.
   */
  readonly build: Built<Operations<V>> & {
    request<Method extends HttpMethod, Path extends PathsOf<V, Method> | (string & {})>(
      method: Method,
      path: Path,
      ...options: RequestArguments<RequestOptions<RouteOf<V, Method, Path>, Path>>
    ): Promise<BuiltRequest>;
  };
}

/** Which steps of {@link SmoochClient.reach} were done. */
export interface ReachSteps {
  /**
   * `created` by this call; `found` where the user was there before; `maybe` where an answer was lost, so that nobody can
   * tell which. In each case the user is there.
   */
  user: "created" | "found" | "maybe";
  /** `asked` by this call; `found` where the channel was linked or pending. */
  link: "asked" | "found";
  /**
   * `sent` by this call; `found` where a message with the `dedupeKey` was there; `held`, and not sent, where the link was
   * still pending after `linkTimeout`.
   */
  message: "sent" | "found" | "held";
}

/** What {@link SmoochClient.reach} gives. */
export interface Reached<V extends ApiVersion = "v1"> extends ReachSteps {
  /** The answer of each step. Of a user who was found there may be none, and of a message that is held there is none. */
  answers: { user?: Shapes[V]["user"]; link: Shapes[V]["linked"]; message?: Shapes[V]["sent"] };
}

/** Whether the service took a request: whether what it asks for may have happened. */
export type Sent = "no" | "maybe" | "yes";

/** Why a call failed. It holds no secret, no body and no filled path; only `cause`, from the runtime, may say more. */
export declare class SmoochError extends Error {
  /** Whether something is an error of this package, also of another copy of it. */
  static is(value: unknown): value is SmoochError;
  /** The name of the class. */
  get name(): string;
  /** A stable word to branch on: the service's own code, such as `integration_not_found`, or one of this package's. */
  readonly code: string;
  /** Whether the service took the request. */
  readonly sent: Sent;
  /** Whether trying again later may help. */
  readonly retryable: boolean;
  /**
   * What stands in the way of an error that is not `retryable`. `"account"`: the key, the plan or a permission (401, 402,
   * 403, no token). All calls fail until it is seen to, and this one may work then: keep the message. `"request"`: what was
   * asked for.
   */
  get concerns(): "account" | "request";
  /** How often the request was sent; reads that a repeat needs are not counted. */
  readonly attempts: number;
  /** The operation, such as `link`. */
  readonly operation?: string;
  /** Its method and path, without ids: `POST /v1/appusers/{userId}/channels`. */
  readonly endpoint?: string;
  /** Where a {@link SmoochClient.reach} failed: what it had done before. */
  readonly done?: Partial<ReachSteps>;
  /** What can be logged. */
  toJSON(): Record<string, unknown>;
}

/** One thing that is wrong with what was given. */
export interface Issue {
  /** Where: `confirmation.message.actions[0].type`; empty for the body itself. */
  path: string;
  /** The whole sentence. */
  message: string;
  /** What was expected. */
  expected: string;
  /** What came: its kind and, where it is nobody's own, its shortened value. */
  received: string;
  /** The likely name behind a near miss. */
  suggestion?: string;
}

/** What was given is wrong; nothing was sent. `issues` has every fault. */
export declare class ValidationError extends SmoochError {
  /** Where the first fault is. */
  readonly path: string;
  /** Every fault, in the order of the body. */
  readonly issues: readonly Issue[];
}

/** The service could not be reached, or the connection was lost; `sent` says which. */
export declare class ConnectionError extends SmoochError {}

/** No answer came in time. */
export declare class TimeoutError extends SmoochError {}

/** The caller's signal ended the call; `cause` is its reason. */
export declare class AbortError extends SmoochError {}

/** The service accepted the request (2xx), and its answer cannot be read. */
export declare class ResponseError extends SmoochError {
  /** The HTTP status. */
  readonly status: number;
}

/** The service answered with an error. */
export declare class ApiError extends SmoochError {
  /** The HTTP status; 0 where a browser hides a redirect. */
  readonly status: number;
  /** The service's own sentence, in v2 all of them. */
  readonly description?: string;
  /** In v2, all that the service has to say; with 400 there may be several. */
  readonly errors?: readonly { code: string; title: string }[];
  /** The service's id of the request. */
  readonly requestId?: string;
  /** How long the service asked to be left alone, in seconds. */
  readonly retryAfter?: number;
  /** The headers of the answer, in lower case, without cookies. */
  readonly headers: Record<string, string>;
}

/** 400: the body or the action is not possible. */
export declare class BadRequestError extends ApiError {}
/** 401: the credentials are missing or wrong. */
export declare class AuthenticationError extends ApiError {}
/** 402: the plan does not cover it. */
export declare class PaymentRequiredError extends ApiError {}
/** 403: the credentials do not reach so far. */
export declare class PermissionError extends ApiError {}
/** 404: the user, the integration or the conversation is not there. */
export declare class NotFoundError extends ApiError {}
/** 409: it is already there. */
export declare class ConflictError extends ApiError {
  /**
   * The user who is there, as the service gave it, if `create` lost a response and then found a user who differs from the
   * one that was given: somebody made it before, or changed it since. `sent` is then `"maybe"`. It is personal data: no log
   * and no JSON of the error shows it.
   */
  readonly user?: User | UserV2;
}
/** 413: the body is too large. */
export declare class PayloadTooLargeError extends ApiError {}
/** 423: the conversation is full, until messages are deleted (docs/api/v2.md: at 30 000). */
export declare class LockedError extends ApiError {}
/** 429: too many requests. */
export declare class RateLimitError extends ApiError {}
/** 5xx: the service failed. */
export declare class ServerError extends ApiError {}
