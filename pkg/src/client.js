// The client that users see. It names the operations and turns the core's records of errors into errors; everything
// else is the core's.

/** @import { BuiltRequest, CallOptions, QueueOptions, Smooch, SmoochOptions } from "smooch-edge" */
/** @import { Own } from "./call.js" */
/** @import { Call, Core } from "./smooch_edge_bg.js" */

import { drive, prepared } from "./call.js";
import { core } from "./core.js";
import { Finder } from "./find.js";
import { Queue } from "./queue.js";
import { nextPage } from "./pages.js";
import { textOf } from "./text.js";
import { toError } from "./thrown.js";

/** Variables that `fromEnv` reads, and the options that they set. */
const VARIABLES = {
  SMOOCH_KEY_ID: "keyId",
  SMOOCH_SECRET: "secret",
  SMOOCH_APP_ID: "appId",
  SMOOCH_BASE_URL: "baseUrl",
  SMOOCH_API_VERSION: "apiVersion",
};

/**
 * What a call is made of: the operation, its ids, its body and its options.
 *
 * @typedef {[operation: string, ids: unknown[], body: unknown, options?: CallOptions]} Given
 */

/** @implements {Smooch<any>} */
export class Client {
  // Private, so that no inspection, log or JSON of a client can show what is in it.
  /** @type {Core} */
  #core;
  /** @type {Own} */
  #own;
  /** @type {Finder | undefined} for v2 alone */
  #finder;

  /**
   * @param {SmoochOptions} options
   * @param {() => WebAssembly.Module} load gives the compiled module
   */
  constructor(options, load) {
    try {
      this.#core = core(textOf(options), load);
    } catch (thrown) {
      throw toError(thrown);
    }
    const { fetch, token, maxResponseSize, onRequest, onResponse, verboseHooks, deadline } = options;
    this.#own = { fetch, token, maxResponseSize, onRequest, onResponse, verboseHooks, deadline };
    if (options.apiVersion === "v2") this.#finder = new Finder();
    const call = (/** @type {Given} */ ...given) => this.#call(...given);
    const build = (/** @type {Given} */ ...given) => this.#build(...given);
    /** @type {Smooch<any>["users"]} */
    this.users = {
      get: (id, options) => call("users.get", [id], undefined, options),
      update: (id, changes, options) => call("users.update", [id], changes, options),
      delete: (id, options) => call("users.delete", [id], undefined, options),
    };
    /** @type {Smooch<any>["channels"]} */
    this.channels = {
      list: (id, options) =>
        this.#call("channels.list", [id], undefined, options, this.#finder && { page: { size: 100 } }),
      unlink: (id, channel, options) => call("channels.unlink", [id, channel], undefined, options),
    };
    /** @type {Smooch<any>["messages"]} */
    this.messages = {
      list: (id, query, options) => this.#pages("messages.list", [id], query, options),
    };
    /** @type {import("smooch-edge").Conversations} */
    this.conversations = {
      create: (conversation, options) => call("conversations.create", [], conversation, options),
      list: (query, options) => this.#pages("conversations.list", [], query, options),
      get: (id, options) => call("conversations.get", [id], undefined, options),
    };
    /** @type {import("smooch-edge").Integrations} */
    this.integrations = {
      list: (query, options) => this.#pages("integrations.list", [], query, options),
    };
    /** @type {Smooch<any>["build"]} */
    this.build = {
      create: (user, options) => build("create", [], user, options),
      link: (id, link, options) => build("link", [id], link, options),
      send: (id, message, options) => build("send", [id], message, options),
    };
  }

  /**
   * @this {new (options: SmoochOptions) => Client} an entry, which knows how the module is loaded
   * @param {SmoochOptions} [options]
   */
  static fromEnv(options) {
    const env = globalThis.process?.env ?? {};
    const given = Object.entries(VARIABLES)
      .map(([variable, option]) => [option, env[variable]?.trim()])
      .filter(([, value]) => value);
    return new this({ ...Object.fromEntries(given), ...options });
  }

  /**
   * @param {unknown} user
   * @param {CallOptions} [options]
   */
  create(user, options) {
    return this.#call("create", [], user, options);
  }

