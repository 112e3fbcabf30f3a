// The client that users see. It names the operations and turns the core's records of errors into errors; everything
// else is the core's.

/** @import { BuiltRequest, CallOptions, QueueOptions, Smooch, SmoochOptions } from "smooch-edge" */
/** @import { WaitForLinkOptions, ReachOptions, RequestEvent } from "smooch-edge" */
/** @import { Own } from "./call.js" */
/** @import { Call, Core } from "./smooch_edge_bg.js" */

import { drive, prepared } from "./call.js";
import { core } from "./core.js";
import { ensure } from "./ensure.js";
import { hide } from "./mask.js";
import { Finder, spoken } from "./lookup.js";
import { share } from "./deadline.js";
import { waitForLink } from "./wait-for-link.js";
import { Queue } from "./queue.js";
import { nextPage } from "./pages.js";
import { reach } from "./reach.js";
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
 * What a call is made of: the operation, its ids, its body, its options and its query.
 *
 * @typedef {[operation: string, ids: unknown[], body: unknown, options?: CallOptions, query?: object]} Given
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
    const { fetch, token, maxResponseSize, maxRequestSize, onRequest, onResponse, verboseHooks, deadline } = options;
    this.#own = { fetch, token, maxResponseSize, maxRequestSize, onRequest, onResponse, verboseHooks, deadline };
    const { apiVersion = "v1" } = options;
    if (apiVersion === "v2") this.#finder = new Finder();
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
      create: (integration, options) => call("integrations.create", [], integration, options),
      list: (query, options) => this.#pages("integrations.list", [], query, options),
    };
    /** @type {Smooch<any>["webhooks"]} */
    this.webhooks = {
      create: async (webhook, options) => {
        const { integration, ...answer } = await call("webhooks.create", [], webhook, options);
        return integration ? { webhook: integration.webhooks?.[0] } : answer;
      },
      list: (options) => call("webhooks.list", [], undefined, options),
      get: (id, options) => call("webhooks.get", [id], undefined, options),
      update: (id, changes, options) => call("webhooks.update", [id], changes, options),
      delete: (id, options) => call("webhooks.delete", [id], undefined, options),
      ensure: async (webhook, options) => {
        await this.#check("webhooks.create", [], webhook, options);
        const { webhooks } = this;
        return ensure({ webhooks, version: apiVersion, call }, webhook, share(options, deadline));
      },
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

  /**
   * @param {unknown} user
   * @param {unknown} link
   * @param {unknown} message
   * @param {ReachOptions} options
   */
  async reach(user, link, message, options) {
    const check = (/** @type {Given} */ ...given) => this.#check(...given);
    return reach([user, link, message], options, this.#own.deadline, check, (operation, ids, body, options, hear) => {
      const { onRequest } = this.#own;
      const own = {
        ...this.#own,
        onRequest: (/** @type {RequestEvent} */ event) => {
          hear(event.operation);
          onRequest?.(event);
        },
      };
      return this.#run([operation, ids, body, options], own);
    });
  }

  /**
   * @param {string} id
   * @param {WaitForLinkOptions} options
   */
  async waitForLink(id, options) {
    return waitForLink((own) => (this.#finder ? this.channels.list(id, own) : this.users.get(id, own)), options);
  }

  /** @param {QueueOptions} [options] */
  queue(options = {}) {
    return new Queue(options, (operation, ids, body, options, listen) =>
      this.#run([operation, ids, body, options], { ...this.#own, fetch: listen(this.#own.fetch) }),
    );
  }

  /** @param {Given} given */
  #call(...[operation, ids, body, options, query]) {
    const own = this.#own;
    return this.#start(operation, ids, body, options, query, (call, signal) => drive(call, own, signal));
  }

  /**
   * @param {Given} given
   * @param {Own} own
   */
  #run([operation, ids, body, options, query], own) {
    return this.#start(operation, ids, body, options, query, (call, signal) => drive(call, own, signal));
  }

  /**
   * @param {Given} given
   * @returns {Promise<BuiltRequest>}
   */
  async #build(...[operation, ids, body, options]) {
    if (this.#finder && operation === "send") {
      await this.#check("users.get", ids, undefined);
      textOf(body, this.#own.maxRequestSize);
      body = spoken(body, ids[0]);
      ids = [options?.conversationId];
    }
    return await this.#made(operation, ids, body, options, undefined, (call) => prepared(call, this.#own));
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
  #start(operation, ids, body, options, query, run) {
    return this.#finder && Finder.completes(operation)
      ? this.#completed(this.#finder, operation, ids, body, options, query, run)
      : this.#made(operation, ids, body, options, query, run);
  }

  /**
   * The same, with what v2 wants found first.
   *
   * @template T
   * @param {Finder} finder
   * @param {string} operation
   * @param {unknown[]} ids
   * @param {unknown} body
   * @param {CallOptions | undefined} options
   * @param {unknown} query
   * @param {(call: Call, signal: AbortSignal | undefined) => Promise<T>} run
   * @returns {Promise<T>}
   */
  async #completed(finder, operation, ids, body, options, query, run) {
    // Throws where a getter of theirs does.
    for (const one of [ids, body, options]) textOf(one, this.#own.maxRequestSize);
    const left = share(options, this.#own.deadline);
    const { timeout, maxRetries, headers, deadline = this.#own.deadline } = options ?? {};
    const own = { timeout, maxRetries, headers, deadline };
    const given = await finder.complete(
      operation,
      ids,
      body,
      options,
      () => this.#check(operation, ids, body, options, query),
      (operation, ids, body, query, dry) =>
        this.#made(operation, ids, body, own, query, (call) => (dry ? undefined : run(call, undefined))),
    );
    try {
      return await this.#made(given.operation ?? operation, given.ids, given.body, left(), query, run);
    } catch (/** @type {any} */ error) {
      if (error.status === 404) finder.forget(/** @type {string} */ (ids[0]), body);
      throw error;
    }
  }

  /**
   * Throws where a call could not be made with what is given; what is yet to be found is taken for found.
   *
   * @param {string} operation
   * @param {unknown[]} ids
   * @param {unknown} body
   * @param {CallOptions} [options]
   * @param {unknown} [query]
   */
  async #check(operation, ids, body, options, query) {
    const given = this.#finder ? Finder.guess(operation, ids, body, options) : { ids, body };
    await this.#made(operation, given.ids, given.body, options, query, () => {});
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
    let given = "";
    try {
      const most = this.#own.maxRequestSize;
      const nonce = options?.dedupe === true ? crypto.randomUUID() : "";
      given = `${operation}\n${textOf(ids)}\n${textOf(query)}\n${textOf(options, most)}\n${nonce}\n${textOf(body, most)}`;
      call = this.#core.call(given);
      return await run(call, options?.signal);
    } catch (thrown) {
      throw hide(toError(thrown), given + textOf(this.#own.token));
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
