// What the build makes and the sources import: the glue of the Rust core (`src/js/`), and the module itself.

declare module "*/smooch_edge_bg.js" {
  /** A record of an error, or what a caller's own code threw. */
  type Thrown = unknown;

  /** The core of a client (`src/js/core.rs`). */
  export class Core {
    /** @throws {Thrown} */
    constructor(options: string);
    /** @throws {Thrown} */
    call(
      row: string,
      ids: string,
      query: string,
      options: string,
      nonce: string,
      body: string,
      looks_up: boolean,
    ): Call;
  }

  /** A call under way (`src/js/call.rs`): each method says what happened and gives what to do next. */
  export class Call {
    private constructor();
    free(): void;
    unsigned(): string | undefined;
    sign(signature: Uint8Array): void;
    authorise(token: string): boolean;
    /** Calls the function and returns what it returns. */
    send<T>(fetch: (url: string, init: any) => T, signal: AbortSignal | undefined): T;
    go(): Step;
    answered(response: Response, body: Body, retry_after: number | undefined, request_id: string | undefined): Step;
    read(text: string): Step;
    failed(reason: Failure, under_way: boolean, code: string | undefined): Step;
    readonly milliseconds: number;
    readonly throttled: number | undefined;
    about(): { operation: string; method: string; path: string; attempt: number };
    /** The text of the result, or the record of the error. */
    end(): any;
  }

  /** What to do next. */
  export enum Step {
    Send,
    Wait,
    Read,
    Done,
    Fail,
  }

  /** Why no response came. */
  export enum Failure {
    NoToken,
    NotSigned,
    NotSent,
    Aborted,
    TimedOut,
    Lost,
  }

  /** The body of a response. */
  export enum Body {
    Cut,
    Empty,
    Object,
    NoObject,
    NotJson,
  }

  export function start(load: () => WebAssembly.Module): void;
}

declare module "*/wasm-base64.js" {
  const base64: string;
  export default base64;
}

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

// What some runtimes have besides the platform of the web.

declare var process: { env: Record<string, string | undefined> } | undefined;

declare var Buffer: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> } | undefined;

interface Uint8ArrayConstructor {
  fromBase64?(base64: string): Uint8Array<ArrayBuffer>;
}