  /**
   * @param {string} id
   * @param {unknown} link
   * @param {CallOptions} [options]
   */
  link(id, link, options) {
    return this.#call("link", [id], link, options);
  }

  /**
   * @param {string} id
   * @param {unknown} message
   * @param {CallOptions} [options]
   */
  send(id, message, options) {
    return this.#call("send", [id], message, options);
  }

  /** @param {QueueOptions} [options] */
  queue(options = {}) {
    return new Queue(options, (operation, ids, body, options, listen) =>
      this.#start(operation, ids, body, options, undefined, (call, signal) =>
        drive(call, { ...this.#own, fetch: listen(this.#own.fetch) }, signal),
      ),
    );
  }

  /**
   * @param {string} operation
   * @param {unknown[]} ids
   * @param {unknown} body
   * @param {CallOptions} [options]
   * @param {unknown} [query]
   */
  #call(operation, ids, body, options, query) {
    return this.#start(operation, ids, body, options, query, (call, signal) => drive(call, this.#own, signal));
  }

  /**
   * @param {string} operation
   * @param {unknown[]} ids
   * @param {unknown} body
   * @param {CallOptions} [options]
   * @returns {Promise<BuiltRequest>}
   */
  async #build(operation, ids, body, options) {
    const path = this.#finder && operation === "send" ? [options?.conversationId] : ids;
    return this.#made(operation, path, body, options, undefined, (call) => prepared(call, this.#own));
  }

  /**
   * @template T
   * @param {string} operation
   * @param {unknown[]} ids
   * @param {unknown} body
   * @param {CallOptions | undefined} options
   * @param {unknown} query
   * @param {(call: Call, signal: AbortSignal | undefined) => Promise<T>} run
   * @returns {Promise<T>}
   */
  async #start(operation, ids, body, options, query, run) {
    const finder = this.#finder;
    if (!finder || !Finder.completes(operation)) return this.#made(operation, ids, body, options, query, run);
    const begun = performance.now();
    const { timeout, maxRetries, headers, deadline = this.#own.deadline } = options ?? {};
    const own = { timeout, maxRetries, headers, deadline };
    const given = await finder.complete(
      operation,
      ids,
      body,
      options,
      (ids, body) => this.#made(operation, ids, body, options, query, () => {}),
      (operation, ids, body, query, dry) =>
        this.#made(operation, ids, body, own, query, (call) => (dry ? undefined : run(call, undefined))),
    );
    const left = deadline && Math.max(1, Math.round(deadline - performance.now() + begun));
    try {
      return await this.#made(operation, given.ids, given.body, { ...options, deadline: left }, query, run);
    } catch (/** @type {any} */ error) {
      if (error.status === 404) finder.forget(/** @type {string} */ (ids[0]), body);
      throw error;
    }
  }

  /**
   * @template T
   * @param {string} operation
   * @param {unknown[]} ids
   * @param {unknown} body
   * @param {CallOptions | undefined} options
   * @param {unknown} query
   * @param {(call: Call, signal: AbortSignal | undefined) => T | Promise<T>} run
   * @returns {Promise<T>}
   */
  async #made(operation, ids, body, options, query, run) {
    let call;
    try {
      const nonce = options?.dedupe === true ? crypto.randomUUID() : undefined;
      const given = [operation, ids, body, query, options, nonce];
      while (given.at(-1) === undefined) given.pop();
      call = this.#core.call(textOf(given));
      return await run(call, options?.signal);
    } catch (thrown) {
      throw toError(thrown);
    } finally {
      call?.free();
    }
  }

  /**
   * @param {string} operation
   * @param {unknown[]} ids
   * @param {object | undefined} query
   * @param {CallOptions} [options]
   * @returns {AsyncIterable<any>}
   */
  #pages(operation, ids, query, options) {
    const read = (/** @type {object} */ query) => this.#call(operation, ids, undefined, options, query);
    return {
      async *[Symbol.asyncIterator]() {
        for (let next = /** @type {any} */ (query ?? {}); ;) {
          const page = await read(next);
          yield page;
          const after = nextPage(operation, next, page);
          if (!after) return;
          next = after;
        }
      },
    };
  }
}
