// The client that users see. It names the operations and turns the core's records of errors into errors; everything
// else is the core's.

/** @import { BuiltRequest, CallOptions, SmoochOptions } from "smooch-edge" */
/** @import { WaitForLinkOptions, ReachOptions, RequestEvent } from "smooch-edge" */
/** @import { Seen } from "./answer.js" */
/** @import { Own } from "./call.js" */
/** @import { Make, Row } from "./operations.js" */
/** @import { Inside } from "./inside.js" */
/** @import { Call, Core } from "./smooch_edge_bg.js" */

import { answering } from "./answer.js";
import { built, drive } from "./call.js";
import { core } from "./core.js";
import { OF_INTEGRATION, webhookOfIntegration } from "./custom-integration.js";
import { ensure } from "./ensure.js";
import { classes } from "./error-class.js";
import { hook } from "./hooks.js";
import { hide } from "./mask.js";
import { bare, share } from "./deadline.js";
import { waitForLink } from "./wait-for-link.js";
import { INSIDE } from "./inside.js";
import { members } from "./members.js";
import { NAMES, lackingError, lineOf, methodsOf, rowOf } from "./operations.js";
import { allOf, itemsOf, pages } from "./pages.js";
import { carrying, formOf, isPayload, isStream } from "./payload.js";
import { reach } from "./reach.js";
import { signer } from "./sign.js";
import { textOf } from "./serialize.js";
import { invalid, toError } from "./to-error.js";

/** Variables that `fromEnv` reads, and the options that they set. */
const VARIABLES = {
  SMOOCH_KEY_ID: "keyId",
  SMOOCH_SECRET: "secret",
  SMOOCH_APP_ID: "appId",
  SMOOCH_BASE_URL: "baseUrl",
  SMOOCH_API_VERSION: "apiVersion",
};

const NO_ENV =
  "There is no process.env here to read. Pass the variables, on Workers those of the request: Smooch.fromEnv({}, env).";

/**
 * The functions that only some runtimes need, given by their entry.
 *
 * @typedef {Pick<Own, "neverLeft" | "controllerOf" | "fly"> & { signerOf: typeof import("./node/mark.js").signerOf }} Host
 */

/**
 * The parts of a call: the operation, its ids, its body, its options and its query.
 *
 * @typedef {[operation: string, ids: any, body: unknown, options?: CallOptions, query?: object]} Given
 */

export class Client {
  // Private, so that no inspection, log or JSON of a client can show what is in it.
  /** @type {Core} */
  #core;
  /** @type {Own} */
  #own;
  /** @type {string} the version of the API */
  #version;
  /** The verbs and namespaces that were used. @type {Record<string, any>} */
  #members = {};

  /**
   * @param {SmoochOptions} options
   * @param {() => WebAssembly.Module} load gives the compiled module
   * @param {Host} [host]
   * @param {boolean} [inBrowser] whether this is a page or one of its workers: there a `User-Agent` is not ours to
   *   give, and would make the browser ask the service first
   */
  constructor(options, load, host, inBrowser = false) {
    try {
      this.#core = core(textOf(options), load, inBrowser);
    } catch (thrown) {
      throw toError(thrown);
    }
    const {
      fetch,
      token,
      secret = "",
      maxResponseSize,
      maxRequestSize,
      onRequest,
      onResponse,
      verboseHooks,
      deadline,
    } = options;
    const hooks = { onRequest: hook(onRequest, "onRequest"), onResponse: hook(onResponse, "onResponse") };
    const sizes = { maxResponseSize, maxRequestSize };
    const sign = (host?.signerOf(fetch) ?? signer)(secret);
    this.#own = { ...host, fetch, token, sign, ...sizes, ...hooks, verboseHooks, deadline };
    this.#version = options.apiVersion ?? "v1";
  }

