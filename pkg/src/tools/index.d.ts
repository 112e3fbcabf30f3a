import type { ApiVersion, Smooch } from "smooch-edge";

/** The effect of an operation: it reads, changes or removes something, or a person gets to see it. */
export type Effect = "reads" | "changes" | "deletes" | "reaches";

/** JSON Schema (draft 2020-12) of an object, which refers to nothing but its own `$defs`. */
export interface InputSchema {
  type: "object";
  properties: Record<string, object>;
  required?: string[];
  additionalProperties: false;
  $defs?: Record<string, object>;
}

/** An operation of the API. */
export interface Operation {
  /** Its name: `users.get`, or `send`. */
  name: string;
  description: string;
  effect: Effect;
  /** The names of its ids, in order. */
  arguments: string[];
  /** Its body; a form holds a file. */
  body?: { name: string; isOptional: boolean; isForm: boolean };
  /** Its query; one that is no argument of the method is part of its options, such as `brandId`. */
  query?: { isOptional: boolean; isArgument: boolean };
  /** Whether its method gives pages. */
  isList: boolean;
  /** All arguments as one object: ids, body and `query` by their names. */
  inputSchema: InputSchema;
}

/**
 * The operations of a version of the API.
 *
 * @throws {TypeError} if there is no such version
 */
export declare function operations(version: ApiVersion): Operation[];

/** The question passed to {@link ToolsOptions.confirm}. */
export interface Question {
  /** The operation: `send`. */
  operation: string;
  effect: "reaches" | "deletes";
  /** The model's input: a copy. */
  input: Record<string, unknown>;
}

/** The options of {@link tools}. */
export interface ToolsOptions {
  /** The operations that the model may call: `"users.get"`, `"messages.*"`, or `"*"` for all. */
  allow: readonly string[];
  /**
   * Asked before each call that reaches a person or removes something. Only `true` lets it through; after anything else
   * the tool fails and nothing was sent. `false` asks nobody. Required if such an operation is allowed.
   */
  confirm?: ((question: Question) => boolean | Promise<boolean>) | false | undefined;
}

/** The context of a tool call besides its input; the AI SDK gives it. */
export interface ToolContext {
  abortSignal?: AbortSignal | undefined;
  signal?: AbortSignal | undefined;
}

/** A tool, in the shape that the AI SDK takes, with what other SDKs need. */
export interface Tool {
  /** The name for the model: `users_get`. */
  name: string;
  operation: string;
  effect: Effect;
  description: string;
  /** JSON Schema, and a Standard Schema with JSON Schema, whose member is not enumerable. */
  inputSchema: InputSchema & { readonly "~standard": StandardSchema };
  /**
   * Makes the call. Of a list it gives one page. The text of secrets in the response is `[hidden]`.
   *
   * @throws {Error} whose message tells the model what was wrong, and whether it was sent; `cause` is the `SmoochError`
   */
  execute(input: any, context?: ToolContext): Promise<any>;
}

/** The member of a Standard Schema with JSON Schema (https://standardschema.dev). */
export interface StandardSchema {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (value: unknown) => { value: any; issues?: undefined } | { issues: { message: string }[] };
  readonly jsonSchema: {
    readonly input: (options: { target: string }) => Record<string, unknown>;
    readonly output: (options: { target: string }) => Record<string, unknown>;
  };
  readonly types?: { readonly input: any; readonly output: any } | undefined;
}

/**
 * Operations as tools that a model can call, by their names for the model.
 *
 * A `send` and a `link` carry `dedupe`, so that the client's own retries do no harm.
 *
 * @throws {TypeError} if an operation of `allow` is not there, or `confirm` is missing if a person must be asked
 * @example
 * ```ts
 * import { generateText } from "ai";
 * import { tools } from "smooch-edge/tools";
 *
 * await generateText({
 *   model,
 *   prompt,
 *   tools: tools(smooch, { allow: ["users.get", "messages.list", "send"], confirm: ask }),
 * });
 * ```
 */
export declare function tools<V extends ApiVersion>(
  smooch: Smooch.SmoochClient<V>,
  options: ToolsOptions,
): Record<string, Tool>;