  static {
    // Made when they are first used. They are bound: `const { send, reach } = smooch` does.
    const { constructor: _, apiVersion: __, ...methods } = Object.getOwnPropertyDescriptors(this.prototype);
    for (const name of [...NAMES, "build", ...Object.keys(methods)]) {
      const method = methods[name]?.value;
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        /** @this {Client} */
        get() {
          return method ? (this.#members[name] ??= method.bind(this)) : this.#named(name);
        },
        // For those who put something of their own in its place, as tests do.
        set(value) {
          Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
        },
      });
    }
  }

  /**
   * A verb, a namespace, or `build`.
   *
   * @param {string} name
   */
  #named(name) {
    const known = this.#members[name];
    if (known) return known;
    /** @type {any} */
    let made;
    if (name === "build") {
      /** @type {Make} */
      const build = ({ name, isForm }, ids, body, ...rest) =>
        this.#build(name, ids, isForm ? undefined : body, ...rest);
      made = Object.fromEntries([...NAMES].map((name) => [name, methodsOf(name, this.#version, build)]));
      made.request = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ options) =>
        this.#build(...requestOf(this.#version, method, path, options));
    } else {
      made = methodsOf(name, this.#version, (...given) => this.#make(...given));
      if (name === "users") made.ensure = (/** @type {[any, CallOptions?]} */ ...given) => this.#ensureUser(...given);
      if (name === "webhooks") made.ensure = (/** @type {[any, CallOptions?]} */ ...given) => this.#ensure(...given);
    }
    return (this.#members[name] = made);
  }

  /** @type {Make} */
  #make(row, ids, body, options, query) {
    if (row.paging) return this.#pages(row, ids, query, options);
    return answering((seen) => {
      if (row.isForm) return this.#carry(async () => [row.name, ids, formOf(body), options, query], seen);
      if (row.lookup !== OF_INTEGRATION) return this.#call([row.name, ids, body, options, query], seen);
      const call = (/** @type {Given} */ ...given) => this.#call(given, seen);
      const check = () => this.#check(row.name, ids, body, { integrationId: "-", ...options });
      return webhookOfIntegration(row.name, ids, body, share(options, this.#own.deadline), check, call);
    });
  }

  /**
   * @param {any} webhook
   * @param {CallOptions} [options]
   */
  async #ensure(webhook, options) {
    // The input is checked before anything is looked for.
    const place = this.#version === "v2" && { integrationId: "-" };
    await this.#check("webhooks.create", [], webhook, place ? { ...place, ...options } : options);
    const call = (/** @type {[any, any, any, any, any?]} */ ...given) => this.#call(given);
    const { webhooks } = /** @type {any} */ (this);
    return ensure({ webhooks, version: this.#version, call }, webhook, share(options, this.#own.deadline));
  }

  /**
   * @param {any} user
   * @param {CallOptions} [options]
   */
  async #ensureUser(user, options) {
    const { userId, externalId = userId, brandId } = members(() => ({ ...Object(user) }));
    // The service would make another one each time.
    if (!externalId && this.#version === "v2")
      throw invalid(
        "userId",
        "userId is required: without one, each call would create another user.",
        "an id",
        "nothing",
      );
    const left = share(options, this.#own.deadline);
    try {
      return await this.#call(["create", [], user, left()]);
    } catch (/** @type {any} */ error) {
      if (error?.status !== 409) throw error;
    }
    return this.#call(["users.get", [externalId], undefined, bare(left()), brandId ? { brandId } : undefined]);
  }

  /**
   * @this {new (options: SmoochOptions) => Client} an entry, which knows how the module is loaded
   * @param {SmoochOptions} [options]
   * @param {Record<string, any>} [env]
   */
  static fromEnv(options, env = globalThis.process?.env) {
    if (!env && !options?.keyId && !options?.token) throw invalid("", NO_ENV, "variables", "nothing");
    const given = Object.entries(VARIABLES)
      .map(([variable, option]) => [option, env?.[variable]?.trim()])
      .filter(([, value]) => value);
    return new this({ ...Object.fromEntries(given), ...options });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {any} [options]
   */
  request(method, path, options) {
    return answering((seen) => this.#carry(async () => requestOf(this.#version, method, path, options), seen));
  }

  /**
   * @param {unknown} user
   * @param {unknown} link
   * @param {unknown} message
   * @param {ReachOptions} options
   */
  async reach(user, link, message, options) {
    this.#checkOptions(options, true);
    const check = (/** @type {Given} */ ...given) => this.#check(...given);
    const make = (/** @type {any[]} */ ...[operation, ids, body, options, hear]) => {
      const { onRequest } = this.#own;
      const own = {
        ...this.#own,
        onRequest: (/** @type {RequestEvent} */ event) => {
          hear(event.operation);
          onRequest?.(event);
        },
      };
      return this.#run([operation, ids, body, options], own);
    };
    /** @type {(id: string, options: WaitForLinkOptions, shared: CallOptions) => Promise<any>} */
    const wait = (...given) => this.#waitForLink(...given);
    return reach([user, link, message], options, this.#own.deadline, check, make, wait);
  }

  /**
   * @param {string} id
   * @param {WaitForLinkOptions} options
   */
  async waitForLink(id, options) {
    this.#checkOptions(options, false);
    return this.#waitForLink(id, options, {});
  }

  get apiVersion() {
    return this.#version;
  }

  /**
   * @param {string} id
   * @param {WaitForLinkOptions} options
   * @param {CallOptions} shared options of its reads
   */
  #waitForLink(id, options, shared) {
    return waitForLink((own) => this.#clients(id, { ...shared, ...own }), this.#version === "v2", options);
  }

  /**
   * @param {unknown} options
   * @param {boolean} isReach whether they are those of `reach`; else those of `waitForLink`
   */
  #checkOptions(options, isReach) {
    try {
      this.#core.check(textOf(options), isReach);
    } catch (thrown) {
      throw toError(thrown);
    }
  }

  /**
   * The response with the clients of a user; in v2 that of all pages.
   *
   * @param {string} id
   * @param {CallOptions} options
   */
  async #clients(id, options) {
    if (this.#version !== "v2") return this.#call(["users.get", [id], undefined, options]);
    const left = share(options, undefined);
    const read = (/** @type {object} */ query) => this.#call(["channels.list", [id], undefined, left(), query]);
    return { clients: await allOf("channels.list", { page: { size: 100 } }, read) };
  }

  /**
   * The internals that the other entries need (`smooch-edge/queue`, `smooch-edge/files`). They are not public.
   *
   * @returns {Inside}
   */
  [INSIDE]() {
    return {
      classes,
      deadline: this.#own.deadline,
      check: (...given) => this.#check(...given),
      make: (operation, ids, body, options, more) =>
        this.#run([operation, ids, body, options], { ...this.#own, ...more }),
    };
  }

  /**
   * Makes a call whose body may be no JSON.
   *
   * @param {() => Promise<Given>} give rejects if it is none
   * @param {Seen} seen
   */
  async #carry(give, seen) {
    const [operation, ids, body, options, query] = await give();
    if (!isPayload(body)) return this.#call([operation, ids, body, options, query], seen);
    const own = { ...this.#own, wrap: carrying(body) };
    // A stream that was read is gone: it cannot be sent again.
    const once = isStream(body) ? { ...options, maxRetries: 0 } : options;
    return this.#run([operation, ids, undefined, once, query], own, seen);
  }

  /**
   * @param {Given} given
   * @param {Seen} [seen]
   */
  #call(given, seen) {
    return this.#run(given, this.#own, seen);
  }

  /**
   * @param {Given} given
   * @param {Own} own
   * @param {Seen} [seen]
   */
  #run(given, own, seen) {
    return this.#made(given, true, (call) => {
      const { signal, deadline = own.deadline } = given[3] ?? {};
      const run = (/** @type {AbortSignal | undefined} */ signal, /** @type {Seen | undefined} */ seen) =>
        drive(call, own, signal, seen);
      return own.fly?.(given, call, signal, deadline, seen, run) ?? run(signal, seen);
    });
  }

  /**
   * @param {Given} given
   * @returns {Promise<BuiltRequest>}
   */
  #build(...given) {
    return this.#made(given, false, (call) => built(call, this.#own));
  }

  /**
   * Throws if a call could not be made with the input. Ids that would be looked up count as found.
   *
   * @param {Given} given
   */
  async #check(...given) {
    await this.#made(given, true, () => {});
  }

  /**
   * @template T
   * @param {Given} given
   * @param {boolean} looksUp
   * @param {(call: Call) => T | Promise<T>} run
   * @returns {Promise<T>}
   */
  async #made([operation, ids, body, options, query], looksUp, run) {
    let call;
    let given = "";
    try {
      const most = this.#own.maxRequestSize;
      // The line of `request` is no name.
      const row = rowOf(this.#version, operation);
      if (!row && !operation.includes(" ")) throw lackingError(operation);
      if (row?.takesBrand) {
        const { brandId, ...others } = members(() => /** @type {any} */ ({ ...options }));
        if (brandId !== undefined) [options, query] = [others, { brandId }];
      }
      const texts = [textOf(ids), textOf(query), textOf(options, most)];
      const nonce = options?.dedupe === true ? crypto.randomUUID() : "";
      given = `${row?.line ?? operation}\n${texts.join("\n")}\n${nonce}\n${textOf(body, most)}`;
      call = this.#core.call(given, looksUp);
      return await run(call);
    } catch (thrown) {
      throw hide(toError(thrown), given + textOf(this.#own.token));
    } finally {
      if (!(/** @type {any} */ (call)?.isFlying)) call?.free();
    }
  }

  /**
   * @param {Row} row
   * @param {unknown[]} ids
   * @param {object | undefined} query
   * @param {CallOptions} [options]
   * @returns {import("smooch-edge").Pages<any, any>}
   */
  #pages({ name, paging }, ids, query, options) {
    const read = (/** @type {object} */ query) => this.#call([name, ids, undefined, options, query]);
    const list = { [Symbol.asyncIterator]: () => pages(name, paging, query, read) };
    return { ...list, items: () => itemsOf(name, list) };
  }
}

/**
 * The input of `request`, as a call takes it.
 *
 * @param {string} version
 * @param {string} method
 * @param {string} path
 * @param {any} options
 * @returns {[operation: string, ids: unknown, body: unknown, options: CallOptions, query: object]}
 */
function requestOf(version, method, path, options) {
  const { params = {}, body, query, retry, ...own } = members(() => ({ ...options }));
  return [lineOf(version, method, path, retry), params, body, own, query];
}
